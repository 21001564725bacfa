//! One registration: where it stands and since when, what was asked for, and what happened.

use std::rc::Rc;

use crate::i18n::{self, t};
use piecewise_api::{Mode, Permission, Sender};
use piecewise_sms::sender::SenderState;
use yew::prelude::*;

use super::{badge::SenderBadge, country_card::CountryCard, preview::shown_in, staff::Staff};
use crate::{
    client::{Loadable, calls, use_doing, use_gateway, use_resource},
    components::{Bubble, ErrorNotice, Gate, Handset, Icon, IconName, PageHead, TimeAgo, Waiting, use_clock},
    format,
    markup::html,
    pages::integrations::sms_crumbs,
    routes::Route,
};

/// How often it is read again while the page is open.
const FRESH_MS: i64 = 10_000;

/// Props of [`SenderPage`].
#[derive(Properties, PartialEq)]
pub struct SenderPageProps {
    /// The registration's id.
    pub id: i64,
}

/// The page.
#[component]
pub fn SenderPage(props: &SenderPageProps) -> Html {
    html! { <Gate><Found key={props.id} id={props.id} /></Gate> }
}

#[component]
fn Found(props: &SenderPageProps) -> Html {
    let now_ms = use_clock(FRESH_MS.unsigned_abs().try_into().unwrap_or(u32::MAX));
    let n_changes = use_state_eq(|| 0_u32);
    let on_change = {
        let n_changes = n_changes.clone();
        Callback::from(move |()| n_changes.set(*n_changes + 1))
    };
    let sender = use_resource(props.id, (now_ms / FRESH_MS, *n_changes), |gateway, id, signal| {
        gateway.ask(calls::senders::one(*id, signal))
    });
    let crumbs = sms_crumbs(Some((Route::Senders, "senders.title")));
    match sender.value {
        Loadable::Waiting => html! {
            <>
                <PageHead title={t!("senders.one")} {crumbs} />
                <Waiting />
            </>
        },
        Loadable::Failed(error) => html! {
            <>
                <PageHead title={t!("senders.one")} {crumbs} />
                <ErrorNotice {error} on_retry={Some(sender.retry)} />
            </>
        },
        Loadable::Ready(sender) => html! {
            <>
                <PageHead
                    title={t!("senders.for_country", name = sender.sender_id, country = format::country(&sender.country))}
                    {crumbs}
                />
                <Registration {sender} {now_ms} {on_change} />
            </>
        },
    }
}

/// Props of [`Registration`].
#[derive(Properties, PartialEq)]
struct RegistrationProps {
    sender: Rc<Sender>,
    now_ms: i64,
    on_change: Callback<()>,
}

