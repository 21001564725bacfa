//! From text to template: literal text, `%name%` placeholders and links.

use alloc::{string::String, vec::Vec};

use crate::Span;

/// A variable's use in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// The name, without percent signs.
    pub name: String,
    /// The whole of `%name%`.
    pub span: Span,
}

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The link's text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A stretch of a template; tokens concatenate to the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// Text that stands for itself.
    Literal(Span),
    /// A variable.
    Placeholder(Placeholder),
}

/// A parsed text. Every `&str` has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    text: String,
    tokens: Vec<Token>,
    links: Vec<Link>,
}

impl Template {
    /// Parses `text`.
    pub fn parse(text: &str) -> Self {
        let tokens = if text.is_empty() { Vec::new() } else { alloc::vec![Token::Literal(Span::new(0, text.len()))] };
        Self { text: text.into(), tokens, links: Vec::new() }
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The stretches, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The links, in order.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Every use of a variable, in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.tokens.iter().filter_map(|token| match token {
            Token::Placeholder(placeholder) => Some(placeholder),
            Token::Literal(_) => None,
        })
    }

    /// The names of the variables, each once, in order of first use.
    pub fn variables(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for placeholder in self.placeholders() {
            if !names.contains(&placeholder.name.as_str()) {
                names.push(&placeholder.name);
            }
        }
        names
    }
}
