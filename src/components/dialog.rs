//! A question that must be decided now, in the browser's own modal dialog: it keeps the focus inside, closes on
//! Escape and gives the focus back.

use gloo_events::EventListener;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::markup::html;

/// Props of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Whether it is open.
    pub is_open: bool,
    /// What is asked.
    pub title: AttrValue,
    /// The dialog was closed without an answer: Escape, or a button that asks for it.
    pub on_close: Callback<()>,
    /// The consequences and the buttons; buttons go into an element of class `dialog-actions`.
    pub children: Html,
    /// Its `data-test`; none by default.
    #[prop_or_default]
    pub test: Option<AttrValue>,
}

/// Asks.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    use_effect_with((node.clone(), props.is_open), |(node, is_open)| {
        if let Some(dialog) = node.cast::<HtmlDialogElement>() {
            match (*is_open, dialog.open()) {
                // A dialog that is not in the document cannot be shown; there is nothing to ask then.
                (true, false) => drop(dialog.show_modal()),
                (false, true) => dialog.close(),
                (true, true) | (false, false) => {}
            }
        }
    });
    // `close` does not bubble, so Yew's delegated events do not see it.
    use_effect_with((node.clone(), props.on_close.clone()), |(node, on_close)| {
        let on_close = on_close.clone();
        let listener = node
            .cast::<HtmlDialogElement>()
            .map(|dialog| EventListener::new(&dialog, "close", move |_| on_close.emit(())));
        move || drop(listener)
    });
    html! {
        <dialog class="dialog" ref={node} aria-label={props.title.clone()} data-test={props.test.clone()}>
            if props.is_open {
                <div class="stack">
                    <h2 class="dialog-title">{ &props.title }</h2>
                    { props.children.clone() }
                </div>
            }
        </dialog>
    }
}
