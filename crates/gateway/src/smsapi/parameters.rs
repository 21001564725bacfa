//! The parameters of a call, wherever they stand: form body, query, or both; the body wins.

use std::collections::HashMap;

use axum::{
    body::Bytes,
    http::{HeaderMap, header},
};

/// The decoded parameters.
#[derive(Default)]
pub(super) struct Parameters(HashMap<String, String>);

impl Parameters {
    /// Reads the query and, if it is a form, the body. A repeated parameter counts once, the first time.
    pub(super) fn read(query: Option<&str>, headers: &HeaderMap, body: &Bytes) -> Self {
        let mut parameters = Self::default();
        let is_form = headers
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded"));
        if is_form {
            parameters.add(body);
        }
        parameters.add(query.unwrap_or_default().as_bytes());
        parameters
    }

    fn add(&mut self, encoded: &[u8]) {
        for (name, value) in form_urlencoded::parse(encoded) {
            self.0.entry(name.into_owned()).or_insert_with(|| value.into_owned());
        }
    }

    /// The value of `name`, unless it is missing or empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }
}
