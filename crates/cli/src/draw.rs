//! Text as a terminal can show it: nothing in it moves the cursor, changes colours or turns the direction.

use std::fmt::Write;

use anstyle::Style;
use piecewise_sms::pieces::{Encoding, units_of};
use unicode_width::UnicodeWidthChar;

use crate::palette;

/// Cuts `text` into lines of at most `n_columns`, with what matters about each character marked.
///
/// Characters without a shape are drawn: a line break as `⏎` (and a new line begins after it), controls and
/// invisible characters by their code point, as in `‹U+200B›`.
pub(crate) fn lines(text: &str, encoding: Encoding, n_columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut column = 0;
    for c in text.chars() {
        let picture = picture(c);
        let n_wide = picture.as_ref().map_or_else(|| c.width().unwrap_or(0), |picture| picture.chars().count());
        if column + n_wide > n_columns {
            lines.push(String::new());
            column = 0;
        }
        column += n_wide;
        let Some(line) = lines.last_mut() else { continue };
        match (picture, style_of(c, encoding)) {
            (Some(picture), style) => {
                push(line, style.unwrap_or(palette::PICTURE), &picture);
            }
            (None, Some(style)) => push(line, style, c.encode_utf8(&mut [0; 4])),
            (None, None) => line.push(c),
        }
        if c == '\n' {
            lines.push(String::new());
            column = 0;
        }
    }
    if lines.len() > 1 && lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// `text` on one line, with pictures for what has no shape.
pub(crate) fn inline(text: &str) -> String {
    text.chars().fold(String::new(), |mut drawn, c| {
        match picture(c) {
            Some(picture) => drawn.push_str(&picture),
            None => drawn.push(c),
        }
        drawn
    })
}

fn push(line: &mut String, style: Style, text: &str) {
    // Writing to a `String` cannot fail.
    let _ = write!(line, "{}{text}{}", style.render(), style.render_reset());
}

fn style_of(c: char, encoding: Encoding) -> Option<Style> {
    match (encoding, units_of(c, Encoding::Gsm7)) {
        (Encoding::Ucs2, None) => Some(palette::FORCES_UNICODE),
        (Encoding::Gsm7, Some(2)) => Some(palette::TWO_UNITS),
        _ => None,
    }
}

fn picture(c: char) -> Option<String> {
    match c {
        '\n' => Some("⏎".to_owned()),
        '\r' => Some("␍".to_owned()),
        '\t' => Some("⇥".to_owned()),
        c if c.is_control() || is_invisible(c) => Some(format!("‹U+{:04X}›", u32::from(c))),
        _ => None,
    }
}

/// Format characters, which have no shape or turn the direction, and spaces that look like the common one.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, n_columns: usize) -> Vec<String> {
        let drawn = lines(text, Encoding::Gsm7, n_columns);
        drawn.iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect()
    }

    #[test]
    fn no_control_character_reaches_the_terminal() {
        let hostile = "a\u{1b}[31m\u{202e}b\u{7}\u{9b}c\r\n";
        let drawn = plain(hostile, 80).concat();
        assert_eq!(drawn, "a‹U+001B›[31m‹U+202E›b‹U+0007›‹U+009B›c␍⏎");
        assert_eq!(inline(hostile), drawn);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(plain("中中中", 5), ["中中", "中"]);
        assert_eq!(plain("abc", 2), ["ab", "c"]);
    }

    #[test]
    fn a_line_break_is_drawn_and_followed() {
        assert_eq!(plain("a\nb", 10), ["a⏎", "b"]);
        assert_eq!(plain("a\n", 10), ["a⏎"]);
        assert_eq!(plain("", 10), [""]);
    }
}
