//! The ledger: what went in and out, newest first.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{LedgerEntry, LedgerKind, Wallet};
use yew::prelude::*;

use crate::{
    client::{Loadable, use_resource},
    components::{ErrorNotice, TimeAgo, Waiting, use_clock},
    format,
    markup::html,
    routes::Route,
};

/// Props of [`Ledger`].
#[derive(Properties, PartialEq)]
pub(super) struct LedgerProps {
    /// The wallet; with every change of it the ledger is read again.
    pub(super) wallet: Rc<Wallet>,
}

/// Reads and shows the ledger.
#[component]
pub(super) fn Ledger(props: &LedgerProps) -> Html {
    let entries = use_resource((), Rc::clone(&props.wallet), |gateway, (), signal| gateway.read_ledger(signal));
    let now_ms = use_clock(10_000);
    html! {
        <section class="stack" aria-labelledby="ledger">
            <h2 id="ledger">{ t!("wallet.ledger") }</h2>
            {
                match entries.value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(entries.retry)} /> },
                    Loadable::Ready(entries) if entries.is_empty() => html! { <p class="muted">{ t!("wallet.no_entries") }</p> },
                    Loadable::Ready(entries) => html! {
                        <Entries {entries} currency={props.wallet.currency.clone()} {now_ms} />
                    },
                }
            }
        </section>
    }
}

/// Props of [`Entries`].
#[derive(Properties, PartialEq)]
struct EntriesProps {
    entries: Rc<Vec<LedgerEntry>>,
    currency: AttrValue,
    now_ms: i64,
}

#[component]
fn Entries(props: &EntriesProps) -> Html {
    html! {
        <div class="data-frame">
            <table class="data ledger" aria-labelledby="ledger">
                <thead>
                    <tr>
                        <th scope="col">{ t!("wallet.what") }</th>
                        <th scope="col">{ t!("messages.country") }</th>
                        <th scope="col" class="number">{ t!("messages.pieces") }</th>
                        <th scope="col" class="number">{ t!("wallet.unit_price") }</th>
                        <th scope="col" class="number">{ t!("wallet.amount", currency = props.currency) }</th>
                        <th scope="col" class="number">{ t!("wallet.when") }</th>
                    </tr>
                </thead>
                <tbody>
                    for entry in props.entries.iter() {
                        { row(entry, props.now_ms) }
                    }
                </tbody>
            </table>
        </div>
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
            <td class="number ledger-amount">{ sign }{ format::amount(entry.amount) }</td>
            <td class="number ledger-when"><TimeAgo at_ms={entry.at_ms} {now_ms} /></td>
        </tr>
    }
}
