//! What became of the test: status with times, the text as sent, its links, and what was paid (R-081 … R-086).

use std::{collections::BTreeMap, rc::Rc};

use crate::i18n::t;
use piecewise_api::{DeliveryBaseline, Message, MessageDetail, Mode, Template};
use piecewise_sms::{
    status::Status,
    template::{self, render},
};
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    client::{calls, use_gateway, use_resource},
    components::{Bubble, Handset, Icon, IconName, PieceCount, StatusBadge, Waiting, duration},
    format, i18n,
    markup::html,
    pages::messages::{Charge, Outcome, Timeline},
    routes::Route,
};

/// Props of [`TestResult`].
#[derive(Properties, PartialEq)]
pub(super) struct TestResultProps {
    /// The message.
    pub(super) id: AttrValue,
    /// How long the gateway took to accept it.
    pub(super) latency_ms: i64,
    /// Phone and carrier in the person's own words.
    pub(super) carrier: AttrValue,
    /// The template.
    pub(super) template: Rc<Template>,
    /// The values sent.
    pub(super) values: BTreeMap<String, String>,
    /// The person wants to send another one.
    pub(super) on_another: Callback<()>,
}

/// Follows a test to its end.
#[component]
pub(super) fn TestResult(props: &TestResultProps) -> Html {
    let gateway = use_gateway();
    let heading = use_node_ref();
    use_effect_with(heading.clone(), |heading| {
        if let Some(heading) = heading.cast::<HtmlElement>() {
            // Without the focus the result is still there to be read.
            let _ = heading.focus();
        }
    });
    let message = gateway.message(&props.id).cloned();
    let freshness = message.as_ref().map(|message| (message.status, message.updated_at_ms, message.charge));
    let detail = use_resource(props.id.to_string(), freshness, |gateway, id, signal| gateway.read_message(id, signal));
    // Read before this test has ended, so that it is not compared with itself.
    let baselines = use_resource((), (), |gateway, (), signal| gateway.ask(calls::messages::baselines(signal)));
    let on_another = props.on_another.reform(|_: MouseEvent| ());
    let Some(message) = message else { return html! { <Waiting /> } };
    let rendered = render(&template::Template::parse(&props.template.content), &props.values);
    let marks: Vec<_> = rendered.parts.iter().map(|part| part.span).collect();
    let detail = detail.value.ready().cloned();
    let text = detail.as_ref().map_or(rendered.text.clone(), |detail| detail.text.clone());
    let is_sandbox = gateway.session().is_some_and(|session| session.mode == Mode::Sandbox);
    let is_on_handset = is_sandbox && message.status == Status::Delivered;
    let sender = detail.as_ref().and_then(|detail| detail.sender.clone()).map(AttrValue::from);
    // Marks fit only the text that they were made for.
    let marks = if text == rendered.text { marks } else { Vec::new() };
    html! {
        <div class="test-columns" data-test="test-result">
            <div class="stack">
                <section class="card stack">
                    <div class="row row-between">
                        <h2 ref={heading} tabindex="-1" class="quiet-focus">{ t!("test.sent_title") }</h2>
                        <span role="status" data-test="test-status"><StatusBadge status={message.status} /></span>
                    </div>
                    <Outcome message={Rc::clone(&message)} />
                    if let Some(detail) = &detail {
                        <Timeline accepted_at_ms={message.accepted_at_ms} events={detail.timeline.clone()} />
                    }
                    { facts(&message, props, baselines.value.ready().map(|found| found.as_slice())) }
                    <div class="row">
                        <button class="button" type="button" onclick={on_another} data-test="send-another">{ t!("test.another") }</button>
                        <a class="button" href={Route::Message { id: props.id.to_string() }.href()}>{ t!("test.to_message") }</a>
                        if is_on_handset {
                            <a class="button" href={Route::Sandbox.href()} data-test="to-handset">{ t!("test.to_handset") }</a>
                        }
                    </div>
                </section>
                { links(&text) }
                if message.status == Status::Delivered {
                    { checklist() }
                }
            </div>
            <div class="stack">
                <Handset label={t!("test.sent_text")} {sender}>
                    <Bubble {text} {marks}>
                        <PieceCount encoding={message.encoding} n_pieces={message.n_pieces} />
                        <StatusBadge status={message.status} />
                    </Bubble>
                </Handset>
                if !rendered.parts.is_empty() {
                    <p class="field-help handset-note">{ t!("test.marked") }</p>
                }
                { leftovers(detail.as_deref()) }
            </div>
        </div>
    }
}

