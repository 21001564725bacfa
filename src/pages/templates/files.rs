//! Drafts as a file: out of this browser and into another.

use std::rc::Rc;

use crate::i18n::t;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    client::spawn_logged,
    components::{FileKind, Icon, IconName, save_file},
    drafts::{self, Draft, FileError, Overwrite},
    i18n::plural,
    markup::html,
};

const FILE_NAME: &str = "piecewise-drafts.json";

/// Props of [`DraftFiles`].
#[derive(Properties, PartialEq)]
pub(super) struct DraftFilesProps {
    /// Every draft of this device.
    pub(super) drafts: Rc<Vec<Draft>>,
    /// Drafts were read from a file.
    pub(super) on_read: Callback<()>,
}

/// What became of the last file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    Nothing,
    Read(usize),
    Refused(FileError),
    NotKept,
}

/// Export and import.
#[component]
pub(super) fn DraftFiles(props: &DraftFilesProps) -> Html {
    let outcome = use_state_eq(|| Outcome::Nothing);
    let input = use_node_ref();
    let export = use_callback(Rc::clone(&props.drafts), |_: MouseEvent, drafts| {
        // A browser that refuses to save the file says so itself.
        let _ = save_file(FILE_NAME, FileKind::Json, &drafts::write_file(drafts));
    });
    let choose = use_callback(input.clone(), |_: MouseEvent, input| {
        if let Some(input) = input.cast::<HtmlInputElement>() {
            input.click();
        }
    });
    let onchange = use_callback((outcome.setter(), props.on_read.clone()), |event: Event, (outcome, on_read)| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        let (outcome, on_read) = (outcome.clone(), on_read.clone());
        spawn_logged("read a file of drafts", async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
            outcome.set(keep(&text).await);
            input.set_value("");
            on_read.emit(());
        });
    });
    let words = match &*outcome {
        Outcome::Nothing => None,
        Outcome::Read(n) => Some(plural("templates.imported", *n as u64)),
        Outcome::Refused(FileError::NotDrafts) => Some(t!("templates.not_drafts")),
        Outcome::Refused(FileError::TooMany) => Some(t!("templates.too_many")),
        Outcome::NotKept => Some(t!("templates.no_storage")),
    };
    html! {
        <div class="row">
            <span class="small muted" role="status">{ words.unwrap_or_default() }</span>
            <input
                class="visually-hidden"
                type="file"
                accept="application/json,.json"
                tabindex="-1"
                aria-label={t!("templates.import")}
                ref={input}
                {onchange}
                data-test="import-file"
            />
            <button class="button button-quiet" type="button" onclick={choose} data-test="import">
                <Icon name={IconName::Upload} />
                <span>{ t!("templates.import") }</span>
            </button>
            if !props.drafts.is_empty() {
                <button class="button button-quiet" type="button" onclick={export} data-test="export">
                    <Icon name={IconName::Download} />
                    <span>{ t!("templates.export") }</span>
                </button>
            }
        </div>
    }
}

/// Keeps the drafts of a file.
async fn keep(text: &str) -> Outcome {
    let drafts = match drafts::read_file(text) {
        Ok(drafts) => drafts,
        Err(error) => return Outcome::Refused(error),
    };
    let n_drafts = drafts.len();
    for draft in drafts {
        if drafts::put(draft, Overwrite::Same).await.is_err() {
            return Outcome::NotKept;
        }
    }
    Outcome::Read(n_drafts)
}
