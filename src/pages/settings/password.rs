//! Setting or changing one's password, which ends one's other sessions.

use crate::i18n::t;
use piecewise_api::NewPassword;
use yew::prelude::*;

use crate::{
    client::{Action, ClientError, calls, use_doing, use_gateway},
    components::{ErrorNotice, TextField},
    markup::html,
};

/// Characters of a password.
const N_CHARS: std::ops::RangeInclusive<usize> = 12..=128;

/// What is wrong with a new password, as far as this page or the gateway's last answer can tell.
pub(in crate::pages) fn password_fault(password: &str, refusal: Option<&ClientError>) -> Option<AttrValue> {
    if password.is_empty() {
        return Some(t!("form.fill_in").into());
    }
    if !N_CHARS.contains(&password.chars().count()) {
        return Some(t!("settings.password_rule").into());
    }
    let is_refused = refusal.and_then(ClientError::field) == Some("password");
    is_refused.then(|| t!("settings.password_is_email").into())
}

/// Props of [`PasswordCard`].
#[derive(Properties, PartialEq)]
pub(super) struct PasswordCardProps {
    /// Whether there is one already.
    pub(super) has_password: bool,
    /// Whether there is an address to sign in with.
    pub(super) has_email: bool,
}

/// The form.
#[component]
pub(super) fn PasswordCard(props: &PasswordCardProps) -> Html {
    let gateway = use_gateway();
    let current = use_state_eq(String::new);
    let password = use_state_eq(String::new);
    let is_missed = use_state_eq(|| false);
    let is_saved = use_state_eq(|| false);
    let doing = use_doing();
    let on_current = use_callback((current.setter(), doing.clone()), |typed, (current, doing)| {
        current.set(typed);
        doing.forget();
    });
    let on_password =
        use_callback((password.setter(), doing.clone(), is_saved.setter()), |typed, (password, doing, is_saved)| {
            password.set(typed);
            is_saved.set(false);
            doing.forget();
        });
    let has_password = props.has_password;
    let onsubmit = {
        let (current, password, is_missed) = (current.clone(), password.clone(), is_missed.clone());
        let (doing, is_saved) = (doing.clone(), is_saved.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_missed.set(true);
            if has_password && current.is_empty() || password_fault(&password, None).is_some() {
                return;
            }
            let given =
                NewPassword { current: has_password.then(|| (*current).clone()), password: (*password).clone() };
            let changing = gateway.ask(calls::people::change_password(&given));
            let (current, password) = (current.setter(), password.setter());
            let (gateway, is_missed, is_saved) = (gateway.clone(), is_missed.setter(), is_saved.clone());
            doing.start(
                "change the password",
                Box::pin(async move {
                    changing.await?;
                    current.set(String::new());
                    password.set(String::new());
                    is_missed.set(false);
                    is_saved.set(true);
                    if let Some(mut session) = gateway.session().cloned() {
                        session.has_password = true;
                        gateway.dispatch(Action::SignedIn(session));
                    }
                    Ok(())
                }),
            );
        })
    };
    let refusal = doing.refusal();
    let field = refusal.as_ref().and_then(ClientError::field);
    let current_error = if *is_missed && current.is_empty() {
        Some(AttrValue::from(t!("form.fill_in")))
    } else {
        (field == Some("current")).then(|| AttrValue::from(t!("settings.current_wrong")))
    };
    let password_error = if *is_missed { password_fault(&password, refusal.as_ref()) } else { None };
    let is_said = matches!(field, Some("current" | "password"));
    html! {
        <form class="card stack" novalidate=true {onsubmit} aria-labelledby="own-password" data-test="own-password">
            <h2 id="own-password">{ if has_password { t!("settings.change_password") } else { t!("settings.set_password") } }</h2>
            if !props.has_email {
                <p class="muted">{ t!("settings.email_first") }</p>
            } else {
                <div class="settings-fields">
                    if has_password {
                        <TextField
                            id="current-password"
                            kind="password"
                            label={t!("settings.current_password")}
                            value={(*current).clone()}
                            on_input={on_current}
                            error={current_error}
                            autocomplete="current-password"
                        />
                    }
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
                </div>
                if let Some(error) = refusal.filter(|_| !is_said) {
                    <ErrorNotice {error} />
                }
                <div class="row">
                    <button class="button button-primary" type="submit" aria-disabled={doing.is_under_way().to_string()} data-test="save-password">
                        { if has_password { t!("settings.change_password") } else { t!("settings.set_password") } }
                    </button>
                    <span role="status">{ is_saved.then(|| t!("settings.password_saved")) }</span>
                </div>
            }
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::password_fault;

    #[test]
    fn a_password_is_counted_in_characters() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        assert!(password_fault("正确的马电池订书钉一二三", None).is_none());
        assert!(password_fault("too short", None).is_some());
        assert!(password_fault(&"a".repeat(129), None).is_some());
    }
}
