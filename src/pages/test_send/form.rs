//! What the person has filled in, and what is wrong with it.

use std::{collections::BTreeMap, rc::Rc};

use piecewise_api::{Mode, NumberCheck, TestRequest};
use piecewise_sms::{
    Lang,
    template::{Field, Severity, Template, lint_values, message},
};
use yew::Reducible;

use super::tested_numbers::mask;
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

/// How far the sending is.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Sending {
    /// Filling in.
    #[default]
    Idle,
    /// Tried to send with something missing or wrong. The list stays as it was then, so that nothing moves while the
    /// person works through it.
    Faulty(Rc<Vec<Fault>>),
    /// On its way.
    UnderWay,
    /// The gateway refused, or did not answer.
    Refused(ClientError),
    /// Accepted.
    Sent {
        /// The message.
        id: Rc<str>,
        /// How long the gateway took to accept it.
        latency_ms: i64,
    },
}

/// The form.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Form {
    /// The number as typed.
    pub(super) phone: String,
    /// What is known of it.
    pub(super) number: NumberState,
    /// Whether the person has said that the phone is theirs to use.
    pub(super) has_access: bool,
    /// The account chosen; the first one until then.
    pub(super) sms_user: Option<String>,
    /// The values by variable, as typed.
    pub(super) values: BTreeMap<String, String>,
    /// How far it is.
    pub(super) sending: Sending,
}

/// What can happen to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum FormAction {
    /// The number was typed.
    Phone(String),
    /// The gateway was asked about the number.
    Checking,
    /// The gateway answered about this number.
    Checked(String, Result<NumberCheck, ClientError>),
    /// The person has, or has not, access to the phone.
    HasAccess(bool),
    /// An account was chosen.
    SmsUser(String),
    /// A value was typed.
    Value(String, String),
    /// Every variable gets its example.
    FillExamples(BTreeMap<String, String>),
    /// Something is missing or wrong.
    Faulty(Rc<Vec<Fault>>),
    /// The message is on its way.
    UnderWay,
    /// The gateway refused, or did not answer.
    Refused(ClientError),
    /// The gateway accepted the message.
    Sent(String, i64),
    /// Another one; what was filled in stays.
    Another,
}

impl Reducible for Form {
    type Action = FormAction;

    fn reduce(self: Rc<Self>, action: FormAction) -> Rc<Self> {
        let mut form = (*self).clone();
        match action {
            FormAction::Phone(phone) => {
                form.has_access &= phone.trim() == form.phone.trim();
                form.phone = phone;
                form.number = NumberState::Unchecked;
                form.touch();
            }
            FormAction::Checking => form.number = NumberState::Checking,
            // The answer to a number that was typed over says nothing of the new one.
            FormAction::Checked(phone, _) if phone != form.phone => return self,
            FormAction::Checked(_, Ok(check)) => form.number = NumberState::Known(check),
            FormAction::Checked(_, Err(error)) => form.number = NumberState::Unknown(error),
            FormAction::HasAccess(has_access) => form.has_access = has_access,
            FormAction::SmsUser(sms_user) => {
                form.sms_user = Some(sms_user);
                form.touch();
            }
            FormAction::Value(name, value) => {
                form.values.insert(name, value);
                form.touch();
            }
            FormAction::FillExamples(examples) => {
                form.values = examples;
                form.touch();
            }
            FormAction::Faulty(faults) => form.sending = Sending::Faulty(faults),
            FormAction::UnderWay => form.sending = Sending::UnderWay,
            FormAction::Refused(error) => form.sending = Sending::Refused(error),
            FormAction::Sent(id, latency_ms) => form.sending = Sending::Sent { id: id.into(), latency_ms },
            FormAction::Another => form.sending = Sending::Idle,
        }
        Rc::new(form)
    }
}

/// One thing that keeps the form from being sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The control's id, for the link in the summary.
    pub(super) control: String,
    /// What to say.
    pub(super) says: Says,
}

/// The words of a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Says {
    /// A key of the catalogue.
    Key(&'static str),
    /// What the gateway said of the number: a stable word.
    Number(String),
    /// A variable has no value.
    Missing(String),
    /// What the linter said.
    Text(String),
}

/// The control of a variable.
pub(super) fn control_of(variable: &str) -> String {
    format!("value-{variable}")
}

impl Form {
    /// A change takes back what was said about the form before.
    fn touch(&mut self) {
        if matches!(self.sending, Sending::Refused(_)) {
            self.sending = Sending::Idle;
        }
    }

    /// Everything that keeps the form from being sent, in the order of its controls.
    pub(super) fn faults(&self, template: &Template, sms_users: &[&str], place: Place<'_>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut add = |control: &str, says| faults.push(Fault { control: control.into(), says });
        match &self.number {
            _ if self.phone.trim().is_empty() => add("test-phone", Says::Key("test.phone_missing")),
            NumberState::Known(NumberCheck { e164: None, fault, .. }) => {
                add("test-phone", Says::Number(fault.clone().unwrap_or_else(|| "invalid".into())));
            }
            _ if self.needs_access(place) => add("test-access", Says::Key("test.access_missing")),
            _ => {}
        }
        if self.chosen_user(sms_users).is_none() {
            add("test-user", Says::Key("test.user_missing"));
        }
        let values = self.filled();
        for name in template.variables() {
            if !values.contains_key(name) {
                add(&control_of(name), Says::Missing(name.into()));
            }
        }
        for diagnostic in lint_values(template, &values) {
            if let (Field::Value(name), Severity::Error) = (&diagnostic.field, diagnostic.severity())
                && values.contains_key(name)
            {
                add(&control_of(name), Says::Text(message(&diagnostic, place.lang)));
            }
        }
        faults
    }

    /// Whether the person still has to say that the phone is theirs to use: on its first use, when messages are real.
    pub(super) fn needs_access(&self, place: Place<'_>) -> bool {
        place.mode == Mode::Live && !self.has_access && !place.tested.iter().any(|known| *known == mask(&self.phone))
    }

    /// The account to send with.
    pub(super) fn chosen_user<'a>(&self, sms_users: &[&'a str]) -> Option<&'a str> {
        let chosen = sms_users.iter().find(|user| Some(**user) == self.sms_user.as_deref());
        chosen.or_else(|| sms_users.first()).copied()
    }

    /// The values that were filled in.
    pub(super) fn filled(&self) -> BTreeMap<String, String> {
        let mut filled = self.values.clone();
        filled.retain(|_, value| !value.trim().is_empty());
        filled
    }

    /// What is sent.
    pub(super) fn request(&self, template: &Template, sms_user: &str) -> TestRequest {
        let variables = template.variables();
        let mut values = self.filled();
        values.retain(|name, _| variables.contains(&name.as_str()));
        TestRequest { phone: self.phone.trim().into(), sms_user: sms_user.into(), values }
    }

    /// The number's country, where it is known.
    pub(super) fn country(&self) -> Option<&str> {
        match &self.number {
            NumberState::Known(check) => check.country.as_deref(),
            NumberState::Unchecked | NumberState::Checking | NumberState::Unknown(_) => None,
        }
    }
}

/// Where the form is filled in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// Sandbox or live.
    pub(super) mode: Mode,
    /// The numbers tested before on this device, masked.
    pub(super) tested: &'a [String],
    /// The language of the linter.
    pub(super) lang: Lang,
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
