//! What a person is working out, kept while they look at other pages.

use std::rc::Rc;

use piecewise_sms::Span;
use yew::prelude::*;

use super::share::Shared;
use crate::components::Change;

/// The state of the calculator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calculation {
    /// The text, exactly as typed.
    pub text: AttrValue,
    /// The country, ISO 3166-1 alpha-2.
    pub country: AttrValue,
    /// The number of recipients as typed.
    pub recipients: AttrValue,
    /// The text before the last replacement, while it can be taken back.
    pub undo: Option<AttrValue>,
    /// The link that was opened last, so that it is read once.
    opened: Option<String>,
}

impl Default for Calculation {
    fn default() -> Self {
        Self { text: AttrValue::default(), country: "SG".into(), recipients: "1".into(), undo: None, opened: None }
    }
}

impl Calculation {
    /// The number of recipients; `None` while what is typed is not one.
    pub fn n_recipients(&self) -> Option<u64> {
        let digits: String =
            self.recipients.chars().filter(|c| !matches!(c, ' ' | ',' | '\u{a0}' | '\u{202f}')).collect();
        digits.parse().ok().filter(|n| *n <= 1_000_000_000)
    }
}

/// What can change it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalculationAction {
    /// The text was typed.
    Typed(AttrValue),
    /// A replacement was asked for.
    Changed(Change),
    /// The last replacement is taken back.
    Undone,
    /// Another country was chosen.
    Country(AttrValue),
    /// The number of recipients was typed.
    Recipients(AttrValue),
    /// A shared link was opened.
    Opened {
        /// Its query as it stands in the address.
        query: String,
        /// What it holds.
        shared: Shared,
    },
}

impl Reducible for Calculation {
    type Action = CalculationAction;

    fn reduce(self: Rc<Self>, action: Self::Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            CalculationAction::Typed(text) => {
                next.text = text;
                next.undo = None;
            }
            CalculationAction::Changed(change) => {
                next.undo = Some(next.text.clone());
                next.text = change.apply(&next.text).into();
            }
            CalculationAction::Undone => {
                if let Some(before) = next.undo.take() {
                    next.text = before;
                }
            }
            CalculationAction::Country(country) => next.country = country,
            CalculationAction::Recipients(recipients) => next.recipients = recipients,
            CalculationAction::Opened { query, shared } => {
                if self.opened.as_ref() == Some(&query) {
                    return self;
                }
                next.opened = Some(query);
                next.undo = None;
                next.text = with_plain_line_breaks(&shared.text).into();
                if let Some(country) = shared.country {
                    next.country = country.into();
                }
                if let Some(n) = shared.n_recipients {
                    next.recipients = n.to_string().into();
                }
            }
        }
        Rc::new(next)
    }
}

/// The text as a text control would hold it (D14).
pub(super) fn with_plain_line_breaks(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The calculation and how to change it.
pub type CalculationHandle = UseReducerHandle<Calculation>;

/// Props of [`CalculationProvider`].
#[derive(Properties, PartialEq)]
pub struct CalculationProviderProps {
    /// What uses it.
    pub children: Html,
}

/// Keeps the calculation while pages come and go.
#[component]
pub fn CalculationProvider(props: &CalculationProviderProps) -> Html {
    let handle = use_reducer(Calculation::default);
    html! {
        <ContextProvider<CalculationHandle> context={handle}>{ props.children.clone() }</ContextProvider<CalculationHandle>>
    }
}

/// The calculation; one of its own outside a provider.
#[hook]
pub fn use_calculation() -> CalculationHandle {
    let own = use_reducer(Calculation::default);
    use_context::<CalculationHandle>().unwrap_or(own)
}

/// The UTF-16 range to select in a text control for `span`.
pub(super) fn selection(text: &str, span: Span) -> (u32, u32) {
    let range = span.to_utf16(text);
    (range.start, range.end)
}

#[cfg(test)]
mod tests {
    use super::{Calculation, CalculationAction as Action, Change, Rc, Reducible, Shared};

    fn after(actions: Vec<Action>) -> Rc<Calculation> {
        actions.into_iter().fold(Rc::new(Calculation::default()), Reducible::reduce)
    }

    #[test]
    fn what_is_typed_is_kept_as_it_is() {
        let text = "  %20 ’\u{200b}\n";
        assert_eq!(after(vec![Action::Typed(text.into())]).text, text);
    }

    #[test]
    fn a_replacement_can_be_taken_back_until_something_is_typed() {
        let replaced = vec![Action::Typed("it’s".into()), Action::Changed(Change::Whole("it's".into()))];
        assert_eq!(after(replaced.clone()).text, "it's");
        assert_eq!(after([replaced.clone(), vec![Action::Undone]].concat()).text, "it’s");
        assert_eq!(after([replaced, vec![Action::Typed("it's so".into()), Action::Undone]].concat()).text, "it's so");
    }

    /// A link is read once: going to another page and back, or changing the language, keeps what was typed since.
    #[test]
    fn a_link_does_not_overwrite_what_was_typed_after_it() {
        let opened = Action::Opened {
            query: "?text=hi".into(),
            shared: Shared { text: "hi\r\nyou".into(), country: Some("US"), n_recipients: Some(5) },
        };
        let state = after(vec![opened.clone()]);
        assert_eq!((&*state.text, &*state.country, state.n_recipients()), ("hi\nyou", "US", Some(5)));
        let state = after(vec![opened.clone(), Action::Typed("hi there".into()), opened]);
        assert_eq!(state.text, "hi there");
    }

    #[test]
    fn recipients_are_a_whole_number_or_nothing() {
        for (typed, n) in
            [("1", Some(1)), ("12,000", Some(12_000)), ("1 000", Some(1_000)), ("", None), ("-1", None), ("1.5", None)]
        {
            assert_eq!(after(vec![Action::Recipients(typed.into())]).n_recipients(), n, "{typed}");
        }
    }
}
