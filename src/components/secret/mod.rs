//! A key behind a mask of a fixed length: fetched and shown only when a person asks, and for 30 seconds.

mod reveal;

use crate::i18n::t;
use yew::prelude::*;

use self::reveal::{KeyView, N_SECONDS_SHOWN, use_reveal};
use super::{CopyButton, ErrorNotice, Icon, IconName};
use crate::markup::html;

/// What stands for a key that is not shown; its length says nothing of the key's.
const MASK: &str = "••••••••••••••••";

/// Whose key.
#[derive(Debug, Clone, PartialEq)]
pub enum Secret {
    /// The SMS_KEY of this SMS_USER.
    SmsKey(AttrValue),
    /// The APP KEY that events are signed with.
    AppKey,
}

impl Secret {
    /// What it is called.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::SmsKey(_) => "SMS_KEY",
            Self::AppKey => "APP KEY",
        }
    }
}

/// Props of [`SecretField`].
#[derive(Properties, PartialEq)]
pub struct SecretFieldProps {
    /// Whose key.
    pub secret: Secret,
    /// Whether the person may see it.
    pub may_reveal: bool,
}

/// A mask, and a button that shows the key for a while.
#[component]
pub fn SecretField(props: &SecretFieldProps) -> Html {
    let name = props.secret.name();
    let reveal = use_reveal(props.secret.clone());
    let show = reveal.show.reform(|_: MouseEvent| ());
    let hide = reveal.hide.reform(|_: MouseEvent| ());
    let shown = match &reveal.view {
        KeyView::Shown { key, .. } => Some(key.expose().to_owned()),
        KeyView::Masked | KeyView::Asking | KeyView::Refused(_) => None,
    };
    html! {
        <div class="stack-tight">
            <div class="fact-row">
                if let Some(key) = &shown {
                    <code data-test="sms-key">{ key.clone() }</code>
                    <CopyButton text={key.clone()} label={t!("integrations.copy_what", what = name)} />
                    <button class="button button-quiet" type="button" onclick={hide} data-test="hide-key">
                        <Icon name={IconName::EyeOff} />
                        <span>{ t!("secret.hide") }</span>
                    </button>
                } else {
                    <code class="mask" aria-hidden="true" data-test="sms-key">{ MASK }</code>
                    <span class="visually-hidden">{ t!("secret.hidden") }</span>
                    if props.may_reveal {
                        <button class="button button-quiet" type="button" onclick={show} data-test="reveal-key">
                            <Icon name={IconName::Eye} />
                            <span>
                                if reveal.view == KeyView::Asking {
                                    { t!("secret.asking") }
                                } else {
                                    { t!("secret.reveal", name = name) }
                                }
                            </span>
                        </button>
                    }
                }
            </div>
            {
                match &reveal.view {
                    KeyView::Shown { n_seconds_left, .. } => html! {
                        <p class="field-help figure" data-test="key-countdown">{ t!("secret.hides_in", n = n_seconds_left) }</p>
                    },
                    KeyView::Refused(error) => html! { <ErrorNotice error={error.clone()} /> },
                    KeyView::Masked | KeyView::Asking if props.may_reveal => html! {
                        <p class="field-help">{ t!("secret.help", n = N_SECONDS_SHOWN) }</p>
                    },
                    KeyView::Masked | KeyView::Asking => html! { <p class="field-help">{ t!("secret.may_not") }</p> },
                }
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::{MASK, Secret, SecretField, SecretFieldProps};
    use crate::components::rendered::rendered;

    ///
    #[tokio::test]
    async fn a_key_is_masked_and_only_some_may_reveal_it() {
        let field = async |may_reveal| {
            rendered::<SecretField>(SecretFieldProps { secret: Secret::SmsKey("sms_7f3a".into()), may_reveal }).await
        };
        let html = field(true).await;
        assert!(html.contains(MASK) && html.contains("Reveal SMS_KEY"), "{html}");
        let html = field(false).await;
        assert!(html.contains(MASK) && !html.contains("<button"), "{html}");
    }
}
