//! A chosen period: its figures in all, by day, and by country, template and SMS_USER.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Statistics;
use yew::prelude::*;

use super::{
    choose::{Choose, period_of},
    days::Days,
    figures::{median, rate, use_zone},
    parts::Parts,
    statuses::{self, Statuses},
};
use crate::{
    client::{Loadable, calls::statistics, use_resource},
    components::{ErrorNotice, Waiting},
    format, i18n,
    markup::html,
    query::use_view,
    routes::Route,
};

/// Props of [`PeriodFigures`].
#[derive(Properties, PartialEq)]
pub(super) struct PeriodFiguresProps {
    /// Changes when the figures may be old.
    pub(super) freshness: u32,
}

/// Shows the period that the address means.
#[component]
pub(super) fn PeriodFigures(props: &PeriodFiguresProps) -> Html {
    let view = use_view();
    let (period, is_by_hand) = period_of(&view.query);
    let zone = use_zone();
    let read = use_resource((period.clone(), zone.clone()), props.freshness, |gateway, (period, zone), signal| {
        gateway.ask(statistics::figures(period, zone.as_deref(), signal))
    });
    // Another period takes the place of the one before when it is here, so that the page does not jump.
    let before = use_mut_ref(|| None::<Rc<Statistics>>);
    let is_busy = read.value == Loadable::Waiting;
    let value = match read.value {
        Loadable::Ready(statistics) => {
            *before.borrow_mut() = Some(Rc::clone(&statistics));
            Loadable::Ready(statistics)
        }
        Loadable::Waiting => before.borrow().clone().map_or(Loadable::Waiting, Loadable::Ready),
        failed @ Loadable::Failed(_) => failed,
    };
    html! {
        <section class="stack period" aria-labelledby="period" aria-busy={is_busy.to_string()} data-test="period">
            <div class="row row-between period-head">
                <h2 id="period">{ t!("statistics.title") }</h2>
                <Choose view={view.clone()} {period} {is_by_hand} />
            </div>
            {
                match value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(read.retry)} /> },
                    Loadable::Ready(statistics) if statistics.total.messages.total == 0 => nothing(&statistics, zone),
                    Loadable::Ready(statistics) => html! {
                        <>
                            { totals(&statistics, zone) }
                            if statistics.by_day.len() > 1 {
                                <Days statistics={Rc::clone(&statistics)} view={view.clone()} />
                            }
                            <Parts {statistics} {view} />
                        </>
                    },
                }
            }
        </section>
    }
}

/// The days that are meant, and whose they are.
fn days(statistics: &Statistics, zone: Option<String>) -> String {
    let first = statistics.by_day.first().map(|day| format::day(&day.key)).unwrap_or_default();
    let last = statistics.by_day.last().map(|day| format::day(&day.key)).unwrap_or_default();
    let zone = zone.unwrap_or_else(|| "UTC".into());
    if first == last {
        t!("statistics.one_day", day = first, zone = zone)
    } else {
        t!("statistics.days", first = first, last = last, zone = zone)
    }
}

fn nothing(statistics: &Statistics, zone: Option<String>) -> Html {
    html! {
        <div class="card empty" data-test="period-nothing">
            <p>{ t!("statistics.nothing") }</p>
            <p class="muted small">{ days(statistics, zone) }</p>
            <a class="button" href={Route::Templates.href()}>{ t!("error.to_templates") }</a>
        </div>
    }
}

fn totals(statistics: &Statistics, zone: Option<String>) -> Html {
    let total = &statistics.total;
    let counts = total.messages;
    let n_final = counts.delivered + counts.failed + counts.suppressed;
    html! {
        <>
            <p class="muted small">{ days(statistics, zone) }</p>
            <dl class="figures">
                { figure("sent", &t!("statistics.sent"), format::integer(counts.total), t!("statistics.sent_is")) }
                { figure("rate", &t!("statistics.rate"), rate(total), i18n::plural("statistics.of_final", n_final)) }
                { figure("median", &t!("statistics.median"), median(total), t!("statistics.median_is")) }
                {
                    figure(
                        "pieces",
                        &t!("messages.pieces"),
                        format::integer(total.n_pieces),
                        t!("statistics.charged", n = format::integer(total.n_pieces_charged)),
                    )
                }
                { figure("cost", &t!("statistics.cost"), format::amount(total.cost), statistics.currency.clone()) }
            </dl>
            <div class="card">
                <Statuses {counts} days={statuses::days(statistics)} test="period" />
            </div>
        </>
    }
}

fn figure(name: &str, word: &str, value: String, help: String) -> Html {
    html! {
        <div class="card money">
            <dt>{ word }</dt>
            <dd class="money-amount figure" data-test={format!("period-{name}")}>{ value }</dd>
            <dd class="muted small">{ help }</dd>
        </div>
    }
}
