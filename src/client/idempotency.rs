//! Keys that make a repeated request harmless.

use std::rc::Rc;

/// One attempt at something that must happen at most once. Repeating the call with the same key repeats nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(Rc<str>);

impl IdempotencyKey {
    /// A new random key; empty where there is no `crypto.randomUUID`, and the gateway refuses that.
    pub fn random() -> Self {
        Self(
            web_sys::window()
                .and_then(|window| window.crypto().ok())
                .map(|crypto| crypto.random_uuid())
                .unwrap_or_default()
                .into(),
        )
    }

    /// The key of an attempt that is known by these words.
    pub fn of(words: &str) -> Self {
        Self(words.into())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}
