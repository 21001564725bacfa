//! What the person has filled in, and what is wrong with it.

use std::{collections::BTreeMap, rc::Rc};

use piecewise_api::{Mode, NumberCheck, TestRequest};
use piecewise_sms::{
    Lang,
    template::{Field, Severity, Template, lint_values, message},
};
use yew::Reducible;

use super::recipient::{NumberState, Recipient, RecipientAction, access_control, phone_control};
use crate::client::ClientError;

/// Phones that a test goes to at most.
pub(super) const N_RECIPIENTS: usize = 5;

/// What became of the message to one phone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sent {
    /// The number as typed.
    pub(super) phone: String,
    /// Phone and carrier in the person's own words.
    pub(super) carrier: String,
    /// The message's id, and how long the gateway took to accept it; or why it did not.
    pub(super) outcome: Result<(Rc<str>, i64), ClientError>,
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
    /// At least one was accepted.
    Sent(Rc<Vec<Sent>>),
}

/// The form.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    /// The phones.
    pub(super) recipients: Vec<Recipient>,
    /// The account chosen; the first one until then.
    pub(super) sms_user: Option<String>,
    /// The values by variable, as typed.
    pub(super) values: BTreeMap<String, String>,
    /// How far it is.
    pub(super) sending: Sending,
}

impl Default for Form {
    fn default() -> Self {
        Self { recipients: vec![Recipient::default()], sms_user: None, values: BTreeMap::new(), sending: Sending::Idle }
    }
}

/// What can happen to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum FormAction {
    /// Something happened to the recipient at this place.
    Recipient(usize, RecipientAction),
    /// Another phone.
    AddRecipient,
    /// One phone less.
    RemoveRecipient(usize),
    /// An account was chosen.
    SmsUser(String),
    /// A value was typed.
    Value(String, String),
    /// Every variable gets its example.
    FillExamples(BTreeMap<String, String>),
    /// Something is missing or wrong.
    Faulty(Rc<Vec<Fault>>),
    /// The messages are on their way.
    UnderWay,
    /// The gateway answered for each.
    Answered(Vec<Sent>),
    /// Another one; what was filled in stays, and phones that were refused before.
    Another,
}

impl Reducible for Form {
    type Action = FormAction;

    fn reduce(self: Rc<Self>, action: FormAction) -> Rc<Self> {
        let mut form = (*self).clone();
        match action {
            FormAction::Recipient(at, action) => {
                if form.recipients.get_mut(at).is_some_and(|recipient| recipient.take(action)) {
                    form.touch();
                }
            }
            FormAction::AddRecipient => {
                if form.recipients.len() < N_RECIPIENTS {
                    form.recipients.push(Recipient::default());
                }
                form.touch();
            }
            FormAction::RemoveRecipient(at) => {
                if form.recipients.len() > 1 && at < form.recipients.len() {
                    form.recipients.remove(at);
                }
                form.touch();
            }
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
            FormAction::Answered(sent) => {
                let first_refusal = sent.iter().find_map(|one| one.outcome.as_ref().err());
                let all_refused = sent.iter().all(|one| one.outcome.is_err());
                form.sending = match first_refusal {
                    Some(error) if all_refused => Sending::Refused(error.clone()),
                    _ => Sending::Sent(Rc::new(sent)),
                };
            }
            FormAction::Another => form.again(),
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
    /// An empty form, or one with a number that another page proposes.
    pub(super) fn to(phone: Option<String>) -> Self {
        let mut form = Self::default();
        if let (Some(recipient), Some(phone)) = (form.recipients.first_mut(), phone) {
            recipient.phone = phone;
        }
        form
    }

    /// A change takes back what was said about the form before.
    fn touch(&mut self) {
        if matches!(self.sending, Sending::Refused(_)) {
            self.sending = Sending::Idle;
        }
    }

    /// Back to filling in. Where some phones got the message and others were refused, only the others are left.
    fn again(&mut self) {
        if let Sending::Sent(sent) = &self.sending {
            let is_refused = |recipient: &Recipient| {
                sent.iter().any(|one| one.phone == recipient.phone.trim() && one.outcome.is_err())
            };
            if self.recipients.iter().any(is_refused) {
                self.recipients.retain(is_refused);
            }
        }
        self.sending = Sending::Idle;
    }

    /// Everything that keeps the form from being sent, in the order of its controls.
    pub(super) fn faults(&self, template: &Template, sms_users: &[&str], place: Place<'_>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut add = |control: String, says| faults.push(Fault { control, says });
        for (at, recipient) in self.recipients.iter().enumerate() {
            let is_same = |other: &Recipient| other.phone.trim() == recipient.phone.trim();
            match &recipient.number {
                _ if recipient.phone.trim().is_empty() => add(phone_control(at), Says::Key("test.phone_missing")),
                _ if self.recipients.iter().take(at).any(is_same) => {
                    add(phone_control(at), Says::Key("test.phone_twice"));
                }
                NumberState::Known(NumberCheck { e164: None, fault, .. }) => {
                    add(phone_control(at), Says::Number(fault.clone().unwrap_or_else(|| "invalid".into())));
                }
                _ if recipient.needs_access(place) => add(access_control(at), Says::Key("test.access_missing")),
                _ => {}
            }
        }
        if self.chosen_user(sms_users).is_none() {
            add("test-user".into(), Says::Key("test.user_missing"));
        }
        let values = self.filled();
        for name in template.variables() {
            if !values.contains_key(name) {
                add(control_of(name), Says::Missing(name.into()));
            }
        }
        for diagnostic in lint_values(template, &values) {
            if let (Field::Value(name), Severity::Error) = (&diagnostic.field, diagnostic.severity())
                && values.contains_key(name)
            {
                add(control_of(name), Says::Text(message(&diagnostic, place.lang)));
            }
        }
        faults
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

    /// What is sent, and how the person calls each phone.
    pub(super) fn requests(&self, template: &Template, sms_user: &str) -> Vec<(TestRequest, String)> {
        let variables = template.variables();
        let mut values = self.filled();
        values.retain(|name, _| variables.contains(&name.as_str()));
        let of = |recipient: &Recipient| {
            let phone = recipient.phone.trim().to_owned();
            (
                TestRequest { phone, sms_user: sms_user.into(), values: values.clone() },
                recipient.carrier.trim().to_owned(),
            )
        };
        self.recipients.iter().map(of).collect()
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
