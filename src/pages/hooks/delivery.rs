//! One delivery: what is sent, every attempt with its answer, and once more.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{HookAttempt, HookDeliveryDetail, HookDeliveryState, Permission};
use yew::prelude::*;

use super::{
    deliveries::next_attempt,
    words::{event_words, outcome, state_badge},
};
use crate::{
    client::{Loadable, calls, use_doing, use_gateway, use_resource},
    components::{CopyButton, ErrorNotice, Gate, Icon, IconName, PageHead, TimeAgo, Waiting, duration, use_clock},
    markup::html,
    pages::integrations::sms_crumbs,
    routes::Route,
};

/// How often it is read again while the page is open.
const FRESH_MS: i64 = 3_000;

/// Props of [`HookDeliveryPage`].
#[derive(Properties, PartialEq)]
pub struct HookDeliveryPageProps {
    /// The delivery's id.
    pub id: i64,
}

/// The page.
#[component]
pub fn HookDeliveryPage(props: &HookDeliveryPageProps) -> Html {
    html! {
        <>
            <PageHead title={t!("hooks.delivery")} crumbs={sms_crumbs(Some((Route::Hooks, "hooks.title")))} />
            <Gate><Found key={props.id} id={props.id} /></Gate>
        </>
    }
}

#[component]
fn Found(props: &HookDeliveryPageProps) -> Html {
    let now_ms = use_clock(3_000);
    let n_changes = use_state_eq(|| 0_u32);
    let detail = use_resource(props.id, (now_ms / FRESH_MS, *n_changes), |gateway, id, signal| {
        gateway.ask(calls::hooks::delivery(*id, signal))
    });
    let on_change = {
        let n_changes = n_changes.clone();
        Callback::from(move |()| n_changes.set(*n_changes + 1))
    };
    match detail.value {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(detail.retry)} /> },
        Loadable::Ready(detail) => html! { <Detail {detail} {now_ms} {on_change} /> },
    }
}

/// Props of [`Detail`].
#[derive(Properties, PartialEq)]
struct DetailProps {
    detail: Rc<HookDeliveryDetail>,
    now_ms: i64,
    on_change: Callback<()>,
}

