//! The page: the APP KEY, the hooks, the inspector, and the check of a signature in every language.

use std::rc::Rc;

use crate::i18n::{plural, t};
use piecewise_api::{Hook, Hooks, Permission};
use yew::prelude::*;

use super::{deliveries::Deliveries, key::AppKey};
use crate::{
    client::{Loadable, calls, use_gateway, use_resource},
    components::{CodeSamples, ErrorNotice, Gate, Icon, IconName, PageHead, TimeAgo, Waiting, use_clock},
    format,
    markup::html,
    pages::integrations::{SmsParts, sms_crumbs},
    routes::Route,
    samples::Language,
};

/// How often the hooks are read again while the page is open.
const FRESH_MS: i64 = 10_000;

/// The page.
#[component]
pub fn HooksPage() -> Html {
    let gateway = use_gateway();
    html! {
        <>
            <PageHead
                title={t!("hooks.title")}
                sentence={Some(AttrValue::from(t!("hooks.sentence")))}
                crumbs={sms_crumbs(None)}
            >
                if gateway.permits(Permission::HooksWrite) {
                    <a class="button button-primary" href={Route::HookNew.href()} data-test="new-hook">
                        <Icon name={IconName::Plus} />
                        <span>{ t!("hooks.new") }</span>
                    </a>
                }
            </PageHead>
            <SmsParts here={Route::Hooks} />
            <Gate><Overview /></Gate>
        </>
    }
}

#[component]
fn Overview() -> Html {
    let now_ms = use_clock(10_000);
    let n_changes = use_state_eq(|| 0_u32);
    let on_change = {
        let n_changes = n_changes.clone();
        Callback::from(move |()| n_changes.set(*n_changes + 1))
    };
    let hooks = use_resource((), (now_ms / FRESH_MS, *n_changes), |gateway, (), signal| {
        gateway.ask(calls::hooks::list(signal))
    });
    let hooks = match hooks.value {
        Loadable::Waiting => return html! { <Waiting /> },
        Loadable::Failed(error) => return html! { <ErrorNotice {error} on_retry={Some(hooks.retry)} /> },
        Loadable::Ready(hooks) => hooks,
    };
    html! {
        <>
            { list(&hooks, now_ms) }
            <AppKey created_at_ms={hooks.key_created_at_ms} {on_change} />
            if !hooks.hooks.is_empty() {
                <Deliveries hooks={Rc::clone(&hooks)} hook={None::<i64>} />
            }
            { verification() }
        </>
    }
}

fn list(hooks: &Hooks, now_ms: i64) -> Html {
    if hooks.hooks.is_empty() {
        return html! {
            <section class="card empty" data-test="no-hooks">
                <h2>{ t!("hooks.none") }</h2>
                <p>{ t!("hooks.none_what") }</p>
                <ol class="numbered">
                    <li>{ t!("hooks.none_key") }</li>
                    <li>{ t!("hooks.none_endpoint") }</li>
                    <li>{ t!("hooks.none_save") }</li>
                </ol>
            </section>
        };
    }
    html! {
        <section class="stack-tight" aria-labelledby="hooks">
            <h2 id="hooks">{ t!("hooks.list") }</h2>
            <div class="data-frame">
                <table class="data hooks" aria-labelledby="hooks">
                    <thead>
                        <tr>
                            <th scope="col">{ t!("hooks.address") }</th>
                            <th scope="col">{ t!("hooks.works") }</th>
                            <th scope="col" class="number">{ t!("hooks.open") }</th>
                            <th scope="col" class="number">{ t!("hooks.failed") }</th>
                            <th scope="col" class="number">{ t!("hooks.last") }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for hook in &hooks.hooks {
                            { row(hook, now_ms) }
                        }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn row(hook: &Hook, now_ms: i64) -> Html {
    html! {
        <tr key={hook.id} data-test="hook-row">
            <th scope="row">
                <a class="hook-url" href={Route::Hook { id: hook.id }.href()}>{ &hook.url }</a>
                <span class="muted small caller-network">{ plural("hooks.n_events", hook.events.len() as u64) }</span>
            </th>
            <td>{ health(hook, now_ms) }</td>
            <td class="number" data-label={t!("hooks.open")}>{ format::integer(hook.n_open.unsigned_abs()) }</td>
            <td class="number" data-label={t!("hooks.failed")}>{ format::integer(hook.n_failed.unsigned_abs()) }</td>
            <td class="number" data-label={t!("hooks.last")}>
                if let Some(at_ms) = hook.last_delivered_at_ms {
                    <TimeAgo {at_ms} {now_ms} />
                } else {
                    <span class="muted">{ t!("hooks.never") }</span>
                }
            </td>
        </tr>
    }
}

/// Whether it takes what is delivered, and since when not.
pub(super) fn health(hook: &Hook, now_ms: i64) -> Html {
    match hook.failing_since_ms {
        Some(at_ms) => html! {
            <span class="fact-row">
                <span class="badge badge-failed" data-test="hook-failing">
                    <Icon name={IconName::Error} />
                    { t!("hooks.failing") }
                </span>
                <TimeAgo {at_ms} {now_ms} />
            </span>
        },
        None if hook.last_delivered_at_ms.is_some() => html! {
            <span class="badge badge-delivered" data-test="hook-works">
                <Icon name={IconName::Check} />
                { t!("hooks.takes_events") }
            </span>
        },
        None => html! { <span class="badge badge-draft">{ t!("hooks.untried") }</span> },
    }
}

/// Functions that tell whether an event is signed.
fn verification() -> Html {
    let programs: Vec<(Language, AttrValue)> = Language::ALL
        .into_iter()
        .filter_map(|language| Some((language, AttrValue::from(language.verification()?))))
        .collect();
    html! {
        <section class="card stack" aria-labelledby="verify">
            <div class="stack-tight">
                <h2 id="verify">{ t!("hooks.verify") }</h2>
                <p class="muted">{ t!("hooks.verify_what") }</p>
            </div>
            <CodeSamples {programs} label={t!("samples.verify")} test="verify-samples" />
        </section>
    }
}
