//! What is kept how long. Pieces, status, charge and the masked number of a message stay; what can name or reach a person
//! goes: the values of a verification code with the outcome of its hand-over, numbers and other values after a time that
//! depends on the class of the message, and a number at once when a person asks for it.

mod forget;
mod http;
mod sweep;

pub(crate) use forget::forget_codes_of;
pub(crate) use http::routes;
#[cfg(test)]
pub(crate) use sweep::sweep;
pub(crate) use sweep::sweep_forever;

use piecewise_sms::template::ContentType;

use crate::config::Config;

/// A verification code is of no use after this.
const CODE_LIVES_MS: i64 = 60 * 60 * 1000;

/// How long numbers and values of a class are kept.
fn keeps_ms(config: &Config, class: ContentType) -> i64 {
    match class {
        ContentType::Otp => config.keep_otp.0,
        ContentType::Notification => config.keep_notification.0,
        ContentType::Marketing => config.keep_marketing.0,
    }
}

/// How long the simulated phone shows a message.
pub(crate) fn handset_keeps_ms(config: &Config, class: ContentType) -> i64 {
    let keeps_ms = keeps_ms(config, class);
    if class == ContentType::Otp { keeps_ms.min(CODE_LIVES_MS) } else { keeps_ms }
}
