//! What a message costs: expected against debited (R-086).

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Message;
use piecewise_sms::{money::Micros, status::Status};
use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    format,
    markup::html,
};

/// How the two figures stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    /// Debited, as expected.
    Agrees(Micros),
    /// Debited, but another amount than expected.
    Differs(Micros, Micros),
    /// Debited; nothing was expected, because the price was not known.
    Unforeseen(Micros),
    /// Blocked before the carrier: free.
    Free,
    /// Not debited yet.
    Expected(Micros),
    /// Neither.
    Unknown,
}

impl Comparison {
    fn of(message: &Message) -> Self {
        match (message.charge, message.expected_charge) {
            (Some(charge), Some(expected)) if charge == expected => Self::Agrees(charge),
            (Some(charge), Some(expected)) => Self::Differs(charge, expected),
            (Some(charge), None) => Self::Unforeseen(charge),
            (None, _) if message.status == Status::Suppressed => Self::Free,
            (None, Some(expected)) => Self::Expected(expected),
            (None, None) => Self::Unknown,
        }
    }
}

/// Props of [`Charge`].
#[derive(Properties, PartialEq)]
pub struct ChargeProps {
    /// The message.
    pub message: Rc<Message>,
}

/// Compares the expected charge with the debit.
#[component]
pub fn Charge(props: &ChargeProps) -> Html {
    let money = |amount| format::money(amount, &props.message.currency);
    let words = match Comparison::of(&props.message) {
        Comparison::Agrees(charge) => t!("charge.agrees", charge = money(charge)),
        Comparison::Differs(charge, expected) => {
            return html! {
                <span class="field-error" role="alert" data-test="charge">
                    <Icon name={IconName::Error} />
                    <span>{ t!("charge.differs", charge = money(charge), expected = money(expected)) }</span>
                </span>
            };
        }
        Comparison::Unforeseen(charge) => t!("charge.unforeseen", charge = money(charge)),
        Comparison::Free => t!("charge.free"),
        Comparison::Expected(expected) => t!("charge.expected", expected = money(expected)),
        Comparison::Unknown => t!("charge.unknown"),
    };
    html! { <span data-test="charge">{ words }</span> }
}

/// The charge in a column: debited, or expected and marked so.
pub(crate) fn charge_cell(message: &Message) -> Html {
    match Comparison::of(message) {
        Comparison::Agrees(charge) | Comparison::Differs(charge, _) | Comparison::Unforeseen(charge) => {
            html! { { format::money(charge, &message.currency) } }
        }
        Comparison::Free => html! { { format::money(Micros::ZERO, &message.currency) } },
        Comparison::Expected(expected) => html! {
            <span class="muted" title={t!("charge.expected_short")}>
                { "≈ " }{ format::money(expected, &message.currency) }
            </span>
        },
        Comparison::Unknown => html! { <span class="muted">{ t!("charge.unknown") }</span> },
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::Message;
    use piecewise_sms::{money::Micros, pieces::Encoding, status::Status};

    use super::{Charge, ChargeProps, Comparison};
    use crate::components::rendered::rendered;

    fn message(charge: Option<i64>, expected: Option<i64>, status: Status) -> Message {
        Message {
            id: "a".into(),
            phone_masked: String::new(),
            country: None,
            template_id: 1,
            template_name: String::new(),
            sms_user: String::new(),
            is_test: true,
            status,
            unconfirmed: false,
            reason: None,
            encoding: Encoding::Gsm7,
            n_pieces: 1,
            expected_charge: expected.map(Micros),
            charge: charge.map(Micros),
            currency: "USD".into(),
            accepted_at_ms: 0,
            updated_at_ms: 0,
        }
    }

    /// R-086.
    #[tokio::test]
    async fn a_debit_other_than_expected_is_an_alarm_with_both_figures() {
        let message = message(Some(82_400), Some(41_200), Status::Delivered).into();
        let html = rendered::<Charge>(ChargeProps { message }).await;
        assert!(html.contains(r#"role="alert""#) && html.contains("0.0824") && html.contains("0.0412"), "{html}");
    }

    /// D7.
    #[test]
    fn a_suppressed_message_is_free() {
        assert_eq!(Comparison::of(&message(None, Some(1), Status::Suppressed)), Comparison::Free);
        assert_eq!(Comparison::of(&message(None, Some(1), Status::Sending)), Comparison::Expected(Micros(1)));
        assert_eq!(Comparison::of(&message(None, None, Status::Sending)), Comparison::Unknown);
    }
}
