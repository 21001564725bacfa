//! Which countries there are, as far as phone numbers go.

use rlibphonenumber::PHONE_NUMBER_UTIL;

use crate::phone::iso_code;

/// Whether `code` is the ISO 3166-1 alpha-2 code of a country that has phone numbers, in capital letters.
///
/// ```
/// use piecewise_recipients::is_country;
///
/// assert!(is_country("SG") && !is_country("sg") && !is_country("XX"));
/// ```
pub fn is_country(code: &str) -> bool {
    PHONE_NUMBER_UTIL.get_supported_regions().any(|region| iso_code(region).as_deref() == Some(code))
}
