//! Templates: values put in, and three readings of their length. The strings in the [`place`](crate::place) are the
//! content and then what is said of each variable; answers are JSON.

use alloc::string::String;

use piecewise_sms::{
    Utf16Index,
    collections::Map,
    template::{self, Template, VariableLimit},
};
use wasm_bindgen::prelude::*;

use crate::{
    answers::{Part, Readings, Rendered},
    place::PLACE,
    strings::Strings,
};

/// Puts values in: content, then name and value of each variable. Answers a [`Rendered`].
#[wasm_bindgen]
pub fn render_room(n_units: usize) -> usize {
    let mut place = PLACE.lock();
    let mut strings = Strings::new(place.units(n_units));
    let content = strings.next().unwrap_or_default();
    let answer = rendered(&content, &strings.pairs());
    place.answer(&answer)
}

/// Counts three ways: content, then name, example and limit of each variable. A limit is two units: the most
/// characters, and 1 where a value may be Unicode. Answers [`Readings`].
#[wasm_bindgen]
pub fn readings_room(n_units: usize) -> usize {
    let mut place = PLACE.lock();
    let mut strings = Strings::new(place.units(n_units));
    let content = strings.next().unwrap_or_default();
    let (mut examples, mut limits) = (Map::new(), Map::new());
    while !strings.is_at_end() {
        let name = strings.next().unwrap_or_default();
        if let Some(example) = strings.next() {
            examples.insert(name.clone(), example);
        }
        if let Some(&[n_chars, may_be_unicode]) = strings.units() {
            let limit = VariableLimit { n_chars: n_chars.into(), may_be_unicode: may_be_unicode == 1 };
            limits.insert(name, limit);
        }
    }
    let answer = readings(&content, &examples, &limits);
    place.answer(&answer)
}

/// `content` with `values` in.
pub fn rendered(content: &str, values: &Map<String, String>) -> Rendered {
    let template::Rendered { text, parts, missing } = template::render(&Template::parse(content), values);
    let index = Utf16Index::new(&text);
    let parts = parts.into_iter().map(|part| {
        let span = index.span(part.span);
        Part { name: part.name, start: span.start, end: span.end }
    });
    let parts = parts.collect();
    Rendered { text, parts, missing }
}

/// The three readings of `content`.
pub fn readings(content: &str, examples: &Map<String, String>, limits: &Map<String, VariableLimit>) -> Readings {
    let template = Template::parse(content);
    let counts = template::counts(&template, examples, limits);
    Readings {
        variables: template.variables().into_iter().map(Into::into).collect(),
        raw: counts.raw.count.into(),
        examples: counts.examples.count.into(),
        worst: counts.worst.count.into(),
        unknown: counts.examples.unknown,
    }
}
