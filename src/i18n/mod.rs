//! The language of the console: which one is on, where it is remembered, and counts with the right plural.
//!
//! Texts live in `src/locales/*.yml` and are read with `t!`. The shell re-renders by [`use_lang`]; the
//! page inside is keyed by language, so no component in it needs to listen.

#[cfg(test)]
mod catalogue_tests;
mod plural;
mod provider;
mod texts;

use std::fmt::Display;

pub use piecewise_sms::Lang;
pub use plural::plural;
pub use provider::{LanguageHandle, LanguageProvider, preferred, use_lang, use_language};
pub(crate) use texts::know_the_rest;
pub use texts::{NotLoaded, Volume, below, current, is_loaded, load, set_current};

/// The text of a key in the language that is on; with `name = value`, the value stands where the text says `%{name}`.
macro_rules! t {
    ($key:expr) => {
        $crate::i18n::text($key)
    };
    ($key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::filled($key, &[$((stringify!($name), &$value as &dyn ::std::fmt::Display)),+])
    };
}
pub(crate) use t;

/// The text of a key.
#[inline(never)]
pub fn text(key: &str) -> String {
    texts::find(key).to_owned()
}

/// The text of a key with values in it.
#[inline(never)]
pub fn filled(key: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::new();
    let mut rest = texts::find(key);
    while let Some((before, after)) = rest.split_once("%{") {
        let Some((name, after)) = after.split_once('}') else { break };
        filled.push_str(before);
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            filled.push_str(&value.to_string());
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}
