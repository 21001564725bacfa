//! The facts that the help looks at.

use piecewise_api::{BASE, CredentialFacts, KeyCheck, KeyCheckRequest, SenderCountry};

use super::super::{http::Call, routes::segment, task::Signal};

/// What is known of an SMS_USER, whether it is one of the account or not.
pub(crate) fn facts(sms_user: &str, signal: &Signal) -> Call<CredentialFacts> {
    Call::get(format!("{BASE}/service/facts?sms_user={}", segment(sms_user))).with_signal(signal)
}

/// Whether a call with this pair would be accepted.
pub(crate) fn check_pair(sms_user: &str, sms_key: &str) -> Call<KeyCheck> {
    let sms_key = Some(sms_key.to_owned()).filter(|key| !key.is_empty());
    Call::post(format!("{BASE}/service/sms-users/{}/check", segment(sms_user)), &KeyCheckRequest { sms_key })
}

/// What is known of sender IDs in a country.
pub(crate) fn sender_country(country: &str, signal: &Signal) -> Call<SenderCountry> {
    Call::get(format!("{BASE}/sender-countries/{}", segment(country))).with_signal(signal)
}
