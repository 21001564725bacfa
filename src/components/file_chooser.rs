//! A button that reads a text file of the person's device.

use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Icon, IconName};
use crate::{client::spawn_logged, markup::html};

/// Props of [`FileChooser`].
#[derive(Properties, PartialEq)]
pub struct FileChooserProps {
    /// The words on the button.
    pub label: AttrValue,
    /// Which files are offered, such as `.csv,text/csv`.
    pub accept: AttrValue,
    /// A file was read; carries its text.
    pub on_read: Callback<String>,
    /// Its `data-test`.
    pub test: AttrValue,
}

/// Chooses a file and reads it.
#[component]
pub fn FileChooser(props: &FileChooserProps) -> Html {
    let input = use_node_ref();
    let choose = use_callback(input.clone(), |_: MouseEvent, input| {
        if let Some(input) = input.cast::<HtmlInputElement>() {
            input.click();
        }
    });
    let onchange = use_callback(props.on_read.clone(), |event: Event, on_read| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        let on_read = on_read.clone();
        spawn_logged("read a file", async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
            // The same file can be chosen again after it was corrected.
            input.set_value("");
            on_read.emit(text);
        });
    });
    html! {
        <>
            <input
                class="visually-hidden"
                type="file"
                accept={props.accept.clone()}
                tabindex="-1"
                aria-label={props.label.clone()}
                ref={input}
                {onchange}
                data-test={format!("{}-file", props.test)}
            />
            <button class="button" type="button" onclick={choose} data-test={props.test.clone()}>
                <Icon name={IconName::Upload} />
                <span>{ &props.label }</span>
            </button>
        </>
    }
}
