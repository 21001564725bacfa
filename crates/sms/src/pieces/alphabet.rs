//! The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038 §6.2.1 and §6.2.1.1).
//!
//! The two tables are written once, here; everything faster is computed from them at build time or tested against
//! them for every character.

/// The default alphabet in the order of its codes, without ESC (0x1B), which is no character.
/// Code 0x09 is the capital Ç.
pub(super) const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// The extension table: each character is ESC and a code, two septets.
pub(super) const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// Septets of each ASCII character; 0 for those that GSM-7 does not have.
const ASCII_SEPTETS: [u8; 128] = {
    let mut septets = [0; 128];
    mark_ascii(&mut septets, BASIC, 1);
    mark_ascii(&mut septets, EXTENSION, 2);
    septets
};

/// U+0080–U+00BF: bit `n` says whether the default alphabet has U+0080 + `n`. In UTF-8 these are C2 80–BF.
const AFTER_C2: u64 = second_bytes(0xC2);
/// U+00C0–U+00FF, in UTF-8 C3 80–BF.
const AFTER_C3: u64 = second_bytes(0xC3);
/// U+0380–U+03BF, in UTF-8 CE 80–BF.
const AFTER_CE: u64 = second_bytes(0xCE);

const fn mark_ascii(septets: &mut [u8; 128], alphabet: &str, n_septets: u8) {
    let bytes = alphabet.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] < 0x80 {
            septets[bytes[at] as usize] = n_septets;
        }
        at += 1;
    }
}

const fn second_bytes(lead: u8) -> u64 {
    let bytes = BASIC.as_bytes();
    let mut set = 0;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == lead {
            set |= 1 << (bytes[at + 1] & 0x3F);
        }
        at += 1;
    }
    set
}

const fn has(set: u64, second_byte: u8) -> bool {
    (set >> (second_byte & 0x3F)) & 1 == 1
}

/// Septets that `c` takes; `None` if GSM-7 has no such character.
pub(super) const fn n_septets(c: char) -> Option<u32> {
    let code = c as u32;
    let low = (code & 0x3F) as u8;
    let is_basic = match code {
        0..0x80 => {
            return match ASCII_SEPTETS[code as usize] {
                0 => None,
                n => Some(n as u32),
            };
        }
        0x80..0xC0 => has(AFTER_C2, low),
        0xC0..0x100 => has(AFTER_C3, low),
        0x380..0x3C0 => has(AFTER_CE, low),
        0x20AC => return Some(2),
        _ => false,
    };
    if is_basic { Some(1) } else { None }
}

/// Whether the first character of the UTF-8 text `bytes` is of GSM-7 and beyond ASCII.
#[inline]
pub(super) const fn starts_gsm(bytes: &[u8]) -> bool {
    match *bytes {
        [0xC2, second, ..] => has(AFTER_C2, second),
        [0xC3, second, ..] => has(AFTER_C3, second),
        [0xCE, second, ..] => has(AFTER_CE, second),
        [0xE2, 0x82, 0xAC, ..] => true,
        _ => false,
    }
}

/// Whether `byte` is an ASCII character of the extension table. Written so that a loop over it becomes vector code:
/// `[\]^` and `{|}~` differ in one bit only.
#[inline]
pub(super) const fn is_ascii_extension(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'{') < 4 || byte == 0x0C
}

/// Whether `byte` is an ASCII character of GSM-7, of either table. Written like [`is_ascii_extension`].
#[inline]
pub(super) const fn is_ascii_gsm(byte: u8) -> bool {
    (byte.wrapping_sub(0x20) < 0x5F && byte != b'`') || (byte.wrapping_sub(0x0A) < 4 && byte != 0x0B)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_127_and_10_characters() {
        assert_eq!((BASIC.chars().count(), EXTENSION.chars().count()), (127, 10));
    }

    ///
    #[test]
    fn every_scalar_has_the_septets_of_the_tables() {
        for c in '\0'..=char::MAX {
            let expected = if BASIC.contains(c) {
                Some(1)
            } else if EXTENSION.contains(c) {
                Some(2)
            } else {
                None
            };
            assert_eq!(n_septets(c), expected, "U+{:04X}", c as u32);
            let mut utf8 = [0; 4];
            let bytes = c.encode_utf8(&mut utf8).as_bytes();
            assert_eq!(starts_gsm(bytes), expected.is_some() && !c.is_ascii(), "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn the_arithmetic_on_bytes_agrees_with_the_tables() {
        for byte in 0..=u8::MAX {
            let septets = byte.is_ascii().then(|| n_septets(char::from(byte))).flatten();
            assert_eq!(is_ascii_gsm(byte), septets.is_some(), "{byte:#04x}");
            assert_eq!(is_ascii_extension(byte), septets == Some(2), "{byte:#04x}");
        }
    }
}
