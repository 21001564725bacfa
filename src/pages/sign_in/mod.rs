//! Signing in with the printed link, and out again.

use crate::i18n::t;
use yew::prelude::*;

use crate::{
    client::{ClientError, Gateway, SessionState, spawn_logged, use_gateway},
    components::{ErrorNotice, PageHead, Reason, Waiting, WayIn},
    markup::html,
    routes::Route,
};

/// The page.
#[component]
pub fn SignInPage() -> Html {
    let gateway = use_gateway();
    html! {
        <>
            <PageHead title={t!("title.sign_in")} sentence={Some(AttrValue::from(t!("sign_in.sentence")))} />
            {
                match &gateway.session {
                    SessionState::Unknown => html! { <Waiting /> },
                    SessionState::SignedOut(why) => html! { <WayIn reason={Reason::SignedOut(*why)} /> },
                    SessionState::Offline(error) => html! { <WayIn reason={Reason::Offline(error.clone())} /> },
                    SessionState::SignedIn(session) => html! { <SignedIn name={session.name.clone()} /> },
                }
            }
        </>
    }
}

/// Props of [`SignedIn`].
#[derive(Properties, PartialEq)]
struct SignedInProps {
    /// Who is signed in.
    name: AttrValue,
}

#[component]
fn SignedIn(props: &SignedInProps) -> Html {
    let gateway = use_gateway();
    let refused = use_state_eq(|| None::<ClientError>);
    let onclick = use_callback((gateway, refused.setter()), |_: MouseEvent, (gateway, set_refused)| {
        sign_out(gateway.clone(), set_refused.clone());
    });
    html! {
        <section class="card stack" data-test="signed-in">
            <h2>{ t!("sign_in.as", name = props.name) }</h2>
            <p>{ t!("sign_in.nothing_to_do") }</p>
            <div class="row">
                <a class="button button-primary" href={Route::Overview.href()}>{ t!("sign_in.to_overview") }</a>
                <button class="button" type="button" {onclick} data-test="sign-out">{ t!("sign_in.out") }</button>
            </div>
            if let Some(error) = &*refused {
                <ErrorNotice error={error.clone()} />
            }
        </section>
    }
}

fn sign_out(gateway: Gateway, set_refused: UseStateSetter<Option<ClientError>>) {
    spawn_logged("sign out", async move {
        set_refused.set(gateway.sign_out().await.err());
    });
}
