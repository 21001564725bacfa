//! Today, by the gateway's clock and on the reader's calendar; it rises by exactly what is sent.

use crate::i18n::t;
use piecewise_api::Statistics;
use yew::prelude::*;

use super::{
    figures::{parts_of, use_zone},
    statuses::{self, Statuses},
};
use crate::{
    client::{
        Loadable,
        calls::statistics::{self, Period},
        use_resource,
    },
    components::{ErrorNotice, Waiting, chart::Bar, duration, use_clock},
    format, i18n,
    markup::html,
};

/// Props of [`Today`].
#[derive(Properties, PartialEq)]
pub(super) struct TodayProps {
    /// Changes when the figures may be old.
    pub(super) freshness: u32,
}

/// Shows how today goes.
#[component]
pub(super) fn Today(props: &TodayProps) -> Html {
    // Yesterday's figures must not stay after midnight.
    let day = format::day_of(use_clock(60_000));
    let zone = use_zone();
    let read = use_resource(zone, (props.freshness, day), |gateway, zone, signal| {
        gateway.ask(statistics::figures(&Period::Last(1), zone.as_deref(), signal))
    });
    html! {
        <section class="card stack today" aria-labelledby="today" data-test="today">
            <h2 id="today">{ t!("overview.today") }</h2>
            {
                match read.value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(read.retry)} /> },
                    Loadable::Ready(statistics) => inside(&statistics),
                }
            }
        </section>
    }
}

fn inside(statistics: &Statistics) -> Html {
    let total = &statistics.total;
    let counts = total.messages;
    if counts.total == 0 {
        return html! {
            <div class="stack-tight" data-test="today-nothing">
                <p class="today-number figure" data-test="today-sent">{ format::integer(0) }</p>
                <p class="muted">{ t!("overview.nothing_yet") }</p>
            </div>
        };
    }
    let rate = match total.delivered_ppm {
        Some(ppm) => t!("overview.rate", percent = format::share(ppm)),
        None => t!("overview.no_rate"),
    };
    html! {
        <>
            <div class="today-head">
                <p class="today-number figure">
                    <span data-test="today-sent">{ format::integer(counts.total) }</span>
                    { " " }
                    <span class="today-unit">{ i18n::plural("overview.accepted", counts.total) }</span>
                </p>
                <ul class="today-facts muted figure">
                    <li data-test="today-pieces">{ i18n::plural("count.pieces", total.n_pieces) }</li>
                    <li data-test="today-cost">{ format::money(total.cost, &statistics.currency) }</li>
                    <li data-test="today-rate">{ rate }</li>
                    if let Some(median_ms) = total.median_delivery_ms {
                        <li data-test="today-median">{ t!("overview.median_of", duration = duration(median_ms)) }</li>
                    }
                </ul>
            </div>
            <Bar parts={parts_of(&counts)} whole={counts.total} />
            <Statuses {counts} days={statuses::days(statistics)} test="today" />
        </>
    }
}
