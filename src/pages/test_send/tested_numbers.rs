//! Numbers that were tested before, remembered on this device and only in masked form.

use crate::storage;

const KEY: &str = "piecewise.tested_numbers";
const N_REMEMBERED: usize = 20;

/// A number with only its first three and last four characters to be seen.
pub(super) fn mask(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let n_hidden = digits.len().saturating_sub(6);
    let head: String = digits.iter().take(2).collect();
    let tail: String = digits.iter().skip(digits.len().saturating_sub(4)).collect();
    format!("+{head}{}{tail}", "•".repeat(n_hidden))
}

/// The numbers tested before, masked.
pub(super) fn remembered() -> Vec<String> {
    storage::read(KEY).map(|list| list.lines().map(Into::into).collect()).unwrap_or_default()
}

/// Remembers a number, masked.
pub(super) fn remember(phone: &str) {
    let masked = mask(phone);
    let mut list = remembered();
    list.retain(|known| *known != masked);
    list.insert(0, masked);
    list.truncate(N_REMEMBERED);
    storage::write(KEY, &list.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn a_mask_hides_the_middle() {
        assert_eq!(mask("+65 9123 4567"), "+65••••4567");
        assert_eq!(mask("12"), "+1212", "too short to be a number, and nothing to hide");
    }
}
