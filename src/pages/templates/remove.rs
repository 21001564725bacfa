//! Deleting a draft or a template, once a person has said yes.

use std::rc::Rc;

use piecewise_api::Template;
use yew::prelude::*;

use crate::{
    client::{spawn_logged, use_doing, use_gateway},
    components::{Confirm, Dialog},
    drafts::{self, Draft},
    i18n::t,
    markup::html,
};

/// What is to be deleted.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Doomed {
    /// A draft on this device.
    Draft(Draft),
    /// A template on the gateway.
    Template(Rc<Template>),
}

/// Props of [`Remove`].
#[derive(Properties, PartialEq)]
pub(super) struct RemoveProps {
    /// What is asked about; `None` while nothing is.
    pub(super) doomed: Option<Doomed>,
    /// The question is answered with yes, and it is gone.
    pub(super) on_gone: Callback<()>,
    /// The question is answered with no.
    pub(super) on_close: Callback<()>,
}

/// Asks and deletes.
#[component]
pub(super) fn Remove(props: &RemoveProps) -> Html {
    let gateway = use_gateway();
    let doing = use_doing();
    let draft = match &props.doomed {
        Some(Doomed::Draft(draft)) => Some(draft.clone()),
        _ => None,
    };
    let template = match &props.doomed {
        Some(Doomed::Template(template)) => Some(Rc::clone(template)),
        _ => None,
    };
    let delete_draft = use_callback(
        (draft.as_ref().map(|draft| draft.id.clone()), props.on_gone.clone()),
        |_: MouseEvent, (id, on_gone)| {
            let Some(id) = id.clone() else { return };
            let on_gone = on_gone.clone();
            spawn_logged("delete a draft", async move {
                // A draft that could not be deleted is still in the list, which is read again.
                let _ = drafts::delete(&id).await;
                on_gone.emit(());
            });
        },
    );
    let delete_template = {
        let (doing, id, on_gone) =
            (doing.clone(), template.as_ref().map(|template| template.id), props.on_gone.clone());
        Callback::from(move |()| {
            let (Some(id), gateway, on_gone) = (id, gateway.clone(), on_gone.clone()) else { return };
            doing.start(
                "delete a template",
                Box::pin(async move {
                    gateway.delete_template(id).await?;
                    on_gone.emit(());
                    Ok(())
                }),
            );
        })
    };
    let close = {
        let (doing, on_close) = (doing.clone(), props.on_close.clone());
        Callback::from(move |()| {
            doing.forget();
            on_close.emit(());
        })
    };
    let name = draft.as_ref().map(|draft| draft.name.clone()).filter(|name| !name.trim().is_empty());
    html! {
        <>
            <Dialog
                is_open={draft.is_some()}
                title={t!("templates.delete_title")}
                on_close={props.on_close.clone()}
                test="delete-dialog"
            >
                <p>{ t!("templates.delete_sentence", name = name.unwrap_or_else(|| t!("templates.unnamed"))) }</p>
                <div class="dialog-actions">
                    <button class="button" type="button" onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t!("templates.delete_cancel") }
                    </button>
                    <button class="button button-danger" type="button" onclick={delete_draft} data-test="delete-confirm">
                        { t!("templates.delete_confirm") }
                    </button>
                </div>
            </Dialog>
            <Confirm
                is_open={template.is_some()}
                title={t!("templates.remove_title")}
                action={t!("templates.remove_confirm")}
                {doing}
                on_confirm={delete_template}
                on_close={close}
            >
                <p>{ t!("templates.remove_sentence", name = template.map(|template| template.name.clone()).unwrap_or_default()) }</p>
            </Confirm>
        </>
    }
}
