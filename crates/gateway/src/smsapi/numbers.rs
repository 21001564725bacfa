//! The numbers of a call: taken apart, and sorted by what becomes of each.

use std::collections::HashSet;

use piecewise_recipients::{Phone, PlusSign, parse_phone};
use piecewise_sms::{money::Micros, prices::PriceTable};

use super::{
    stop::{Stop, refuse},
    words::NumberFault,
};
use crate::messages::N_MAX_RECIPIENTS;

/// What eleven digits that begin with 1 are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElevenDigits {
    /// A number with country code, as every other.
    International,
    /// A mobile number in mainland China without its country code.
    Chinese,
}

/// A number that is to be sent to.
#[derive(Debug)]
pub(super) struct Accepted {
    /// Where it stands in the call.
    pub(super) place: usize,
    /// The number.
    pub(super) phone: Phone,
    /// What a piece to it costs.
    pub(super) unit_price: Micros,
}

/// A number that was refused, and why.
#[derive(Debug)]
pub(super) struct Refused {
    /// Where it stands in the call.
    pub(super) place: usize,
    /// Why.
    pub(super) fault: NumberFault,
}

/// The numbers of a call by what becomes of them.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub(super) accepted: Vec<Accepted>,
    pub(super) refused: Vec<Refused>,
}

impl Sorted {
    /// Whether the call has one number, and that is none.
    pub(super) fn is_one_malformed(&self) -> bool {
        self.accepted.is_empty() && matches!(&self.refused[..], [refused] if refused.fault == NumberFault::Malformed)
    }

    /// Whether a number stands twice in the call.
    pub(super) fn has_duplicate(&self) -> bool {
        self.refused.iter().any(|refused| refused.fault == NumberFault::Duplicate)
    }
}

/// The numbers between the commas.
pub(super) fn split(phone: Option<&str>) -> Result<Vec<String>, Stop> {
    let numbers: Vec<String> = phone
        .unwrap_or_default()
        .split(',')
        .map(|number| number.trim().to_owned())
        .filter(|number| !number.is_empty())
        .collect();
    match numbers.len() {
        0 => Err(refuse(411, "phone is empty")),
        1..=N_MAX_RECIPIENTS => Ok(numbers),
        _ => Err(refuse(412, "more than 2,000 numbers in one call")),
    }
}

/// A number is accepted, or refused as malformed, repeated, or without a known price. A `+` that a form decoder turned
/// into a space is gone by now, and is not needed here.
pub(super) fn sort(numbers: &[String], prices: &PriceTable, eleven_digits: ElevenDigits) -> Sorted {
    let mut sorted = Sorted::default();
    let mut seen = HashSet::new();
    for (place, number) in numbers.iter().enumerate() {
        let fault = match parse(number, eleven_digits) {
            None => NumberFault::Malformed,
            Some(phone) => match phone.country().and_then(|country| prices.price(country)) {
                _ if !seen.insert(phone.e164().to_owned()) => NumberFault::Duplicate,
                None => NumberFault::NoPrice,
                Some(unit_price) => {
                    sorted.accepted.push(Accepted { place, phone, unit_price });
                    continue;
                }
            },
        };
        sorted.refused.push(Refused { place, fault });
    }
    sorted
}

/// The number that a caller means.
pub(super) fn parse(number: &str, eleven_digits: ElevenDigits) -> Option<Phone> {
    let parsed = match eleven_digits {
        ElevenDigits::Chinese if is_chinese_mobile(number) => parse_phone(&format!("+86{number}"), PlusSign::Required),
        _ => parse_phone(number, PlusSign::Optional),
    };
    parsed.ok()
}

fn is_chinese_mobile(number: &str) -> bool {
    number.len() == 11 && number.starts_with('1') && number.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_digits_are_chinese_only_where_the_call_is_domestic() {
        let country = |number: &str, eleven_digits| {
            let sorted = sort(&[number.to_owned()], &PriceTable::sample(), eleven_digits);
            sorted.accepted.first().map(|accepted| accepted.phone.e164().to_owned())
        };
        assert_eq!(country("13800138000", ElevenDigits::Chinese).as_deref(), Some("+8613800138000"));
        assert_eq!(country("13800138000", ElevenDigits::International), None);
        assert_eq!(country("14155550142", ElevenDigits::International).as_deref(), Some("+14155550142"));
        for number in ["+6591234567", "006591234567", "6591234567"] {
            assert_eq!(country(number, ElevenDigits::Chinese).as_deref(), Some("+6591234567"), "{number}");
        }
    }
}
