//! The share link. Everything is in the fragment, which a browser never sends to a server.

use crate::{
    countries,
    query::{decode, encode},
    routes::Route,
};

/// What a link holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shared {
    /// The text.
    pub text: String,
    /// The country, where the link names one that exists.
    pub country: Option<&'static str>,
    /// The number of recipients, where the link has one.
    pub n_recipients: Option<u64>,
}

/// The fragment of a link: `#/calculator?text=…&to=SG&n=1000`.
pub(super) fn fragment(text: &str, country: &str, n_recipients: u64) -> String {
    format!("{}?text={}&to={}&n={n_recipients}", Route::Calculator.href(), encode(text), encode(country))
}

/// Reads the query of a link; `None` if it has no text.
pub(super) fn read(query: &str) -> Option<Shared> {
    let mut shared = Shared::default();
    let mut has_text = false;
    for pair in query.trim_start_matches('?').split('&') {
        match pair.split_once('=') {
            Some(("text", value)) => {
                shared.text = decode(value);
                has_text = true;
            }
            Some(("to", value)) => shared.country = countries::find(&decode(value)),
            Some(("n", value)) => shared.n_recipients = value.parse().ok(),
            _ => {}
        }
    }
    has_text.then_some(shared)
}

#[cfg(test)]
mod tests {
    use super::{Shared, fragment, read};

    #[test]
    fn a_link_brings_back_what_it_was_made_of() {
        for text in ["Hi %name%, 20% off & more? #1 + 1", "🎉 你好\nשלום", "", "a=b&c=d"] {
            let link = fragment(text, "SG", 1_000);
            let query = link.split_once('?').unwrap().1;
            let shared = Shared { text: text.into(), country: Some("SG"), n_recipients: Some(1_000) };
            assert_eq!(read(query), Some(shared), "{link}");
        }
    }

    /// The text is in the fragment only, which is never sent.
    #[test]
    fn the_text_stands_behind_the_number_sign() {
        assert!(fragment("secret", "SG", 1).starts_with("#/calculator?text=secret"));
    }

    #[test]
    fn a_broken_link_is_read_as_far_as_it_goes() {
        assert_eq!(read("?text=100%&to=ZZ&n=x").unwrap(), Shared { text: "100%".into(), ..Shared::default() });
        assert_eq!(read("?to=SG"), None);
        assert_eq!(read(""), None);
    }
}
