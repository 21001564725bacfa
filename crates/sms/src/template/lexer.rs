//! One pass over a text that finds links, `%name%` placeholders and every other use of a percent sign.
//!
//! Total and linear: each character is looked at a bounded number of times, whatever the text. The lexer judges
//! nothing; it writes down what is there, and the rules say what is wrong with it.
//!
//! A link ends before white space, before a character that a URL cannot hold, before a closing bracket that was not
//! opened in it, before a comma that does not stand between digits, and before punctuation at its end. Inside a link,
//! `%20` and runs such as `%E4%BD%A0` are percent-encoding, everything else is read as outside.

use alloc::vec::Vec;

use super::{
    address::{self, Head},
    chars::{is_digit, is_foreign_letter, is_name_char, is_percent_sign, is_url_char},
    limits,
    parse::{Link, LinkScheme, Placeholder, Token},
};
use crate::Span;

/// What a percent sign, or a pair of them, turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PercentKind {
    /// `%name%` with an English name; a placeholder if both signs are `%`.
    Variable,
    /// `%1st%`: characters of a name in the wrong order; the platform may read it as a variable.
    Lookalike,
    /// `%客户名%`, `%first name%`: meant as a variable, but the name is not allowed.
    BadName,
    /// `%name` without a second sign.
    Unclosed,
    /// Percent-encoding in a link, one or several bytes.
    Encoded,
    /// A sign, or several in a row, that stand for themselves.
    Literal,
}

/// A use of the percent sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Percent {
    pub(super) kind: PercentKind,
    /// With the signs.
    pub(super) span: Span,
    /// Between the signs; empty for [`PercentKind::Literal`].
    pub(super) name: Span,
    /// The link around it, as an index into the links.
    pub(super) link: Option<usize>,
    /// Whether a sign of another script takes part.
    pub(super) has_foreign_sign: bool,
}

/// What the lexer found.
#[derive(Debug, Default)]
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    pub(super) links: Vec<Link>,
    pub(super) percents: Vec<Percent>,
}

pub(super) fn lex(text: &str) -> Lexed {
    let mut lexer = Lexer { text, lexed: Lexed::default(), literal_start: 0, n_looks: 0 };
    lexer.run();
    lexer.lexed
}

struct Lexer<'a> {
    text: &'a str,
    lexed: Lexed,
    /// Where the literal text that is not yet a token begins.
    literal_start: usize,
    /// How many characters were looked at: the measure of the work, for the test that it is linear.
    n_looks: usize,
}

/// What stands between two percent signs.
struct Inside {
    end: usize,
    has_foreign_sign: bool,
    kind: PercentKind,
}

