//! One pair of credentials: SMS_USER in sight, SMS_KEY behind a mask (R-057, R-058), and what can be done with it.

use crate::i18n::{plural, t};
use piecewise_api::{Permission, Regenerated, SmsUser};
use yew::prelude::*;

use super::{
    callers::Callers,
    key_check::{KeyCheckLine, PastedKey},
    label::Label,
    regenerate::Regenerate,
};
use crate::{
    client::{Doing, Gateway, calls, use_doing, use_gateway},
    components::{Confirm, CopyButton, ErrorNotice, Icon, IconName, Secret, SecretField, TimeAgo, use_clock},
    markup::html,
    routes::Route,
};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Props of [`Credentials`].
#[derive(Properties, PartialEq)]
pub(super) struct CredentialsProps {
    /// The pair, without its key.
    pub(super) user: SmsUser,
    /// After how many days a key should be replaced; 0: nobody is reminded.
    pub(super) reminder_days: u32,
    /// It was regenerated.
    pub(super) on_regenerated: Callback<Regenerated>,
}

/// Shows a pair of credentials.
#[component]
pub(super) fn Credentials(props: &CredentialsProps) -> Html {
    let user = &props.user;
    let gateway = use_gateway();
    let now_ms = use_clock(30_000);
    let may_reveal = gateway.permits(Permission::CredentialsReveal);
    let may_create = gateway.permits(Permission::CredentialsCreate);
    let may_regenerate = gateway.permits(Permission::CredentialsRegenerate);
    let name = user.label.clone().unwrap_or_else(|| user.sms_user.clone());
    let regenerated = user.regenerated_at_ms.zip(user.regenerated_by.clone().map(AttrValue::from));
    html! {
        <section class="card stack" aria-label={user.sms_user.clone()} data-test="credentials">
            <div class="row">
                <h2 class="credentials-name"><bdi>{ name }</bdi></h2>
                if user.is_disabled {
                    <span class="badge badge-failed" data-test="disabled">
                        <Icon name={IconName::Block} />
                        { t!("integrations.disabled") }
                    </span>
                }
            </div>
            if user.is_reminder_due {
                <Reminder user={user.clone()} reminder_days={props.reminder_days} may_put_off={may_create} {now_ms} />
            }
            <dl class="facts">
                <dt>{ "SMS_USER" }</dt>
                <dd class="fact-row">
                    <code data-test="sms-user">{ &user.sms_user }</code>
                    <CopyButton
                        text={user.sms_user.clone()}
                        label={t!("integrations.copy_what", what = "SMS_USER")}
                        test={Some(AttrValue::from("copy-sms-user"))}
                    />
                </dd>
                <dt>{ "SMS_KEY" }</dt>
                <dd><SecretField secret={Secret::SmsKey(user.sms_user.clone().into())} {may_reveal} /></dd>
                <dt>{ t!("integrations.label") }</dt>
                <dd>
                    <Label
                        sms_user={user.sms_user.clone()}
                        label={user.label.clone().unwrap_or_default()}
                        may_change={may_create}
                    />
                </dd>
                <dt>{ t!("integrations.key_age") }</dt>
                <dd>
                    <TimeAgo at_ms={user.key_created_at_ms} {now_ms} />
                    if let Some((_, by)) = &regenerated {
                        <span class="muted">{ " " }{ t!("integrations.by", name = by) }</span>
                    }
                </dd>
                <dt>{ t!("integrations.last_used") }</dt>
                <dd>
                    if let Some(at_ms) = user.last_used_at_ms {
                        <TimeAgo {at_ms} {now_ms} />
                    } else {
                        <span class="muted">{ t!("integrations.never_used") }</span>
                    }
                </dd>
                <dt>{ t!("key_check.title") }</dt>
                <dd>
                    <KeyCheckLine sms_user={user.sms_user.clone()} last={user.last_check} may_check={may_reveal} />
                </dd>
            </dl>
            if may_reveal {
                <PastedKey sms_user={user.sms_user.clone()} />
            }
            <Callers sms_user={user.sms_user.clone()} {regenerated} may_tick={may_create} />
            if may_regenerate {
                <div class="row">
                    <Regenerate sms_user={user.sms_user.clone()} on_regenerated={props.on_regenerated.clone()} />
                    <Disable user={user.clone()} />
                    <a
                        class="button button-quiet"
                        href={Route::Rotation { sms_user: user.sms_user.clone() }.href()}
                        data-test="to-rotation"
                    >
                        { t!("rotation.title") }
                    </a>
                </div>
            }
        </section>
    }
}

/// Props of [`Reminder`].
#[derive(Properties, PartialEq)]
struct ReminderProps {
    user: SmsUser,
    reminder_days: u32,
    may_put_off: bool,
    now_ms: i64,
}

