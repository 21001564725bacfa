//! What was handed in, newest first.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Sender;
use yew::prelude::*;

use super::badge::SenderBadge;
use crate::{
    components::{TimeAgo, use_clock},
    format,
    markup::html,
    routes::Route,
};

/// Props of [`Registrations`].
#[derive(Properties, PartialEq)]
pub(super) struct RegistrationsProps {
    /// The registrations.
    pub(super) senders: Rc<Vec<Sender>>,
}

/// The list.
#[component]
pub(super) fn Registrations(props: &RegistrationsProps) -> Html {
    let now_ms = use_clock(30_000);
    html! {
        <section class="stack-tight" aria-labelledby="registrations">
            <h2 id="registrations">{ t!("senders.list") }</h2>
            if props.senders.is_empty() {
                <p class="muted" data-test="no-senders">{ t!("senders.none") }</p>
            } else {
                <div class="data-frame">
                    <table class="data senders" aria-labelledby="registrations">
                        <thead>
                            <tr>
                                <th scope="col">{ t!("senders.id") }</th>
                                <th scope="col">{ t!("senders.country") }</th>
                                <th scope="col">{ t!("senders.stands") }</th>
                                <th scope="col">{ t!("senders.materials") }</th>
                                <th scope="col" class="number">{ t!("senders.since") }</th>
                            </tr>
                        </thead>
                        <tbody>
                            for sender in props.senders.iter() {
                                { row(sender, now_ms) }
                            }
                        </tbody>
                    </table>
                </div>
            }
        </section>
    }
}

fn row(sender: &Sender, now_ms: i64) -> Html {
    let n_received = sender.materials.iter().filter(|material| material.received_at_ms.is_some()).count();
    html! {
        <tr key={sender.id} data-test="sender-row">
            <th scope="row"><a href={Route::Sender { id: sender.id }.href()}><bdi>{ &sender.sender_id }</bdi></a></th>
            <td>{ format::country(&sender.country) }</td>
            <td><SenderBadge state={sender.state} /></td>
            <td data-label={t!("senders.materials")}>
                if sender.materials.is_empty() {
                    <span class="muted">{ "–" }</span>
                } else {
                    { t!("senders.received_of", n = n_received, all = sender.materials.len()) }
                }
            </td>
            <td class="number">
                if let Some(step) = sender.history.last() {
                    <TimeAgo at_ms={step.at_ms} {now_ms} />
                }
            </td>
        </tr>
    }
}