fn facts(message: &Rc<Message>, props: &TestResultProps, baselines: Option<&[DeliveryBaseline]>) -> Html {
    let usual = baselines.unwrap_or_default().iter().find(|usual| usual.country == message.country);
    html! {
        <dl class="facts">
            <dt>{ t!("test.request") }</dt>
            <dd>
                { t!("test.accepted_in", duration = duration(props.latency_ms)) }
                <br />
                <code class="small muted">{ &message.id }</code>
            </dd>
            <dt>{ t!("messages.recipient") }</dt>
            <dd>{ &message.phone_masked }{ message.country.as_deref().map(|country| format!(" · {}", format::country(country))) }</dd>
            if !props.carrier.is_empty() {
                <dt>{ t!("test.carrier") }</dt>
                <dd>{ &props.carrier }</dd>
            }
            <dt>{ t!("messages.charge") }</dt>
            <dd><Charge message={Rc::clone(message)} /></dd>
            <dt>{ t!("test.usual") }</dt>
            <dd data-test="baseline">
                if let Some(usual) = usual {
                    { t!("test.usual_is", p50 = duration(usual.p50_ms), p95 = duration(usual.p95_ms)) }
                    { " " }
                    <span class="muted">{ i18n::plural("test.usual_of", usual.n_tests.into()) }</span>
                } else if baselines.is_some() {
                    <span class="muted">{ t!("test.usual_none") }</span>
                }
            </dd>
        </dl>
    }
}

/// The links of the text, opened by nobody but the person.
fn links(text: &str) -> Html {
    let parsed = template::Template::parse(text);
    if parsed.links().is_empty() {
        return Html::default();
    }
    html! {
        <section class="card stack-tight" data-test="links">
            <h2>{ t!("test.links") }</h2>
            <p class="field-help">{ t!("test.links_help") }</p>
            <ul class="stack-tight">
                for (at, link) in parsed.links().iter().enumerate() {
                    <li key={at} class="link-row">
                        <Icon name={IconName::Link} />
                        if link.text.starts_with("https://") || link.text.starts_with("http://") {
                            <a href={link.text.clone()} target="_blank" rel="noopener noreferrer">{ &link.text }</a>
                        } else {
                            <span>{ &link.text }</span>
                        }
                    </li>
                }
            </ul>
        </section>
    }
}

/// What to look at on the phone, as the guide asks.
fn checklist() -> Html {
    html! {
        <section class="card stack-tight">
            <h2>{ t!("test.check_title") }</h2>
            <ul class="bullets">
                <li>{ t!("test.check_variables") }</li>
                <li>{ t!("test.check_links") }</li>
                <li>{ t!("test.check_phones") }</li>
            </ul>
        </section>
    }
}

/// A `%name%` that was not replaced would reach the recipient.
fn leftovers(detail: Option<&MessageDetail>) -> Html {
    let Some(detail) = detail else { return Html::default() };
    let parsed = template::Template::parse(&detail.text);
    let left = parsed.variables();
    if left.is_empty() {
        return Html::default();
    }
    html! {
        <div class="notice notice-warning" role="alert">
            <Icon name={IconName::Warning} />
            <p>{ t!("test.left_over", names = left.join(", ")) }</p>
        </div>
    }
}
