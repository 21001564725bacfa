//! The gateway's time, which can be moved on to see what comes later.

use crate::i18n::t;
use piecewise_api::Permission;
use yew::prelude::*;

use crate::{
    client::{Doing, Gateway, use_doing, use_gateway},
    components::{ErrorNotice, Icon, IconName, span_words, use_clock},
    format,
    markup::html,
};

const MINUTE_MS: i64 = 60 * 1000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// The steps, and the keys of their words.
const STEPS: [(i64, &str); 6] = [
    (MINUTE_MS, "clock.minute"),
    (10 * MINUTE_MS, "clock.ten_minutes"),
    (HOUR_MS, "clock.hour"),
    (6 * HOUR_MS, "clock.six_hours"),
    (DAY_MS, "clock.day"),
    (3 * DAY_MS, "clock.three_days"),
];

/// The clock and its buttons.
#[component]
pub(super) fn ClockPart() -> Html {
    let gateway = use_gateway();
    let now_ms = use_clock(1_000);
    let doing = use_doing();
    let ahead_ms = gateway.clock.ready().map_or(0, |clock| clock.advanced_ms);
    html! {
        <>
            <section class="card stack" aria-labelledby="clock-shows">
                <div class="stack-tight">
                    <h2 id="clock-shows">{ t!("clock.shows") }</h2>
                    <p class="clock-face figure" data-test="sandbox-time">{ format::date_time(now_ms) }</p>
                    <p class="row" role="status" data-test="clock-ahead">
                        if ahead_ms > 0 {
                            <Icon name={IconName::Clock} />
                            { t!("clock.ahead", span = span_words(ahead_ms)) }
                        } else {
                            { t!("clock.in_step") }
                        }
                    </p>
                </div>
                if gateway.permits(Permission::SandboxControl) {
                    <div class="stack-tight" role="group" aria-label={t!("clock.move")}>
                        <h3>{ t!("clock.move") }</h3>
                        <div class="row">
                            for (step_ms, key) in STEPS {
                                { step(&gateway, &doing, step_ms, key) }
                            }
                        </div>
                    </div>
                } else {
                    <p class="muted">{ t!("clock.not_yours") }</p>
                }
                if let Some(error) = doing.refusal() {
                    <ErrorNotice {error} />
                }
            </section>
            <section class="card stack-tight">
                <h2>{ t!("clock.obeys") }</h2>
                <ul class="bullets">
                    <li>{ t!("clock.obeys_deliveries") }</li>
                    <li>{ t!("clock.obeys_retries") }</li>
                    <li>{ t!("clock.obeys_reviews") }</li>
                    <li>{ t!("clock.obeys_retention") }</li>
                    <li>{ t!("clock.obeys_sessions") }</li>
                </ul>
                <p class="muted">{ t!("clock.never_back") }</p>
            </section>
        </>
    }
}

fn step(gateway: &Gateway, doing: &Doing, step_ms: i64, key: &'static str) -> Html {
    let (gateway, starting) = (gateway.clone(), doing.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        starting.start("move the clock on", gateway.advance_clock(step_ms));
    });
    html! {
        <button key={key} class="button" type="button" {onclick} aria-disabled={doing.is_under_way().to_string()} data-test="clock-step">
            { t!(key) }
        </button>
    }
}
