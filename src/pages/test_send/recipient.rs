//! One of the phones that a test goes to.

use piecewise_api::{Mode, NumberCheck};

use super::{form::Place, tested_numbers::mask};
use crate::client::ClientError;

/// What is known of the number in the field.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum NumberState {
    /// Not asked.
    #[default]
    Unchecked,
    /// Asked.
    Checking,
    /// Answered.
    Known(NumberCheck),
    /// The gateway could not be asked; it checks again when sending.
    Unknown(ClientError),
}

/// A phone.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Recipient {
    /// The number as typed.
    pub(super) phone: String,
    /// What is known of it.
    pub(super) number: NumberState,
    /// Whether the person has said that the phone is theirs to use.
    pub(super) has_access: bool,
    /// Phone and carrier in the person's own words, kept on this device.
    pub(super) carrier: String,
}

/// What can happen to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum RecipientAction {
    /// The number was typed.
    Phone(String),
    /// The gateway was asked about the number.
    Checking,
    /// The gateway answered about this number.
    Checked(String, Result<NumberCheck, ClientError>),
    /// The person has, or has not, access to the phone.
    HasAccess(bool),
    /// The carrier was typed.
    Carrier(String),
}

impl Recipient {
    /// Takes what happened. Whether it changes what would be sent.
    pub(super) fn take(&mut self, action: RecipientAction) -> bool {
        match action {
            RecipientAction::Phone(phone) => {
                self.has_access &= phone.trim() == self.phone.trim();
                self.phone = phone;
                self.number = NumberState::Unchecked;
                return true;
            }
            RecipientAction::Checking => self.number = NumberState::Checking,
            // The answer to a number that was typed over says nothing of the new one.
            RecipientAction::Checked(phone, _) if phone != self.phone => {}
            RecipientAction::Checked(_, Ok(check)) => self.number = NumberState::Known(check),
            RecipientAction::Checked(_, Err(error)) => self.number = NumberState::Unknown(error),
            RecipientAction::HasAccess(has_access) => self.has_access = has_access,
            RecipientAction::Carrier(carrier) => self.carrier = carrier,
        }
        false
    }

    /// Whether the person still has to say that the phone is theirs to use: on its first use, when messages are real.
    pub(super) fn needs_access(&self, place: Place<'_>) -> bool {
        place.mode == Mode::Live && !self.has_access && !place.tested.iter().any(|known| *known == mask(&self.phone))
    }

    /// Whether the question is shown. It stays after it was answered, so that the answer can be taken back.
    pub(super) fn asks_for_access(&self, place: Place<'_>) -> bool {
        !self.phone.trim().is_empty() && (self.has_access || self.needs_access(place)) && place.mode == Mode::Live
    }

    /// The number's country, where it is known.
    pub(super) fn country(&self) -> Option<&str> {
        match &self.number {
            NumberState::Known(check) => check.country.as_deref(),
            NumberState::Unchecked | NumberState::Checking | NumberState::Unknown(_) => None,
        }
    }
}

/// The id of the number's control of the recipient `at` this place.
pub(super) fn phone_control(at: usize) -> String {
    if at == 0 { "test-phone".into() } else { format!("test-phone-{}", at + 1) }
}

/// The id of the control with which the person says that the phone is theirs.
pub(super) fn access_control(at: usize) -> String {
    if at == 0 { "test-access".into() } else { format!("test-access-{}", at + 1) }
}
