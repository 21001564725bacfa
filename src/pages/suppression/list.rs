//! All that was said of any number, newest first. No row ever changes.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::SuppressionEntry;
use yew::prelude::*;

use super::scope_word;
use crate::{
    client::{Loadable, Page, calls, use_pages},
    components::{ErrorNotice, Older, TimeAgo, Waiting, use_clock},
    i18n::plural,
    markup::html,
};

/// Props of [`Entries`].
#[derive(Properties, PartialEq)]
pub(super) struct EntriesProps {
    /// With every change the list is read again.
    pub(super) n_changes: u32,
}

/// The list.
#[component]
pub(super) fn Entries(props: &EntriesProps) -> Html {
    let entries = use_pages(
        (),
        props.n_changes,
        |gateway, (), before, signal| {
            let answer = gateway.ask(calls::suppression::entries(before, signal));
            Box::pin(async move { answer.await.map(|page| Page { rows: page.entries, next: page.next }) })
        },
        |entry| entry.id.to_string(),
    );
    html! {
        <section class="stack" aria-labelledby="suppressed">
            <h2 id="suppressed">{ t!("suppression.all") }</h2>
            {
                match entries.value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(entries.retry)} /> },
                    Loadable::Ready(page) if page.rows.is_empty() => html! { <Nothing /> },
                    Loadable::Ready(page) => html! {
                        <>
                            <EntryTable entries={Rc::new(page.rows.clone())} />
                            <Older
                                n_read={plural("audit.n_entries", page.rows.len() as u64)}
                                has_more={page.next.is_some()}
                                is_reading={entries.is_reading}
                                refused={entries.refused.clone()}
                                on_older={entries.older.clone()}
                            />
                        </>
                    },
                }
            }
        </section>
    }
}

#[component]
fn Nothing() -> Html {
    html! {
        <div class="card empty" data-test="nobody-suppressed">
            <h3>{ t!("suppression.none") }</h3>
            <p>{ t!("suppression.none_how") }</p>
        </div>
    }
}

/// Props of [`EntryTable`].
#[derive(Properties, PartialEq)]
pub(super) struct EntryTableProps {
    /// The entries, newest first.
    pub(super) entries: Rc<Vec<SuppressionEntry>>,
}

/// A row for each entry.
#[component]
pub(super) fn EntryTable(props: &EntryTableProps) -> Html {
    let now_ms = use_clock(30_000);
    html! {
        <div class="data-frame">
            <table class="data suppression" aria-label={t!("suppression.title")}>
                <thead>
                    <tr>
                        <th scope="col">{ t!("suppression.number") }</th>
                        <th scope="col">{ t!("suppression.what") }</th>
                        <th scope="col">{ t!("suppression.reason") }</th>
                        <th scope="col">{ t!("audit.who") }</th>
                        <th scope="col">{ t!("audit.when") }</th>
                    </tr>
                </thead>
                <tbody>
                    for entry in props.entries.iter() {
                        { row(entry, now_ms) }
                    }
                </tbody>
            </table>
        </div>
    }
}

fn row(entry: &SuppressionEntry, now_ms: i64) -> Html {
    let (class, word) = if entry.is_release {
        ("badge badge-approved", t!("suppression.released"))
    } else {
        ("badge badge-suppressed", t!("suppression.suppressed"))
    };
    html! {
        <tr key={entry.id} data-test="suppression-entry">
            <th scope="row" class="figure">{ &entry.phone_masked }</th>
            <td class="suppression-what"><span {class}>{ word }</span>{ " " }<span class="small">{ scope_word(entry.scope) }</span></td>
            <td class="suppression-reason">
                <bdi>{ &entry.reason }</bdi>
                if let Some(evidence) = &entry.evidence {
                    <span class="muted small suppression-evidence">{ t!("suppression.evidence") }{ ": " }<bdi>{ evidence }</bdi></span>
                }
            </td>
            <td class="small">
                <bdi>{ &entry.actor }</bdi>
                if entry.origin == "import" {
                    <span class="muted">{ " · " }{ t!("suppression.by_import") }</span>
                }
            </td>
            <td class="small"><TimeAgo at_ms={entry.at_ms} {now_ms} /></td>
        </tr>
    }
}
