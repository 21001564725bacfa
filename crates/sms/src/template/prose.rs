//! Findings in words: what, why, what to do, in at most two short sentences.

use alloc::string::String;

use super::{Diagnostic, Fix};
use crate::Lang;

/// Says `diagnostic` in `lang`.
pub fn message(diagnostic: &Diagnostic, lang: Lang) -> String {
    let _ = lang;
    diagnostic.code.as_str().into()
}

/// What the button of `fix` says in `lang`.
pub fn fix_title(fix: &Fix, lang: Lang) -> String {
    let _ = (fix, lang);
    String::new()
}
