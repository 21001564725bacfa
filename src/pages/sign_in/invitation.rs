//! Accepting an invitation: a name and a password, and one is in.

use crate::i18n::t;
use piecewise_api::{AcceptInvitation as Acceptance, ProblemKind};
use yew::prelude::*;

use crate::{
    client::{ClientError, calls, use_doing, use_gateway},
    components::{ErrorNotice, Icon, IconName, TextField},
    markup::html,
    pages::settings::password_fault,
    router::use_navigator,
    routes::Route,
};

/// Props of [`AcceptInvitation`].
#[derive(Properties, PartialEq)]
pub(super) struct AcceptInvitationProps {
    /// The token of the link.
    pub(super) token: AttrValue,
    /// It was accepted.
    pub(super) on_accepted: Callback<()>,
}

/// The form.
#[component]
pub(super) fn AcceptInvitation(props: &AcceptInvitationProps) -> Html {
    let gateway = use_gateway();
    let navigator = use_navigator();
    let name = use_state_eq(String::new);
    let password = use_state_eq(String::new);
    let is_missed = use_state_eq(|| false);
    let doing = use_doing();
    let on_name = use_callback(name.setter(), |typed, name| name.set(typed));
    let on_password = use_callback((password.setter(), doing.clone()), |typed, (password, doing)| {
        password.set(typed);
        doing.forget();
    });
    let onsubmit = {
        let (name, password, is_missed, doing) = (name.clone(), password.clone(), is_missed.clone(), doing.clone());
        let (token, on_accepted) = (props.token.clone(), props.on_accepted.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_missed.set(true);
            if name.trim().is_empty() || password_fault(&password, None).is_some() {
                return;
            }
            let given =
                Acceptance { token: token.to_string(), name: name.trim().into(), password: (*password).clone() };
            let signing_in = gateway.sign_in_by(calls::people::accept_invitation(&given));
            let (navigator, on_accepted) = (navigator.clone(), on_accepted.clone());
            doing.start(
                "accept an invitation",
                Box::pin(async move {
                    signing_in.await?;
                    on_accepted.emit(());
                    if let Some(navigator) = navigator {
                        navigator.push(&Route::Overview);
                    }
                    Ok(())
                }),
            );
        })
    };
    let refusal = doing.refusal();
    if refusal.as_ref().and_then(ClientError::kind) == Some(ProblemKind::TokenInvalid) {
        return invalid();
    }
    let name_error = (*is_missed && name.trim().is_empty()).then(|| AttrValue::from(t!("form.fill_in")));
    let password_error = if *is_missed { password_fault(&password, refusal.as_ref()) } else { None };
    html! {
        <form class="card stack form-narrow" novalidate=true {onsubmit} data-test="invitation-form">
            <p>{ t!("invitation.what") }</p>
            <TextField
                id="name"
                label={t!("settings.name")}
                help={Some(AttrValue::from(t!("invitation.name_help")))}
                value={(*name).clone()}
                on_input={on_name}
                error={name_error}
                autocomplete="name"
            />
            <TextField
                id="new-password"
                kind="password"
                label={t!("settings.new_password")}
                help={Some(AttrValue::from(t!("settings.password_rule")))}
                value={(*password).clone()}
                on_input={on_password}
                error={password_error}
                autocomplete="new-password"
            />
            if let Some(error) = refusal.filter(|error| error.field() != Some("password")) {
                <ErrorNotice {error} />
            }
            <div class="row">
                <button
                    class="button button-primary"
                    type="submit"
                    aria-disabled={doing.is_under_way().to_string()}
                    data-test="accept"
                >
                    { t!("invitation.accept") }
                </button>
            </div>
        </form>
    }
}

/// The link was used before, was withdrawn, or is too old.
fn invalid() -> Html {
    html! {
        <section class="card stack" role="alert" data-test="invitation-invalid">
            <h2 class="row"><Icon name={IconName::Error} />{ t!("invitation.invalid") }</h2>
            <p>{ t!("invitation.invalid_do") }</p>
        </section>
    }
}
