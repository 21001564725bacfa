//! Invitations that wait for an answer, and inviting somebody.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Invitation;
use yew::prelude::*;

use super::{invite::Invite, role_word};
use crate::{
    client::{Loadable, calls, use_doing, use_gateway, use_resource},
    components::{ErrorNotice, TimeAgo, Waiting, use_clock},
    format,
    markup::html,
};

/// Props of [`Invitations`].
#[derive(Properties, PartialEq)]
pub(super) struct InvitationsProps {
    /// With every change the list is read again.
    pub(super) n_changes: u32,
    /// Something was changed.
    pub(super) on_change: Callback<()>,
    /// Whether the person may invite.
    pub(super) may_manage: bool,
}

/// The list, and above it the form.
#[component]
pub(super) fn Invitations(props: &InvitationsProps) -> Html {
    let gateway = use_gateway();
    let invitations =
        use_resource((), props.n_changes, |gateway, (), signal| gateway.ask(calls::people::invitations(signal)));
    let withdrawing = use_doing();
    let now_ms = use_clock(30_000);
    let on_withdraw = {
        let (withdrawing, on_change) = (withdrawing.clone(), props.on_change.clone());
        Callback::from(move |id: i64| {
            let answer = gateway.ask(calls::people::withdraw_invitation(id));
            let on_change = on_change.clone();
            withdrawing.start(
                "withdraw an invitation",
                Box::pin(async move {
                    let answer = answer.await.map(|_| ());
                    on_change.emit(());
                    answer
                }),
            );
        })
    };
    html! {
        <section class="stack" aria-labelledby="invitations">
            <div class="stack-tight">
                <h2 id="invitations">{ t!("team.invitations") }</h2>
                <p class="muted">{ t!("team.invitations_what") }</p>
            </div>
            if props.may_manage {
                <Invite on_change={props.on_change.clone()} />
            }
            if let Some(error) = withdrawing.refusal() {
                <ErrorNotice {error} />
            }
            {
                match invitations.value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(invitations.retry)} /> },
                    Loadable::Ready(list) if list.is_empty() => html! { <p class="muted">{ t!("team.no_invitations") }</p> },
                    Loadable::Ready(list) => table(&list, props.may_manage, &on_withdraw, now_ms),
                }
            }
        </section>
    }
}

fn table(list: &Rc<Vec<Invitation>>, may_manage: bool, on_withdraw: &Callback<i64>, now_ms: i64) -> Html {
    html! {
        <div class="data-frame">
            <table class="data" aria-labelledby="invitations">
                <thead>
                    <tr>
                        <th scope="col">{ t!("sign_in.email") }</th>
                        <th scope="col">{ t!("team.role") }</th>
                        <th scope="col">{ t!("team.invited_by") }</th>
                        <th scope="col">{ t!("team.expires") }</th>
                        if may_manage {
                            <th scope="col"><span class="visually-hidden">{ t!("team.actions") }</span></th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for invitation in list.iter() {
                        <tr key={invitation.id} data-test="invitation">
                            <th scope="row">{ &invitation.email }</th>
                            <td>{ role_word(invitation.role) }</td>
                            <td class="small">{ &invitation.invited_by }{ " · " }<TimeAgo at_ms={invitation.created_at_ms} {now_ms} /></td>
                            <td class="small" data-label={t!("team.expires")}>{ format::date_time(invitation.expires_at_ms) }</td>
                            if may_manage {
                                <td><div class="table-actions">{ withdraw(invitation, on_withdraw) }</div></td>
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn withdraw(invitation: &Invitation, on_withdraw: &Callback<i64>) -> Html {
    let id = invitation.id;
    let onclick = on_withdraw.reform(move |_: MouseEvent| id);
    html! {
        <button
            class="button button-small"
            type="button"
            aria-label={t!("team.withdraw_whose", email = invitation.email)}
            {onclick}
            data-test="withdraw"
        >
            { t!("team.withdraw") }
        </button>
    }
}
