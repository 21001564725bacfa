//! No answer: how things stand right now, and a way to ask again.

use yew::prelude::*;

use super::checks::{self, Check, Mark};
use crate::{
    client::{Gateway, SessionState, SignedOutWhy, Stream, spawn_logged, use_gateway},
    components::{Icon, IconName},
    i18n::t,
    markup::html,
};

/// Says how the console and the gateway stand to each other.
#[component]
pub(super) fn Connection() -> Html {
    let gateway = use_gateway();
    let checks = state_checks(&gateway);
    let onclick = use_callback(gateway, |_: MouseEvent, gateway| {
        let gateway = gateway.clone();
        spawn_logged("ask the gateway again", async move { gateway.ask_again().await });
    });
    html! {
        <section class="card stack">
            <h2>{ t!("help.checks") }</h2>
            { checks::list(checks) }
            <div class="row">
                <button class="button" type="button" {onclick}>
                    <Icon name={IconName::Refresh} />
                    <span>{ t!("help.live.again") }</span>
                </button>
            </div>
        </section>
    }
}

fn state_checks(gateway: &Gateway) -> Vec<Check> {
    let (mark, text) = match &gateway.session {
        SessionState::SignedIn(_) => match gateway.stream {
            Stream::Live => (Mark::Good, t!("help.live.signed_in")),
            Stream::Opening => (Mark::Good, t!("help.live.opening")),
            Stream::Interrupted => (Mark::Bad, t!("help.live.interrupted")),
        },
        SessionState::SignedOut(SignedOutWhy::NeverSignedIn) => (Mark::Unknown, t!("help.live.not_asked")),
        SessionState::SignedOut(_) => (Mark::Look, t!("help.live.signed_out")),
        SessionState::Unknown => (Mark::Unknown, t!("gate.waiting")),
        SessionState::Offline(_) => (Mark::Bad, t!("help.live.away", address = gateway.address())),
    };
    let mut checks = vec![Check::new(mark, "connection", text)];
    if gateway.is_slow {
        checks.push(Check::new(Mark::Look, "slow", t!("help.live.slow")));
    }
    checks
}
