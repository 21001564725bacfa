//! Three readings of a template's length: as written, with examples, and at worst.
//!
//! The worst case is exact over everything the declared limits allow. A value of n characters may be n characters of
//! two units each: extension characters in GSM-7, characters beyond U+FFFF in UCS-2. Cutting is monotone, so the
//! values that fill the most units also fill the most pieces, wherever the borders fall.

use alloc::{string::String, vec::Vec};

use super::{Template, Token, limits, render};
use crate::{
    collections::Map,
    pieces::{Count, Encoding, count, units_of},
};

/// What a variable may hold at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VariableLimit {
    /// The longest value, in characters.
    pub n_chars: u32,
    /// Whether a value may hold characters outside GSM-7.
    pub may_be_unicode: bool,
}

impl Default for VariableLimit {
    /// What the platform allows where nothing else is declared: 32 characters of any script (D6).
    fn default() -> Self {
        Self { n_chars: u32::try_from(limits::N_VALUE_CHARS).unwrap_or(u32::MAX), may_be_unicode: true }
    }
}

/// One reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it costs.
    pub count: Count,
    /// Variables for which nothing was known; they were counted as written.
    pub unknown: Vec<String>,
}

/// The three readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// The text as written, `%name%` counted letter by letter.
    pub raw: Reading,
    /// With the example of each variable; a blank example counts as none.
    pub examples: Reading,
    /// With every variable at its longest, and Unicode where a variable may be.
    pub worst: Reading,
}

/// Counts `template` three ways. Limits default to 32 characters that may be Unicode.
pub fn counts(template: &Template, examples: &Map<String, String>, limits: &Map<String, VariableLimit>) -> Counts {
    let raw = Reading { count: count(template.text()), unknown: Vec::new() };
    if template.placeholders().next().is_none() {
        return Counts { examples: raw.clone(), worst: raw.clone(), raw };
    }
    let given = examples.iter().filter(|(_, value)| !value.trim().is_empty());
    let rendered = render(template, &given.map(|(name, value)| (name.clone(), value.clone())).collect());
    Counts {
        raw,
        examples: Reading { count: count(&rendered.text), unknown: rendered.missing },
        worst: Reading { count: worst(template, limits), unknown: Vec::new() },
    }
}

fn worst(template: &Template, limits: &Map<String, VariableLimit>) -> Count {
    let limit = |name: &String| limits.get(name).copied().unwrap_or_default();
    let is_gsm = template.tokens().iter().all(|token| match token {
        Token::Literal(span) => count(span.of(template.text())).encoding == Encoding::Gsm7,
        Token::Placeholder(placeholder) => {
            let VariableLimit { n_chars, may_be_unicode } = limit(&placeholder.name);
            n_chars == 0 || !may_be_unicode
        }
    });
    let encoding = if is_gsm { Encoding::Gsm7 } else { Encoding::Ucs2 };
    let (single, part) = (encoding.n_units_single(), encoding.n_units_part());
    let (mut in_one, mut in_parts) = (Meter::new(single), Meter::new(part));
    for token in template.tokens() {
        match token {
            Token::Literal(span) => {
                for c in span.of(template.text()).chars() {
                    let n_units = units_of(c, encoding).unwrap_or(1);
                    in_one.add(n_units);
                    in_parts.add(n_units);
                }
            }
            Token::Placeholder(placeholder) => {
                let n_chars = limit(&placeholder.name).n_chars;
                in_one.add_pairs(n_chars);
                in_parts.add_pairs(n_chars);
            }
        }
    }
    let is_single = in_one.n_units <= u64::from(single);
    if is_single { in_one.count(encoding) } else { in_parts.count(encoding) }
}

/// Counts units into pieces of a fixed budget without a text.
struct Meter {
    budget: u32,
    n_units: u64,
    /// Pieces before the last.
    n_full: u64,
    n_used: u32,
}

