//! Secrets and names from the system's randomness.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use crate::error::Result;

/// Digits and small letters: what may stand in a name.
const BASE36: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Digits, small and capital letters.
const BASE62: &[u8; 62] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A random array.
pub(crate) fn bytes<const N: usize>() -> Result<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(bytes.as_mut())?;
    Ok(bytes)
}

/// A secret of 256 bits, safe in a URL and in a cookie.
pub(crate) fn token() -> Result<Zeroizing<String>> {
    Ok(Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(bytes::<32>()?.as_ref())))
}

/// `n_chars` digits and small letters, each equally likely.
pub(crate) fn base36(n_chars: usize) -> Result<String> {
    let mut text = String::with_capacity(n_chars);
    while text.len() < n_chars {
        for &byte in bytes::<32>()?.iter() {
            // 252 is the largest multiple of 36 in a byte: larger values would favour the first letters.
            if byte < 252 && text.len() < n_chars {
                text.push(char::from(BASE36[usize::from(byte % 36)]));
            }
        }
    }
    Ok(text)
}

/// `n_chars` digits, small and capital letters, each equally likely.
pub(crate) fn alphanumeric(n_chars: usize) -> Result<String> {
    let mut text = String::with_capacity(n_chars);
    while text.len() < n_chars {
        for &byte in bytes::<64>()?.iter() {
            // 248 is the largest multiple of 62 in a byte.
            if byte < 248 && text.len() < n_chars {
                text.push(char::from(BASE62[usize::from(byte % 62)]));
            }
        }
    }
    Ok(text)
}
/// Whether this one is among `percent` of a hundred.
pub(crate) fn is_among(percent: u8) -> Result<bool> {
    Ok(percent > 0 && getrandom::u32()? % 100 < u32::from(percent))
}
