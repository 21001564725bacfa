//! Putting values in: once, literally, never re-expanded (R-187).

use alloc::{string::String, vec::Vec};

use super::{Template, Token};
use crate::{
    Span,
    collections::{Map, Set},
};

/// Where a value landed in a rendered text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The variable.
    pub name: String,
    /// Its value's place in the rendered text.
    pub span: Span,
}

/// A template with its values in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The text a recipient gets.
    pub text: String,
    /// The replaced parts, in order.
    pub parts: Vec<Part>,
    /// Variables without a value, each once; they stay `%name%` in the text.
    pub missing: Vec<String>,
}

/// Renders `template` with `values`. A value is put in as it is: `%name%` in a value stays `%name%`.
///
/// ```
/// use piecewise_sms::template::{Template, render};
///
/// let template = Template::parse("%name% 您好，100% 正品");
/// let rendered = render(&template, &[("name".into(), "%name%".into())].into());
/// assert_eq!(rendered.text, "%name% 您好，100% 正品");
/// assert!(rendered.missing.is_empty());
/// ```
pub fn render(template: &Template, values: &Map<String, String>) -> Rendered {
    let mut rendered = Rendered { text: String::new(), parts: Vec::new(), missing: Vec::new() };
    let mut missing = Set::new();
    for token in template.tokens() {
        match token {
            Token::Literal(span) => rendered.text.push_str(span.of(template.text())),
            Token::Placeholder(placeholder) => {
                if let Some(value) = values.get(&placeholder.name) {
                    let start = rendered.text.len();
                    rendered.text.push_str(value);
                    let span = Span::new(start, rendered.text.len());
                    rendered.parts.push(Part { name: placeholder.name.clone(), span });
                } else {
                    rendered.text.push_str(placeholder.span.of(template.text()));
                    if missing.insert(placeholder.name.as_str()) {
                        rendered.missing.push(placeholder.name.clone());
                    }
                }
            }
        }
    }
    rendered
}
