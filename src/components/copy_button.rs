//! Copies a text and says so.

use crate::i18n::t;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;

use super::{Icon, IconName};
use crate::{client::spawn_logged, markup::html};

/// How long the button says what it did.
const SAID_MS: u32 = 2_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Copied,
    Refused,
}

/// Props of [`CopyButton`].
#[derive(Properties, PartialEq)]
pub struct CopyButtonProps {
    /// What is copied.
    pub text: AttrValue,
    /// What it is, for a screen reader: "Copy SMS_USER".
    pub label: AttrValue,
    /// Its `data-test`; none by default.
    #[prop_or_default]
    pub test: Option<AttrValue>,
}

/// A button that copies.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let said = use_state_eq(|| Said::Nothing);
    let setter = said.setter();
    use_effect_with(*said, {
        let setter = setter.clone();
        move |said| {
            let quiet = (*said != Said::Nothing).then(|| Timeout::new(SAID_MS, move || setter.set(Said::Nothing)));
            move || drop(quiet)
        }
    });
    let onclick = use_callback(props.text.clone(), move |_: MouseEvent, text| {
        let (text, setter) = (text.clone(), setter.clone());
        spawn_logged("copy a text", async move {
            let written = web_sys::window().map(|window| window.navigator().clipboard().write_text(&text));
            let is_copied = match written {
                Some(promise) => JsFuture::from(promise).await.is_ok(),
                None => false,
            };
            setter.set(if is_copied { Said::Copied } else { Said::Refused });
        });
    });
    let (icon, word) = match *said {
        Said::Nothing => (IconName::Copy, t!("copy.copy")),
        Said::Copied => (IconName::Check, t!("copy.copied")),
        Said::Refused => (IconName::Warning, t!("copy.refused")),
    };
    html! {
        <button
            class="button button-quiet copy"
            type="button"
            aria-label={(*said == Said::Nothing).then(|| props.label.clone())}
            {onclick}
            data-test={props.test.clone()}
        >
            <Icon name={icon} />
            <span role="status">{ word }</span>
        </button>
    }
}
