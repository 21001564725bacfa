//! A text taken apart for drawing: pieces, and in each piece runs of characters that look alike. One node is drawn
//! per run, never per character, so that long texts stay smooth.

use std::rc::Rc;

use piecewise_sms::{
    Span,
    pieces::{Count, Encoding, MAX_PIECES, NonGsm, Segmentation, non_gsm, segment, units_of},
};

use super::label_of;

/// Why a run is drawn as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing to say.
    Plain,
    /// Each character costs two units.
    TwoUnits,
    /// Forces Unicode and has a replacement: the index of its kind.
    Forces {
        /// Index in [`Analysis::kinds`].
        kind: usize,
        /// The place, counted over all kinds; two neighbours of one kind are two places.
        place: usize,
    },
    /// Forces Unicode and has no replacement; neighbours are one run.
    Foreign,
    /// GSM-7 has it, and nobody sees it.
    Invisible,
}

/// What else is known of a stretch of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OverlayKind {
    /// A link.
    Link,
    /// A variable.
    Variable,
    /// A finding worth knowing.
    Info,
    /// A finding that costs or surprises.
    Warning,
    /// A finding that keeps the text from being accepted.
    Error,
}

/// A stretch of the text with something to say about it. Where overlays meet, the graver one is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlay {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: OverlayKind,
}

/// Neighbouring characters that are drawn alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Where in the text.
    pub span: Span,
    /// Why it is drawn so.
    pub mark: Mark,
    /// What else is known of it.
    pub overlay: Option<OverlayKind>,
}

/// A piece with its runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PieceRuns {
    /// Units used in it.
    pub n_units: u32,
    /// Its runs, in order.
    pub runs: Vec<Run>,
}

/// Everything the piece view shows of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The text.
    pub text: String,
    /// What it costs.
    pub count: Count,
    /// The pieces, in order.
    pub pieces: Vec<PieceRuns>,
    /// What forces Unicode, by kind.
    pub kinds: Vec<NonGsm>,
}

impl Analysis {
    /// Takes `text` apart; `overlays` are drawn over it.
    pub fn of(text: &str, overlays: &[Overlay]) -> Rc<Self> {
        let cut = segment(text);
        let kinds = if cut.count.encoding == Encoding::Ucs2 { non_gsm(text) } else { Vec::new() };
        let pieces = runs(text, &cut, &kinds, overlays);
        Rc::new(Self { text: text.to_owned(), count: cut.count, pieces, kinds })
    }

    /// How many places in the text force Unicode.
    pub fn n_forcing(&self) -> usize {
        self.kinds.iter().map(|kind| kind.spans.len()).sum()
    }

    /// Whether replacing everything that can be replaced makes the message GSM-7. Where it does not, no single
    /// replacement saves anything, and none is pressed on the person.
    pub fn can_become_gsm(&self) -> bool {
        all_replaceable(&self.kinds)
    }

    /// Units that one piece of this message holds.
    pub const fn n_units_of_piece(&self) -> u32 {
        if self.count.n_pieces > 1 { self.count.encoding.n_units_part() } else { self.count.encoding.n_units_single() }
    }

    /// Units used in the last piece.
    pub const fn n_units_in_last(&self) -> u32 {
        self.n_units_of_piece().saturating_sub(self.count.n_units_left)
    }

    /// Whether the message cannot be concatenated (D17).
    pub const fn is_unsendable(&self) -> bool {
        self.count.n_pieces > MAX_PIECES
    }
}

fn runs(text: &str, cut: &Segmentation, kinds: &[NonGsm], overlays: &[Overlay]) -> Vec<PieceRuns> {
    let forcing = by_byte(text, kinds);
    let overlay = overlays_by_byte(text, overlays);
    let at = |list: &[Option<_>], offset: usize| list.get(offset).copied().flatten();
    cut.pieces
        .iter()
        .map(|piece| {
            let start = piece.span.start as usize;
            let mut runs: Vec<Run> = Vec::new();
            for (offset, c) in piece.span.of(text).char_indices() {
                let offset = start + offset;
                let mark = at(&forcing, offset).unwrap_or_else(|| mark_of(c, cut.count.encoding));
                let overlay = overlay.get(offset).copied().flatten();
                let span = Span::new(offset, offset + c.len_utf8());
                match runs.last_mut() {
                    Some(run) if run.mark == mark && run.overlay == overlay && mark != Mark::Invisible => {
                        run.span.end = span.end;
                    }
                    _ => runs.push(Run { span, mark, overlay }),
                }
            }
            PieceRuns { n_units: piece.n_units, runs }
        })
        .collect()
}

