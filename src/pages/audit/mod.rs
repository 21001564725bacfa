//! The audit log: what was done, by whom, where from; whether it is intact; and as a file.

mod filter;
mod table;
mod verify;

use crate::i18n::t;
use yew::prelude::*;

pub(crate) use self::table::EntryTable;

use self::{
    filter::{Filter, Filters},
    verify::Verify,
};
use crate::{
    client::{Loadable, Page, calls, use_pages},
    components::{DownloadButton, ErrorNotice, Older, Waiting},
    i18n::plural,
    markup::html,
    query::use_view,
};

/// The log.
#[component]
pub fn AuditLog() -> Html {
    let view = use_view();
    let filter = Filter::of(&view);
    let entries = use_pages(
        filter.clone(),
        (),
        |gateway, filter: &Filter, before, signal| {
            let answer = gateway.ask(calls::audit::entries(&filter.wanted(), before, signal));
            Box::pin(async move {
                answer.await.map(|page| Page { rows: page.entries, next: page.next.map(|next| next.to_string()) })
            })
        },
        |entry| entry.number.to_string(),
    );
    html! {
        <>
            <Verify />
            <section class="stack" aria-label={t!("audit.title")}>
                <div class="row row-between audit-tools">
                    <Filters />
                    <DownloadButton
                        export={calls::audit::export()}
                        label={Some(AttrValue::from(t!("audit.export")))}
                        test="audit-export"
                    />
                </div>
                {
                    match entries.value {
                        Loadable::Waiting => html! { <Waiting /> },
                        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(entries.retry)} /> },
                        Loadable::Ready(page) if page.rows.is_empty() => html! {
                            <p class="card" data-test="no-entries">{ t!("audit.none") }</p>
                        },
                        Loadable::Ready(page) => html! {
                            <>
                                <EntryTable entries={std::rc::Rc::new(page.rows.clone())} />
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
        </>
    }
}