/// The key is old: what to do, or not for a week (R-071).
#[component]
fn Reminder(props: &ReminderProps) -> Html {
    let gateway = use_gateway();
    let doing = use_doing();
    let n_days = props.now_ms.saturating_sub(props.user.key_created_at_ms).max(0) / DAY_MS;
    let onclick = {
        let (doing, sms_user) = (doing.clone(), props.user.sms_user.clone());
        Callback::from(move |_: MouseEvent| {
            let gateway = gateway.clone();
            let call = calls::credentials::put_reminder_off(&sms_user);
            let work = async move {
                gateway.ask(call).await?;
                gateway.read_service();
                Ok(())
            };
            doing.start("put a reminder off", Box::pin(work));
        })
    };
    html! {
        <div class="notice notice-warning" role="status" data-test="key-reminder">
            <Icon name={IconName::Clock} />
            <div class="notice-body">
                <p class="notice-title">{ plural("reminder.age", n_days.unsigned_abs()) }</p>
                <p>{ plural("reminder.why", props.reminder_days.into()) }</p>
                <div class="notice-actions">
                    <a class="button" href={Route::Rotation { sms_user: props.user.sms_user.clone() }.href()}>
                        { t!("rotation.title") }
                    </a>
                    if props.may_put_off {
                        <button class="button button-quiet" type="button" {onclick} data-test="put-off">
                            { t!("reminder.put_off") }
                        </button>
                    }
                </div>
                if let Some(error) = doing.refusal() {
                    <ErrorNotice {error} />
                }
            </div>
        </div>
    }
}

/// Props of [`Disable`].
#[derive(Properties, PartialEq)]
pub(super) struct DisableProps {
    /// The pair.
    pub(super) user: SmsUser,
}

/// Takes a pair's force away after a question, or gives it back at once.
#[component]
pub(super) fn Disable(props: &DisableProps) -> Html {
    let gateway = use_gateway();
    let is_asked = use_state_eq(|| false);
    let doing = use_doing();
    let sms_user = &props.user.sms_user;
    let ask = {
        let (is_asked, doing) = (is_asked.setter(), doing.clone());
        Callback::from(move |_: MouseEvent| {
            doing.forget();
            is_asked.set(true);
        })
    };
    let on_close = use_callback(is_asked.setter(), |(), set| set.set(false));
    let disable = {
        let (gateway, doing, sms_user, on_close) = (gateway.clone(), doing.clone(), sms_user.clone(), on_close.clone());
        Callback::from(move |()| set_disabled(&gateway, &doing, &sms_user, true, on_close.clone()))
    };
    let enable = {
        let (gateway, doing, sms_user) = (gateway.clone(), doing.clone(), sms_user.clone());
        Callback::from(move |_: MouseEvent| set_disabled(&gateway, &doing, &sms_user, false, Callback::noop()))
    };
    if props.user.is_disabled {
        return html! {
            <>
                <button class="button" type="button" onclick={enable} data-test="enable">{ t!("integrations.enable") }</button>
                if let Some(error) = doing.refusal() {
                    <ErrorNotice {error} />
                }
            </>
        };
    }
    html! {
        <>
            <button class="button" type="button" onclick={ask} data-test="disable">{ t!("integrations.disable") }</button>
            <Confirm
                is_open={*is_asked}
                title={t!("integrations.disable_title", name = sms_user)}
                action={t!("integrations.disable")}
                doing={doing.clone()}
                on_confirm={disable}
                {on_close}
            >
                <p>{ t!("integrations.disable_what") }</p>
            </Confirm>
        </>
    }
}

fn set_disabled(gateway: &Gateway, doing: &Doing, sms_user: &str, is_disabled: bool, on_done: Callback<()>) {
    let gateway = gateway.clone();
    let call = calls::credentials::set_disabled(sms_user, is_disabled);
    let work = async move {
        gateway.ask(call).await?;
        gateway.read_service();
        on_done.emit(());
        Ok(())
    };
    doing.start("disable or enable an SMS_USER", Box::pin(work));
}

#[cfg(test)]
mod tests {
    use piecewise_api::SmsUser;
    use yew::Callback;

    use super::{Credentials, CredentialsProps};
    use crate::components::rendered::rendered;

    /// R-057, R-058, R-068: without a session nobody may do anything, and the SMS_USER is in sight all the same.
    #[tokio::test]
    async fn the_user_is_in_sight_and_nothing_else_is_offered() {
        let user = SmsUser { sms_user: "sms_7f3a".into(), ..SmsUser::default() };
        let props = CredentialsProps { user, reminder_days: 90, on_regenerated: Callback::noop() };
        let html = rendered::<Credentials>(props).await;
        assert!(html.contains(">sms_7f3a</code>"), "{html}");
        assert!(html.contains(r#"aria-label="Copy SMS_USER""#), "{html}");
        for control in ["reveal-key", "regenerate", "disable", "check-key", "edit-label"] {
            assert!(!html.contains(&format!("data-test=\"{control}")), "{control} in {html}");
        }
    }
}
