//! The inspector: every delivery that is kept, by hook, event and state; the view is in the address.

use std::rc::Rc;

use crate::i18n::{self, t};
use piecewise_api::{HookDelivery, HookDeliveryState, HookEvent, Hooks};
use yew::prelude::*;

use super::words::{event_words, state_badge, state_words};
use crate::{
    client::{
        Loadable, Page,
        calls::{
            self,
            hooks::{DeliveryFilter, event_name},
        },
        use_gateway, use_pages,
    },
    components::{ErrorNotice, Older, SelectField, TimeAgo, Waiting, use_clock},
    format,
    markup::html,
    query::{View, use_view},
    routes::Route,
};

/// How often deliveries are read again while the page is open.
const FRESH_MS: i64 = 5_000;

/// Props of [`Deliveries`].
#[derive(Properties, PartialEq)]
pub(super) struct DeliveriesProps {
    /// The hooks, for their addresses.
    pub(super) hooks: Rc<Hooks>,
    /// Only deliveries to this hook; all by default.
    pub(super) hook: Option<i64>,
    /// Goes up when something was done that they tell of.
    #[prop_or_default]
    pub(super) n_changes: u32,
}

/// What the address says.
fn filter_in(view: &View, hook: Option<i64>) -> DeliveryFilter {
    DeliveryFilter {
        hook: hook.or_else(|| view.get("hook").parse().ok()),
        event: HookEvent::ALL.into_iter().find(|event| event_name(*event) == view.get("event")),
        state: HookDeliveryState::from_name(view.get("state")),
    }
}

/// The list with its filters.
#[component]
pub(super) fn Deliveries(props: &DeliveriesProps) -> Html {
    let gateway = use_gateway();
    let view = use_view();
    let now_ms = use_clock(5_000);
    let filter = filter_in(&view, props.hook);
    let freshness = (now_ms / FRESH_MS, gateway.revision, props.n_changes);
    let pages = use_pages(
        filter,
        freshness,
        |gateway, filter, before, signal| {
            let read = gateway.ask(calls::hooks::deliveries(*filter, before, signal));
            Box::pin(async move { read.await.map(|page| Page { rows: page.deliveries, next: page.next }) })
        },
        |delivery: &HookDelivery| delivery.id.to_string(),
    );
    html! {
        <section class="stack-tight" aria-labelledby="deliveries" data-test="deliveries">
            <h2 id="deliveries">{ t!("hooks.deliveries") }</h2>
            <p class="muted">{ t!("hooks.deliveries_what") }</p>
            { filters(&view, filter, props) }
            {
                match &pages.value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! {
                        <ErrorNotice error={error.clone()} on_retry={Some(pages.retry.clone())} />
                    },
                    Loadable::Ready(page) => html! {
                        <div class="data-frame">
                            if page.rows.is_empty() {
                                <p class="no-match" data-test="no-deliveries">
                                    if filter.event.is_some() || filter.state.is_some() {
                                        { t!("hooks.no_match") }
                                    } else {
                                        { t!("hooks.no_deliveries") }
                                    }
                                </p>
                            } else {
                                { table(props, &page.rows, now_ms) }
                            }
                            <Older
                                n_read={i18n::plural("hooks.n_read", page.rows.len() as u64)}
                                has_more={page.next.is_some()}
                                is_reading={pages.is_reading}
                                refused={pages.refused.clone()}
                                on_older={pages.older.clone()}
                            />
                        </div>
                    },
                }
            }
        </section>
    }
}

fn filters(view: &View, filter: DeliveryFilter, props: &DeliveriesProps) -> Html {
    let set = |name: &'static str| {
        let view = view.clone();
        Callback::from(move |value: String| view.set(name, &value))
    };
    let all = || (AttrValue::from(""), AttrValue::from(t!("hooks.all")));
    let events = std::iter::once(all())
        .chain(HookEvent::ALL.map(|event| (event_name(event).into(), event.name().into())))
        .collect::<Vec<_>>();
    let states = std::iter::once(all())
        .chain(HookDeliveryState::ALL.map(|state| (state.as_str().into(), state_words(state).into())))
        .collect::<Vec<_>>();
    let hooks = std::iter::once(all())
        .chain(props.hooks.hooks.iter().map(|hook| (hook.id.to_string().into(), hook.url.clone().into())))
        .collect::<Vec<_>>();
    html! {
        <div class="delivery-filters">
            if props.hook.is_none() && props.hooks.hooks.len() > 1 {
                <SelectField
                    id="filter-hook"
                    label={t!("hooks.address")}
                    options={hooks}
                    value={filter.hook.map(|id| id.to_string()).unwrap_or_default()}
                    on_choose={set("hook")}
                />
            }
            <SelectField
                id="filter-event"
                label={t!("hooks.event_head")}
                options={events}
                value={filter.event.map(event_name).unwrap_or_default()}
                on_choose={set("event")}
            />
            <SelectField
                id="filter-state"
                label={t!("hooks.state_head")}
                options={states}
                value={filter.state.map(HookDeliveryState::as_str).unwrap_or_default()}
                on_choose={set("state")}
            />
        </div>
    }
}

fn table(props: &DeliveriesProps, rows: &[HookDelivery], now_ms: i64) -> Html {
    html! {
        <table class="data deliveries" aria-labelledby="deliveries">
            <thead>
                <tr>
                    <th scope="col">{ t!("hooks.event_head") }</th>
                    <th scope="col">{ t!("hooks.state_head") }</th>
                    if props.hook.is_none() {
                        <th scope="col">{ t!("hooks.address") }</th>
                    }
                    <th scope="col" class="number">{ t!("hooks.attempts") }</th>
                    <th scope="col" class="number">{ t!("hooks.next") }</th>
                    <th scope="col" class="number">{ t!("hooks.happened") }</th>
                </tr>
            </thead>
            <tbody>
                for delivery in rows {
                    { row(props, delivery, now_ms) }
                }
            </tbody>
        </table>
    }
}

fn row(props: &DeliveriesProps, delivery: &HookDelivery, now_ms: i64) -> Html {
    let url = props.hooks.hooks.iter().find(|hook| hook.id == delivery.hook_id).map(|hook| hook.url.clone());
    html! {
        <tr key={delivery.id} data-test="delivery-row">
            <th scope="row">
                <span class="fact-row">
                    <a href={Route::HookDelivery { id: delivery.id }.href()} title={event_words(delivery.event)}>
                        { delivery.event.name() }
                    </a>
                    if delivery.is_test {
                        <span class="badge">{ t!("hooks.is_test") }</span>
                    }
                </span>
            </th>
            <td>{ state_badge(delivery.state) }</td>
            if props.hook.is_none() {
                <td class="muted delivery-url">{ url.unwrap_or_else(|| t!("hooks.deleted")) }</td>
            }
            <td class="number" data-label={t!("hooks.attempts")}>{ format::integer(delivery.n_attempts.unsigned_abs()) }</td>
            <td class="number" data-label={delivery.next_at_ms.map(|_| t!("hooks.next"))}>{ next_attempt(delivery, now_ms) }</td>
            <td class="number"><TimeAgo at_ms={delivery.at_ms} {now_ms} /></td>
        </tr>
    }
}

/// When it is tried next, where it is.
pub(super) fn next_attempt(delivery: &HookDelivery, now_ms: i64) -> String {
    match delivery.next_at_ms {
        Some(at_ms) if at_ms > now_ms => format::ago(at_ms, now_ms),
        Some(_) => t!("hooks.now"),
        None => String::new(),
    }
}
