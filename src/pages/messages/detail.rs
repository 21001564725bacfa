//! One message: where it stands, what happened, and the text as sent.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Event, Message, MessageDetail, Mode};
use piecewise_sms::status::Status;
use yew::prelude::*;

use super::{charge::Charge, outcome::Outcome, timeline::Timeline, unconfirmed::UnconfirmedMark};
use crate::{
    client::{Loadable, use_gateway, use_resource},
    components::{
        Bubble, Crumb, ErrorNotice, Gate, Handset, PageHead, PieceCount, StatusBadge, TimeAgo, Waiting, use_clock,
    },
    format, json,
    markup::html,
    query::encode,
    routes::Route,
};

/// Props of [`MessageDetailPage`].
#[derive(Properties, PartialEq)]
pub struct MessageDetailPageProps {
    /// The id in the address.
    pub id: AttrValue,
}

/// The page.
#[component]
pub fn MessageDetailPage(props: &MessageDetailPageProps) -> Html {
    html! {
        <>
            <PageHead title={t!("title.message")} crumbs={vec![Crumb::new(t!("nav.messages"), Route::Messages)]} />
            <Gate><Found id={props.id.clone()} /></Gate>
        </>
    }
}

#[component]
fn Found(props: &MessageDetailPageProps) -> Html {
    let gateway = use_gateway();
    // Messages further down than what was read are not in the state; any push may then be about this one.
    let freshness = gateway
        .message(&props.id)
        .map_or_else(|| Err(gateway.revision), |message| Ok((message.status, message.updated_at_ms, message.charge)));
    let detail = use_resource(props.id.to_string(), freshness, |gateway, id, signal| gateway.read_message(id, signal));
    match detail.value {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(detail.retry)} /> },
        Loadable::Ready(detail) => {
            let newest = gateway.message(&props.id).cloned().unwrap_or_else(|| Rc::new(detail.message.clone()));
            html! { <Detail {detail} message={newest} /> }
        }
    }
}

/// Props of [`Detail`].
#[derive(Properties, PartialEq)]
struct DetailProps {
    detail: Rc<MessageDetail>,
    message: Rc<Message>,
}

#[component]
fn Detail(props: &DetailProps) -> Html {
    let gateway = use_gateway();
    let message = &props.message;
    let is_sandbox = gateway.session().is_some_and(|session| session.mode == Mode::Sandbox);
    let is_on_handset = is_sandbox && message.status == Status::Delivered;
    html! {
        <div class="test-columns">
            <div class="stack">
                <section class="card stack" data-test="message-detail">
                    <div class="row row-between">
                        <h2 class="figure">{ &message.phone_masked }</h2>
                        <span class="row" role="status" data-test="message-status">
                            <StatusBadge status={message.status} />
                            if message.unconfirmed {
                                <UnconfirmedMark />
                            }
                        </span>
                    </div>
                    <Outcome message={Rc::clone(message)} />
                    <MessageFacts message={Rc::clone(message)} detail={Rc::clone(&props.detail)} />
                    <div class="row">
                        if is_worth_asking(message) {
                            <a class="button" href={help_href(&message.id)} data-test="why">{ t!("messages.why") }</a>
                        }
                        if is_on_handset {
                            <a class="button" href={Route::Sandbox.href()}>{ t!("test.to_handset") }</a>
                        }
                    </div>
                </section>
                <section class="card stack">
                    <h2>{ t!("messages.timeline") }</h2>
                    <Timeline accepted_at_ms={message.accepted_at_ms} events={props.detail.timeline.clone()} />
                    <Raw events={props.detail.timeline.clone()} />
                </section>
            </div>
            { as_sent(&props.detail, message) }
        </div>
    }
}

/// The message on a phone; once its values were removed, a sentence in its place.
fn as_sent(detail: &MessageDetail, message: &Message) -> Html {
    html! {
        <Handset label={t!("test.sent_text")} sender={detail.sender.clone().map(AttrValue::from)}>
            if let Some(at_ms) = detail.text_removed_at_ms {
                <p class="handset-empty" data-test="text-removed">
                    { t!("messages.text_removed", when = format::date_time(at_ms)) }
                </p>
            } else {
                <Bubble text={detail.text.clone()}>
                    <PieceCount encoding={message.encoding} n_pieces={message.n_pieces} />
                    <StatusBadge status={message.status} />
                </Bubble>
            }
        </Handset>
    }
}

/// Whether there is something to find out: it did not arrive, or has not arrived yet.
fn is_worth_asking(message: &Message) -> bool {
    message.status != Status::Delivered
}

/// The help that speaks of this very message.
fn help_href(id: &str) -> String {
    format!("#/help/not-delivered?message={}", encode(id))
}

/// Props of [`Raw`].
#[derive(Properties, PartialEq)]
struct RawProps {
    events: Vec<Event>,
}

/// The events as the gateway keeps them, unknown codes and all.
#[component]
fn Raw(props: &RawProps) -> Html {
    let lines = props.events.iter().map(json::write).collect::<Vec<_>>().join("\n");
    html! {
        <details class="raw" data-test="raw-events">
            <summary>{ t!("messages.raw") }</summary>
            <pre class="raw-text" tabindex="0">{ lines }</pre>
        </details>
    }
}

/// Props of [`MessageFacts`].
#[derive(Properties, PartialEq)]
struct MessageFactsProps {
    message: Rc<Message>,
    detail: Rc<MessageDetail>,
}

#[component]
fn MessageFacts(props: &MessageFactsProps) -> Html {
    let now_ms = use_clock(10_000);
    let message = &props.message;
    html! {
        <dl class="facts">
            <dt>{ t!("messages.accepted") }</dt>
            <dd><TimeAgo at_ms={message.accepted_at_ms} {now_ms} /></dd>
            <dt>{ t!("messages.country") }</dt>
            <dd>{ message.country.as_deref().map_or_else(|| t!("messages.country_unknown"), format::country) }</dd>
            <dt>{ t!("messages.sender") }</dt>
            <dd>{ sender(&props.detail) }</dd>
            <dt>{ t!("messages.template") }</dt>
            <dd><a href={Route::Template { id: message.template_id }.href()}>{ &message.template_name }</a></dd>
            <dt>{ "SMS_USER" }</dt>
            <dd><code>{ &message.sms_user }</code></dd>
            <dt>{ t!("messages.pieces") }</dt>
            <dd><PieceCount encoding={message.encoding} n_pieces={message.n_pieces} /></dd>
            <dt>{ t!("messages.charge") }</dt>
            <dd><Charge message={Rc::clone(message)} /></dd>
            <dt>{ t!("messages.kind") }</dt>
            <dd>{ if message.is_test { t!("messages.kind_test") } else { t!("messages.kind_api") } }</dd>
            <dt>{ t!("messages.id") }</dt>
            <dd><code class="small">{ &message.id }</code></dd>
        </dl>
    }
}

/// Who it comes from. Where the platform assigned the sender, another message may have another one.
fn sender(detail: &MessageDetail) -> String {
    match &detail.sender {
        None => t!("messages.sender_unknown"),
        Some(sender) if detail.sender_is_random => t!("messages.sender_random", sender = sender),
        Some(sender) => sender.clone(),
    }
}
