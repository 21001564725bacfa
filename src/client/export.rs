//! Files that the gateway writes.

use serde::de::IgnoredAny;
use yew::AttrValue;

use super::http::{Call, Request};

/// A file of the gateway, and the name under which it is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    path: String,
    file_name: AttrValue,
}

impl Export {
    /// The file at `path`.
    pub(super) fn new(path: String, file_name: impl Into<AttrValue>) -> Self {
        Self { path, file_name: file_name.into() }
    }

    /// The name under which it is saved.
    pub fn file_name(&self) -> &str {
        &self.file_name
    }

    pub(super) fn request(&self) -> Request {
        Call::<IgnoredAny>::get(self.path.clone()).request
    }
}
