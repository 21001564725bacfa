//! Deleting a draft, once a person has said yes.

use crate::i18n::t;
use yew::prelude::*;

use crate::{
    client::spawn_logged,
    components::Dialog,
    drafts::{self, Draft},
    markup::html,
};

/// Props of [`DeleteDraft`].
#[derive(Properties, PartialEq)]
pub(super) struct DeleteDraftProps {
    /// The draft in question; `None` while nothing is asked.
    pub(super) draft: Option<Draft>,
    /// The question is answered, one way or the other.
    pub(super) on_close: Callback<()>,
}

/// Asks and deletes.
#[component]
pub(super) fn DeleteDraft(props: &DeleteDraftProps) -> Html {
    let cancel = props.on_close.reform(|_: MouseEvent| ());
    let delete = use_callback(
        (props.draft.as_ref().map(|draft| draft.id.clone()), props.on_close.clone()),
        |_: MouseEvent, (id, on_close)| {
            let Some(id) = id.clone() else { return };
            let on_close = on_close.clone();
            spawn_logged("delete a draft", async move {
                // A draft that could not be deleted is still in the list, which is read again.
                let _ = drafts::delete(&id).await;
                on_close.emit(());
            });
        },
    );
    let name = props.draft.as_ref().map(|draft| draft.name.clone()).filter(|name| !name.trim().is_empty());
    html! {
        <Dialog
            is_open={props.draft.is_some()}
            title={t!("templates.delete_title")}
            on_close={props.on_close.clone()}
            test="delete-dialog"
        >
            <p>
                { t!("templates.delete_sentence", name = name.unwrap_or_else(|| t!("templates.unnamed"))) }
            </p>
            <div class="dialog-actions">
                <button class="button" type="button" onclick={cancel}>{ t!("templates.delete_cancel") }</button>
                <button class="button button-danger" type="button" onclick={delete} data-test="delete-confirm">
                    { t!("templates.delete_confirm") }
                </button>
            </div>
        </Dialog>
    }
}