impl Lexer<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(c) = self.look(at) {
            at = if is_percent_sign(c) {
                self.sign(at, c, None)
            } else if c.is_ascii_alphanumeric() {
                self.word(at)
            } else {
                at + c.len_utf8()
            };
        }
        self.end_literal(self.text.len());
    }

    fn look(&mut self, at: usize) -> Option<char> {
        self.n_looks += 1;
        self.text.get(at..)?.chars().next()
    }

    /// Reads a run of letters, digits, dots and hyphens, which may begin a link; returns where to go on.
    fn word(&mut self, start: usize) -> usize {
        let mut end = start;
        while self.look(end).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')) {
            end += 1;
        }
        match address::head(self.text, start, end) {
            Some(head) => self.link(head),
            None => end,
        }
    }

    fn link(&mut self, head: Head) -> usize {
        let n_link = self.lexed.links.len();
        let mut at = head.address;
        let (mut n_round, mut n_square) = (0u32, 0u32);
        let mut in_foreign_host = true;
        while let Some(c) = self.look(at) {
            if is_percent_sign(c) {
                let next = self.sign(at, c, Some(n_link));
                if next == at {
                    break;
                }
                at = next;
                continue;
            }
            match c {
                ')' if n_round == 0 => break,
                ']' if n_square == 0 => break,
                ',' if !self.stands_between_digits(at) => break,
                '(' => n_round += 1,
                ')' => n_round -= 1,
                '[' => n_square += 1,
                ']' => n_square -= 1,
                _ => {}
            }
            in_foreign_host &= !matches!(c, '/' | '?' | '#');
            if !(is_url_char(c) || in_foreign_host && self.is_foreign_host(head, at, c)) {
                break;
            }
            at += c.len_utf8();
        }
        let end = self.trimmed_end(head.address, at);
        let span = Span::new(head.start, end);
        let scheme = head.scheme;
        let n_prefix_bytes = head.address - head.start;
        self.lexed.links.push(Link { text: span.of(self.text).into(), span, scheme, n_prefix_bytes });
        end
    }

    /// Whether `c` at `at` belongs to a host name in another script, as in `https://例子.com`.
    fn is_foreign_host(&self, head: Head, at: usize, c: char) -> bool {
        let first = self.text.get(head.address..).and_then(|address| address.chars().next());
        matches!(head.scheme, LinkScheme::Https | LinkScheme::Http)
            && is_foreign_letter(c)
            && (at == head.address || first.is_some_and(is_foreign_letter))
    }

    fn stands_between_digits(&self, at: usize) -> bool {
        let digit = |at: Option<usize>| at.and_then(|at| self.text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
        digit(at.checked_sub(1)) && digit(at.checked_add(1))
    }

    fn trimmed_end(&self, address: usize, end: usize) -> usize {
        let body = self.text.get(address..end).unwrap_or_default();
        let kept = body.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '(', '[']);
        if kept.is_empty() { end } else { address + kept.len() }
    }

    /// Reads from a percent sign; returns where to go on. In a link, a lone sign of another script is not taken.
    fn sign(&mut self, at: usize, sign: char, link: Option<usize>) -> usize {
        let after = at + sign.len_utf8();
        if link.is_some()
            && sign == '%'
            && let Some(end) = self.encoded_end(at)
        {
            self.push(PercentKind::Encoded, at, (after, end), end, link, false);
            return end;
        }
        if let Some(inside) = self.inside(at, after, link) {
            let close = self.look(inside.end).map_or(0, char::len_utf8);
            let has_foreign_sign = inside.has_foreign_sign || sign != '%';
            let end = inside.end + close;
            self.push(inside.kind, at, (after, inside.end), end, link, has_foreign_sign);
            if inside.kind == PercentKind::Variable && !has_foreign_sign {
                self.end_literal(at);
                let name = self.text.get(after..inside.end).unwrap_or_default().into();
                let placeholder = Placeholder { name, span: Span::new(at, end) };
                self.lexed.tokens.push(Token::Placeholder(placeholder));
                self.literal_start = end;
            }
            return end;
        }
        if link.is_some() && sign != '%' {
            return at;
        }
        self.lone(at, sign, link);
        after
    }

    /// A sign without a partner.
    fn lone(&mut self, at: usize, sign: char, link: Option<usize>) {
        let after = at + sign.len_utf8();
        let begins_name = self.look(after).is_some_and(|c| c.is_ascii_alphabetic() || is_foreign_letter(c));
        if begins_name && !self.follows_digit(at) {
            let mut end = after;
            while let Some(c) = self.look(end)
                && (is_name_char(c) || is_foreign_letter(c))
                && end - after < 4 * limits::N_VARIABLE_NAME_CHARS
            {
                end += c.len_utf8();
            }
            self.push(PercentKind::Unclosed, at, (after, end), end, link, sign != '%');
            return;
        }
        let start = Span::new(at, at).start;
        if let Some(last) = self.lexed.percents.last_mut()
            && last.kind == PercentKind::Literal
            && last.span.end == start
            && last.link == link
            && last.has_foreign_sign == (sign != '%')
        {
            last.span.end = Span::new(after, after).end;
        } else {
            self.push(PercentKind::Literal, at, (after, after), after, link, sign != '%');
        }
    }

    /// What stands between the sign before `start` and the next one, if the two belong together.
    fn inside(&mut self, at: usize, start: usize, link: Option<usize>) -> Option<Inside> {
        let (mut end, mut n_chars, mut n_spaces) = (start, 0, 0);
        let (mut is_plain, mut last) = (true, None);
        let close = loop {
            let c = self.look(end)?;
            if is_percent_sign(c) {
                break c;
            }
            let fits = match c {
                ' ' => link.is_none() && last != Some(' '),
                '.' => true,
                c => is_name_char(c) || is_foreign_letter(c),
            };
            n_chars += 1;
            if !fits || n_chars > 2 * limits::N_VARIABLE_NAME_CHARS {
                return None;
            }
            n_spaces += u32::from(c == ' ');
            is_plain &= is_name_char(c);
            last = Some(c);
            end += c.len_utf8();
        };
        let first = self.look(start)?;
        let is_short = n_chars <= limits::N_VARIABLE_NAME_CHARS;
        let kind = if n_chars == 0 {
            return None;
        } else if is_plain && is_short {
            if first.is_ascii_alphabetic() { PercentKind::Variable } else { PercentKind::Lookalike }
        } else {
            let is_word = |c: char| c.is_ascii_alphanumeric() || is_foreign_letter(c);
            let is_meant = !is_digit(first) && is_word(first) && last.is_some_and(is_word) && n_spaces <= 2;
            if !is_meant || self.follows_digit(at) {
                return None;
            }
            PercentKind::BadName
        };
        Some(Inside { end, has_foreign_sign: close != '%', kind })
    }

    fn follows_digit(&self, at: usize) -> bool {
        self.text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(is_digit)
    }

    /// Where the percent-encoding at `at` ends. A single byte counts only if it cannot begin a name: `%20`, not `%da`.
    fn encoded_end(&mut self, at: usize) -> Option<usize> {
        let hex = |at: usize| {
            let byte = |n| self.text.as_bytes().get(at + n);
            byte(0) == Some(&b'%') && [1, 2].iter().all(|&n| byte(n).is_some_and(u8::is_ascii_hexdigit))
        };
        let mut end = at;
        while hex(end) {
            end += 3;
        }
        self.n_looks += end - at;
        let begins_with_digit = self.text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
        (end > at + 3 || end == at + 3 && begins_with_digit).then_some(end)
    }

    fn push(
        &mut self,
        kind: PercentKind,
        start: usize,
        name: (usize, usize),
        end: usize,
        link: Option<usize>,
        has_foreign_sign: bool,
    ) {
        let (span, name) = (Span::new(start, end), Span::new(name.0, name.1));
        self.lexed.percents.push(Percent { kind, span, name, link, has_foreign_sign });
    }

    fn end_literal(&mut self, end: usize) {
        if end > self.literal_start {
            self.lexed.tokens.push(Token::Literal(Span::new(self.literal_start, end)));
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::{string::String, vec::Vec};

    use super::{Lexed, Lexer};
    use crate::template::Template;

    #[track_caller]
    fn check(text: &str, variables: &[&str]) {
        let template = Template::parse(text);
        let found: Vec<&str> = template.placeholders().map(|placeholder| placeholder.name.as_str()).collect();
        assert_eq!(found, variables, "in {text:?}");
    }

    /// D5: variables from left to right.
    #[test]
    fn variables_are_found() {
        check("Hello %customer_name%, your order %order_id% is confirmed.", &["customer_name", "order_id"]);
        check("%a%%b%", &["a", "b"]);
        check("%a%b%a%", &["a", "a"]);
        check("%%name%%", &["name"]);
        check("%A-1_b%", &["A-1_b"]);
        check("%name %name%", &["name"]);
        check("%n2345678901234567890123456789012%", &["n2345678901234567890123456789012"]);
        check("%n23456789012345678901234567890123%", &[]);
        check("%客户名% ％name％ %1st% %-30% %_a% %first name% %% %", &[]);
    }

    /// literal percent signs.
    #[test]
    fn percent_signs_that_stand_for_themselves_are_no_variables() {
        check("Get 20% off for %name%!", &["name"]);
        check("50%OFF% now", &["OFF"]);
        check("20% to 30% off, 100%", &[]);
        check("享20%折扣，30%优惠", &[]);
    }

    /// percent-encoding in links, and variables in links.
    #[test]
    fn percent_encoding_is_no_variable() {
        check("https://e.com/a%20b%20c", &[]);
        check("https://e.com/%E4%BD%A0%e5%a5%bd", &[]);
        check("https://e.com/a%20%id%", &["id"]);
        check("https://e.com/%date%/%face%?a=%ad%", &["date", "face", "ad"]);
        check("https://%host%/x", &["host"]);
    }

    /// The work is linear in the text, counted in characters looked at rather than in seconds.
    #[test]
    fn hostile_texts_are_read_in_linear_work() {
        let units = [
            "%",
            "%a",
            "https://",
            "http",
            "https://e.com/%",
            "www.",
            "a.",
            "(",
            "https://a(((",
            "%客",
            "％",
            "% ",
            "%aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ",
            "example.com",
            "//",
            "..",
            "%41",
            "https://e.com/..... ",
            "a%b c d.e",
            "@",
            "x:",
            "javascript:",
        ];
        for unit in units {
            let text: String = core::iter::repeat_n(unit, 100_000 / unit.len()).collect();
            let mut lexer = Lexer { text: &text, lexed: Lexed::default(), literal_start: 0, n_looks: 0 };
            lexer.run();
            assert!(lexer.n_looks <= 5 * text.len(), "{} looks at 100 KB of {unit:?}", lexer.n_looks);
        }
    }
}
