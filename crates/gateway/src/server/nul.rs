//! The character U+0000, which PostgreSQL does not keep in a text: whoever sends it is told so, on either database.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use piecewise_api::ProblemKind;
use serde_json::Value;

use super::Refusal;

/// The refusal.
pub(super) fn refusal() -> Refusal {
    Refusal::of(ProblemKind::Malformed).detail("the character U+0000 cannot be kept in a text; leave it out")
}

/// Refuses it in an address.
pub(super) async fn refuse_in_address(request: Request, next: Next) -> Response {
    let has_nul = |text: &str| text.contains("%00");
    let uri = request.uri();
    if has_nul(uri.path()) || uri.query().is_some_and(has_nul) {
        return refusal().into_response();
    }
    next.run(request).await
}

/// Whether a JSON text has it somewhere. It can only be written as an escape, which hardly any text has.
pub(super) fn is_in_json(json: &[u8]) -> bool {
    json.windows(6).any(|six| six == br"\u0000")
        && serde_json::from_slice(json).is_ok_and(|value: Value| is_in_value(&value))
}

fn is_in_value(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(parts) => parts.iter().any(is_in_value),
        Value::Object(parts) => parts.iter().any(|(key, part)| key.contains('\0') || is_in_value(part)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_in_json;

    #[test]
    fn it_is_found_where_it_is_meant() {
        for json in [r#""\u0000""#, r#"{"a": ["x\u0000"]}"#, r#"{"\u0000": 1}"#] {
            assert!(is_in_json(json.as_bytes()), "{json}");
        }
        for json in [r#""\\u0000""#, r#""\u00001"#, "{}", r#"["0000"]"#] {
            assert!(!is_in_json(json.as_bytes()), "{json}");
        }
    }
}
