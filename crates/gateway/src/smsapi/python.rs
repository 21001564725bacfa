//! Lists as a Python program prints them. The platform's own Python sample puts `repr()` on the wire instead of JSON:
//! single quotes, `u'…'`, `\x…`; what it means is plain.

use std::iter::Peekable;
use std::str::Chars;

/// The same in JSON, where it is such a list; otherwise some text that is no JSON either.
pub(super) fn to_json(text: &str) -> String {
    let mut json = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            'u' if matches!(rest.peek(), Some('\'' | '"')) => {}
            '\'' | '"' => copy_string(c, &mut rest, &mut json),
            _ => json.push(c),
        }
    }
    json
}

/// Copies what stands between two quotes.
fn copy_string(quote: char, rest: &mut Peekable<Chars>, json: &mut String) {
    json.push('"');
    while let Some(c) = rest.next() {
        match c {
            _ if c == quote => break,
            '"' => json.push_str("\\\""),
            '\\' => match rest.next() {
                Some('\'') => json.push('\''),
                Some('x') => json.push_str("\\u00"),
                Some(escaped) => json.extend(['\\', escaped]),
                None => json.push('\\'),
            },
            _ => json.push(c),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::to_json;

    #[test]
    fn what_python_prints_is_read() {
        for (text, expected) in [
            (
                "[{'phone': '138', 'vars': {'%a%': u'\\u674e\\xe9', \"b\": \"it's\"}}]",
                json!([{ "phone": "138",
                "vars": { "%a%": "李é", "b": "it's" } }]),
            ),
            (r#"['a\'b"c\\', u"d", 7]"#, json!(["a'b\"c\\", "d", 7])),
        ] {
            assert_eq!(serde_json::from_str::<Value>(&to_json(text)).unwrap(), expected, "{text}");
        }
        for wrong in ["[", "['a", "['a\\", "[(1, 2)]"] {
            assert!(serde_json::from_str::<Value>(&to_json(wrong)).is_err(), "{wrong}");
        }
    }
}
