//! The ledger: what went in and out, newest first, by kind and date.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{LedgerEntry, LedgerKind, Permission, Wallet};
use yew::prelude::*;

use crate::{
    client::{Loadable, calls::wallet, calls::wallet::LedgerFilter, use_gateway, use_pages},
    components::{DownloadButton, ErrorNotice, Older, TextField, TimeAgo, Waiting, use_clock},
    format, i18n,
    markup::html,
    query::{Query, View, use_view},
    routes::Route,
};

/// Half a day more than a day: from the beginning of one day into the middle of the next, whatever the clocks do.
const INTO_NEXT_DAY_MS: i64 = 36 * 60 * 60 * 1000;

/// The kinds, as the address has them, with the keys of their words.
const KINDS: [(&str, Option<LedgerKind>, &str); 3] = [
    ("", None, "wallet.all"),
    ("top_up", Some(LedgerKind::TopUp), "wallet.top_ups"),
    ("charge", Some(LedgerKind::Charge), "wallet.charges"),
];

/// Props of [`Ledger`].
#[derive(Properties, PartialEq)]
pub(super) struct LedgerProps {
    /// The wallet; with every change of it the newest entries are read again.
    pub(super) wallet: Rc<Wallet>,
}

/// Reads and shows the ledger.
#[component]
pub(super) fn Ledger(props: &LedgerProps) -> Html {
    let gateway = use_gateway();
    let view = use_view();
    let filter = filter_of(&view.query);
    let is_everything = filter == LedgerFilter::default();
    let freshness = (props.wallet.topped_up, props.wallet.spent);
    let entries = use_pages(filter.clone(), freshness, wallet::ledger, |entry| entry.id.to_string());
    let now_ms = use_clock(10_000);
    html! {
        <section class="stack" aria-labelledby="ledger" data-test="ledger">
            <div class="row row-between">
                <h2 id="ledger">{ t!("wallet.ledger") }</h2>
                if gateway.permits(Permission::Export) {
                    <DownloadButton export={wallet::ledger_file(&filter)} test="ledger-csv" />
                }
            </div>
            <Filters {view} />
            {
                match entries.value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(entries.retry)} /> },
                    Loadable::Ready(page) if page.rows.is_empty() => nothing(is_everything),
                    Loadable::Ready(page) => html! {
                        <div class="data-frame">
                            { table(&page.rows, &props.wallet.currency, now_ms) }
                            <Older
                                n_read={i18n::plural("wallet.n_entries", page.rows.len() as u64)}
                                has_more={page.next.is_some()}
                                is_reading={entries.is_reading}
                                refused={entries.refused}
                                on_older={entries.older}
                            />
                        </div>
                    },
                }
            }
        </section>
    }
}

/// The filter of an address. What it does not understand, it leaves out.
fn filter_of(query: &Query) -> LedgerFilter {
    let begins_ms = |name| query.get(name).and_then(format::begin_of_day_ms);
    let kind = query.get("kind").and_then(|name| KINDS.into_iter().find(|(known, ..)| *known == name));
    LedgerFilter {
        kind: kind.and_then(|(_, kind, _)| kind),
        from_ms: begins_ms("from"),
        until_ms: begins_ms("to").and_then(|at_ms| format::begin_of_day_ms(&format::day_of(at_ms + INTO_NEXT_DAY_MS))),
    }
}

/// Props of [`Filters`].
#[derive(Properties, PartialEq)]
struct FiltersProps {
    view: View,
}

/// Kind and dates.
#[component]
fn Filters(props: &FiltersProps) -> Html {
    let view = &props.view;
    let on_from = use_callback(view.clone(), |day: String, view| view.set("from", &day));
    let on_to = use_callback(view.clone(), |day: String, view| view.set("to", &day));
    html! {
        <div class="ledger-filters">
            <div class="chips" role="group" aria-label={t!("wallet.filter")}>
                for (name, _, words) in KINDS {
                    <button
                        key={words}
                        class="chip"
                        type="button"
                        aria-pressed={(view.get("kind") == name).to_string()}
                        onclick={choose(view, name)}
                        data-test={format!("kind-{}", if name.is_empty() { "all" } else { name })}
                    >
                        { i18n::text(words) }
                    </button>
                }
            </div>
            <div class="ledger-days">
                <TextField id="ledger-from" kind="date" label={t!("wallet.from")} value={view.get("from").to_owned()} on_input={on_from} />
                <TextField id="ledger-to" kind="date" label={t!("wallet.to")} value={view.get("to").to_owned()} on_input={on_to} />
            </div>
        </div>
    }
}

