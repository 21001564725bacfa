//! The values of a row: checked one by one, and packed into one run of bytes.

use piecewise_sms::{
    collections::Map,
    template::{Code, Template, limits::N_VALUE_CHARS, lint_values},
};

use super::RejectReason;

/// Stands for the length of a value that is missing; values are far shorter.
const MISSING: u8 = u8::MAX;

/// Checks the value of the variable at `variable`.
pub(super) fn check(value: &str, variable: u16) -> Result<(), RejectReason> {
    if value.len() > N_VALUE_CHARS && value.chars().count() > N_VALUE_CHARS {
        return Err(RejectReason::ValueTooLong { variable });
    }
    if value.contains('\u{fffd}') {
        return Err(RejectReason::ValueDamaged { variable });
    }
    if may_be_link(value) && has_link(value) {
        return Err(RejectReason::ValueLink { variable });
    }
    Ok(())
}

/// Whether it is worth to look for a link: it has a colon, two slashes, or a dot inside of a word.
fn may_be_link(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.contains(&b':')
        || bytes.windows(2).any(|pair| match pair {
            [b'/', b'/'] => true,
            [b'.', next] => next.is_ascii_alphabetic() || !next.is_ascii(),
            [a, b] => !a.is_ascii() && matches!(b, b'/' | b'\\'),
            _ => false,
        })
}

/// Whether the rule of the platform finds a link.
fn has_link(value: &str) -> bool {
    let template = Template::parse("%v%");
    let findings = lint_values(&template, &Map::from([("v".to_owned(), value.to_owned())]));
    findings.iter().any(|finding| finding.code == Code::ValueLink)
}

/// Adds a value, or that there is none, to the packed values of a row.
pub(super) fn pack(packed: &mut Vec<u8>, value: Option<&str>) {
    match value {
        // A value has at most 32 characters of at most four bytes.
        Some(value) => {
            packed.push(u8::try_from(value.len()).unwrap_or(MISSING - 1));
            packed.extend_from_slice(value.as_bytes());
        }
        None => packed.push(MISSING),
    }
}

/// The values of a packed row; a missing one is empty.
pub(super) fn unpack(packed: &[u8]) -> impl Iterator<Item = &str> {
    unpack_all(packed).map(Option::unwrap_or_default)
}

/// The values of a packed row; `None` is missing.
pub(super) fn unpack_all(mut packed: &[u8]) -> impl Iterator<Item = Option<&str>> {
    std::iter::from_fn(move || {
        let n_bytes = *packed.split_off_first()?;
        if n_bytes == MISSING {
            return Some(None);
        }
        let value = packed.split_off(..usize::from(n_bytes))?;
        Some(Some(std::str::from_utf8(value).unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_were_packed() {
        let values = [Some("Ann"), Some(""), None, Some("张三")];
        let mut packed = Vec::new();
        for value in values {
            pack(&mut packed, value);
        }
        assert_eq!(unpack_all(&packed).collect::<Vec<_>>(), values);
        assert_eq!(unpack(&packed).collect::<Vec<_>>(), ["Ann", "", "", "张三"]);
    }

    /// D6: at most 32 characters and no links.
    #[test]
    fn values_keep_the_rules_of_the_platform() {
        for fine in ["Ann", "Booking.com", "12.50", "A/B 3.5%", "10:30", &"字".repeat(32), "U.S.A. Inc."] {
            assert_eq!(check(fine, 0), Ok(()), "{fine}");
        }
        assert_eq!(check(&"a".repeat(33), 1), Err(RejectReason::ValueTooLong { variable: 1 }));
        assert_eq!(check("Jos\u{fffd}", 0), Err(RejectReason::ValueDamaged { variable: 0 }));
        for link in ["https://e.com", "see www.e.com", "bit.ly/3x", "HTTP//e.com", "http：//e.com"] {
            assert_eq!(check(link, 2), Err(RejectReason::ValueLink { variable: 2 }), "{link}");
        }
    }
}
