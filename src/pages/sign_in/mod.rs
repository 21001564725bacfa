//! Signing in with a password, a printed link or an invitation, and out again.

mod invitation;
mod password;

use crate::i18n::t;
use yew::prelude::*;

use self::{invitation::AcceptInvitation, password::PasswordForm};
use crate::{
    client::{Doing, Gateway, SessionState, SignedOutWhy, use_doing, use_gateway},
    components::{ErrorNotice, PageHead, Reason, Waiting, WayIn},
    invitation as invited,
    markup::html,
    routes::Route,
};

/// The page.
#[component]
pub fn SignInPage() -> Html {
    let gateway = use_gateway();
    let token = use_state_eq(invited::token);
    let on_accepted = use_callback(token.setter(), |(), token| {
        invited::forget();
        token.set(None);
    });
    let title = if token.is_some() { t!("invitation.title") } else { t!("title.sign_in") };
    let sentence = if token.is_some() { t!("invitation.sentence") } else { t!("sign_in.sentence") };
    html! {
        <>
            <PageHead {title} sentence={Some(AttrValue::from(sentence))} />
            {
                match (&gateway.session, &*token) {
                    (SessionState::Unknown, _) => html! { <Waiting /> },
                    (SessionState::Offline(error), _) => html! { <WayIn reason={Reason::Offline(error.clone())} /> },
                    (SessionState::SignedIn(session), Some(_)) => html! {
                        <SignedIn name={session.name.clone()} is_invited=true />
                    },
                    (SessionState::SignedIn(session), None) => html! {
                        <SignedIn name={session.name.clone()} is_invited=false />
                    },
                    (SessionState::SignedOut(_), Some(token)) => html! {
                        <AcceptInvitation token={token.clone()} {on_accepted} />
                    },
                    (SessionState::SignedOut(why), None) => ways_in(*why),
                }
            }
        </>
    }
}

/// Both ways in, beside each other.
fn ways_in(why: SignedOutWhy) -> Html {
    html! {
        <div class="sign-in">
            <PasswordForm />
            <WayIn reason={Reason::SignedOut(why)} />
        </div>
    }
}

/// Props of [`SignedIn`].
#[derive(Properties, PartialEq)]
struct SignedInProps {
    /// Who is signed in.
    name: AttrValue,
    /// Whether there is an invitation, which is for somebody else.
    is_invited: bool,
}

#[component]
fn SignedIn(props: &SignedInProps) -> Html {
    let gateway = use_gateway();
    let doing = use_doing();
    let onclick = use_callback((gateway, doing.clone()), |_: MouseEvent, (gateway, doing)| sign_out(gateway, doing));
    html! {
        <section class="card stack" data-test="signed-in">
            <h2>{ t!("sign_in.as", name = props.name) }</h2>
            if props.is_invited {
                <p>{ t!("invitation.sign_out_first") }</p>
            } else {
                <p>{ t!("sign_in.nothing_to_do") }</p>
            }
            <div class="row">
                if !props.is_invited {
                    <a class="button button-primary" href={Route::Overview.href()}>{ t!("sign_in.to_overview") }</a>
                }
                <button class="button" type="button" {onclick} data-test="sign-out">{ t!("sign_in.out") }</button>
            </div>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
        </section>
    }
}

fn sign_out(gateway: &Gateway, doing: &Doing) {
    let gateway = gateway.clone();
    doing.start("sign out", Box::pin(async move { gateway.sign_out().await }));
}
