//! The log: how many of each status, the filter, and the rows, live.

use piecewise_api::Permission;
use piecewise_sms::status::Status;
use yew::prelude::*;

use super::{
    asked::{Asked, filter_of},
    calm::use_calm,
    filter::{Filters, StatusFilter},
    legend::Legend,
    listing::Listing,
};
use crate::{
    client::{calls, calls::messages::ExportFormat, use_gateway, use_resource},
    components::{DownloadButton, Gate, PageHead, status_word},
    i18n::t,
    markup::html,
    query::{Query, use_view},
    routes::Route,
};

/// The counts follow what is pushed at this pace.
const COUNT_MS: u32 = 1_500;

/// The page.
#[component]
pub fn MessagesPage() -> Html {
    html! {
        <>
            <PageHead title={t!("nav.messages")} sentence={Some(AttrValue::from(t!("messages.sentence")))}>
                <Exports />
            </PageHead>
            <Gate><Messages /></Gate>
            <Legend />
        </>
    }
}

#[component]
fn Messages() -> Html {
    let gateway = use_gateway();
    let view = use_view();
    let phone = use_state_eq(|| None::<AttrValue>);
    let on_phone = use_callback(phone.setter(), |phone, set| set.set(phone));
    let asked = Asked { filter: filter_of(&view.query), phone: (*phone).clone() };
    let revision = use_calm(gateway.revision, COUNT_MS);
    let counts = use_resource(asked.of_any_status(), revision, |gateway, asked, signal| {
        gateway.ask(calls::messages::counts(&asked.filter, signal))
    });
    // The gateway counts by filter and not by number.
    let counts = counts.value.ready().filter(|_| phone.is_none()).map(|counts| **counts);
    let n_all = counts.map(|counts| match asked.filter.status {
        None => counts.total,
        Some(Status::Sending) => counts.sending,
        Some(Status::WaitingResult) => counts.waiting_result,
        Some(Status::Delivered) => counts.delivered,
        Some(Status::Failed) => counts.failed,
        Some(Status::Suppressed) => counts.suppressed,
    });
    let is_everything = asked.is_everything();
    let only_status = asked.filter.status.filter(|_| asked.of_any_status().is_everything());
    let to = asked.phone.as_deref().unwrap_or_default().to_owned();
    let show_all = {
        let (view, phone) = (view.clone(), phone.setter());
        Callback::from(move |_: MouseEvent| {
            phone.set(None);
            view.show(&Query::default());
        })
    };
    html! {
        <section class="stack">
            <StatusFilter {counts} />
            <Filters key={to.clone()} phone={(*phone).clone()} {on_phone} />
            <Listing key={format!("{} {to}", view.query.to_text())} {asked} {n_all}>
                if is_everything {
                    <Nothing />
                } else {
                    { no_match(only_status, show_all) }
                }
            </Listing>
        </section>
    }
}

/// Before the first message: how to get one.
#[component]
fn Nothing() -> Html {
    html! {
        <section class="card empty" data-test="no-messages">
            <h2>{ t!("messages.none") }</h2>
            <p>{ t!("messages.none_how") }</p>
            <a class="button button-primary" href={Route::Templates.href()}>{ t!("error.to_templates") }</a>
        </section>
    }
}

/// What there is none of: of a status, where nothing else is asked for.
fn no_match(only_status: Option<Status>, show_all: Callback<MouseEvent>) -> Html {
    html! {
        <div class="data-frame no-match" role="status" data-test="no-match">
            <p>
                if let Some(status) = only_status {
                    { t!("messages.no_match", status = status_word(status)) }
                } else {
                    { t!("messages.no_match_filter") }
                }
            </p>
            <button class="button button-small" type="button" onclick={show_all}>{ t!("messages.show_all") }</button>
        </div>
    }
}

/// What is shown, as a file. The gateway writes it with the numbers masked.
#[component]
fn Exports() -> Html {
    let gateway = use_gateway();
    let view = use_view();
    if !gateway.permits(Permission::Export) {
        return Html::default();
    }
    let filter = filter_of(&view.query);
    let file = |format| calls::messages::export(&filter, format);
    html! {
        <>
            <DownloadButton export={file(ExportFormat::Csv)} label={t!("messages.export_csv")} test="export-csv" />
            <DownloadButton
                export={file(ExportFormat::JsonLines)}
                label={t!("messages.export_json")}
                test="export-json"
            />
        </>
    }
}