fn choose(view: &View, name: &'static str) -> Callback<MouseEvent> {
    let view = view.clone();
    Callback::from(move |_| view.set("kind", name))
}

fn nothing(is_everything: bool) -> Html {
    html! {
        <div class="card empty" role="status" data-test="no-entries">
            if is_everything {
                <p>{ t!("wallet.no_entries") }</p>
                <p class="muted">{ t!("wallet.no_entries_how") }</p>
            } else {
                <p>{ t!("wallet.no_match") }</p>
                <a class="button button-small" href={Route::Wallet.href()}>{ t!("wallet.show_all") }</a>
            }
        </div>
    }
}

fn table(entries: &[LedgerEntry], currency: &str, now_ms: i64) -> Html {
    html! {
        <table class="data ledger" aria-labelledby="ledger">
            <thead>
                <tr>
                    <th scope="col">{ t!("wallet.what") }</th>
                    <th scope="col">{ t!("messages.country") }</th>
                    <th scope="col" class="number">{ t!("messages.pieces") }</th>
                    <th scope="col" class="number">{ t!("wallet.unit_price") }</th>
                    <th scope="col" class="number">{ t!("wallet.price_version") }</th>
                    <th scope="col" class="number">{ t!("wallet.amount", currency = currency) }</th>
                    <th scope="col" class="number">{ t!("wallet.when") }</th>
                </tr>
            </thead>
            <tbody>
                for entry in entries {
                    { row(entry, now_ms) }
                }
            </tbody>
        </table>
    }
}

fn row(entry: &LedgerEntry, now_ms: i64) -> Html {
    let (word, sign) = match entry.kind {
        LedgerKind::TopUp => (t!("wallet.top_up"), "+"),
        LedgerKind::Charge => (t!("wallet.charge"), "−"),
    };
    html! {
        <tr key={entry.id} data-test="ledger-row">
            <th scope="row">
                if let Some(id) = &entry.message_id {
                    <a href={Route::Message { id: id.clone() }.href()}>{ word }</a>
                } else {
                    { word }
                }
            </th>
            <td class="ledger-country">{ entry.country.as_deref().map(format::country).unwrap_or_default() }</td>
            <td class="number" data-label={entry.n_pieces.map(|_| t!("messages.pieces"))}>
                { entry.n_pieces.map(|n| format::integer(n.into())).unwrap_or_default() }
            </td>
            <td class="number" data-label={entry.unit_price.map(|_| t!("wallet.unit_price"))}>
                { entry.unit_price.map(format::unit_price).unwrap_or_default() }
            </td>
            <td class="number ledger-version" data-label={entry.price_version.map(|_| t!("wallet.price_version"))}>
                if let Some(version) = entry.price_version {
                    <a href={format!("{}?version={version}", Route::Prices.href())}>{ version.to_string() }</a>
                }
            </td>
            <td class="number ledger-amount">{ sign }{ format::amount(entry.amount) }</td>
            <td class="number ledger-when"><TimeAgo at_ms={entry.at_ms} {now_ms} /></td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::LedgerKind;

    use super::{LedgerFilter, filter_of};
    use crate::query::Query;

    #[test]
    fn the_address_says_which_entries_are_shown() {
        let kind = |text: &str| filter_of(&Query::read(text)).kind;
        assert_eq!((kind("?kind=top_up"), kind("?kind=charge")), (Some(LedgerKind::TopUp), Some(LedgerKind::Charge)));
        assert_eq!(filter_of(&Query::read("?kind=x&from=soon")), LedgerFilter::default());
    }
}
