//! From text to template: literal text, `%name%` placeholders and links.

use alloc::{string::String, vec::Vec};

use super::lexer::{Lexed, Percent, lex};
use crate::{Span, collections::Set};

/// A variable's use in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// The name, without percent signs.
    pub name: String,
    /// The whole of `%name%`.
    pub span: Span,
}

/// How a link begins (R-137c).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LinkScheme {
    /// `https://`.
    Https,
    /// `http://`.
    Http,
    /// Nothing: `www.example.com`, `example.com/x`, `//example.com`.
    Missing,
    /// Meant as one of the two: `HTTP//`, `http:/`, `Https://`.
    Broken,
    /// Another one: `ftp://`.
    Other,
    /// `javascript:`, which is no address at all.
    Script,
}

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The link's text; variables in it are as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// How it begins.
    pub scheme: LinkScheme,
    /// Bytes of the scheme and what follows it, such as 8 for `https://`.
    pub n_prefix_bytes: usize,
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
    percents: Vec<Percent>,
}

impl Template {
    /// Parses `text`.
    ///
    /// ```
    /// use piecewise_sms::template::Template;
    ///
    /// let template = Template::parse("%name% 您好，验证码 %code%，享20%优惠");
    /// assert_eq!(template.variables(), ["name", "code"]);
    /// ```
    pub fn parse(text: &str) -> Self {
        let Lexed { tokens, links, percents } = lex(text);
        Self { text: text.into(), tokens, links, percents }
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

    /// Every use of a percent sign, in order.
    pub(super) fn percents(&self) -> &[Percent] {
        &self.percents
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
        let mut seen = Set::new();
        self.placeholders().map(|placeholder| placeholder.name.as_str()).filter(|name| seen.insert(*name)).collect()
    }
}
