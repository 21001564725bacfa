//! One pair of credentials: SMS_USER in sight, SMS_KEY behind a mask (R-057, R-058).

use crate::i18n::t;
use piecewise_api::SmsUser;
use yew::prelude::*;

use super::reveal::{KeyView, N_SECONDS_SHOWN, use_reveal};
use crate::{
    components::{CopyButton, ErrorNotice, Icon, IconName, TimeAgo, use_clock},
    markup::html,
};

/// What stands for a key that is not shown; its length says nothing of the key's.
const MASK: &str = "••••••••••••••••";

/// Props of [`Credentials`].
#[derive(Properties, PartialEq)]
pub(super) struct CredentialsProps {
    /// The pair, without its key.
    pub(super) user: SmsUser,
    /// The address to send to.
    pub(super) base_url: AttrValue,
}

/// Shows a pair of credentials.
#[component]
pub(super) fn Credentials(props: &CredentialsProps) -> Html {
    let user = &props.user;
    let now_ms = use_clock(30_000);
    html! {
        <section class="card stack" aria-label={user.sms_user.clone()} data-test="credentials">
            <h2>{ t!("integrations.credentials") }</h2>
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
                <dd><KeyField sms_user={user.sms_user.clone()} /></dd>
                <dt>{ t!("integrations.base_url") }</dt>
                <dd class="fact-row">
                    <code data-test="base-url">{ &props.base_url }</code>
                    <CopyButton
                        text={props.base_url.clone()}
                        label={t!("integrations.copy_what", what = t!("integrations.base_url"))}
                    />
                </dd>
                <dt>{ t!("integrations.key_age") }</dt>
                <dd><TimeAgo at_ms={user.key_created_at_ms} {now_ms} /></dd>
                <dt>{ t!("integrations.last_used") }</dt>
                <dd>
                    if let Some(at_ms) = user.last_used_at_ms {
                        <TimeAgo {at_ms} {now_ms} />
                    } else {
                        <span class="muted">{ t!("integrations.never_used") }</span>
                    }
                </dd>
            </dl>
        </section>
    }
}

/// Props of [`KeyField`].
#[derive(Properties, PartialEq)]
struct KeyFieldProps {
    /// Whose key.
    sms_user: AttrValue,
}

#[component]
fn KeyField(props: &KeyFieldProps) -> Html {
    let reveal = use_reveal(props.sms_user.clone());
    let show = reveal.show.reform(|_: MouseEvent| ());
    let hide = reveal.hide.reform(|_: MouseEvent| ());
    html! {
        <div class="stack-tight">
            <div class="fact-row">
                {
                    match &reveal.view {
                        KeyView::Shown { key, .. } => html! { <code data-test="sms-key">{ key.expose() }</code> },
                        KeyView::Masked | KeyView::Asking | KeyView::Refused(_) => html! {
                            <>
                                <code class="mask" aria-hidden="true" data-test="sms-key">{ MASK }</code>
                                <span class="visually-hidden">{ t!("integrations.key_hidden") }</span>
                            </>
                        },
                    }
                }
                {
                    match &reveal.view {
                        KeyView::Shown { key, .. } => html! {
                            <>
                                <CopyButton
                                    text={key.expose().to_owned()}
                                    label={t!("integrations.copy_what", what = "SMS_KEY")}
                                />
                                <button class="button button-quiet" type="button" onclick={hide} data-test="hide-key">
                                    <Icon name={IconName::EyeOff} />
                                    <span>{ t!("integrations.hide") }</span>
                                </button>
                            </>
                        },
                        KeyView::Masked | KeyView::Asking | KeyView::Refused(_) => html! {
                            <button class="button button-quiet" type="button" onclick={show} data-test="reveal-key">
                                <Icon name={IconName::Eye} />
                                <span>
                                    if reveal.view == KeyView::Asking {
                                        { t!("integrations.revealing") }
                                    } else {
                                        { t!("integrations.reveal") }
                                    }
                                </span>
                            </button>
                        },
                    }
                }
            </div>
            {
                match &reveal.view {
                    KeyView::Shown { n_seconds_left, .. } => html! {
                        <p class="field-help figure" data-test="key-countdown">
                            { t!("integrations.hides_in", n = n_seconds_left) }
                        </p>
                    },
                    KeyView::Refused(error) => html! { <ErrorNotice error={error.clone()} /> },
                    KeyView::Masked | KeyView::Asking => html! {
                        <p class="field-help">{ t!("integrations.reveal_help", n = N_SECONDS_SHOWN) }</p>
                    },
                }
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::SmsUser;

    use super::{Credentials, CredentialsProps, MASK};
    use crate::components::rendered::rendered;

    /// R-057, R-058.
    #[tokio::test]
    async fn the_user_is_in_sight_and_the_key_is_masked() {
        let user = SmsUser { sms_user: "sms_7f3a".into(), ..SmsUser::default() };
        let html = rendered::<Credentials>(CredentialsProps { user, base_url: "http://127.0.0.1:8080".into() }).await;
        assert!(html.contains(">sms_7f3a</code>"), "{html}");
        assert!(html.contains(MASK), "{html}");
        assert!(html.contains(r#"aria-label="Copy SMS_USER""#), "{html}");
    }
}
