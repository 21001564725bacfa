//! A draft as the browser keeps it.

use std::collections::BTreeMap;

use piecewise_sms::template::{ContentType, Draft as Lintable};
use serde::{Deserialize, Serialize};

/// A draft's name within this browser.
pub type DraftId = String;

/// A template being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its id on this device.
    pub id: DraftId,
    /// Goes up with every save; 0 was never saved. Tells tabs apart that edit the same draft.
    #[serde(default)]
    pub revision: u32,
    /// When it was saved last.
    #[serde(default)]
    pub updated_at_ms: i64,
    /// The template's name.
    #[serde(default)]
    pub name: String,
    /// What it is for; not chosen at first.
    #[serde(default)]
    pub content_type: Option<ContentType>,
    /// The text with its variables.
    #[serde(default)]
    pub content: String,
    /// An example for each variable.
    #[serde(default)]
    pub examples: BTreeMap<String, String>,
    /// Applicant countries, ISO 3166-1 alpha-2.
    #[serde(default)]
    pub countries: Vec<String>,
    /// The template that this is to be the next version of; none for a new template.
    #[serde(default)]
    pub version_of: Option<i64>,
}

impl Draft {
    /// An empty draft.
    pub fn new(id: DraftId) -> Self {
        Self {
            id,
            revision: 0,
            updated_at_ms: 0,
            name: String::new(),
            content_type: None,
            content: String::new(),
            examples: BTreeMap::new(),
            countries: Vec::new(),
            version_of: None,
        }
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.content.is_empty() && self.content_type.is_none() && self.countries.is_empty()
    }

    /// Whether a person would see a difference.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.name == other.name
            && self.content_type == other.content_type
            && self.content == other.content
            && self.examples == other.examples
            && self.countries == other.countries
    }

    /// What the linter looks at.
    pub fn lintable(&self) -> Lintable {
        Lintable {
            content: self.content.clone(),
            content_type: self.content_type,
            name: Some(self.name.clone()),
            examples: self.examples.clone(),
            countries: self.countries.clone(),
        }
    }
}

/// A new id: the time and a random number, enough for one browser.
pub(crate) fn new_id() -> DraftId {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fraction of 2^32 fits")]
    let random = if cfg!(target_arch = "wasm32") { (js_sys::Math::random() * 4_294_967_296.0) as u32 } else { 0 };
    format!("{:x}-{random:08x}", crate::format::now_ms())
}
