//! What people call an SMS_USER, changed in place.

use crate::i18n::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    client::{calls, use_doing, use_gateway},
    components::ErrorNotice,
    markup::html,
};

/// Props of [`Label`].
#[derive(Properties, PartialEq)]
pub(super) struct LabelProps {
    /// The SMS_USER.
    pub(super) sms_user: AttrValue,
    /// What it is called; empty: nothing.
    pub(super) label: AttrValue,
    /// Whether the person may change that.
    pub(super) may_change: bool,
}

/// The label, and a field for it when somebody asks to change it.
#[component]
pub(super) fn Label(props: &LabelProps) -> Html {
    let gateway = use_gateway();
    let typed = use_state_eq(|| None::<String>);
    let doing = use_doing();
    let field = use_node_ref();
    use_effect_with((field.clone(), typed.is_some()), |(field, is_open)| {
        if let Some(input) = field.cast::<HtmlInputElement>().filter(|_| *is_open) {
            // Where it cannot be focused, it can still be clicked.
            let _ = input.focus();
        }
    });
    let edit = use_callback((typed.setter(), props.label.clone()), |_: MouseEvent, (set, label)| {
        set.set(Some(label.to_string()));
    });
    let cancel = use_callback(typed.setter(), |_: MouseEvent, set| set.set(None));
    let oninput = use_callback(typed.setter(), |event: InputEvent, set| {
        set.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
    });
    let onsubmit = {
        let (typed, doing, sms_user) = (typed.clone(), doing.clone(), props.sms_user.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(label) = (*typed).clone() else { return };
            let (gateway, set) = (gateway.clone(), typed.setter());
            let call = calls::credentials::set_label(&sms_user, &label);
            let work = async move {
                gateway.ask(call).await?;
                gateway.read_service();
                set.set(None);
                Ok(())
            };
            doing.start("name an SMS_USER", Box::pin(work));
        })
    };
    let Some(text) = &*typed else {
        return html! {
            <div class="fact-row">
                if props.label.is_empty() {
                    <span class="muted">{ t!("integrations.no_label") }</span>
                } else {
                    <bdi data-test="label">{ &props.label }</bdi>
                }
                if props.may_change {
                    <button class="button button-quiet" type="button" onclick={edit} data-test="edit-label">
                        { t!("integrations.change_label") }
                    </button>
                }
            </div>
        };
    };
    html! {
        <form class="stack-tight" novalidate=true {onsubmit}>
            <div class="fact-row">
                <input
                    class="input label-input"
                    ref={field}
                    type="text"
                    autocomplete="off"
                    aria-label={t!("integrations.label")}
                    value={text.clone()}
                    {oninput}
                />
                <button class="button" type="submit" aria-disabled={doing.is_under_way().to_string()} data-test="save-label">
                    { t!("integrations.save") }
                </button>
                <button class="button button-quiet" type="button" onclick={cancel}>{ t!("integrations.cancel") }</button>
            </div>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
        </form>
    }
}
