//! "Test now": would a call with this pair be accepted? Nothing is sent. And the same for a key as an
//! application has it, with what was pasted along.

use crate::i18n::{self, plural, t};
use piecewise_api::{KeyCheck, KeyFault};
use piecewise_sms::credential::{strays, without_strays};
use yew::prelude::*;

use crate::{
    client::{calls, use_doing, use_gateway},
    components::{ErrorNotice, Icon, IconName, TextField, TimeAgo, use_clock},
    markup::{classes, html},
};

/// Props of [`KeyCheckLine`].
#[derive(Properties, PartialEq)]
pub(super) struct KeyCheckLineProps {
    /// Whose key.
    pub(super) sms_user: AttrValue,
    /// What the last check found; none before the first.
    pub(super) last: Option<KeyCheck>,
    /// Whether the person may check.
    pub(super) may_check: bool,
}

/// What the last check found, and a button for the next.
#[component]
pub(super) fn KeyCheckLine(props: &KeyCheckLineProps) -> Html {
    let gateway = use_gateway();
    let now_ms = use_clock(30_000);
    let doing = use_doing();
    let onclick = {
        let (doing, sms_user) = (doing.clone(), props.sms_user.clone());
        Callback::from(move |_: MouseEvent| {
            let gateway = gateway.clone();
            let call = calls::credentials::check(&sms_user, None);
            let work = async move {
                gateway.ask(call).await?;
                gateway.read_service();
                Ok(())
            };
            doing.start("check a key", Box::pin(work));
        })
    };
    html! {
        <div class="stack-tight">
            <div class="fact-row">
                <span class="fact-row" role="status" data-test="key-check">
                    if let Some(check) = props.last {
                        { finding(check.fault) }
                        <TimeAgo at_ms={check.at_ms} {now_ms} />
                    } else {
                        <span class="muted">{ t!("key_check.never") }</span>
                    }
                </span>
                if props.may_check {
                    <button
                        class="button button-quiet"
                        type="button"
                        {onclick}
                        aria-disabled={doing.is_under_way().to_string()}
                        data-test="check-key"
                    >
                        if doing.is_under_way() {
                            { t!("key_check.checking") }
                        } else {
                            { t!("key_check.now") }
                        }
                    </button>
                }
            </div>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
        </div>
    }
}

/// What was found, in words.
fn finding(fault: Option<KeyFault>) -> Html {
    let (class, icon) = match fault {
        None => ("badge-delivered", IconName::Check),
        Some(_) => ("badge-failed", IconName::Error),
    };
    html! {
        <span class={classes!("badge", class)}>
            <Icon name={icon} />
            { i18n::text(&format!("key_check.{}", fault_name(fault))) }
        </span>
    }
}

const fn fault_name(fault: Option<KeyFault>) -> &'static str {
    match fault {
        None => "accepted",
        Some(KeyFault::StrayCharacters) => "stray_characters",
        Some(KeyFault::FormerKey) => "former_key",
        Some(KeyFault::WrongKey) => "wrong_key",
        Some(KeyFault::Disabled) => "disabled",
        Some(KeyFault::Unreadable) => "unreadable",
    }
}

/// Props of [`PastedKey`].
#[derive(Properties, PartialEq)]
pub(super) struct PastedKeyProps {
    /// Whose key it should be.
    pub(super) sms_user: AttrValue,
}

/// A field for the key of an application. What is typed goes into one check and is forgotten with its answer.
#[component]
pub(super) fn PastedKey(props: &PastedKeyProps) -> Html {
    let gateway = use_gateway();
    let typed = use_state_eq(String::new);
    let found = use_state_eq(|| None::<KeyCheck>);
    let doing = use_doing();
    let on_input = {
        let (typed, found) = (typed.setter(), found.setter());
        Callback::from(move |text: String| {
            typed.set(text);
            found.set(None);
        })
    };
    let onsubmit = {
        let (typed, found, doing, sms_user) = (typed.clone(), found.clone(), doing.clone(), props.sms_user.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if typed.is_empty() {
                return;
            }
            let (gateway, typed, found) = (gateway.clone(), typed.clone(), found.setter());
            let call = calls::credentials::check(&sms_user, Some((*typed).clone()));
            let work = async move {
                let check = gateway.ask(call).await?;
                gateway.read_service();
                found.set(Some(check));
                typed.set(String::new());
                Ok(())
            };
            doing.start("check a pasted key", Box::pin(work));
        })
    };
    let strays = strays(&typed);
    let clean = {
        let typed = typed.clone();
        Callback::from(move |_: MouseEvent| typed.set(without_strays(&typed)))
    };
    html! {
        <details class="pasted-key" data-test="pasted-key">
            <summary>{ t!("key_check.pasted") }</summary>
            <form class="stack-tight" novalidate=true {onsubmit}>
                <TextField
                    id={format!("pasted-{}", props.sms_user)}
                    label={t!("key_check.pasted_label")}
                    kind="password"
                    autocomplete="off"
                    value={(*typed).clone()}
                    {on_input}
                    help={Some(AttrValue::from(t!("key_check.pasted_help")))}
                />
                if !strays.is_empty() {
                    <p class="notice notice-warning" role="status" data-test="strays">
                        <Icon name={IconName::Warning} />
                        <span>
                            { t!("key_check.strays", what = stray_words(&strays)) }
                            { " " }
                            <button class="link-button" type="button" onclick={clean}>{ t!("key_check.clean") }</button>
                        </span>
                    </p>
                }
                <div class="row">
                    <button class="button" type="submit" aria-disabled={(typed.is_empty() || doing.is_under_way()).to_string()}>
                        { t!("key_check.check_pasted") }
                    </button>
                    <span role="status" data-test="pasted-finding">
                        if let Some(check) = *found {
                            { finding(check.fault) }
                        }
                    </span>
                </div>
                if let Some(error) = doing.refusal() {
                    <ErrorNotice {error} />
                }
            </form>
        </details>
    }
}

/// `1 space, 2 line breaks`.
fn stray_words(strays: &[(piecewise_sms::credential::StrayKind, usize)]) -> String {
    let words: Vec<String> =
        strays.iter().map(|(kind, n)| plural(&format!("stray.{}", kind.as_str()), *n as u64)).collect();
    words.join(&t!("template.comma"))
}

#[cfg(test)]
mod tests {
    use piecewise_sms::credential::{StrayKind, strays};

    use super::stray_words;

    ///
    #[test]
    fn what_was_pasted_along_is_named() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        assert_eq!(stray_words(&strays(" key\u{200b}\r\n")), "1 space, 2 line breaks, 1 character without width");
        for kind in StrayKind::ALL {
            assert!(!stray_words(&[(kind, 2)]).contains("stray."), "{kind:?}");
        }
    }
}
