//! The library that the numbering plan was taken from: what the plan cannot answer alone, and what it is tested by.

use rlibphonenumber::{
    PHONE_NUMBER_UTIL, ParseError, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region, ValidationError,
};

use super::{LineType, Number, PhoneFault, plan};

/// Reads a number that begins with a calling code; `digits` are ASCII digits.
pub(super) fn international(digits: &str) -> Result<Number, PhoneFault> {
    number(PHONE_NUMBER_UTIL.parse(format!("+{digits}"), None))
}

/// Reads a number as it is written in `country`.
pub(super) fn national(digits: &str, country: &str) -> Result<Number, PhoneFault> {
    number(PHONE_NUMBER_UTIL.parse(digits, Region::from_code(country).ok()))
}

fn number(parsed: Result<PhoneNumber, ParseError>) -> Result<Number, PhoneFault> {
    let number = parsed.map_err(|error| match error {
        ParseError::InvalidCountryCode => PhoneFault::NoCountryCode,
        ParseError::NotANumber(_) => PhoneFault::NotANumber,
        ParseError::TooShortAfterIdd | ParseError::TooShortNsn => PhoneFault::TooShort,
        ParseError::TooLongNsn => PhoneFault::TooLong,
    })?;
    if let Err(error) = PHONE_NUMBER_UTIL.is_possible_number_with_reason(&number) {
        return Err(match error {
            ValidationError::TooShort => PhoneFault::TooShort,
            ValidationError::TooLong => PhoneFault::TooLong,
            ValidationError::InvalidCountryCode | ValidationError::InvalidLength => PhoneFault::Invalid,
        });
    }
    if !PHONE_NUMBER_UTIL.is_valid_number(&number) {
        return Err(PhoneFault::Invalid);
    }
    let e164 = PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164);
    let region = PHONE_NUMBER_UTIL.get_region_for_number(&number).map(|region| region.to_string());
    let country = region.as_deref().filter(|id| id.len() == 2);
    let calling_code = u16::try_from(number.country_code).map_err(|_| PhoneFault::Invalid)?;
    let place = plan::place_of_valid(country, calling_code).ok_or(PhoneFault::Invalid)?;
    let digits = e164.trim_start_matches('+').parse().map_err(|_| PhoneFault::TooLong)?;
    let line_type = line_type(PHONE_NUMBER_UTIL.get_number_type(&number)).ok_or(PhoneFault::Invalid)?;
    Ok(Number::new(digits, place, line_type))
}

fn line_type(found: PhoneNumberType) -> Option<LineType> {
    Some(match found {
        PhoneNumberType::PremiumRate => LineType::Premium,
        PhoneNumberType::TollFree => LineType::TollFree,
        PhoneNumberType::SharedCost => LineType::SharedCost,
        PhoneNumberType::VoIP => LineType::Voip,
        PhoneNumberType::PersonalNumber => LineType::Personal,
        PhoneNumberType::Pager => LineType::Pager,
        PhoneNumberType::UAN => LineType::Uan,
        PhoneNumberType::VoiceMail => LineType::Voicemail,
        PhoneNumberType::FixedLine => LineType::Landline,
        PhoneNumberType::Mobile => LineType::Mobile,
        PhoneNumberType::FixedLineOrMobile => LineType::LandlineOrMobile,
        PhoneNumberType::Unknown => return None,
    })
}
