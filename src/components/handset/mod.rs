//! A phone as the recipient sees it: the same in the editor, in a test and in the sandbox.

mod bubble;
mod runs;

pub use bubble::Bubble;
pub use runs::{Run, RunKind, runs};

use crate::{
    i18n::t,
    markup::{classes, html},
};
use yew::prelude::*;

use super::{Icon, IconName};

/// The colours of the phone, which are not those of the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Light {
    Day,
    Night,
}

/// Props of [`Handset`].
#[derive(Properties, PartialEq)]
pub struct HandsetProps {
    /// The sender as shown. By default none: a random number is assigned.
    #[prop_or_default]
    pub sender: Option<AttrValue>,
    /// What the phone is, for a screen reader: "Preview", or its number.
    pub label: AttrValue,
    /// The conversation: [`Bubble`]s, or a sentence where there is none.
    pub children: Html,
}

/// Draws a phone around a conversation, with a switch between light and dark.
#[component]
pub fn Handset(props: &HandsetProps) -> Html {
    let light = use_state_eq(|| Light::Day);
    let (class, other, icon, key) = match *light {
        Light::Day => ("handset handset-day", Light::Night, IconName::Moon, "handset.show_dark"),
        Light::Night => ("handset handset-night", Light::Day, IconName::Sun, "handset.show_light"),
    };
    let onclick = use_callback((light.setter(), other), |_: MouseEvent, (set, other)| set.set(*other));
    html! {
        <figure {class} aria-label={props.label.clone()} data-test="handset">
            <div class="handset-screen">
                <figcaption class="handset-head">
                    <span class="handset-face" aria-hidden="true"><Icon name={IconName::Messages} /></span>
                    <span class={classes!("handset-sender", props.sender.is_none().then_some("handset-random"))}>
                        if let Some(sender) = &props.sender {
                            { sender }
                        } else {
                            { t!("handset.random_sender") }
                        }
                    </span>
                </figcaption>
                <div class="handset-talk">{ props.children.clone() }</div>
            </div>
            <button class="button button-quiet handset-light" type="button" {onclick} data-test="handset-light">
                <Icon name={icon} />
                <span>{ t!(key) }</span>
            </button>
        </figure>
    }
}
