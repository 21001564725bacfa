//! Copies a link with the text in its fragment, and says that it did.

use crate::i18n::t;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;

use super::share::fragment;
use crate::{
    client::spawn_logged,
    components::{Icon, IconName},
    markup::html,
};

/// How long the button says what it did.
const SAID_MS: u32 = 2_500;

/// Props of [`ShareButton`].
#[derive(Properties, PartialEq)]
pub(super) struct ShareButtonProps {
    /// The text.
    pub(super) text: AttrValue,
    /// The country.
    pub(super) country: AttrValue,
    /// The number of recipients.
    pub(super) n_recipients: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Copied {
    Nothing,
    Link,
    /// The browser refused; the link is shown instead, to be copied by hand.
    Refused(AttrValue),
}

/// Shares the calculation.
#[component]
pub(super) fn ShareButton(props: &ShareButtonProps) -> Html {
    let copied = use_state_eq(|| Copied::Nothing);
    use_effect_with((*copied).clone(), {
        let setter = copied.setter();
        move |copied| {
            let quiet = (*copied == Copied::Link).then(|| Timeout::new(SAID_MS, move || setter.set(Copied::Nothing)));
            move || drop(quiet)
        }
    });
    let onclick = Callback::from({
        let setter = copied.setter();
        let fragment = fragment(&props.text, &props.country, props.n_recipients);
        move |_: MouseEvent| {
            let Some(window) = web_sys::window() else { return };
            let page = window.location().href().unwrap_or_default();
            let link = format!("{}{fragment}", page.split('#').next().unwrap_or_default());
            let setter = setter.clone();
            spawn_logged("copy the share link", async move {
                let is_copied = JsFuture::from(window.navigator().clipboard().write_text(&link)).await.is_ok();
                setter.set(if is_copied { Copied::Link } else { Copied::Refused(link.into()) });
            });
        }
    });
    let is_empty = props.text.is_empty();
    let (icon, words) = match &*copied {
        Copied::Link => (IconName::Check, t!("calculator.link_copied")),
        Copied::Nothing | Copied::Refused(_) => (IconName::Link, t!("calculator.share")),
    };
    html! {
        <div class="share">
            <button
                class="button"
                type="button"
                aria-disabled={is_empty.then_some("true")}
                title={if is_empty { t!("calculator.share_empty") } else { t!("calculator.share_hint") }}
                onclick={if is_empty { Callback::noop() } else { onclick }}
                data-test="share"
            >
                <Icon name={icon} />
                <span role="status">{ words }</span>
            </button>
            if let Copied::Refused(link) = &*copied {
                <label class="field">
                    <span class="field-help">{ t!("calculator.copy_by_hand") }</span>
                    <input class="input mono" type="text" readonly=true value={link.clone()} />
                </label>
            }
        </div>
    }
}