impl Meter {
    const fn new(budget: u32) -> Self {
        Self { budget, n_units: 0, n_full: 0, n_used: 0 }
    }

    /// Adds a character.
    fn add(&mut self, n_units: u32) {
        self.n_units += u64::from(n_units);
        if self.n_used + n_units > self.budget {
            self.n_full += 1;
            self.n_used = 0;
        }
        self.n_used += n_units;
    }

    /// Adds `n_pairs` characters of two units each.
    fn add_pairs(&mut self, n_pairs: u32) {
        self.n_units += 2 * u64::from(n_pairs);
        let n_fitting = (self.budget - self.n_used) / 2;
        let Some(n_over) = n_pairs.checked_sub(n_fitting).filter(|&n_over| n_over > 0) else {
            self.n_used += 2 * n_pairs;
            return;
        };
        let per_piece = self.budget / 2;
        let n_more = n_over.div_ceil(per_piece);
        self.n_full += u64::from(n_more);
        self.n_used = 2 * (n_over - (n_more - 1) * per_piece);
    }

    fn count(&self, encoding: Encoding) -> Count {
        let narrow = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        Count {
            encoding,
            n_units: narrow(self.n_units),
            n_pieces: narrow(if self.n_units == 0 { 0 } else { self.n_full + 1 }),
            n_pieces_simple: narrow(self.n_units.div_ceil(u64::from(self.budget))),
            n_units_left: self.budget - self.n_used,
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String};

    use super::{VariableLimit, counts};
    use crate::{collections::Map, pieces::Encoding, template::Template};

    /// The readings as `units/pieces`, raw, with examples and at worst.
    #[track_caller]
    fn check(text: &str, examples: &[(&str, &str)], limit: Option<VariableLimit>, expected: &str) {
        let template = Template::parse(text);
        let examples = examples.iter().map(|&(name, value)| (name.into(), value.into())).collect();
        let names = template.variables();
        let limits: Map<String, VariableLimit> =
            limit.map(|limit| names.iter().map(|&name| (name.into(), limit)).collect()).unwrap_or_default();
        let counts = counts(&template, &examples, &limits);
        let show = |count: crate::pieces::Count| {
            let encoding = if count.encoding == Encoding::Gsm7 { "g" } else { "u" };
            format!("{encoding}{}/{}", count.n_units, count.n_pieces)
        };
        let unknown = counts.examples.unknown.join(",");
        let found = format!(
            "{} {} {}{}{unknown}",
            show(counts.raw.count),
            show(counts.examples.count),
            show(counts.worst.count),
            if unknown.is_empty() { "" } else { " ?" },
        );
        assert_eq!(found, expected, "for {text:?}");
    }

    const GSM: Option<VariableLimit> = Some(VariableLimit { n_chars: 10, may_be_unicode: false });

    /// three readings, and the variables nothing is known of.
    #[test]
    fn variables_count_by_their_values() {
        check("", &[], None, "g0/0 g0/0 g0/0");
        check("no variables", &[], None, "g12/1 g12/1 g12/1");
        check("%a%", &[], None, "g3/1 g3/1 u64/1 ?a");
        check("%a%%b%", &[("a", "xyz"), ("b", " ")], None, "g6/1 g6/1 u128/2 ?b");
        check("%a% 中", &[("a", "xyz")], GSM, "u5/1 u5/1 u22/1");
        check("%a%", &[("a", "张三")], GSM, "g3/1 u2/1 g20/1");
        check("%a%", &[("a", "")], Some(VariableLimit { n_chars: 0, may_be_unicode: true }), "g3/1 g3/1 g0/0 ?a");
    }

    #[test]
    fn the_longest_limit_does_not_overflow() {
        let limit = VariableLimit { n_chars: u32::MAX, may_be_unicode: true };
        check("%a%%b%", &[("a", "x"), ("b", "y")], Some(limit), "g6/1 g2/1 u4294967295/260301049");
    }
}
