//! The guide through the replacement of a pair without a gap: a second SMS_USER, the callers moved one by one, the old
//! one unused, and only then taken out of use. Every step is read off what is so, so it goes on after a reload.

use std::rc::Rc;

use crate::i18n::{plural, t};
use piecewise_api::{CallerReport, Permission, SmsUser};
use yew::prelude::*;

use super::{
    add_user::AddUser,
    callers::network_words,
    credentials::Disable,
    parts::{SmsParts, sms_crumbs},
};
use crate::{
    client::{Loadable, calls, use_gateway, use_resource},
    components::{
        CopyButton, ErrorNotice, Gate, Icon, IconName, PageHead, Secret, SecretField, SelectField, TimeAgo, Waiting,
        use_clock,
    },
    markup::{classes, html},
    routes::Route,
};

/// A day without a call is long enough for most applications to have shown themselves.
const QUIET_MS: i64 = 24 * 60 * 60 * 1000;

/// Props of [`RotationPage`].
#[derive(Properties, PartialEq)]
pub struct RotationPageProps {
    /// The SMS_USER to be replaced.
    pub sms_user: AttrValue,
}

/// The page.
#[component]
pub fn RotationPage(props: &RotationPageProps) -> Html {
    html! {
        <>
            <PageHead
                title={t!("rotation.title")}
                sentence={Some(AttrValue::from(t!("rotation.sentence", name = props.sms_user)))}
                crumbs={sms_crumbs(None)}
            />
            <SmsParts here={Route::IntegrationsSms} />
            <Gate><Found sms_user={props.sms_user.clone()} /></Gate>
        </>
    }
}

#[component]
fn Found(props: &RotationPageProps) -> Html {
    let gateway = use_gateway();
    let on_retry = use_callback(gateway.clone(), |(), gateway| gateway.read_again());
    let service = match &gateway.service {
        Loadable::Waiting => return html! { <Waiting /> },
        Loadable::Failed(error) => return html! { <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} /> },
        Loadable::Ready(service) => service,
    };
    let Some(old) = service.sms_users.iter().find(|user| user.sms_user == *props.sms_user) else {
        return html! {
            <section class="card empty" data-test="no-user">
                <h2>{ t!("rotation.gone") }</h2>
                <p>{ t!("rotation.gone_why") }</p>
                <a class="button" href={Route::IntegrationsSms.href()}>{ t!("samples.to_credentials") }</a>
            </section>
        };
    };
    let others: Vec<SmsUser> = service
        .sms_users
        .iter()
        .filter(|user| user.sms_user != old.sms_user && !user.is_disabled)
        .rev()
        .cloned()
        .collect();
    html! {
        <Steps old={old.clone()} {others} />
    }
}

/// Props of [`Steps`].
#[derive(Properties, PartialEq)]
struct StepsProps {
    /// The pair to be replaced.
    old: SmsUser,
    /// Pairs that can take over, the newest first.
    others: Vec<SmsUser>,
}

