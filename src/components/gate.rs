//! Stands before what needs the gateway: says how to get in, and what works without.

use crate::i18n::t;
use yew::prelude::*;

use super::{Icon, IconName};
use crate::{
    client::{ClientError, SessionState, SignedOutWhy, spawn_logged, use_gateway},
    i18n,
    markup::html,
    router::use_route,
    routes::Route,
};

/// Props of [`Gate`].
#[derive(Properties, PartialEq)]
pub struct GateProps {
    /// What needs the gateway.
    pub children: Html,
}

/// Shows its children to a person who is signed in, and everybody else the way in. When a session ends, what was open
/// stays as it is, out of sight, so that nothing typed is lost while it is renewed.
#[component]
pub fn Gate(props: &GateProps) -> Html {
    let gateway = use_gateway();
    let was_open = use_mut_ref(|| false);
    let is_open = gateway.session().is_some();
    let is_kept = gateway.person().is_some() && (is_open || *was_open.borrow());
    *was_open.borrow_mut() = is_kept;
    let before = match &gateway.session {
        SessionState::SignedIn(_) => Html::default(),
        SessionState::Unknown => html! { <Waiting /> },
        SessionState::SignedOut(why) => html! { <WayIn reason={Reason::SignedOut(*why)} /> },
        SessionState::Offline(error) => html! { <WayIn reason={Reason::Offline(error.clone())} /> },
    };
    let person = gateway.person().map(|(account, person)| format!("{account}-{person}"));
    html! {
        <>
            { before }
            if is_kept {
                <div key={person.unwrap_or_default()} class="gated" hidden={!is_open}>{ props.children.clone() }</div>
            }
        </>
    }
}

/// Rows in the shape of what is on its way.
#[component]
pub fn Waiting() -> Html {
    html! {
        <div class="skeleton" role="status" aria-label={t!("gate.waiting")}>
            <span /><span /><span />
        </div>
    }
}

/// Why the gateway cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// It does not know us.
    SignedOut(SignedOutWhy),
    /// It does not answer.
    Offline(ClientError),
}

/// Props of [`WayIn`].
#[derive(Properties, PartialEq)]
pub struct WayInProps {
    /// Why the gateway cannot be used.
    pub reason: Reason,
}

/// What to do to use the gateway, and what works without it.
#[component]
pub fn WayIn(props: &WayInProps) -> Html {
    let gateway = use_gateway();
    let address = gateway.address().to_owned();
    let onclick = use_callback(gateway, |_: MouseEvent, gateway| {
        let gateway = gateway.clone();
        spawn_logged("ask the gateway again", async move { gateway.ask_again().await });
    });
    let key = match &props.reason {
        Reason::SignedOut(SignedOutWhy::NeverSignedIn) => "gate.never",
        Reason::SignedOut(SignedOutWhy::LinkInvalid) => "gate.link_invalid",
        Reason::SignedOut(SignedOutWhy::Ended) => "gate.ended",
        Reason::SignedOut(SignedOutWhy::ByPerson) => "gate.by_person",
        Reason::Offline(ClientError::Offline) => "gate.offline",
        Reason::Offline(_) => "gate.not_a_gateway",
    };
    let is_sign_in = use_route::<Route>() == Some(Route::SignIn);
    let is_offline = matches!(props.reason, Reason::Offline(_));
    html! {
        <section class="card way-in" role="status" data-test={if is_offline { "offline" } else { "signed-out" }}>
            <h2>{ i18n::text(&format!("{key}.title")) }</h2>
            <p>{ i18n::text(&format!("{key}.why")) }</p>
            <ol class="way-in-steps">
                if is_offline {
                    <li>{ t!("gate.step_start") }<code class="command">{ "cargo xtask run" }</code></li>
                    <li>{ t!("gate.step_address", address = address) }</li>
                } else {
                    <li>{ t!("gate.step_link") }<code class="command">{ "http://…/#token=…" }</code></li>
                    <li>{ t!("gate.step_lost") }<code class="command">{ "cargo xtask run" }</code></li>
                }
            </ol>
            <div class="row">
                if !is_offline && !is_sign_in {
                    <a class="button button-primary" href={Route::SignIn.href()} data-test="by-password">
                        { t!("gate.by_password") }
                    </a>
                }
                <button class="button" type="button" {onclick} data-test="ask-again">
                    <Icon name={IconName::Refresh} />
                    <span>{ t!("gate.again") }</span>
                </button>
            </div>
            <h3>{ t!("gate.meanwhile") }</h3>
            <ul class="way-in-places">
                <li><a href={Route::Calculator.href()}>{ t!("nav.calculator") }</a>{ t!("gate.calculator") }</li>
                <li><a href={Route::Templates.href()}>{ t!("nav.templates") }</a>{ t!("gate.drafts") }</li>
            </ul>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::{Reason, WayIn, WayInProps};
    use crate::{
        client::{ClientError, SignedOutWhy},
        components::rendered::rendered,
    };

    async fn way_in(reason: Reason) -> String {
        rendered::<WayIn>(WayInProps { reason }).await
    }

    #[tokio::test]
    async fn a_used_link_is_named_as_the_cause() {
        let html = way_in(Reason::SignedOut(SignedOutWhy::LinkInvalid)).await;
        assert!(html.contains("used before"), "{html}");
        assert!(html.contains("cargo xtask run"), "{html}");
    }

    #[tokio::test]
    async fn no_gateway_is_no_dead_end() {
        for error in [ClientError::Offline, ClientError::NotAGateway { status: 404 }] {
            let html = way_in(Reason::Offline(error)).await;
            assert!(html.contains("#/calculator") && html.contains("#/content/sms"), "{html}");
        }
    }
}
