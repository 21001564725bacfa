//! The five statuses with their numbers: the legend of the charts, and the way to the messages.

use crate::i18n::t;
use piecewise_api::{Slice, Statistics, StatusCounts};
use yew::prelude::*;

use super::figures::{ORDER, count};
use crate::{
    components::{
        chart::{Fill, FillSample},
        status_word,
    },
    format,
    markup::html,
    query::Query,
    routes::Route,
};

/// Props of [`Statuses`].
#[derive(Properties, PartialEq)]
pub(super) struct StatusesProps {
    /// How many there are of each.
    pub(super) counts: StatusCounts,
    /// The days of the period.
    pub(super) days: Query,
    /// What its `data-test`s begin with.
    pub(super) test: &'static str,
}

/// Lists the statuses.
#[component]
pub(super) fn Statuses(props: &StatusesProps) -> Html {
    html! {
        <ul class="statuses">
            for status in ORDER {
                <li key={status.as_str()}>
                    <a
                        class="status-count"
                        href={messages(&props.days.clone().with("status", status.as_str()))}
                        title={t!("statistics.see", status = status_word(status))}
                    >
                        <FillSample fill={Fill::Status(status)} />
                        <span class="status-word">{ status_word(status) }</span>
                        <strong class="figure" data-test={format!("{}-{}", props.test, status.as_str())}>
                            { format::integer(count(&props.counts, status)) }
                        </strong>
                        <span class="muted small figure">{ share(&props.counts, count(&props.counts, status)) }</span>
                    </a>
                </li>
            }
        </ul>
    }
}

/// The share of all, where there are any.
fn share(counts: &StatusCounts, n: u64) -> Option<String> {
    let ppm = (n * 1_000_000).checked_div(counts.total)?;
    u32::try_from(ppm).ok().map(format::share)
}

/// The days of a period, as the log's address has them.
pub(super) fn days(statistics: &Statistics) -> Query {
    let key = |day: Option<&Slice>| day.map(|day| day.key.clone()).unwrap_or_default();
    Query::default().with("from", &key(statistics.by_day.first())).with("to", &key(statistics.by_day.last()))
}

/// The log with a filter.
pub(super) fn messages(query: &Query) -> String {
    format!("{}?{}", Route::Messages.href(), query.to_text())
}
