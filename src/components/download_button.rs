//! Saves a file that the gateway writes, and says so where it could not.

use crate::i18n::t;
use yew::prelude::*;

use super::{ErrorNotice, Icon, IconName, save_blob};
use crate::{
    client::{ClientError, Export, spawn_logged, use_gateway},
    markup::html,
};

/// How far the saving is.
#[derive(Debug, Clone, PartialEq)]
enum Saving {
    No,
    Reading,
    Failed(ClientError),
}

/// Props of [`DownloadButton`].
#[derive(Properties, PartialEq)]
pub struct DownloadButtonProps {
    /// The file.
    pub export: Export,
    /// The words on the button; "Download CSV" by default.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Its `data-test`.
    pub test: AttrValue,
}

/// A button that saves a file of the gateway.
#[component]
pub fn DownloadButton(props: &DownloadButtonProps) -> Html {
    let gateway = use_gateway();
    let saving = use_state_eq(|| Saving::No);
    let on_save = {
        let (saving, export) = (saving.clone(), props.export.clone());
        Callback::from(move |()| {
            if *saving == Saving::Reading {
                return;
            }
            saving.set(Saving::Reading);
            let (answer, name, saving) = (gateway.download(&export), export.file_name().to_owned(), saving.setter());
            spawn_logged("save a file of the gateway", async move {
                let outcome = answer.await.map(|file| {
                    // A browser that refuses to save the file says so itself.
                    let _ = save_blob(&name, &file);
                });
                saving.set(outcome.map_or_else(Saving::Failed, |()| Saving::No));
            });
        })
    };
    let onclick = on_save.reform(|_: MouseEvent| ());
    let label = props.label.clone().unwrap_or_else(|| t!("lists.download").into());
    html! {
        <>
            <button
                class="button"
                type="button"
                aria-disabled={(*saving == Saving::Reading).then_some("true")}
                {onclick}
                data-test={props.test.clone()}
            >
                <Icon name={IconName::Download} />
                <span>{ label }</span>
            </button>
            if let Saving::Failed(error) = &*saving {
                <ErrorNotice error={error.clone()} on_retry={Some(on_save)} />
            }
        </>
    }
}
