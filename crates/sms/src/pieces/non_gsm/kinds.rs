//! The list of what forces UCS-2, by kind, with what each replacement would save.

use alloc::{string::String, vec::Vec};

use super::{
    cluster::{Cluster, clusters},
    suggest::{Context, suggest},
};
use crate::{
    Span,
    collections::{Map, sort_by},
    pieces::{Count, Encoding, count, units_of},
};

/// What a replacement does to the meaning of a text; from the mildest to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum ReplacementClass {
    /// Nobody sees a difference (a zero-width space removed, a no-break space made a space, é composed).
    Invisible,
    /// The shape changes, the meaning does not (’ to ').
    Typographic,
    /// A reader may notice (ç to c, an emoji removed).
    MeaningChanging,
}

impl ReplacementClass {
    /// Every class, from the mildest to the strongest.
    pub const ALL: [Self; 3] = [Self::Invisible, Self::Typographic, Self::MeaningChanging];
}

/// What could stand in the place of a character: a text that GSM-7 has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The text to insert; empty removes the character.
    pub text: String,
    /// What it does to the meaning.
    pub class: ReplacementClass,
}

/// One kind of character (or decomposed letter, or emoji of several characters) that forces UCS-2, with every place
/// where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NonGsm {
    /// The character, a letter with its combining marks, or a whole emoji.
    pub text: String,
    /// Its first character that GSM-7 does not have: of a decomposed letter the mark, mostly the first and only one.
    pub first: char,
    /// Where it stands, in order; never empty.
    pub spans: Vec<Span>,
    /// What could stand in its place.
    pub replacement: Option<Replacement>,
    /// Pieces saved if every one of this kind is replaced; 0 if the text stays UCS-2 (or there is no replacement).
    pub n_pieces_saved: u32,
}

impl NonGsm {
    /// The text with every one of this kind replaced; unchanged if there is no replacement.
    /// Spans that do not fit `text` are skipped.
    pub fn replace_in(&self, text: &str) -> String {
        let Some(replacement) = &self.replacement else { return text.into() };
        replaced(text, self.spans.iter().map(|&span| (span, replacement.text.as_str())))
    }
}

/// A text after replacements, and what they saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The text after the replacements.
    pub text: String,
    /// What it costs.
    pub count: Count,
    /// Pieces saved; 0 if the text stays UCS-2.
    pub n_pieces_saved: u32,
}

/// Lists what forces `text` into UCS-2, by kind, in order of first appearance; empty for a GSM-7 text (R-034).
///
/// ```
/// use piecewise_sms::pieces::non_gsm;
///
/// let kinds = non_gsm("It’s today’s offer");
/// assert_eq!(kinds.len(), 1);
/// assert_eq!(kinds[0].spans.len(), 2);
/// assert_eq!(kinds[0].replace_in("It’s today’s offer"), "It's today's offer");
/// ```
pub fn non_gsm(text: &str) -> Vec<NonGsm> {
    let mut kinds: Vec<NonGsm> = Vec::new();
    let mut places: Map<&str, usize> = Map::new();
    let mut context = None;
    for cluster in clusters(text) {
        let Some(first) = cluster.text.chars().find(|&c| units_of(c, Encoding::Gsm7).is_none()) else { continue };
        if let Some(kind) = places.get(cluster.text).and_then(|&place| kinds.get_mut(place)) {
            kind.spans.push(cluster.span);
        } else {
            places.insert(cluster.text, kinds.len());
            let context = *context.get_or_insert_with(|| Context::of(text));
            kinds.push(kind_of(&cluster, first, context));
        }
    }
    // While another kind is left, the text stays UCS-2, and replacing this one saves nothing.
    if let [only] = kinds.as_mut_slice()
        && only.replacement.is_some()
    {
        only.n_pieces_saved = n_pieces_saved(count(text), count(&only.replace_in(text)));
    }
    kinds
}

/// Makes every suggested replacement of at most class `strongest` at once.
///
/// ```
/// use piecewise_sms::pieces::{ReplacementClass, replace_all};
///
/// let replaced = replace_all("“Déjà vu” – naïve…", ReplacementClass::Typographic);
/// assert_eq!(replaced.text, "\"Déjà vu\" - naïve...");
/// let replaced = replace_all("“Déjà vu” – naïve…", ReplacementClass::MeaningChanging);
/// assert_eq!(replaced.text, "\"Déjà vu\" - naive...");
/// ```
pub fn replace_all(text: &str, strongest: ReplacementClass) -> Replaced {
    let kinds = non_gsm(text);
    let mut edits: Vec<(Span, &str)> = Vec::new();
    for kind in &kinds {
        if let Some(replacement) = kind.replacement.as_ref().filter(|replacement| replacement.class <= strongest) {
            edits.extend(kind.spans.iter().map(|&span| (span, replacement.text.as_str())));
        }
    }
    sort_by(&mut edits, Ord::cmp);
    let replaced = replaced(text, edits.into_iter());
    let after = count(&replaced);
    Replaced { text: replaced, count: after, n_pieces_saved: n_pieces_saved(count(text), after) }
}

fn kind_of(cluster: &Cluster<'_>, first: char, context: Context) -> NonGsm {
    NonGsm {
        text: cluster.text.into(),
        first,
        spans: alloc::vec![cluster.span],
        replacement: suggest(cluster, context).map(|(text, class)| Replacement { text: text.into_owned(), class }),
        n_pieces_saved: 0,
    }
}

fn n_pieces_saved(before: Count, after: Count) -> u32 {
    match after.encoding {
        Encoding::Gsm7 => before.n_pieces.saturating_sub(after.n_pieces),
        Encoding::Ucs2 => 0,
    }
}

fn replaced<'r>(text: &str, edits: impl Iterator<Item = (Span, &'r str)>) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut at = 0;
    for (span, insert) in edits {
        let (start, end) = (span.start as usize, span.end as usize);
        if let (Some(before), Some(_)) = (text.get(at..start), text.get(start..end)) {
            replaced.push_str(before);
            replaced.push_str(insert);
            at = end;
        }
    }
    replaced.push_str(text.get(at..).unwrap_or_default());
    replaced
}
