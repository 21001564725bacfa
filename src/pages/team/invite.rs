//! Inviting somebody: address and role, and then the link, which is shown this once.

use crate::i18n::t;
use piecewise_api::{Invited, NewInvitation, Permission, Role};
use yew::prelude::*;

use super::{role_word, roles_to_give};
use crate::{
    client::{calls, use_doing, use_gateway},
    components::{CopyButton, ErrorNotice, Icon, IconName, SelectField, TextField},
    i18n,
    markup::html,
    pages::settings::is_address,
};

/// Props of [`Invite`].
#[derive(Properties, PartialEq)]
pub(super) struct InviteProps {
    /// There is another invitation.
    pub(super) on_change: Callback<()>,
}

/// The form, and the link of the last invitation.
#[component]
pub(super) fn Invite(props: &InviteProps) -> Html {
    let gateway = use_gateway();
    let email = use_state_eq(String::new);
    let role = use_state_eq(|| Role::Viewer);
    let is_missed = use_state_eq(|| false);
    let invited = use_state_eq(|| None::<Invited>);
    let doing = use_doing();
    let on_email = use_callback((email.setter(), doing.clone()), |typed, (email, doing)| {
        email.set(typed);
        doing.forget();
    });
    let on_role = use_callback(role.setter(), |name: String, role| {
        if let Some(chosen) = Role::from_name(&name) {
            role.set(chosen);
        }
    });
    let may_make_owners = gateway.permits(Permission::TeamManageOwners);
    let onsubmit = {
        let (email, role, is_missed) = (email.clone(), role.clone(), is_missed.clone());
        let (doing, invited, on_change) = (doing.clone(), invited.setter(), props.on_change.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_missed.set(true);
            if !is_address(&email) {
                return;
            }
            let answer = gateway.ask(calls::people::invite(&NewInvitation { email: email.trim().into(), role: *role }));
            let (email, is_missed) = (email.setter(), is_missed.setter());
            let (invited, on_change) = (invited.clone(), on_change.clone());
            doing.start(
                "invite somebody",
                Box::pin(async move {
                    invited.set(Some(answer.await?));
                    email.set(String::new());
                    is_missed.set(false);
                    on_change.emit(());
                    Ok(())
                }),
            );
        })
    };
    let error = (*is_missed && !is_address(&email)).then(|| AttrValue::from(t!("form.email")));
    html! {
        <form class="card stack" novalidate=true {onsubmit} aria-label={t!("team.invite_title")} data-test="invite-form">
            <div class="settings-fields">
                <TextField
                    id="invite-email"
                    kind="email"
                    label={t!("sign_in.email")}
                    value={(*email).clone()}
                    on_input={on_email}
                    {error}
                />
                <SelectField
                    id="invite-role"
                    label={t!("team.role")}
                    options={roles_to_give(may_make_owners)}
                    value={role.as_str()}
                    on_choose={on_role}
                />
            </div>
            <p class="muted small">{ i18n::text(&format!("role_about.{}", role.as_str())) }</p>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
            <div class="row">
                <button
                    class="button button-primary"
                    type="submit"
                    aria-disabled={doing.is_under_way().to_string()}
                    data-test="invite"
                >
                    { t!("team.invite") }
                </button>
            </div>
            if let Some(invited) = &*invited {
                { link(invited) }
            }
        </form>
    }
}

fn link(invited: &Invited) -> Html {
    let (email, role) = (&invited.invitation.email, role_word(invited.invitation.role));
    html! {
        <div class="notice notice-success" role="status" data-test="invited">
            <Icon name={IconName::Check} />
            <div class="notice-body">
                <p class="notice-title">{ t!("team.invited", email = email, role = role) }</p>
                <p>{ t!("team.link_once") }</p>
                <p class="row">
                    <code class="command" data-test="invitation-link">{ &invited.link }</code>
                    <CopyButton text={invited.link.clone()} label={t!("team.copy_link")} />
                </p>
            </div>
        </div>
    }
}
