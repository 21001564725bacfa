//! Why a message is UCS-2: the characters that GSM-7 does not have, and what could stand in their place.

use alloc::{string::String, vec::Vec};

use crate::Span;

/// What a replacement does to the meaning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReplacementClass {
    /// Nobody sees a difference (a zero-width space removed, a no-break space made a space, é composed).
    Invisible,
    /// The shape changes, the meaning does not (’ to ').
    Typographic,
    /// A reader may notice (ç to c, an emoji removed).
    MeaningChanging,
}

/// What could stand in the place of a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The text to insert; empty removes the character.
    pub text: String,
    /// What it does to the meaning.
    pub class: ReplacementClass,
}

/// One kind of character (or decomposed letter) that forces UCS-2, with every place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NonGsm {
    /// The character, or a letter with its combining marks.
    pub text: String,
    /// Its first (usually only) code point.
    pub first: char,
    /// Where it stands, in order; never empty.
    pub spans: Vec<Span>,
    /// What could stand in its place.
    pub replacement: Option<Replacement>,
    /// Pieces saved if every one of this kind is replaced; 0 if the text stays UCS-2 (or there is no replacement).
    pub n_pieces_saved: u32,
}

/// Lists what forces `text` into UCS-2, by kind, in order of first appearance; empty for a GSM-7 text.
pub fn non_gsm(text: &str) -> Vec<NonGsm> {
    let _ = text;
    Vec::new()
}
