//! Octets in small hexadecimal digits.

/// Two digits for each octet.
pub(crate) fn of(octets: &[u8]) -> String {
    let digits = octets.iter().flat_map(|octet| [octet >> 4, octet & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_octet_has_two_digits() {
        assert_eq!(super::of(&[0x00, 0x0f, 0xa5, 0xff]), "000fa5ff");
        assert_eq!(super::of(&[]), "");
    }
}
