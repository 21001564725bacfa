//! Who calls with an SMS_USER, and after a regeneration who still has to get the new pair.

use std::rc::Rc;

use crate::i18n::{plural, t};
use piecewise_api::{CallerReport, CallerTick, SmsCaller};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    client::{Doing, Gateway, Loadable, calls, use_doing, use_gateway, use_resource},
    components::{ErrorNotice, Icon, IconName, TimeAgo, Waiting, use_clock},
    format,
    markup::html,
};

/// How often the callers are read again while the page is open.
const FRESH_MS: i64 = 30_000;

/// Props of [`Callers`].
#[derive(Properties, PartialEq)]
pub(super) struct CallersProps {
    /// Whose callers.
    pub(super) sms_user: AttrValue,
    /// When its pair was last replaced, and by whom.
    pub(super) regenerated: Option<(i64, AttrValue)>,
    /// Whether the person may tick callers off.
    pub(super) may_tick: bool,
}

/// The callers of the last 7 days.
#[component]
pub(super) fn Callers(props: &CallersProps) -> Html {
    let now_ms = use_clock(10_000);
    let n_ticks = use_state_eq(|| 0_u32);
    let freshness = (now_ms / FRESH_MS, *n_ticks, props.regenerated.as_ref().map(|(at_ms, _)| *at_ms));
    let report = use_resource(props.sms_user.clone(), freshness, |gateway, sms_user, signal| {
        gateway.ask(calls::credentials::callers(sms_user, signal))
    });
    let doing = use_doing();
    let gateway = use_gateway();
    let on_tick = {
        let (doing, sms_user, n_ticks) = (doing.clone(), props.sms_user.clone(), n_ticks.clone());
        Callback::from(move |tick: CallerTick| {
            let (gateway, n_ticks) = (gateway.clone(), n_ticks.clone());
            send_tick(gateway, &doing, &sms_user, &tick, Callback::from(move |()| n_ticks.set(*n_ticks + 1)));
        })
    };
    html! {
        <section class="stack-tight" aria-label={t!("callers.title")} data-test="callers">
            <h3>{ t!("callers.title") }</h3>
            {
                match &report.value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! {
                        <ErrorNotice error={error.clone()} on_retry={Some(report.retry.clone())} />
                    },
                    Loadable::Ready(report) => html! {
                        <>
                            { banner(props, report, now_ms) }
                            { table(props, report, &on_tick, now_ms) }
                        </>
                    },
                }
            }
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
        </section>
    }
}

fn send_tick(gateway: Gateway, doing: &Doing, sms_user: &str, tick: &CallerTick, on_done: Callback<()>) {
    let call = calls::credentials::tick(sms_user, tick);
    let work = async move {
        gateway.ask(call).await?;
        on_done.emit(());
        Ok(())
    };
    doing.start("tick a caller off", Box::pin(work));
}

/// Stands as long as somebody is not ticked off, until nobody has used the old pair for 24 hours.
fn banner(props: &CallersProps, report: &Rc<CallerReport>, now_ms: i64) -> Html {
    let n_open = report.callers.iter().filter(|caller| caller.ticked_at_ms.is_none()).count();
    let Some((at_ms, by)) = props.regenerated.as_ref().filter(|_| n_open > 0 && !report.is_old_key_quiet) else {
        return Html::default();
    };
    html! {
        <div class="notice notice-warning" role="status" data-test="callers-banner">
            <Icon name={IconName::Warning} />
            <div class="notice-body">
                <p class="notice-title">{ plural("callers.open", n_open as u64) }</p>
                <p>
                    { t!("callers.replaced_by", name = by) }{ " " }<TimeAgo at_ms={*at_ms} {now_ms} />{ ". " }
                    if let Some(at_ms) = report.last_old_key_at_ms {
                        { t!("callers.old_used") }{ " " }<TimeAgo {at_ms} {now_ms} />{ "." }
                    } else {
                        { t!("callers.old_unused") }
                    }
                </p>
            </div>
        </div>
    }
}

fn table(props: &CallersProps, report: &CallerReport, on_tick: &Callback<CallerTick>, now_ms: i64) -> Html {
    if report.callers.is_empty() {
        return html! { <p class="muted">{ t!("callers.none") }</p> };
    }
    let has_ticks = props.regenerated.is_some();
    html! {
        <div class="data-frame">
            <table class="data callers" aria-label={t!("callers.title")}>
                <thead>
                    <tr>
                        <th scope="col">{ t!("callers.who") }</th>
                        <th scope="col" class="number">{ t!("callers.last") }</th>
                        <th scope="col" class="number">{ t!("callers.accepted") }</th>
                        <th scope="col" class="number">{ t!("callers.with_old") }</th>
                        <th scope="col" class="number">{ t!("callers.refused") }</th>
                        if has_ticks {
                            <th scope="col">{ t!("callers.updated") }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for caller in &report.callers {
                        { row(caller, has_ticks, props.may_tick, on_tick, now_ms) }
                    }
                </tbody>
            </table>
        </div>
    }
}

/// A network in the reader's language; the gateway has words for two, and addresses for the others.
pub(super) fn network_words(network: &str) -> String {
    match network {
        "this machine" => t!("callers.this_machine"),
        "private network" => t!("callers.private_network"),
        address => address.to_owned(),
    }
}

fn row(caller: &SmsCaller, has_ticks: bool, may_tick: bool, on_tick: &Callback<CallerTick>, now_ms: i64) -> Html {
    let sum = |n_of: fn(&piecewise_api::CallerDay) -> u64| format::integer(caller.days.iter().map(n_of).sum());
    let (network, client) = (caller.network.clone(), caller.client.clone());
    let onchange = on_tick.reform(move |event: Event| CallerTick {
        network: network.clone(),
        client: client.clone(),
        is_ticked: event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked()),
    });
    html! {
        <tr key={format!("{} {}", caller.network, caller.client)} data-test="caller">
            <th scope="row">
                <bdi>{ &caller.client }</bdi>
                <span class="muted small caller-network">{ network_words(&caller.network) }</span>
            </th>
            <td class="number"><TimeAgo at_ms={caller.last_at_ms} {now_ms} /></td>
            <td class="number" data-label={t!("callers.accepted")}>{ sum(|day| day.n_accepted) }</td>
            <td class="number" data-label={t!("callers.with_old")}>{ sum(|day| day.n_old_key) }</td>
            <td class="number" data-label={t!("callers.refused")}>{ sum(|day| day.n_refused) }</td>
            if has_ticks {
                <td>
                    <label class="tick">
                        <input
                            type="checkbox"
                            checked={caller.ticked_at_ms.is_some()}
                            disabled={!may_tick}
                            {onchange}
                            aria-label={t!("callers.has_new_pair", client = caller.client)}
                        />
                        <span>
                            if let Some(by) = &caller.ticked_by {
                                { t!("callers.ticked_by", name = by) }
                            } else {
                                { t!("callers.not_yet") }
                            }
                        </span>
                    </label>
                </td>
            }
        </tr>
    }
}
