//! Where a person lands: what needs attention, what to do next, and how sending goes.

mod attention;
mod choose;
mod csv;
mod days;
mod figures;
mod latest;
mod parts;
mod period;
mod statuses;
mod steps;
mod table;
mod today;
mod wallet;

use crate::i18n::t;
use piecewise_api::Permission;
use piecewise_sms::status::Status;
use yew::prelude::*;

use self::{
    attention::NeedsAttention,
    latest::Latest,
    period::PeriodFigures,
    steps::{Progress, Steps, TemplateProgress},
    today::Today,
    wallet::Balance,
};
use crate::{
    client::{Gateway, use_gateway, use_settled},
    components::{Gate, PageHead, chart::ChartFills},
    markup::html,
};

/// Many messages change at once; the figures are read at this pace.
const SETTLE_MS: u32 = 1_500;

/// The page.
#[component]
pub fn OverviewPage() -> Html {
    html! {
        <>
            <PageHead title={t!("nav.overview")} sentence={Some(AttrValue::from(t!("overview.sentence")))} />
            <Gate><Inside /></Gate>
        </>
    }
}

#[component]
fn Inside() -> Html {
    let gateway = use_gateway();
    let freshness = use_settled(gateway.revision, SETTLE_MS);
    let progress = progress(&gateway);
    let may_read = gateway.permits(Permission::MessagesRead);
    html! {
        <>
            <ChartFills />
            <NeedsAttention {freshness} />
            if let Some(progress) = progress.filter(|progress| !progress.is_complete()) {
                <Steps {progress} />
            }
            <div class="today-row">
                if may_read {
                    <Today {freshness} />
                }
                if gateway.permits(Permission::WalletRead) {
                    <Balance />
                }
            </div>
            if may_read {
                <PeriodFigures {freshness} />
                <Latest />
            } else {
                <p class="muted">{ t!("overview.not_permitted") }</p>
            }
        </>
    }
}

/// How far the way to a first message was gone; `None` until that is known.
fn progress(gateway: &Gateway) -> Option<Progress> {
    let (service, templates, log) = (gateway.service.ready()?, gateway.templates.ready()?, gateway.messages.ready()?);
    Some(Progress {
        is_connected: service.is_connected(),
        template: TemplateProgress::of(templates),
        // A log with older pages has been used for long.
        has_tested: log.has_more
            || log.rows.iter().any(|message| message.is_test && message.status == Status::Delivered),
    })
}
