//! Where a person lands: what to do next, and how today goes.

mod steps;
mod today;

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Message, Wallet};
use piecewise_sms::status::Status;
use yew::prelude::*;

use self::{
    steps::{Progress, Steps, TemplateProgress},
    today::{Today, start_of_today_ms},
};
use crate::{
    client::{Gateway, Loadable, use_gateway},
    components::{ErrorNotice, Gate, PageHead, StatusBadge, Waiting, duration, use_clock},
    format, i18n,
    markup::html,
    routes::Route,
};

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
    // Yesterday's figures must not stay after midnight.
    let now_ms = use_clock(60_000);
    let on_retry = use_callback(gateway.clone(), |(), gateway| gateway.read_again());
    let (service, templates, log) = match (&gateway.service, &gateway.templates, &gateway.messages) {
        (Loadable::Ready(service), Loadable::Ready(templates), Loadable::Ready(log)) => (service, templates, log),
        (Loadable::Failed(error), _, _) | (_, Loadable::Failed(error), _) | (_, _, Loadable::Failed(error)) => {
            return html! { <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} /> };
        }
        _ => return html! { <Waiting /> },
    };
    let progress = Progress {
        is_connected: service.is_connected(),
        template: TemplateProgress::of(templates),
        // A log with older pages has been used for long.
        has_tested: log.has_more
            || log.rows.iter().any(|message| message.is_test && message.status == Status::Delivered),
    };
    let today = Today::of(&log.rows, log.has_more, start_of_today_ms(now_ms));
    html! {
        <>
            if !progress.is_complete() {
                <Steps {progress} />
            }
            <TodayFigures {today} wallet={gateway.wallet.ready().cloned()} />
            { latest(&gateway, &log.rows) }
        </>
    }
}

/// Props of [`TodayFigures`].
#[derive(Properties, PartialEq)]
struct TodayFiguresProps {
    today: Today,
    wallet: Option<Rc<Wallet>>,
}

/// Today in figures; honest where nothing was sent.
#[component]
fn TodayFigures(props: &TodayFiguresProps) -> Html {
    let today = &props.today;
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".into());
    html! {
        <section class="stack" aria-labelledby="today" data-test="today">
            <h2 id="today">{ t!("overview.today") }</h2>
            <dl class="figures">
                { figure("sent", &t!("overview.sent"), &format::integer(today.n_sent), &n_pieces(today)) }
                { figure("delivered", &t!("overview.delivered"), &format::integer(today.n(Status::Delivered)), &rate(today)) }
                { figure("open", &t!("overview.open"), &format::integer(today.n_open()), &t!("overview.open_is")) }
                { figure("undelivered", &t!("overview.undelivered"), &format::integer(today.n_undelivered()), &t!("overview.undelivered_is")) }
                { figure("median", &t!("overview.median"), &or_dash(today.median_ms.map(duration)), &t!("overview.median_is")) }
                if let Some(wallet) = &props.wallet {
                    { figure("available", &t!("overview.wallet"), &format::amount(wallet.available), &t!("overview.wallet_is", currency = wallet.currency)) }
                }
            </dl>
            if today.is_partial {
                <p class="muted small">{ t!("overview.partial") }</p>
            }
        </section>
    }
}

fn n_pieces(today: &Today) -> String {
    if today.n_sent == 0 { t!("overview.nothing_yet") } else { i18n::plural("count.pieces", today.n_pieces) }
}

/// The share of what is decided, so that messages on their way do not count as failures.
fn rate(today: &Today) -> String {
    match today.percent_delivered() {
        Some(percent) => t!("overview.rate", percent = percent),
        None => t!("overview.no_rate"),
    }
}

fn figure(name: &str, word: &str, value: &str, help: &str) -> Html {
    html! {
        <div class="card money">
            <dt>{ word }</dt>
            <dd class="money-amount figure" data-test={format!("today-{name}")}>{ value }</dd>
            <dd class="muted small">{ help }</dd>
        </div>
    }
}

/// The newest messages, and the way to the rest.
fn latest(gateway: &Gateway, rows: &[Rc<Message>]) -> Html {
    const N_ROWS: usize = 5;
    if rows.is_empty() || !gateway.is_signed_in() {
        return Html::default();
    }
    html! {
        <section class="stack" aria-labelledby="latest">
            <div class="row row-between">
                <h2 id="latest">{ t!("overview.latest") }</h2>
                <a href={Route::Messages.href()}>{ t!("overview.all_messages") }</a>
            </div>
            <ul class="card latest">
                for message in rows.iter().take(N_ROWS) {
                    <li key={message.id.clone()} class="latest-row">
                        <a class="figure" href={Route::Message { id: message.id.clone() }.href()}>{ &message.phone_masked }</a>
                        <span class="latest-template muted">{ &message.template_name }</span>
                        <StatusBadge status={message.status} />
                    </li>
                }
            </ul>
        </section>
    }
}
