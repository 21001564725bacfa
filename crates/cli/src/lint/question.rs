//! The shape of a template that `lint` reads.

use std::collections::BTreeMap;

use piecewise_sms::template::{ContentType, Draft, Purpose};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::jsonl::present;

/// One template. Fields that are not ours are ignored; a part that is `null` is absent.
#[derive(Debug, Deserialize)]
pub(crate) struct Question<'a> {
    #[serde(borrow, default, deserialize_with = "present")]
    id: Option<&'a RawValue>,
    content: String,
    content_type: Option<ContentType>,
    name: Option<String>,
    examples: Option<BTreeMap<String, String>>,
    countries: Option<Vec<String>>,
    purpose: Option<Stage>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    Edit,
    Submit,
}

impl<'a> Question<'a> {
    pub(crate) fn into_draft(self, default_purpose: Purpose) -> (Option<&'a RawValue>, Draft, Purpose) {
        let draft = Draft {
            content: self.content,
            content_type: self.content_type,
            name: self.name,
            examples: self.examples.unwrap_or_default(),
            countries: self.countries.unwrap_or_default(),
        };
        let purpose = match self.purpose {
            Some(Stage::Edit) => Purpose::Edit,
            Some(Stage::Submit) => Purpose::Submit,
            None => default_purpose,
        };
        (self.id, draft, purpose)
    }
}
