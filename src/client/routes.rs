//! The paths of the console API, as `piecewise_api` documents them.

use piecewise_api::BASE;

pub(super) fn session() -> String {
    format!("{BASE}/session")
}

pub(super) fn events() -> String {
    format!("{BASE}/events")
}

pub(super) fn service() -> String {
    format!("{BASE}/service")
}

pub(super) fn connect() -> String {
    format!("{BASE}/service/connect")
}

pub(super) fn reveal(sms_user: &str) -> String {
    format!("{BASE}/service/sms-users/{}/reveal", segment(sms_user))
}

pub(super) fn templates() -> String {
    format!("{BASE}/templates")
}

pub(super) fn template(id: i64) -> String {
    format!("{BASE}/templates/{id}")
}

pub(super) fn tests(template_id: i64) -> String {
    format!("{BASE}/templates/{template_id}/tests")
}

pub(super) fn number_check() -> String {
    format!("{BASE}/numbers/check")
}

pub(super) fn messages(n_rows: u32) -> String {
    format!("{BASE}/messages?limit={n_rows}")
}

pub(super) fn message(id: &str) -> String {
    format!("{BASE}/messages/{}", segment(id))
}

pub(super) fn handsets() -> String {
    format!("{BASE}/sandbox/handsets")
}

pub(super) fn wallet() -> String {
    format!("{BASE}/wallet")
}

pub(super) fn prices() -> String {
    format!("{BASE}/prices")
}

/// Percent-encodes `text` as one segment of a path or one value of a query (RFC 3986 §2.3: all but the unreserved).
pub(super) fn segment(text: &str) -> String {
    use std::fmt::Write;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{message, tests};

    #[test]
    fn an_opaque_id_is_one_segment() {
        assert_eq!(message("17_3$+65••/1"), "/api/v1/messages/17_3%24%2B65%E2%80%A2%E2%80%A2%2F1");
    }

    #[test]
    fn a_test_belongs_to_its_template() {
        assert_eq!(tests(7), "/api/v1/templates/7/tests");
    }
}
