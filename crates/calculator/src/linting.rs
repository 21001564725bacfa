//! The linter, in words. The strings in the [`place`](crate::place) are: `submit` or anything else, the language,
//! content, content type, name, countries with commas between them, then name and example of each variable.

use alloc::vec::Vec;

use piecewise_sms::{
    Lang, Utf16Index,
    template::{self, Applicability, ContentType, Diagnostic, Draft, Field, Purpose},
};
use wasm_bindgen::prelude::*;

use crate::{
    answers::{Edit, Finding, Fix},
    place::PLACE,
    strings::Strings,
};

/// Lints a draft: a list of [`Finding`].
#[wasm_bindgen]
pub fn lint_room(n_units: usize) -> usize {
    let mut place = PLACE.lock();
    let mut strings = Strings::new(place.units(n_units));
    let purpose = if strings.next().as_deref() == Some("submit") { Purpose::Submit } else { Purpose::Edit };
    let lang = strings.next();
    let lang = Lang::ALL.into_iter().find(|known| Some(known.tag()) == lang.as_deref()).unwrap_or(Lang::En);
    let draft = Draft {
        content: strings.next().unwrap_or_default(),
        content_type: strings.next().and_then(|name| ContentType::from_name(&name)),
        name: strings.next(),
        countries: strings.next().map(|countries| countries.split(',').map(Into::into).collect()).unwrap_or_default(),
        examples: strings.pairs(),
    };
    let answer = findings(&draft, purpose, lang);
    place.answer(&answer)
}

/// What is wrong with `draft`, in `lang`.
pub fn findings(draft: &Draft, purpose: Purpose, lang: Lang) -> Vec<Finding> {
    let content = Utf16Index::new(&draft.content);
    let found = template::lint(draft, purpose).into_iter();
    found
        .map(|diagnostic| match &diagnostic.field {
            Field::Content => finding(&diagnostic, &content, lang),
            Field::Name => finding(&diagnostic, &Utf16Index::new(draft.name.as_deref().unwrap_or_default()), lang),
            Field::Value(name) => {
                let value = draft.examples.get(name).map_or("", |value| value);
                finding(&diagnostic, &Utf16Index::new(value), lang)
            }
            Field::ContentType | Field::Countries => finding(&diagnostic, &Utf16Index::new(""), lang),
        })
        .collect()
}

fn finding(diagnostic: &Diagnostic, index: &Utf16Index<'_>, lang: Lang) -> Finding {
    let span = index.span(diagnostic.span);
    let fix = diagnostic.fix.as_ref().map(|fix| Fix {
        title: template::fix_title(fix, lang),
        safety: match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::Ask => "ask",
            Applicability::ShowOnly => "show-only",
        },
        edits: fix
            .edits
            .iter()
            .map(|edit| {
                let span = index.span(edit.span);
                Edit { start: span.start, end: span.end, insert: edit.insert.clone() }
            })
            .collect(),
    });
    Finding {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity().as_str(),
        field: diagnostic.field.path(),
        start: span.start,
        end: span.end,
        message: template::message(diagnostic, lang),
        fix,
    }
}
