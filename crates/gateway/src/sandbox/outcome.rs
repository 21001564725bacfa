//! Magic numbers: the last four digits choose what becomes of a message.

use piecewise_api::Reason;
use piecewise_sms::status::Status;

/// What becomes of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It arrives.
    Delivered,
    /// It stays with the carrier.
    Silence,
    /// It ends in this status, with the platform's code and words.
    Ends(Status, i32, &'static str),
}

/// The last four digits, and what they do. Any other number is reached.
const MAGIC: [(&str, Outcome); 4] = [
    ("0202", Outcome::Silence),
    ("0430", Outcome::Ends(Status::Suppressed, 430, "the recipient has unsubscribed")),
    ("0550", Outcome::Ends(Status::Failed, 550, "the carrier blocked the content")),
    ("0580", Outcome::Ends(Status::Failed, 580, "the phone is switched off")),
];

impl Outcome {
    /// The outcome for a number.
    pub(super) fn of(phone: &str) -> Self {
        MAGIC.into_iter().find(|(ending, _)| phone.ends_with(ending)).map_or(Self::Delivered, |(_, outcome)| outcome)
    }

    /// The reason it gives, where it gives one.
    pub(super) fn reason(self) -> Option<Reason> {
        match self {
            Self::Ends(_, code, text) => Some(Reason { code, text: text.into() }),
            Self::Delivered | Self::Silence => None,
        }
    }
}