#[component]
fn Detail(props: &DetailProps) -> Html {
    let gateway = use_gateway();
    let doing = use_doing();
    let now_ms = props.now_ms;
    let delivery = &props.detail.delivery;
    let body = use_memo(props.detail.body.clone(), |body| indented(body));
    let redeliver = {
        let (gateway, doing, on_change, id) = (gateway.clone(), doing.clone(), props.on_change.clone(), delivery.id);
        Callback::from(move |_: MouseEvent| {
            let (gateway, on_change) = (gateway.clone(), on_change.clone());
            let work = async move {
                gateway.ask(calls::hooks::redeliver(id)).await?;
                on_change.emit(());
                Ok(())
            };
            doing.start("deliver again", Box::pin(work));
        })
    };
    let is_ended = matches!(delivery.state, HookDeliveryState::Delivered | HookDeliveryState::Failed);
    html! {
        <>
            <section class="card stack" aria-label={t!("hooks.delivery")}>
                <dl class="facts">
                    <dt>{ t!("hooks.event_head") }</dt>
                    <dd class="fact-row">
                        { event_words(delivery.event) }
                        if delivery.is_test {
                            <span class="badge">{ t!("hooks.is_test") }</span>
                        }
                    </dd>
                    <dt>{ t!("hooks.state_head") }</dt>
                    <dd>{ state_badge(delivery.state) }</dd>
                    <dt>{ t!("hooks.happened") }</dt>
                    <dd><TimeAgo at_ms={delivery.at_ms} {now_ms} /></dd>
                    if delivery.next_at_ms.is_some() {
                        <dt>{ t!("hooks.next") }</dt>
                        <dd>{ next_attempt(delivery, now_ms) }</dd>
                    }
                    <dt>{ t!("hooks.one") }</dt>
                    <dd><a href={Route::Hook { id: delivery.hook_id }.href()}>{ t!("hooks.to_hook") }</a></dd>
                    if let Some(id) = &delivery.message_id {
                        <dt>{ t!("title.message") }</dt>
                        <dd><a href={Route::Message { id: id.clone() }.href()}>{ t!("hooks.to_message") }</a></dd>
                    }
                    if let Some(id) = delivery.template_id {
                        <dt>{ t!("title.template") }</dt>
                        <dd><a href={Route::Template { id }.href()}>{ t!("hooks.to_template") }</a></dd>
                    }
                </dl>
                if gateway.permits(Permission::HooksWrite) && is_ended {
                    <div class="row">
                        <button
                            class="button"
                            type="button"
                            onclick={redeliver}
                            aria-disabled={doing.is_under_way().to_string()}
                            data-test="redeliver"
                        >
                            <Icon name={IconName::Refresh} />
                            <span>{ t!("hooks.redeliver") }</span>
                        </button>
                    </div>
                }
                if let Some(error) = doing.refusal() {
                    <ErrorNotice {error} />
                }
            </section>
            <section class="stack-tight" aria-labelledby="attempts">
                <h2 id="attempts">{ t!("hooks.attempts") }</h2>
                if props.detail.attempts.is_empty() {
                    <p class="muted">{ t!("hooks.no_attempts") }</p>
                } else {
                    { attempts(&props.detail.attempts, now_ms) }
                }
            </section>
            <section class="card stack-tight" aria-labelledby="request">
                <h2 id="request">{ t!("hooks.request") }</h2>
                <p class="muted">{ t!("hooks.request_what") }</p>
                <div class="sample">
                    <pre class="sample-text" role="group" tabindex="0" aria-label={t!("hooks.request")} data-test="hook-body">
                        { (*body).clone() }
                    </pre>
                    <CopyButton
                        text={(*body).clone()}
                        label={t!("integrations.copy_what", what = t!("hooks.request"))}
                    />
                </div>
            </section>
        </>
    }
}

fn attempts(attempts: &[HookAttempt], now_ms: i64) -> Html {
    html! {
        <div class="data-frame">
            <table class="data attempts" aria-labelledby="attempts">
                <thead>
                    <tr>
                        <th scope="col">{ t!("hooks.outcome") }</th>
                        <th scope="col">{ t!("hooks.answer") }</th>
                        <th scope="col" class="number">{ t!("hooks.took") }</th>
                        <th scope="col" class="number">{ t!("hooks.ended") }</th>
                    </tr>
                </thead>
                <tbody>
                    for (at, attempt) in attempts.iter().enumerate() {
                        <tr key={at} data-test="attempt">
                            <th scope="row">
                                <span class={if attempt.status == Some(200) { "attempt-good" } else { "attempt-bad" }}>
                                    <Icon name={if attempt.status == Some(200) { IconName::Check } else { IconName::Error }} />
                                    { outcome(attempt) }
                                </span>
                            </th>
                            <td class="attempt-answer">
                                if let Some(answer) = attempt.answer.as_ref().filter(|answer| !answer.is_empty()) {
                                    <code>{ answer }</code>
                                } else {
                                    <span class="muted">{ "–" }</span>
                                }
                            </td>
                            <td class="number" data-label={t!("hooks.took")}>{ duration(attempt.took_ms) }</td>
                            <td class="number"><TimeAgo at_ms={attempt.at_ms} {now_ms} /></td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

/// JSON with a line for each field; as it is where it is none.
fn indented(body: &str) -> String {
    if cfg!(not(target_arch = "wasm32")) {
        return body.to_owned();
    }
    let text = js_sys::JSON::parse(body).ok().and_then(|value| {
        js_sys::JSON::stringify_with_replacer_and_space(&value, &wasm_bindgen::JsValue::NULL, &2.into()).ok()
    });
    text.map_or_else(|| body.to_owned(), String::from)
}
