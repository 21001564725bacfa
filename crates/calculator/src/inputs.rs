//! What JavaScript gives, for the TypeScript declarations; `js/` turns these into strings in the
//! [`place`](crate::place).

use alloc::{string::String, vec::Vec};

use tsify::Tsify;

/// What is known of a variable.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Variable {
    /// A value as it may be sent; a blank one counts as none.
    #[tsify(optional)]
    pub example: Option<String>,
    /// The longest value, in characters; 32 where nothing is said.
    #[tsify(optional)]
    pub max_length: Option<u32>,
    /// Whether a value may hold characters outside GSM-7; true where nothing is said.
    #[tsify(optional)]
    pub unicode: Option<bool>,
}

/// A template as a person has filled it in so far. What is absent is not known, and is not judged while editing.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// The message content.
    pub content: String,
    /// What it is for.
    #[tsify(optional, type = "\"otp\" | \"notification\" | \"marketing\"")]
    pub content_type: Option<String>,
    /// The template's name.
    #[tsify(optional)]
    pub name: Option<String>,
    /// Example values by variable.
    #[tsify(optional, type = "Readonly<Record<string, string>>")]
    pub examples: Option<Vec<(String, String)>>,
    /// Applicant countries, ISO 3166-1 alpha-2.
    #[tsify(optional, type = "readonly string[]")]
    pub countries: Option<Vec<String>>,
}

/// How to lint.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, Tsify)]
pub struct LintOptions {
    /// `submit` also reports what is missing; `edit` where nothing is said.
    #[tsify(optional, type = "\"edit\" | \"submit\"")]
    pub purpose: Option<String>,
    /// The language of the messages; `en` where nothing is said.
    #[tsify(optional, type = "\"en\" | \"zh-CN\"")]
    pub lang: Option<String>,
}
