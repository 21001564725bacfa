//! What a page shows, in its address: `#/messages?status=failed&country=SG`. So a view can be linked, reloaded and gone
//! back to. Phone numbers never stand there.

use std::fmt::Write;

use yew::prelude::*;

use crate::{
    router::{Navigator, use_navigator, use_query_text, use_route},
    routes::Route,
};

/// The names and values behind the `?` of an address, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads `?a=b&c=d`.
    pub fn read(text: &str) -> Self {
        let pairs = text.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
        Self(pairs.map(|(name, value)| (decode(name), decode(value))).collect())
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The same with another value of a name; an empty one takes it out.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.0.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// As it stands in an address, without the `?`.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.0 {
            let separator = if text.is_empty() { "" } else { "&" };
            // Writing to a string does not fail.
            let _ = write!(text, "{separator}{}={}", encode(name), encode(value));
        }
        text
    }
}

/// The query of this page's address, and the way to change it.
#[derive(Clone, PartialEq)]
pub struct View {
    /// What the address says.
    pub query: Query,
    route: Option<Route>,
    navigator: Option<Navigator>,
}

impl View {
    /// The value of a name; empty where the address does not have it.
    pub fn get(&self, name: &str) -> &str {
        self.query.get(name).unwrap_or_default()
    }

    /// Puts another query into the address. The page stays, and so does the step back.
    pub fn show(&self, query: &Query) {
        if let (Some(navigator), Some(route)) = (&self.navigator, &self.route) {
            let text = query.to_text();
            if text.is_empty() {
                navigator.replace(route);
            } else {
                navigator.replace_with_query(route, &text);
            }
        }
    }

    /// Changes one value in the address; an empty one takes the name out.
    pub fn set(&self, name: &str, value: &str) {
        self.show(&self.query.clone().with(name, value));
    }
}

/// The query of this page's address; the component is drawn again when it changes.
#[hook]
pub fn use_view() -> View {
    let query = Query::read(&use_query_text());
    View { query, route: use_route::<Route>(), navigator: use_navigator() }
}

/// Percent-encoding of everything but the unreserved characters of RFC 3986.
pub(crate) fn encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    encoded
}

/// Undoes [`encode`], and reads `+` as a space as forms write it. What is not valid stays as it is.
pub(crate) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = (byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        if let Some(value) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            decoded.push(value);
            at += 3;
        } else {
            decoded.push(if byte == b'+' { b' ' } else { byte });
            at += 1;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn an_address_brings_back_what_it_was_made_of() {
        let query = Query::default().with("search", "20% off & more 你好").with("type", "otp").with("gone", "");
        assert_eq!(Query::read(&format!("?{}", query.to_text())), query);
        assert_eq!((query.get("type"), query.get("gone")), (Some("otp"), None));
        assert_eq!(query.with("type", "").to_text().split('=').next(), Some("search"));
    }

    #[test]
    fn a_broken_address_is_read_as_far_as_it_goes() {
        assert_eq!(Query::read("?a=100%&b&=c").get("a"), Some("100%"));
        assert_eq!(Query::read(""), Query::default());
    }
}