#[component]
fn Registration(props: &RegistrationProps) -> Html {
    let gateway = use_gateway();
    let sender = &props.sender;
    let now_ms = props.now_ms;
    let is_sandbox = gateway.session().is_some_and(|session| session.mode == Mode::Sandbox);
    let shown = shown_in(std::slice::from_ref(&**sender), &sender.country).map(AttrValue::from);
    html! {
        <div class="desk">
            <div class="desk-main">
                <section class="card stack" aria-label={t!("senders.stands")}>
                    <dl class="facts">
                        <dt>{ t!("senders.stands") }</dt>
                        <dd><SenderBadge state={sender.state} /></dd>
                        if let Some(first) = sender.history.first() {
                            <dt>{ t!("senders.handed_in") }</dt>
                            <dd><TimeAgo at_ms={first.at_ms} {now_ms} /></dd>
                        }
                        if let Some(last) = sender.history.last() {
                            <dt>{ t!("senders.since") }</dt>
                            <dd data-test="since"><TimeAgo at_ms={last.at_ms} {now_ms} /></dd>
                        }
                    </dl>
                    <p data-test="sender-means">{ i18n::text(&format!("senders.means.{}", sender.state.as_str())) }</p>
                    if let Some(reason) = &sender.rejection {
                        <div class="notice notice-error" data-test="sender-rejection">
                            <Icon name={IconName::Error} />
                            <div class="notice-body">
                                <p class="notice-title">{ t!("senders.rejected_because") }</p>
                                <p class="message-quote">{ reason }</p>
                            </div>
                        </div>
                    }
                    for word in &sender.warnings {
                        <p key={word.clone()} class="notice notice-warning">
                            <Icon name={IconName::Warning} />
                            <span>{ i18n::text(&format!("senders.warning.{word}")) }</span>
                        </p>
                    }
                </section>
                if !sender.materials.is_empty() {
                    <Materials
                        sender={Rc::clone(sender)}
                        {now_ms}
                        may_tick={gateway.permits(Permission::SenderIdsWrite)}
                        on_change={props.on_change.clone()}
                    />
                }
                if is_sandbox && gateway.permits(Permission::TemplatesReview) && !sender.state.is_final() {
                    <Staff id={sender.id} state={sender.state} on_change={props.on_change.clone()} />
                }
                <section class="card stack-tight" aria-labelledby="sender-history">
                    <h2 id="sender-history">{ t!("senders.history") }</h2>
                    <ol class="history">
                        for step in &sender.history {
                            <li key={format!("{} {}", step.at_ms, step.state.as_str())}>
                                <SenderBadge state={step.state} />
                                <TimeAgo at_ms={step.at_ms} {now_ms} />
                                <span class="muted">{ t!("integrations.by", name = step.actor) }</span>
                            </li>
                        }
                    </ol>
                </section>
            </div>
            <div class="desk-side">
                <section class="card stack desk-reading" aria-labelledby="sender-preview">
                    <h2 id="sender-preview">{ t!("senders.preview") }</h2>
                    <p class="field-help">
                        if shown.is_some() {
                            { t!("senders.preview_registered", name = sender.sender_id, country = format::country(&sender.country)) }
                        } else {
                            { t!("senders.preview_random", country = format::country(&sender.country)) }
                        }
                    </p>
                    <Handset sender={shown} label={t!("senders.preview")}>
                        <Bubble text={t!("senders.sample_text")} />
                    </Handset>
                    <CountryCard code={sender.country.clone()} />
                </section>
            </div>
        </div>
    }
}

/// Props of [`Materials`].
#[derive(Properties, PartialEq)]
struct MaterialsProps {
    sender: Rc<Sender>,
    now_ms: i64,
    may_tick: bool,
    on_change: Callback<()>,
}

/// The documents that were asked for, each received or missing.
#[component]
fn Materials(props: &MaterialsProps) -> Html {
    let gateway = use_gateway();
    let doing = use_doing();
    let sender = &props.sender;
    let may_tick = props.may_tick && sender.state == SenderState::MaterialsRequested;
    let receive = |material_id: i64| {
        let (gateway, doing, on_change, id) = (gateway.clone(), doing.clone(), props.on_change.clone(), sender.id);
        Callback::from(move |_: MouseEvent| {
            let (gateway, on_change) = (gateway.clone(), on_change.clone());
            let call = calls::senders::receive(id, material_id);
            let work = async move {
                gateway.ask(call).await?;
                on_change.emit(());
                Ok(())
            };
            doing.start("tick a document off", Box::pin(work));
        })
    };
    html! {
        <section class="card stack-tight" aria-labelledby="sender-materials" data-test="materials">
            <h2 id="sender-materials">{ t!("senders.materials") }</h2>
            <p class="muted">{ t!("senders.materials_what") }</p>
            <ul class="materials">
                for material in &sender.materials {
                    <li key={material.id} data-test="material">
                        <bdi class="grow">{ &material.name }</bdi>
                        if let Some(at_ms) = material.received_at_ms {
                            <span class="badge badge-delivered">
                                <Icon name={IconName::Check} />
                                { t!("senders.received") }
                            </span>
                            <TimeAgo {at_ms} now_ms={props.now_ms} />
                        } else {
                            <span class="badge badge-warning">
                                <Icon name={IconName::Clock} />
                                { t!("senders.missing") }
                            </span>
                            if may_tick {
                                <button
                                    class="button button-small"
                                    type="button"
                                    onclick={receive(material.id)}
                                    aria-label={t!("senders.handed_over_what", name = material.name)}
                                    data-test="receive"
                                >
                                    { t!("senders.handed_over") }
                                </button>
                            }
                        }
                    </li>
                }
            </ul>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
        </section>
    }
}
