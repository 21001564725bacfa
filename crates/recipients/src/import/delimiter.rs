//! What stands between columns.

use serde::{Deserialize, Serialize};

/// What stands between the columns of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Delimiter {
    /// `,`.
    Comma,
    /// `;`, where the comma separates decimals.
    Semicolon,
    /// A tab.
    Tab,
    /// `|`.
    Pipe,
}

impl Delimiter {
    /// Every delimiter, the likeliest first.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    /// The name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Pipe => "pipe",
        }
    }

    /// The character.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }

    /// Reads [`Delimiter::as_str`] back.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|delimiter| delimiter.as_str() == name)
    }
}

/// Rows that are looked at.
const N_SAMPLE_ROWS: usize = 50;

/// The delimiter of a text that begins with `head`, and how many lines at its start only declare it.
pub(super) fn find(head: &str) -> (Delimiter, u32) {
    if let Some(declared) = declared(head) {
        return (declared, 1);
    }
    let score = |delimiter: Delimiter| {
        let columns = columns(head, delimiter.byte());
        let most = columns.iter().copied().max().unwrap_or(1);
        let n_common = columns.iter().filter(|&&n| n == columns.first().copied().unwrap_or(1)).count();
        // Rows of one width first, then many columns; with a single column there is nothing to divide.
        let share = if columns.first() > Some(&1) { n_common * 100 / columns.len().max(1) } else { 0 };
        (share, most)
    };
    let mut best = (Delimiter::Comma, score(Delimiter::Comma));
    for delimiter in Delimiter::ALL {
        let found = score(delimiter);
        if found > best.1 {
            best = (delimiter, found);
        }
    }
    (best.0, 0)
}

/// The delimiter that Excel declares in a first line such as `sep=;`.
pub(super) fn declared(head: &str) -> Option<Delimiter> {
    let line = head.lines().next()?.trim_matches('"');
    let byte = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?.bytes().next()?;
    Delimiter::ALL.into_iter().find(|delimiter| delimiter.byte() == byte)
}

/// How many columns each of the first rows has; the last, which may be cut, is left out unless it is the only one.
fn columns(head: &str, delimiter: u8) -> Vec<usize> {
    let (mut found, mut n_columns, mut is_quoted, mut is_blank) = (Vec::new(), 1, false, true);
    for byte in head.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => {
                if !is_blank {
                    found.push(n_columns);
                }
                (n_columns, is_blank) = (1, true);
                if found.len() == N_SAMPLE_ROWS {
                    return found;
                }
                continue;
            }
            _ if byte == delimiter && !is_quoted => n_columns += 1,
            _ => {}
        }
        is_blank = false;
    }
    if found.is_empty() {
        found.push(n_columns);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, expected: Delimiter) {
        assert_eq!(find(head).0, expected, "{head:?}");
    }

    #[test]
    fn the_delimiter_is_found() {
        check("phone,name\n+6591234567,Ann\n", Delimiter::Comma);
        check("phone;amount;name\n+6591234567;1,50;Ann\n+6591234568;2,00;Bob\n", Delimiter::Semicolon);
        check("phone\tname\n+6591234567\tLee, Ann\n", Delimiter::Tab);
        check("phone|name\n+6591234567|Ann\n", Delimiter::Pipe);
        check("phone,name\n1,\"a;b;c;d\"\n2,\"e;f;g;h\"\n", Delimiter::Comma);
        check("+6591234567\n+6591234568\n", Delimiter::Comma);
        check("sep=;\nphone;name\n", Delimiter::Semicolon);
        assert_eq!(find("sep=;\nphone;name\n").1, 1);
    }

    #[test]
    fn every_delimiter_is_found_by_its_name() {
        for delimiter in Delimiter::ALL {
            assert_eq!(Delimiter::from_name(delimiter.as_str()), Some(delimiter));
        }
    }
}
