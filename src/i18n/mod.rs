//! The language of the console: which one is on, where it is remembered, and counts with the right plural.
//!
//! Texts live in `src/locales/*.yml` and are read with `t!`. The shell re-renders by [`use_lang`]; the
//! page inside is keyed by language, so no component in it needs to listen.

#[cfg(test)]
mod catalogue_tests;
mod plural;
mod provider;

use std::fmt::Display;

pub use piecewise_sms::Lang;
pub use plural::plural;
pub use provider::{LanguageHandle, LanguageProvider, use_lang, use_language};

/// The language that texts are in now.
pub fn current() -> Lang {
    let tag = rust_i18n::locale();
    Lang::ALL.into_iter().find(|lang| lang.tag() == &*tag).unwrap_or(Lang::En)
}

/// The text of a key in the language that is on; with `name = value`, the value stands where the text says `%{name}`.
///
/// One call per text instead of the catalogue's own look-up written out at each of several hundred places: that alone
/// was a tenth of the module.
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
    rust_i18n::t!(key).into_owned()
}

/// The text of a key with values in it.
#[inline(never)]
pub fn filled(key: &str, values: &[(&str, &dyn Display)]) -> String {
    let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
    let values: Vec<String> = values.iter().map(|(_, value)| value.to_string()).collect();
    rust_i18n::replace_patterns(&rust_i18n::t!(key), &names, &values)
}
