//! The language of the console: which one is on, where it is remembered, and counts with the right plural.
//!
//! Texts live in `src/locales/*.yml` and are read with `rust_i18n::t!`. The shell re-renders by [`use_lang`]; the
//! page inside is keyed by language, so no component in it needs to listen.

#[cfg(test)]
mod catalogue_tests;
mod plural;
mod provider;

pub use piecewise_sms::Lang;
pub use plural::plural;
pub use provider::{LanguageHandle, LanguageProvider, use_lang, use_language};

/// The language that texts are in now.
pub fn current() -> Lang {
    let tag = rust_i18n::locale();
    Lang::ALL.into_iter().find(|lang| lang.tag() == &*tag).unwrap_or(Lang::En)
}

/// The text of a key that is put together at run time.
pub fn text(key: &str) -> String {
    rust_i18n::t!(key).into_owned()
}
