//! What happened to a message, oldest first, with the time each step took.

use crate::i18n::t;
use piecewise_api::{Event, EventSource};
use yew::prelude::*;

use crate::{
    components::{StatusBadge, duration},
    format,
    markup::html,
};

/// Props of [`Timeline`].
#[derive(Properties, PartialEq)]
pub struct TimelineProps {
    /// When the message was accepted.
    pub accepted_at_ms: i64,
    /// What happened, oldest first.
    pub events: Vec<Event>,
}

/// Lists what happened.
#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    html! {
        <ol class="timeline" aria-label={t!("messages.timeline")} data-test="timeline">
            for (at, event) in props.events.iter().enumerate() {
                <li key={at} class="timeline-step">
                    <StatusBadge status={event.status} />
                    <span class="timeline-when figure">
                        <span>{ format::date_time(event.at_ms) }</span>
                        if event.at_ms > props.accepted_at_ms {
                            <span class="muted">{ t!("messages.after", duration = duration(event.at_ms - props.accepted_at_ms)) }</span>
                        }
                    </span>
                    <span class="muted">{ source(event.source) }</span>
                    if let Some(reason) = &event.reason {
                        <p class="timeline-note muted">{ t!("messages.raw_reason", code = reason.code, text = reason.text) }</p>
                    }
                    if event.unconfirmed {
                        <p class="timeline-note">{ t!("messages.is_unconfirmed.known") }</p>
                    }
                </li>
            }
        </ol>
    }
}

fn source(source: EventSource) -> String {
    match source {
        EventSource::Gateway => t!("messages.source.gateway"),
        EventSource::Sandbox => t!("messages.source.sandbox"),
        EventSource::Webhook => t!("messages.source.webhook"),
    }
}
