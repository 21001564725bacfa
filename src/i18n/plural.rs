//! Counts in words. English tells one from many; Chinese does not.

use super::{Lang, current, t};
use crate::format;

/// The text of `key` for `n` things: `key.one` or `key.other`, with `%{n}` as the number in the language's digits.
pub fn plural(key: &str, n: u64) -> String {
    let form = if n == 1 && current() == Lang::En { "one" } else { "other" };
    let key = format!("{key}.{form}");
    t!(&key, n = format::integer(n))
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn one_piece_is_singular() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        assert_eq!(plural("count.pieces", 1), "1 piece");
        assert_eq!(plural("count.pieces", 0), "0 pieces");
        assert_eq!(plural("count.pieces", 2), "2 pieces");
    }
}
