//! The count for people: one sentence, the pieces as drawn text, and what forces Unicode.

use std::{
    fmt,
    io::{self, Write},
};

use piecewise_sms::pieces::{self, Count, Encoding, NonGsm, ReplacementClass, Segmentation};

use crate::{
    draw,
    palette::{ERROR, FORCES_UNICODE, QUIET, STRONG},
};

/// Columns of text in the drawing.
const N_COLUMNS: usize = 72;
/// Positions that are listed of one kind of character.
const N_POSITIONS: usize = 5;

pub(crate) fn write(text: &str, out: &mut impl Write) -> io::Result<()> {
    let segmentation = pieces::segment(text);
    let kinds = pieces::non_gsm(text);
    verdict(&segmentation.count, &kinds, out)?;
    if text.is_empty() {
        return Ok(());
    }
    drawing(text, &segmentation, out)?;
    notes(text, &segmentation.count, out)?;
    if !kinds.is_empty() {
        writeln!(out, "\nWhat forces Unicode:")?;
        for kind in &kinds {
            reason(text, kind, kinds.len(), out)?;
        }
        together(text, &kinds, out)?;
    }
    Ok(())
}

fn verdict(count: &Count, kinds: &[NonGsm], out: &mut impl Write) -> io::Result<()> {
    let encoding = match count.encoding {
        Encoding::Gsm7 => "GSM-7".to_owned(),
        Encoding::Ucs2 => {
            let n_places: usize = kinds.iter().map(|kind| kind.spans.len()).sum();
            format!("Unicode because of {}", plural(n_places, "character"))
        }
    };
    let pieces = plural(count.n_pieces as usize, "piece");
    let units = plural(count.n_units as usize, "unit");
    writeln!(out, "{STRONG}{pieces}{STRONG:#} · {encoding} · {units} used · {} left", count.n_units_left)
}

fn drawing(text: &str, segmentation: &Segmentation, out: &mut impl Write) -> io::Result<()> {
    let encoding = segmentation.count.encoding;
    let margin = segmentation.pieces.len().to_string().len();
    for (at, piece) in segmentation.pieces.iter().enumerate() {
        let number = at + 1;
        let units = plural(piece.n_units as usize, "unit");
        writeln!(out, "\n{STRONG}{number:>margin$}{STRONG:#} {QUIET}┬ {units}{QUIET:#}")?;
        for line in draw::lines(piece.span.of(text), encoding, N_COLUMNS) {
            writeln!(out, "{:margin$} {QUIET}│{QUIET:#} {line}", "")?;
        }
    }
    Ok(())
}

fn notes(text: &str, count: &Count, out: &mut impl Write) -> io::Result<()> {
    let mut note = |words: fmt::Arguments| writeln!(out, "\n{words}");
    if count.n_pieces != count.n_pieces_simple {
        let simple = plural(count.n_pieces_simple as usize, "piece");
        let pair = match count.encoding {
            Encoding::Gsm7 => "a character of two units",
            Encoding::Ucs2 => "a surrogate pair",
        };
        note(format_args!("Division alone gives {simple}; {pair} is never cut, so a piece may end one unit early."))?;
    }
    if text.contains("\r\n") {
        note(format_args!("Line breaks here are CR LF and cost two units each; LF alone costs one."))?;
    }
    if count.is_unsendable() {
        note(format_args!(
            "{ERROR}This cannot be sent{ERROR:#}: a message has at most {} pieces. Shorten the text.",
            pieces::MAX_PIECES
        ))?;
    }
    Ok(())
}

fn reason(text: &str, kind: &NonGsm, n_kinds: usize, out: &mut impl Write) -> io::Result<()> {
    let shown = draw::inline(&kind.text);
    let code_point = u32::from(kind.first);
    let name = pieces::name_of(kind.first).unwrap_or_else(|| "without a name".to_owned());
    write!(out, "  {FORCES_UNICODE}{shown}{FORCES_UNICODE:#}  U+{code_point:04X} {name}, {}", positions(text, kind))?;
    match &kind.replacement {
        None => writeln!(out, "; no replacement"),
        Some(replacement) => {
            let what = match replacement.text.as_str() {
                "" => "remove it".to_owned(),
                " " => "replace with a space".to_owned(),
                text => format!("replace with {}", draw::inline(text)),
            };
            let effect = match replacement.class {
                ReplacementClass::Invisible => "nobody sees a difference",
                ReplacementClass::Typographic => "only the shape changes",
                ReplacementClass::MeaningChanging => "a reader may notice",
            };
            writeln!(out, "; {what} ({effect}), {}", saving(kind, n_kinds))
        }
    }
}

/// What all replacements save together, where one alone does not bring the text back to GSM-7.
fn together(text: &str, kinds: &[NonGsm], out: &mut impl Write) -> io::Result<()> {
    let replaced = pieces::replace_all(text, ReplacementClass::MeaningChanging);
    if kinds.len() == 1 || replaced.n_pieces_saved == 0 {
        return Ok(());
    }
    let pieces = plural(replaced.count.n_pieces as usize, "piece");
    writeln!(out, "With every one of them replaced: {STRONG}{pieces}{STRONG:#} · GSM-7")
}

fn saving(kind: &NonGsm, n_kinds: usize) -> String {
    match (kind.n_pieces_saved, n_kinds) {
        (0, 1) => "saves no piece".to_owned(),
        (0, _) => "alone it saves nothing".to_owned(),
        (n, _) => format!("saves {}", plural(n as usize, "piece")),
    }
}

/// `at character 3`, counted from 1 as people count.
fn positions(text: &str, kind: &NonGsm) -> String {
    let mut at_byte = 0;
    let mut n_chars = 0;
    let mut numbers = Vec::new();
    for span in kind.spans.iter().take(N_POSITIONS) {
        let start = span.start as usize;
        n_chars += text.get(at_byte..start).map_or(0, |between| between.chars().count());
        at_byte = start;
        numbers.push((n_chars + 1).to_string());
    }
    let n_more = kind.spans.len() - numbers.len();
    let more = if n_more == 0 { String::new() } else { format!(" and {n_more} more") };
    let word = if kind.spans.len() == 1 { "character" } else { "characters" };
    format!("at {word} {}{more}", numbers.join(", "))
}

fn plural(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