fn mark_of(c: char, encoding: Encoding) -> Mark {
    if label_of(c).is_some() {
        Mark::Invisible
    } else if units_of(c, encoding) == Some(2) {
        Mark::TwoUnits
    } else {
        Mark::Plain
    }
}

/// For each byte of the text, what forces Unicode there.
fn by_byte(text: &str, kinds: &[NonGsm]) -> Vec<Option<Mark>> {
    if kinds.is_empty() {
        return Vec::new();
    }
    let can_become_gsm = all_replaceable(kinds);
    let mut marks = vec![None; text.len()];
    let mut place = 0;
    for (kind, found) in kinds.iter().enumerate() {
        // A character that nobody sees is drawn as a pill of its own, with or without a replacement.
        let is_boxed = can_become_gsm || label_of(found.first).is_some();
        for span in &found.spans {
            place += 1;
            let mark = if is_boxed { Mark::Forces { kind, place } } else { Mark::Foreign };
            if let Some(bytes) = marks.get_mut(span.start as usize..span.end as usize) {
                bytes.fill(Some(mark));
            }
        }
    }
    marks
}

fn all_replaceable(kinds: &[NonGsm]) -> bool {
    kinds.iter().all(|kind| kind.replacement.is_some())
}

fn overlays_by_byte(text: &str, overlays: &[Overlay]) -> Vec<Option<OverlayKind>> {
    if overlays.is_empty() {
        return Vec::new();
    }
    let mut by_byte: Vec<Option<OverlayKind>> = vec![None; text.len()];
    for overlay in overlays {
        for byte in by_byte.get_mut(overlay.span.start as usize..overlay.span.end as usize).into_iter().flatten() {
            *byte = (*byte).max(Some(overlay.kind));
        }
    }
    by_byte
}

#[cfg(test)]
mod tests {
    use super::{Analysis, Mark, Overlay, OverlayKind, Span};

    fn drawn(text: &str) -> Vec<Vec<(&str, Mark)>> {
        let analysis = Analysis::of(text, &[]);
        analysis
            .pieces
            .iter()
            .map(|piece| piece.runs.iter().map(|run| (run.span.of(text), run.mark)).collect())
            .collect()
    }

    #[test]
    fn a_plain_text_is_one_run_per_piece() {
        let text = "a".repeat(1_600);
        let analysis = Analysis::of(&text, &[]);
        assert_eq!(analysis.pieces.len(), 11);
        assert!(analysis.pieces.iter().all(|piece| piece.runs.len() == 1));
    }

    /// two units are a matter of GSM-7.
    #[test]
    fn pairs_are_marked_in_gsm_only() {
        assert_eq!(drawn("a[]b"), [[("a", Mark::Plain), ("[]", Mark::TwoUnits), ("b", Mark::Plain)]]);
        assert_eq!(drawn("[中"), [[("[", Mark::Plain), ("中", Mark::Foreign)]]);
    }

    #[test]
    fn neighbours_without_a_replacement_are_one_run() {
        assert_eq!(drawn("你好 ok"), [[("你好", Mark::Foreign), (" ok", Mark::Plain)]]);
    }

    /// A Chinese message stays Unicode whatever its punctuation, so no comma in it is boxed.
    #[test]
    fn what_would_save_nothing_is_not_boxed() {
        assert_eq!(
            drawn("你好，ok’s"),
            [[("你好，", Mark::Foreign), ("ok", Mark::Plain), ("’", Mark::Foreign), ("s", Mark::Plain)]]
        );
        assert!(!Analysis::of("你好，", &[]).can_become_gsm());
        assert!(Analysis::of("It’s", &[]).can_become_gsm());
    }

    ///
    #[test]
    fn nothing_typed_is_nothing_drawn() {
        let analysis = Analysis::of("", &[]);
        assert!(analysis.pieces.is_empty());
        assert_eq!((analysis.count.n_pieces, analysis.n_units_in_last()), (0, 0));
    }

    #[test]
    fn the_graver_overlay_is_drawn() {
        let text = "see www.example.com now";
        let overlays = [
            Overlay { span: Span::new(4, 19), kind: OverlayKind::Error },
            Overlay { span: Span::new(4, 19), kind: OverlayKind::Link },
        ];
        let analysis = Analysis::of(text, &overlays);
        let kinds: Vec<_> = analysis.pieces[0].runs.iter().map(|run| run.overlay).collect();
        assert_eq!(kinds, [None, Some(OverlayKind::Error), None]);
    }
}
