//! Where a person lands: what to do next, and how things stand.

mod steps;

use piecewise_api::Wallet;
use rust_i18n::t;
use yew::prelude::*;

use self::steps::{Step, next_steps};
use crate::{
    client::{Gateway, use_gateway},
    components::{Icon, IconName, PageHead, StatusBadge, TimeAgo, use_clock},
    format, i18n,
    routes::Route,
};

/// Messages shown of the log.
const N_MESSAGES: usize = 5;

/// The way from nothing to a delivered message, with what is done already.
#[component]
pub fn OverviewPage() -> Html {
    let gateway = use_gateway();
    let steps = next_steps(&gateway);
    let next = steps.iter().position(|step| !step.is_done);
    html! {
        <>
            <PageHead title={t!("nav.overview")} sentence={t!("overview.sentence")} />
            <section class="stack-tight" aria-labelledby="steps-title">
                <h2 id="steps-title">{ t!("overview.steps") }</h2>
                <ol class="steps">
                    for (at, step) in steps.iter().enumerate() {
                        <li key={step.key} class={classes!("step", step.is_done.then_some("step-done"), (next == Some(at)).then_some("step-next"))}>
                            { draw(step, at, next == Some(at)) }
                        </li>
                    }
                </ol>
            </section>
            if gateway.session().is_some() {
                <div class="overview-figures">
                    if let Some(wallet) = gateway.wallet.ready() {
                        { wallet_card(wallet) }
                    }
                    <Latest />
                </div>
            } else {
                <section class="card stack-tight">
                    <h2>{ t!("overview.offline_title") }</h2>
                    <p>{ t!("overview.offline_sentence") }</p>
                    <p class="row">
                        <a class="button" href={Route::Calculator.href()}>
                            <Icon name={IconName::Calculator} />
                            <span>{ t!("overview.to_calculator") }</span>
                        </a>
                        <a class="button" href={Route::TemplateNew.href()}>
                            <Icon name={IconName::Content} />
                            <span>{ t!("overview.to_editor") }</span>
                        </a>
                    </p>
                </section>
            }
        </>
    }
}

fn draw(step: &Step, at: usize, is_next: bool) -> Html {
    html! {
        <>
            <span class="step-mark" aria-hidden="true">
                if step.is_done { <Icon name={IconName::Check} /> } else { { format::integer(at as u64 + 1) } }
            </span>
            <div class="stack-tight grow">
                <h3>
                    { i18n::text(&format!("overview.{}", step.key)) }
                    if step.is_done { <span class="visually-hidden">{ t!("overview.done") }</span> }
                </h3>
                <p class="muted small">{ i18n::text(&format!("overview.{}_why", step.key)) }</p>
                <p>
                    <a
                        class={classes!("button", "button-small", is_next.then_some("button-primary"))}
                        href={step.route.href()}
                        data-test={format!("step-{}", step.key)}
                    >
                        { i18n::text(&format!("overview.{}_do", step.key)) }
                    </a>
                </p>
            </div>
        </>
    }
}

fn wallet_card(wallet: &Wallet) -> Html {
    html! {
        <section class="card stack-tight" aria-labelledby="wallet-title">
            <h2 id="wallet-title">{ t!("overview.wallet") }</h2>
            <p class="total-sum figure" data-test="wallet-available">
                { format::amount(wallet.available) }<span class="total-currency">{ &wallet.currency }</span>
            </p>
            <p class="muted small figure">{ t!("overview.pending", money = format::money(wallet.pending, &wallet.currency)) }</p>
            <p><a href={Route::Wallet.href()}>{ t!("overview.to_wallet") }</a></p>
        </section>
    }
}

/// The newest messages, as they change.
#[component]
fn Latest() -> Html {
    let gateway: Gateway = use_gateway();
    let now_ms = use_clock(30_000);
    let rows = gateway.messages.ready().map(|log| log.rows.clone()).unwrap_or_default();
    html! {
        <section class="card stack-tight" aria-labelledby="latest-title">
            <h2 id="latest-title">{ t!("overview.latest") }</h2>
            if rows.is_empty() {
                <p class="muted">{ t!("overview.no_messages") }</p>
            } else {
                <ul class="latest">
                    for message in rows.iter().take(N_MESSAGES) {
                        <li key={message.id.clone()}>
                            <a class="grow" href={Route::Message { id: message.id.clone() }.href()}>
                                { &message.template_name }
                            </a>
                            <span class="muted figure">{ &message.phone_masked }</span>
                            <StatusBadge status={message.status} />
                            <span class="muted small"><TimeAgo at_ms={message.updated_at_ms} {now_ms} /></span>
                        </li>
                    }
                </ul>
                <p><a href={Route::Messages.href()}>{ t!("overview.to_messages") }</a></p>
            }
        </section>
    }
}
