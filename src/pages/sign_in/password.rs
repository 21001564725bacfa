//! Signing in with e-mail address and password. What is wrong is said in the same words whichever of both it is.

use crate::i18n::t;
use piecewise_api::PasswordSignIn;
use yew::prelude::*;

use crate::{
    client::{calls, use_doing, use_gateway},
    components::{ErrorNotice, TextField},
    markup::html,
    router::use_navigator,
    routes::Route,
};

/// The form.
#[component]
pub(super) fn PasswordForm() -> Html {
    let gateway = use_gateway();
    let navigator = use_navigator();
    let email = use_state_eq(String::new);
    let password = use_state_eq(String::new);
    let is_missed = use_state_eq(|| false);
    let doing = use_doing();
    let on_email = use_callback((email.setter(), doing.clone()), |typed, (email, doing)| {
        email.set(typed);
        doing.forget();
    });
    let on_password = use_callback((password.setter(), doing.clone()), |typed, (password, doing)| {
        password.set(typed);
        doing.forget();
    });
    let onsubmit = {
        let (email, password, is_missed, doing) = (email.clone(), password.clone(), is_missed.clone(), doing.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_missed.set(true);
            if email.trim().is_empty() || password.is_empty() {
                return;
            }
            let given = PasswordSignIn { email: email.trim().into(), password: (*password).clone() };
            let signing_in = gateway.sign_in_by(calls::people::sign_in_with_password(&given));
            let navigator = navigator.clone();
            doing.start(
                "sign in with a password",
                Box::pin(async move {
                    signing_in.await?;
                    if let Some(navigator) = navigator {
                        navigator.push(&Route::Overview);
                    }
                    Ok(())
                }),
            );
        })
    };
    let missing = |value: &str| (*is_missed && value.trim().is_empty()).then(|| AttrValue::from(t!("form.fill_in")));
    html! {
        <form class="card stack" novalidate=true {onsubmit} aria-labelledby="with-password" data-test="password-form">
            <h2 id="with-password">{ t!("sign_in.with_password") }</h2>
            <TextField
                id="email"
                kind="email"
                label={t!("sign_in.email")}
                value={(*email).clone()}
                on_input={on_email}
                error={missing(&email)}
                autocomplete="username"
            />
            <TextField
                id="password"
                kind="password"
                label={t!("sign_in.password")}
                value={(*password).clone()}
                on_input={on_password}
                error={missing(&password)}
                autocomplete="current-password"
            />
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
            <div class="row">
                <button
                    class="button button-primary"
                    type="submit"
                    aria-disabled={doing.is_under_way().to_string()}
                    data-test="sign-in"
                >
                    { t!("sign_in.in") }
                </button>
            </div>
            <p class="muted small">{ t!("sign_in.forgotten") }</p>
        </form>
    }
}