#[component]
fn Steps(props: &StepsProps) -> Html {
    let gateway = use_gateway();
    let now_ms = use_clock(10_000);
    let chosen = use_state_eq(String::new);
    let on_choose = use_callback(chosen.setter(), |name, set| set.set(name));
    let old = &props.old;
    let new = props.others.iter().find(|user| user.sms_user == *chosen).or(props.others.first());
    let fetch = |gateway: &crate::client::Gateway, sms_user: &String, signal: &crate::client::Signal| {
        gateway.ask(calls::credentials::callers(sms_user, signal))
    };
    let freshness = now_ms / 10_000;
    let of_old = use_resource(old.sms_user.clone(), freshness, fetch);
    let left = of_old.value.ready().map(|report| still_there(report, now_ms)).unwrap_or_default();
    let is_moved = of_old.value.ready().is_some() && left.is_empty() && new.is_some();
    let is_quiet = old.last_used_at_ms.is_none_or(|at_ms| at_ms < now_ms - QUIET_MS) && is_moved;
    let done = [new.is_some(), is_moved || old.is_disabled, is_quiet || old.is_disabled, old.is_disabled];
    let at = done.iter().position(|is_done| !is_done).unwrap_or(done.len());
    let may_create = gateway.permits(Permission::CredentialsCreate);
    html! {
        <ol class="rotation" data-test="rotation">
            { step(0, at, "rotation.second", html! {
                <>
                    <p>{ t!("rotation.second_what") }</p>
                    if props.others.len() > 1 {
                        <div class="sample-template">
                            <SelectField
                                id="rotation-new"
                                label={t!("rotation.takes_over")}
                                options={props.others.iter().map(|user| (user.sms_user.clone().into(), name_of(user).into())).collect::<Vec<_>>()}
                                value={new.map(|user| user.sms_user.clone()).unwrap_or_default()}
                                {on_choose}
                            />
                        </div>
                    }
                    if let Some(new) = new {
                        <dl class="facts" data-test="new-user">
                            <dt>{ "SMS_USER" }</dt>
                            <dd class="fact-row">
                                <code>{ &new.sms_user }</code>
                                <CopyButton
                                    text={new.sms_user.clone()}
                                    label={t!("integrations.copy_what", what = "SMS_USER")}
                                />
                            </dd>
                            <dt>{ "SMS_KEY" }</dt>
                            <dd>
                                <SecretField
                                    key={new.sms_user.clone()}
                                    secret={Secret::SmsKey(new.sms_user.clone().into())}
                                    may_reveal={gateway.permits(Permission::CredentialsReveal)}
                                />
                            </dd>
                        </dl>
                    } else if may_create {
                        <div class="row"><AddUser /></div>
                    } else {
                        <p class="field-help">{ t!("rotation.ask_somebody") }</p>
                    }
                </>
            }) }
            { step(1, at, "rotation.move", html! {
                <>
                    <p>{ t!("rotation.move_what") }</p>
                    {
                        match &of_old.value {
                            Loadable::Waiting => html! { <Waiting /> },
                            Loadable::Failed(error) => html! {
                                <ErrorNotice error={error.clone()} on_retry={Some(of_old.retry.clone())} />
                            },
                            Loadable::Ready(_) if left.is_empty() => html! {
                                <p data-test="nobody-left">{ t!("rotation.nobody_left") }</p>
                            },
                            Loadable::Ready(_) => html! {
                                <>
                                    <p>{ plural("rotation.left", left.len() as u64) }</p>
                                    <ul class="bullets" data-test="left">
                                        for (client, network, at_ms) in &left {
                                            <li key={format!("{network} {client}")}>
                                                <bdi>{ client }</bdi>
                                                <span class="muted">{ " " }{ t!("regenerate.from", network = network_words(network)) }{ " · " }</span>
                                                <TimeAgo at_ms={*at_ms} {now_ms} />
                                            </li>
                                        }
                                    </ul>
                                </>
                            },
                        }
                    }
                </>
            }) }
            { step(2, at, "rotation.unused", html! {
                <>
                    <p>{ t!("rotation.unused_what") }</p>
                    <p data-test="old-last-used">
                        if let Some(at_ms) = old.last_used_at_ms {
                            { t!("rotation.last_call") }{ " " }<TimeAgo {at_ms} {now_ms} />
                        } else {
                            { t!("rotation.never_called") }
                        }
                    </p>
                </>
            }) }
            { step(3, at, "rotation.retire", html! {
                <>
                    if old.is_disabled {
                        <p data-test="retired">{ t!("rotation.retired") }</p>
                    } else {
                        <p>{ t!("rotation.retire_what") }</p>
                        if !is_quiet {
                            <p class="field-help">{ t!("rotation.not_quiet") }</p>
                        }
                    }
                    if gateway.permits(Permission::CredentialsRegenerate) {
                        <div class="row">
                            <Disable user={old.clone()} />
                            <a class="button button-quiet" href={Route::IntegrationsSms.href()}>
                                { t!("rotation.or_regenerate") }
                            </a>
                        </div>
                    }
                </>
            }) }
        </ol>
    }
}

fn name_of(user: &SmsUser) -> String {
    match &user.label {
        Some(label) => format!("{label} ({})", user.sms_user),
        None => user.sms_user.clone(),
    }
}

/// Who called with the old pair within the last day: program, network, last call.
fn still_there(report: &Rc<CallerReport>, now_ms: i64) -> Vec<(String, String, i64)> {
    report
        .callers
        .iter()
        .filter(|caller| caller.last_at_ms >= now_ms - QUIET_MS)
        .map(|caller| (caller.client.clone(), caller.network.clone(), caller.last_at_ms))
        .collect()
}

/// A step: done, at hand, or still to come.
fn step(place: usize, at: usize, key: &str, body: Html) -> Html {
    let (class, icon, state) = match place.cmp(&at) {
        std::cmp::Ordering::Less => ("step-done", IconName::Check, "rotation.state_done"),
        std::cmp::Ordering::Equal => ("step-now", IconName::Chevron, "rotation.state_now"),
        std::cmp::Ordering::Greater => ("step-later", IconName::Clock, "rotation.state_later"),
    };
    html! {
        <li
            key={key.to_owned()}
            class={classes!("card", "rotation-step", class)}
            aria-current={(place == at).then_some("step")}
            data-test={format!("step-{}", place + 1)}
        >
            <h2 class="rotation-head">
                <span class="rotation-mark"><Icon name={icon} /></span>
                <span>{ t!(key) }</span>
                <span class="muted small">{ t!(state) }</span>
            </h2>
            <div class="stack-tight">{ body }</div>
        </li>
    }
}
