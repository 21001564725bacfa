//! The linter: a draft goes in, findings come out, in the order of the form.

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use super::{ContentType, Diagnostic, Template};

/// What stage the draft is at: the rules about missing parts apply on submission only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Still being written.
    Edit,
    /// Handed in for review.
    Submit,
}

/// A template as a person has filled it in so far. `None` means the part is not known and is not judged while
/// editing; on submission it is missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The message content.
    pub content: String,
    /// The content type.
    pub content_type: Option<ContentType>,
    /// The template's name.
    pub name: Option<String>,
    /// Example values by variable.
    pub examples: BTreeMap<String, String>,
    /// Applicant countries, ISO 3166-1 alpha-2.
    pub countries: Vec<String>,
}

/// Lints `draft`. Total: every draft has an answer.
pub fn lint(draft: &Draft, purpose: Purpose) -> Vec<Diagnostic> {
    let _ = (draft, purpose);
    Vec::new()
}

/// Checks the values that `template` is about to be sent with.
pub fn lint_values(template: &Template, values: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let _ = (template, values);
    Vec::new()
}
