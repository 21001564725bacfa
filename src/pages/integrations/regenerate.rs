//! Replacing a key, or an SMS_USER with its key: the consequences named, the SMS_USER typed (R-053, R-059 … R-064).

use crate::i18n::{plural, t};
use piecewise_api::{Consequences, Regenerated};
use yew::prelude::*;

use super::callers::network_words;
use crate::{
    client::{
        Doing, Gateway, IdempotencyKey, Loadable, calls, calls::credentials::Replaced, use_doing, use_gateway,
        use_resource,
    },
    components::{Confirm, ErrorNotice, Waiting},
    markup::html,
};

/// Props of [`Regenerate`].
#[derive(Properties, PartialEq)]
pub(super) struct RegenerateProps {
    /// The SMS_USER.
    pub(super) sms_user: AttrValue,
    /// It was done.
    pub(super) on_regenerated: Callback<Regenerated>,
}

/// The two buttons, and the question of each.
#[component]
pub(super) fn Regenerate(props: &RegenerateProps) -> Html {
    let gateway = use_gateway();
    // One key serves a whole question: a repeat of the answer replaces nothing a second time.
    let asked = use_state_eq(|| None::<(Replaced, IdempotencyKey)>);
    let doing = use_doing();
    let ask = |replaced: Replaced| {
        let (asked, doing) = (asked.setter(), doing.clone());
        Callback::from(move |_: MouseEvent| {
            doing.forget();
            asked.set(Some((replaced, IdempotencyKey::random())));
        })
    };
    let on_close = use_callback(asked.setter(), |(), set| set.set(None));
    let on_confirm = {
        let (asked, doing, sms_user) = (asked.clone(), doing.clone(), props.sms_user.clone());
        let on_done = {
            let (on_close, on_regenerated) = (on_close.clone(), props.on_regenerated.clone());
            Callback::from(move |regenerated| {
                on_close.emit(());
                on_regenerated.emit(regenerated);
            })
        };
        Callback::from(move |()| {
            if let Some((replaced, key)) = &*asked {
                regenerate(&gateway, &doing, &sms_user, *replaced, key, on_done.clone());
            }
        })
    };
    let replaces_user = matches!(&*asked, Some((Replaced::UserAndKey, _)));
    let (title, action, what) = if replaces_user {
        ("regenerate.user_title", "regenerate.user", "regenerate.user_what")
    } else {
        ("regenerate.key_title", "regenerate.key", "regenerate.key_what")
    };
    html! {
        <>
            <button class="button" type="button" onclick={ask(Replaced::Key)} data-test="regenerate-key">
                { t!("regenerate.key") }
            </button>
            <button class="button" type="button" onclick={ask(Replaced::UserAndKey)} data-test="regenerate-user">
                { t!("regenerate.user") }
            </button>
            <Confirm
                is_open={asked.is_some()}
                title={t!(title, name = props.sms_user)}
                action={t!(action)}
                {doing}
                {on_confirm}
                {on_close}
                typed={Some(props.sms_user.clone())}
            >
                <p><strong>{ t!("regenerate.at_once") }</strong>{ " " }{ t!(what) }</p>
                <ul class="bullets">
                    <li>{ t!("regenerate.no_grace") }</li>
                    <li>{ t!("regenerate.update_all") }</li>
                    <li>{ t!("regenerate.not_charged") }</li>
                </ul>
                <Follows sms_user={props.sms_user.clone()} />
            </Confirm>
        </>
    }
}

fn regenerate(
    gateway: &Gateway,
    doing: &Doing,
    sms_user: &str,
    replaced: Replaced,
    key: &IdempotencyKey,
    on_done: Callback<Regenerated>,
) {
    let gateway = gateway.clone();
    let call = calls::credentials::regenerate(sms_user, replaced, key);
    let work = async move {
        let regenerated = gateway.ask(call).await?;
        gateway.read_service();
        on_done.emit(regenerated);
        Ok(())
    };
    doing.start("regenerate credentials", Box::pin(work));
}

/// Props of [`Follows`].
#[derive(Properties, PartialEq)]
struct FollowsProps {
    sms_user: AttrValue,
}

/// Whom it concerns now.
#[component]
fn Follows(props: &FollowsProps) -> Html {
    let consequences = use_resource(props.sms_user.clone(), (), |gateway, sms_user, signal| {
        gateway.ask(calls::credentials::consequences(sms_user, signal))
    });
    match consequences.value {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(consequences.retry)} /> },
        Loadable::Ready(consequences) => html! {
            <div class="stack-tight" data-test="consequences">{ named(&consequences) }</div>
        },
    }
}

/// Callers, campaigns and messages on their way, by name.
pub(super) fn named(consequences: &Consequences) -> Html {
    html! {
        <>
            if consequences.callers.is_empty() {
                <p>{ t!("regenerate.no_callers") }</p>
            } else {
                <p>{ plural("regenerate.callers", consequences.callers.len() as u64) }</p>
                <ul class="bullets">
                    for caller in &consequences.callers {
                        <li key={format!("{} {}", caller.network, caller.client)}>
                            <bdi>{ &caller.client }</bdi>
                            <span class="muted">{ " " }{ t!("regenerate.from", network = network_words(&caller.network)) }</span>
                        </li>
                    }
                </ul>
            }
            if !consequences.campaigns.is_empty() {
                <p>{ plural("regenerate.campaigns", consequences.campaigns.len() as u64) }</p>
                <ul class="bullets">
                    for campaign in &consequences.campaigns {
                        <li key={campaign.id}><bdi>{ &campaign.name }</bdi></li>
                    }
                </ul>
            }
            if consequences.n_pending_messages > 0 {
                <p>{ plural("regenerate.pending", consequences.n_pending_messages) }</p>
            }
        </>
    }
}
