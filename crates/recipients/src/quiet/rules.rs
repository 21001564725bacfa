//! The rules and offsets as they stand in `data/quiet-hours.txt`, which says what its lines mean.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Serialize};

/// What a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuietBasis {
    /// A law.
    Law,
    /// What carriers want.
    Practice,
    /// Nothing: no rule is known.
    Default,
}

/// When marketing may arrive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuietRule {
    /// The first minute of the recipient's day.
    pub from_minute: i64,
    /// The minute after the last one.
    pub until_minute: i64,
    /// Bit 0 is set if Mondays are fine, bit 6 if Sundays are.
    pub days: u8,
    /// What it rests on.
    pub basis: QuietBasis,
    /// Who says so.
    pub source: &'static str,
}

static FILE: LazyLock<File> = LazyLock::new(|| File::read(include_str!("../../data/quiet-hours.txt")));

struct File {
    rules: BTreeMap<&'static str, QuietRule>,
    /// In minutes from UTC.
    offsets: BTreeMap<&'static str, (i64, i64)>,
}

/// The rule for a country.
pub(super) fn rule(country: &str) -> &'static QuietRule {
    let rules = &FILE.rules;
    rules.get(country).or_else(|| rules.get("*")).expect("the file has a rule for every other country")
}

/// The smallest and the largest offset of a country, in minutes from UTC.
pub(super) fn offsets(country: &str) -> Option<(i64, i64)> {
    FILE.offsets.get(country).copied()
}

impl File {
    fn read(text: &'static str) -> Self {
        let mut file = Self { rules: BTreeMap::new(), offsets: BTreeMap::new() };
        for line in text.lines() {
            let (words, source) = line.split_once(" | ").unwrap_or((line, ""));
            let mut words = words.split(' ');
            match words.next() {
                Some("rule") => {
                    let rule = QuietRule {
                        from_minute: minutes(words.next()),
                        until_minute: minutes(words.next()),
                        days: if words.next() == Some("mon-sat") { 0b011_1111 } else { 0b111_1111 },
                        basis: match words.next() {
                            Some("law") => QuietBasis::Law,
                            Some("practice") => QuietBasis::Practice,
                            _ => QuietBasis::Default,
                        },
                        source,
                    };
                    file.rules.extend(words.map(|country| (country, rule.clone())));
                }
                Some("zone") => {
                    let offsets = (minutes(words.next()), minutes(words.next()));
                    file.offsets.extend(words.map(|country| (country, offsets)));
                }
                _ => {}
            }
        }
        file
    }
}

/// Minutes of `08:00`, `+05:30` or `-02:30`.
fn minutes(word: Option<&str>) -> i64 {
    let word = word.unwrap_or_default();
    let (hours, minutes) = word.trim_start_matches(['+', '-']).split_once(':').unwrap_or_default();
    let whole = hours.parse::<i64>().unwrap_or(0) * 60 + minutes.parse::<i64>().unwrap_or(0);
    if word.starts_with('-') { -whole } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::is_country;

    #[test]
    fn the_file_is_read_whole() {
        let lines = |word: &str| {
            include_str!("../../data/quiet-hours.txt").lines().filter(|line| line.starts_with(word)).count()
        };
        assert!(lines("rule ") >= 4 && lines("zone ") >= 40);
        assert!(FILE.rules.values().all(|rule| {
            rule.from_minute < rule.until_minute && rule.until_minute <= 24 * 60 && !rule.source.is_empty()
        }));
        assert!(FILE.rules.keys().all(|country| *country == "*" || is_country(country)));
        assert!(FILE.offsets.iter().all(|(country, (first, last))| is_country(country) && first <= last));
        // Every country with numbers has its time.
        assert_eq!(FILE.offsets.len(), 245);
    }
}
