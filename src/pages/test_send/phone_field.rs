//! The number: checked by the gateway when the person leaves the field, its country in words.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Mode;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    fields::{faults_of, is_faulty, words},
    form::{Fault, FormAction, NumberState, Says},
};
use crate::{
    client::{ClientError, Gateway, Task, use_gateway},
    components::{Icon, IconName},
    format,
    markup::html,
};

/// Props of [`PhoneField`].
#[derive(Properties, PartialEq)]
pub(super) struct PhoneFieldProps {
    /// The number as typed.
    pub(super) phone: AttrValue,
    /// What is known of it.
    pub(super) number: NumberState,
    /// Sandbox or live.
    pub(super) mode: Mode,
    /// Whether the person is asked if the phone is theirs to use.
    pub(super) asks_for_access: bool,
    /// Whether they said so.
    pub(super) has_access: bool,
    /// What is wrong; empty until somebody tried to send.
    pub(super) faults: Rc<Vec<Fault>>,
    /// Something happened.
    pub(super) on_action: Callback<FormAction>,
}

/// The number's field.
#[component]
pub(super) fn PhoneField(props: &PhoneFieldProps) -> Html {
    let gateway = use_gateway();
    let task = use_mut_ref(|| None::<Task>);
    let oninput = use_callback(props.on_action.clone(), |event: InputEvent, on_action| {
        on_action.emit(FormAction::Phone(event.target_unchecked_into::<HtmlInputElement>().value()));
    });
    let onblur = {
        let (phone, number, on_action) = (props.phone.clone(), props.number.clone(), props.on_action.clone());
        Callback::from(move |_: FocusEvent| {
            let is_open = matches!(number, NumberState::Unchecked | NumberState::Unknown(_));
            if is_open && !phone.trim().is_empty() {
                // Replacing the task takes the question about the number before it back.
                task.replace(Some(check(gateway.clone(), phone.to_string(), on_action.clone())));
            }
        })
    };
    let onchange = use_callback(props.on_action.clone(), |event: Event, on_action| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on_action.emit(FormAction::HasAccess(input.checked()));
        }
    });
    let is_wrong = is_faulty(&props.faults, "test-phone") || fault_of(&props.number).is_some();
    html! {
        <div class="field">
            <label class="field-label" for="test-phone">{ t!("test.phone") }</label>
            <input
                id="test-phone"
                class="input"
                type="tel"
                inputmode="tel"
                autocomplete="tel"
                placeholder="+65 9123 4567"
                value={props.phone.clone()}
                {oninput}
                {onblur}
                aria-describedby="test-phone-help"
                aria-invalid={is_wrong.then_some("true")}
                data-test="test-phone"
            />
            <div id="test-phone-help" class="phone-verdict">{ verdict(props) }</div>
            if props.asks_for_access {
                <label class="check" for="test-access">
                    <input id="test-access" type="checkbox" checked={props.has_access} {onchange} data-test="test-access" />
                    <span>{ t!("test.access") }</span>
                </label>
                { faults_of(&props.faults, "test-access") }
            }
        </div>
    }
}

/// What is known of the number. One line takes the place of the other, so that nothing moves under the pointer of a
/// person who leaves the field by pressing a button.
fn verdict(props: &PhoneFieldProps) -> Html {
    if let Some(fault) = fault_of(&props.number) {
        return html! {
            <p class="field-error" role="alert" data-test="phone-fault">
                <Icon name={IconName::Error} />
                <span>{ words(&Says::Number(fault.into())) }</span>
            </p>
        };
    }
    match &props.number {
        NumberState::Unchecked if is_faulty(&props.faults, "test-phone") => faults_of(&props.faults, "test-phone"),
        NumberState::Unchecked => html! {
            <p class="field-help">
                { if props.mode == Mode::Sandbox { t!("test.phone_sandbox") } else { t!("test.phone_live") } }
            </p>
        },
        NumberState::Checking => html! { <p class="field-help" role="status">{ t!("test.checking") }</p> },
        NumberState::Unknown(_) => html! { <p class="field-help" role="status">{ t!("test.not_checked") }</p> },
        NumberState::Known(check) => html! {
            <p class="phone-known" role="status" data-test="phone-country">
                <Icon name={IconName::Check} />
                <span>
                    if let Some(country) = &check.country {
                        { format::country(country) }
                    } else {
                        { t!("test.country_unknown") }
                    }
                </span>
            </p>
        },
    }
}

fn fault_of(number: &NumberState) -> Option<&str> {
    match number {
        NumberState::Known(check) if check.e164.is_none() => Some(check.fault.as_deref().unwrap_or("invalid")),
        _ => None,
    }
}

fn check(gateway: Gateway, phone: String, on_action: Callback<FormAction>) -> Task {
    on_action.emit(FormAction::Checking);
    Task::spawn("check a number", move |signal| async move {
        let answer = gateway.check_number(&phone, &signal).await;
        if answer != Err(ClientError::Aborted) {
            on_action.emit(FormAction::Checked(phone, answer));
        }
    })
}
