//! What people say of themselves: their name, and the address that they sign in with.

use crate::i18n::t;
use piecewise_api::Profile;
use yew::prelude::*;

use crate::{
    client::{Action, calls, use_doing, use_gateway},
    components::{ErrorNotice, TextField},
    markup::html,
};

/// Props of [`ProfileCard`].
#[derive(Properties, PartialEq)]
pub(super) struct ProfileCardProps {
    /// The name that is known.
    pub(super) name: AttrValue,
    /// The address that is known; empty where there is none.
    pub(super) email: AttrValue,
}

/// Name and address.
#[component]
pub(super) fn ProfileCard(props: &ProfileCardProps) -> Html {
    let gateway = use_gateway();
    let name = use_state_eq(|| props.name.to_string());
    let email = use_state_eq(|| props.email.to_string());
    let is_missed = use_state_eq(|| false);
    let is_saved = use_state_eq(|| false);
    let doing = use_doing();
    let on_name = use_callback((name.setter(), is_saved.setter()), |typed, (name, is_saved)| {
        name.set(typed);
        is_saved.set(false);
    });
    let on_email = use_callback((email.setter(), is_saved.setter()), |typed, (email, is_saved)| {
        email.set(typed);
        is_saved.set(false);
    });
    let onsubmit = {
        let (name, email, is_missed) = (name.clone(), email.clone(), is_missed.clone());
        let (doing, is_saved) = (doing.clone(), is_saved.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_missed.set(true);
            is_saved.set(false);
            if name.trim().is_empty() || !is_address(&email) {
                return;
            }
            let profile = Profile { name: name.trim().into(), email: email.trim().into() };
            let changing = gateway.ask(calls::people::change_profile(&profile));
            let (gateway, is_saved) = (gateway.clone(), is_saved.clone());
            doing.start(
                "change the profile",
                Box::pin(async move {
                    gateway.dispatch(Action::SignedIn(changing.await?));
                    is_saved.set(true);
                    Ok(())
                }),
            );
        })
    };
    let name_error = (*is_missed && name.trim().is_empty()).then(|| AttrValue::from(t!("form.fill_in")));
    let email_error = (*is_missed && !is_address(&email)).then(|| AttrValue::from(t!("form.email")));
    html! {
        <form class="card stack" novalidate=true {onsubmit} aria-labelledby="profile" data-test="profile">
            <h2 id="profile">{ t!("settings.profile") }</h2>
            <div class="settings-fields">
                <TextField
                    id="profile-name"
                    label={t!("settings.name")}
                    value={(*name).clone()}
                    on_input={on_name}
                    error={name_error}
                    autocomplete="name"
                />
                <TextField
                    id="profile-email"
                    kind="email"
                    label={t!("sign_in.email")}
                    value={(*email).clone()}
                    on_input={on_email}
                    error={email_error}
                    autocomplete="email"
                />
            </div>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
            <div class="row">
                <button class="button button-primary" type="submit" aria-disabled={doing.is_under_way().to_string()} data-test="save-profile">
                    { t!("form.save") }
                </button>
                <span role="status">{ is_saved.then(|| t!("form.saved")) }</span>
            </div>
        </form>
    }
}

/// Whether something can be an e-mail address: one sign in the middle, and no spaces. The gateway decides.
pub(in crate::pages) fn is_address(text: &str) -> bool {
    let text = text.trim();
    text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
        && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_has_a_name_and_a_host() {
        assert!(is_address(" ada@example.com "));
        for wrong in ["", "ada", "ada@", "@example.com", "ada@example", "a da@example.com", "a@b@c.de"] {
            assert!(!is_address(wrong), "{wrong}");
        }
    }
}
