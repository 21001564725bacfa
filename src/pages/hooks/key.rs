//! The APP KEY that events are signed with: revealed on request, replaced after a question.

use crate::i18n::t;
use piecewise_api::Permission;
use yew::prelude::*;

use crate::{
    client::{calls, use_doing, use_gateway},
    components::{Confirm, Secret, SecretField, TimeAgo, use_clock},
    markup::html,
};

/// Props of [`AppKey`].
#[derive(Properties, PartialEq)]
pub(super) struct AppKeyProps {
    /// When it was made; none before it is first asked for.
    pub(super) created_at_ms: Option<i64>,
    /// It was replaced.
    pub(super) on_change: Callback<()>,
}

/// The key and what it is for.
#[component]
pub(super) fn AppKey(props: &AppKeyProps) -> Html {
    let gateway = use_gateway();
    let now_ms = use_clock(30_000);
    let is_asked = use_state_eq(|| false);
    let n_rotations = use_state_eq(|| 0_u32);
    let doing = use_doing();
    let ask = {
        let (is_asked, doing) = (is_asked.setter(), doing.clone());
        Callback::from(move |_: MouseEvent| {
            doing.forget();
            is_asked.set(true);
        })
    };
    let on_close = use_callback(is_asked.setter(), |(), set| set.set(false));
    let on_confirm = {
        let (gateway, doing, on_close) = (gateway.clone(), doing.clone(), on_close.clone());
        let (on_change, n_rotations) = (props.on_change.clone(), n_rotations.clone());
        Callback::from(move |()| {
            let (gateway, on_close, on_change) = (gateway.clone(), on_close.clone(), on_change.clone());
            let n_rotations = n_rotations.clone();
            let work = async move {
                gateway.ask(calls::hooks::rotate_key()).await?;
                on_close.emit(());
                on_change.emit(());
                n_rotations.set(*n_rotations + 1);
                Ok(())
            };
            doing.start("replace the APP KEY", Box::pin(work));
        })
    };
    let may_reveal = gateway.permits(Permission::CredentialsReveal);
    html! {
        <section class="card stack" aria-labelledby="app-key" data-test="app-key">
            <div class="stack-tight">
                <h2 id="app-key">{ "APP KEY" }</h2>
                <p class="muted">{ t!("hooks.key_what") }</p>
            </div>
            <dl class="facts">
                <dt>{ "APP KEY" }</dt>
                // Another key is another field: the one before is not in sight any more.
                <dd><SecretField key={*n_rotations} secret={Secret::AppKey} {may_reveal} /></dd>
                if let Some(at_ms) = props.created_at_ms {
                    <dt>{ t!("integrations.key_age") }</dt>
                    <dd><TimeAgo {at_ms} {now_ms} /></dd>
                }
            </dl>
            if gateway.permits(Permission::CredentialsRegenerate) && props.created_at_ms.is_some() {
                <div class="row">
                    <button class="button" type="button" onclick={ask} data-test="rotate-key">{ t!("hooks.rotate") }</button>
                </div>
                <Confirm
                    is_open={*is_asked}
                    title={t!("hooks.rotate_title")}
                    action={t!("hooks.rotate")}
                    {doing}
                    {on_confirm}
                    {on_close}
                >
                    <p>{ t!("hooks.rotate_what") }</p>
                </Confirm>
            }
        </section>
    }
}
