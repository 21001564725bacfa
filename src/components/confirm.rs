//! A question before something that cannot be undone: what will happen, a word to type where it is grave, and a button
//! that says what it does.

use yew::prelude::*;

use super::{Dialog, ErrorNotice, TextField};
use crate::{client::Doing, i18n::t, markup::html};

/// Props of [`Confirm`].
#[derive(Properties, PartialEq)]
pub struct ConfirmProps {
    /// Whether it is asked.
    pub is_open: bool,
    /// The question.
    pub title: AttrValue,
    /// What the button does, in a verb.
    pub action: AttrValue,
    /// What becomes of it.
    pub doing: Doing,
    /// Yes.
    pub on_confirm: Callback<()>,
    /// No, or Escape.
    pub on_close: Callback<()>,
    /// What has to be typed before; nothing by default.
    #[prop_or_default]
    pub typed: Option<AttrValue>,
    /// The consequences.
    pub children: Html,
}

/// Asks.
#[component]
pub fn Confirm(props: &ConfirmProps) -> Html {
    let typed = use_state_eq(String::new);
    let is_missed = use_state_eq(|| false);
    use_effect_with(props.is_open, {
        let (typed, is_missed) = (typed.setter(), is_missed.setter());
        move |_| {
            typed.set(String::new());
            is_missed.set(false);
        }
    });
    let is_typed = props.typed.as_ref().is_none_or(|wanted| typed.trim() == wanted.as_str());
    let on_input = use_callback(typed.setter(), |text, typed| typed.set(text));
    let cancel = props.on_close.reform(|_: MouseEvent| ());
    let onsubmit = use_callback(
        (props.on_confirm.clone(), is_typed, is_missed.setter()),
        |event: SubmitEvent, (on_confirm, is_typed, is_missed)| {
            event.prevent_default();
            is_missed.set(!is_typed);
            if *is_typed {
                on_confirm.emit(());
            }
        },
    );
    let error = (*is_missed && !is_typed).then(|| AttrValue::from(t!("confirm.not_typed")));
    html! {
        <Dialog is_open={props.is_open} title={props.title.clone()} on_close={props.on_close.clone()} test="confirm">
            <form class="stack" novalidate=true {onsubmit}>
                { props.children.clone() }
                if let Some(wanted) = &props.typed {
                    <TextField
                        id="confirm-typed"
                        label={t!("confirm.type", text = wanted)}
                        value={(*typed).clone()}
                        {on_input}
                        {error}
                    />
                }
                if let Some(error) = props.doing.refusal() {
                    <ErrorNotice {error} />
                }
                <div class="dialog-actions">
                    <button class="button" type="button" onclick={cancel} data-test="confirm-no">{ t!("confirm.cancel") }</button>
                    <button
                        class="button button-danger"
                        type="submit"
                        aria-disabled={props.doing.is_under_way().to_string()}
                        data-test="confirm-yes"
                    >
                        { &props.action }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
