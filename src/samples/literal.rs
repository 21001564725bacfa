//! A text as each language writes it down. What does not show, or turns the direction of what stands beside it, is
//! written as an escape, so that a program does what it looks like.

use std::{collections::BTreeMap, fmt::Write};

/// `program` with what belongs at each `%{name}`. Values are put in once and literally.
pub(super) fn filled(program: &str, places: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(program.len() + 200);
    let mut rest = program;
    while let Some((before, after)) = rest.split_once("%{") {
        let Some((name, after)) = after.split_once('}') else { break };
        filled.push_str(before);
        if let Some((_, value)) = places.iter().find(|(known, _)| *known == name) {
            filled.push_str(value);
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// A JSON object; Python reads it as a dictionary.
pub(super) fn object(values: &BTreeMap<String, String>) -> String {
    let entries: Vec<String> = values.iter().map(|(name, value)| format!("{}: {}", json(name), json(value))).collect();
    format!("{{{}}}", entries.join(", "))
}

/// An object of JavaScript. A name in brackets is never the object's prototype.
pub(super) fn node(values: &BTreeMap<String, String>) -> String {
    let name_of = |name: &str| if name == "__proto__" { format!("[{}]", json(name)) } else { json(name) };
    let entries: Vec<String> =
        values.iter().map(|(name, value)| format!("{}: {}", name_of(name), json(value))).collect();
    format!("{{ {} }}", entries.join(", "))
}

/// A string of JSON, which Python, JavaScript and Go read alike, and Java and Rust where it has no escapes.
pub(super) fn json(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            // Writing to a string does not fail.
            c if is_hidden(c) => drop(write!(literal, "\\u{:04x}", u32::from(c))),
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

/// A string of Java without a letter that its file's encoding could change.
pub(super) fn java(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    for unit in json(text).encode_utf16() {
        match u8::try_from(unit) {
            Ok(octet) if octet.is_ascii() => literal.push(char::from(octet)),
            // Writing to a string does not fail.
            _ => drop(write!(literal, "\\u{unit:04x}")),
        }
    }
    literal
}

/// Control characters, separators of lines, and what only changes how others are shown.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// `text` in single quotes of the shell.
pub(super) fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// `text` in single quotes of PHP.
pub(super) fn php(text: &str) -> String {
    format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
}

/// `text` as it stands, between as many hashes as it needs.
pub(super) fn rust(text: &str) -> String {
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

/// `text` as it stands between backquotes, where it has none.
pub(super) fn go(text: &str) -> String {
    if text.contains('`') { json(text) } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::{filled, go, java, json, php, rust, shell};

    #[test]
    fn values_are_put_in_once() {
        let places = [("a", "%{b}".to_owned()), ("b", "no".to_owned())];
        assert_eq!(filled("x %{a} 20% %{c}y", &places), "x %{b} 20% y");
    }

    #[test]
    fn each_language_has_its_quotes() {
        assert_eq!(json("a\"\\\n\u{202e}b\u{1}"), r#""a\"\\\n\u202eb\u0001""#);
        assert_eq!(java("é😀\n"), r#""\u00e9\ud83d\ude00\n""#);
        assert_eq!(shell("it's $x"), r"'it'\''s $x'");
        assert_eq!(php(r"it's \n"), r"'it\'s \\n'");
        assert_eq!(rust(r##"{"a": "x"#"}"##), r###"r##"{"a": "x"#"}"##"###);
        assert_eq!(go(r#"{"a": "x"}"#), r#"`{"a": "x"}`"#);
        assert_eq!(go("`"), r#""`""#);
    }
}
