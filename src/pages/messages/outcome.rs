//! What a status means for this message, why it came to that, and what to do next.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Message, Reason};
use piecewise_sms::status::Status;
use yew::prelude::*;

use super::{ageing::Waiting, reason::key_of, unconfirmed::UnconfirmedNotice};
use crate::{
    components::{Icon, IconName, duration, use_clock},
    i18n,
    markup::html,
};

/// Props of [`Outcome`].
#[derive(Properties, PartialEq)]
pub struct OutcomeProps {
    /// The message.
    pub message: Rc<Message>,
}

/// Says where a message stands.
#[component]
pub fn Outcome(props: &OutcomeProps) -> Html {
    let now_ms = use_clock(1_000);
    let message = &props.message;
    let took = duration(message.updated_at_ms - message.accepted_at_ms);
    match message.status {
        Status::Sending if message.unconfirmed => html! { <UnconfirmedNotice /> },
        Status::Sending => html! { <p>{ t!("messages.is_sending") }</p> },
        Status::WaitingResult => html! {
            <p>{ i18n::text(Waiting::since(now_ms - message.accepted_at_ms).key()) }</p>
        },
        Status::Delivered => html! {
            <p data-test="delivered-in">{ t!("messages.is_delivered", duration = took) }</p>
        },
        Status::Failed => unhappy("notice notice-error", "messages.is_failed", message.reason.as_ref()),
        Status::Suppressed => unhappy("notice", "messages.is_suppressed", message.reason.as_ref()),
    }
}

fn unhappy(class: &'static str, key: &str, reason: Option<&Reason>) -> Html {
    html! {
        <div {class} data-test="reason">
            <Icon name={IconName::Info} />
            <div class="notice-body">
                <p class="notice-title">{ i18n::text(key) }</p>
                if let Some(reason) = reason {
                    <p>{ i18n::text(&format!("{}.what", key_of(reason))) }</p>
                    <p>{ i18n::text(&format!("{}.do", key_of(reason))) }</p>
                    <p class="muted small">{ t!("messages.raw_reason", code = reason.code, text = reason.text) }</p>
                } else {
                    <p>{ t!("messages.no_reason") }</p>
                }
            </div>
        </div>
    }
}
