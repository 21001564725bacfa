//! What was read from the file, what the linter says of each, and what became of it.

use std::rc::Rc;

use piecewise_sms::template::{Diagnostic, Purpose, Severity, lint};
use yew::Reducible;

use crate::{client::ClientError, drafts::Draft};

/// What became of a template.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    Waiting,
    Saved,
    NotSaved,
    Submitted(i64),
    Refused(ClientError),
}

/// A template of the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) draft: Draft,
    pub(super) findings: Vec<Diagnostic>,
    /// Whether its name is that of another template, on the gateway or further up in the file.
    pub(super) is_taken: bool,
    pub(super) is_chosen: bool,
    pub(super) outcome: Outcome,
}

impl Item {
    /// How many findings there are of this severity.
    pub(super) fn n(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity() == severity).count()
            + usize::from(self.is_taken && severity == Severity::Error)
    }

    /// Whether the gateway would take it in.
    pub(super) fn is_ready(&self) -> bool {
        self.n(Severity::Error) == 0
    }

    /// Whether nothing was done with it yet that worked.
    pub(super) fn is_open(&self) -> bool {
        !matches!(self.outcome, Outcome::Saved | Outcome::Submitted(_))
    }
}

/// The templates of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Items(pub(super) Vec<Item>);

/// What can happen to them.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    /// A file was read; these names are taken.
    Read(Vec<Draft>, Vec<String>),
    Chosen(usize, bool),
    AllChosen(bool),
    Became(usize, Outcome),
}

impl Items {
    fn of(drafts: Vec<Draft>, taken: &[String]) -> Self {
        let mut taken: Vec<String> = taken.iter().map(|name| name.to_lowercase()).collect();
        let items = drafts.into_iter().map(|draft| {
            let name = draft.name.to_lowercase();
            let is_taken = taken.contains(&name);
            if !name.is_empty() {
                taken.push(name);
            }
            let findings = lint(&draft.lintable(), Purpose::Submit);
            Item { draft, findings, is_taken, is_chosen: true, outcome: Outcome::Waiting }
        });
        Self(items.collect())
    }

    /// The places of those that are chosen and still to be done.
    pub(super) fn chosen(&self, is_fit: impl Fn(&Item) -> bool) -> Vec<usize> {
        let places = self.0.iter().enumerate();
        places.filter(|(_, item)| item.is_chosen && item.is_open() && is_fit(item)).map(|(at, _)| at).collect()
    }
}

impl Reducible for Items {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut items = (*self).clone();
        match action {
            Action::Read(drafts, taken) => items = Self::of(drafts, &taken),
            Action::Chosen(at, is_chosen) => {
                if let Some(item) = items.0.get_mut(at) {
                    item.is_chosen = is_chosen;
                }
            }
            Action::AllChosen(is_chosen) => items.0.iter_mut().for_each(|item| item.is_chosen = is_chosen),
            Action::Became(at, outcome) => {
                if let Some(item) = items.0.get_mut(at) {
                    item.outcome = outcome;
                }
            }
        }
        Rc::new(items)
    }
}

#[cfg(test)]
mod tests {
    use piecewise_sms::template::ContentType;

    use super::{Action, Draft, Item, Items, Outcome, Rc, Reducible};

    fn draft(name: &str) -> Draft {
        Draft {
            name: name.into(),
            content_type: Some(ContentType::Notification),
            content: "Your order is ready.".into(),
            countries: vec!["SG".into()],
            ..Draft::new(name.into())
        }
    }

    /// Names are unique whatever their case, on the gateway and in the file.
    #[test]
    fn a_name_that_is_taken_keeps_a_template_from_being_submitted() {
        let drafts = vec![draft("Order_Ready_Notice"), draft("order_ready_notice"), draft("Welcome_Notification")];
        let items = Rc::new(Items::default()).reduce(Action::Read(drafts, vec!["WELCOME_NOTIFICATION".into()]));
        assert_eq!(items.0.iter().map(|item| item.is_taken).collect::<Vec<_>>(), [false, true, true]);
        assert_eq!(items.chosen(Item::is_ready), [0]);
        let items = items.reduce(Action::Became(0, Outcome::Submitted(7)));
        assert!(items.chosen(Item::is_ready).is_empty(), "nothing is submitted twice");
        assert_eq!(items.reduce(Action::Chosen(1, false)).chosen(|_| true), [2]);
    }
}
