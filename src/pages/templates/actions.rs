//! What can be done with a template on the gateway: edit its next version, copy it, take it back from review, delete it.

use std::rc::Rc;

use piecewise_api::{Permission, Template};
use piecewise_sms::template::ReviewState;
use yew::prelude::*;

use super::{
    newest::{copied, draft_to_edit, newest, next_version},
    remove::{Doomed, Remove},
};
use crate::{
    client::{spawn_logged, use_doing, use_gateway},
    components::{ErrorNotice, Icon, IconName},
    drafts::{self, Draft, Overwrite, StoreError},
    i18n::t,
    markup::html,
    router::use_navigator,
    routes::Route,
};

/// Props of [`Actions`].
#[derive(Properties, PartialEq)]
pub(super) struct ActionsProps {
    /// The template.
    pub(super) template: Rc<Template>,
}

/// The actions, as far as the person's role and the state of review let them.
#[component]
pub(super) fn Actions(props: &ActionsProps) -> Html {
    let gateway = use_gateway();
    let navigator = use_navigator();
    let is_refused = use_state_eq(|| false);
    let doomed = use_state_eq(|| None::<Doomed>);
    let withdrawing = use_doing();
    let template = &props.template;
    let open = {
        let (navigator, is_refused) = (navigator.clone(), is_refused.setter());
        move |draft: Result<Draft, StoreError>| match (draft, &navigator) {
            (Ok(draft), Some(navigator)) => navigator.push(&Route::TemplateDraft { id: draft.id }),
            (Ok(_), None) => {}
            (Err(_), _) => is_refused.set(true),
        }
    };
    let edit = {
        let (template, open) = (Rc::clone(template), open.clone());
        Callback::from(move |_: MouseEvent| {
            let (template, open) = (Rc::clone(&template), open.clone());
            spawn_logged("edit a template", async move { open(draft_to_edit(&template).await) });
        })
    };
    let duplicate = {
        let template = Rc::clone(template);
        Callback::from(move |_: MouseEvent| {
            let (template, open) = (Rc::clone(&template), open.clone());
            spawn_logged("copy a template", async move { open(drafts::put(copied(&template), Overwrite::Same).await) });
        })
    };
    let withdraw = {
        let (withdrawing, gateway, id) = (withdrawing.clone(), gateway.clone(), template.id);
        Callback::from(move |_: MouseEvent| {
            let gateway = gateway.clone();
            withdrawing.start("take a template back", Box::pin(async move { gateway.withdraw_template(id).await }));
        })
    };
    let ask = {
        let (doomed, template) = (doomed.setter(), Rc::clone(template));
        Callback::from(move |_: MouseEvent| doomed.set(Some(Doomed::Template(Rc::clone(&template)))))
    };
    let on_close = use_callback(doomed.setter(), |(), set| set.set(None));
    let on_gone = Callback::from(move |()| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Templates);
        }
    });
    let can_write = gateway.permits(Permission::TemplatesWrite);
    let is_in_review = newest(template).state == ReviewState::InReview;
    html! {
        <>
            if *is_refused {
                <span class="small" role="alert">{ t!("templates.no_storage") }</span>
            }
            if let Some(error) = withdrawing.refusal() {
                <ErrorNotice {error} />
            }
            if can_write {
                <button class="button button-quiet" type="button" onclick={ask} data-test="delete-template">
                    <Icon name={IconName::Trash} />
                    <span>{ t!("templates.delete") }</span>
                </button>
            }
            <button class="button" type="button" onclick={duplicate} data-test="duplicate">
                <Icon name={IconName::Copy} />
                <span>{ t!("template.duplicate") }</span>
            </button>
            if can_write && is_in_review {
                <button
                    class="button"
                    type="button"
                    aria-disabled={withdrawing.is_under_way().then_some("true")}
                    onclick={withdraw}
                    data-test="withdraw"
                >
                    { t!("template.withdraw") }
                </button>
            }
            if let Some(version) = next_version(template).filter(|_| can_write) {
                <button class="button" type="button" onclick={edit} data-test="edit-version">
                    { t!("template.edit", n = version) }
                </button>
            }
            <Remove doomed={(*doomed).clone()} {on_gone} {on_close} />
        </>
    }
}
