//! The number: checked by the gateway when the person leaves the field, its country in words.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Mode;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    fields::{faults_of, is_faulty, words},
    form::{Fault, FormAction, N_RECIPIENTS, Says},
    recipient::{NumberState, Recipient, RecipientAction, access_control, phone_control},
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
    /// Which of the phones it is.
    pub(super) at: usize,
    /// How many there are.
    pub(super) n_phones: usize,
    /// The phone.
    pub(super) recipient: Recipient,
    /// Sandbox or live.
    pub(super) mode: Mode,
    /// Whether the person is asked if the phone is theirs to use.
    pub(super) asks_for_access: bool,
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
    let at = props.at;
    let on = props.on_action.reform(move |action| FormAction::Recipient(at, action));
    let typed = |event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value();
    let oninput = on.reform(move |event| RecipientAction::Phone(typed(event)));
    let on_carrier = on.reform(move |event| RecipientAction::Carrier(typed(event)));
    let onblur = {
        let (phone, number) = (props.recipient.phone.clone(), props.recipient.number.clone());
        let on = on.clone();
        Callback::from(move |_: FocusEvent| {
            let is_open = matches!(number, NumberState::Unchecked | NumberState::Unknown(_));
            if is_open && !phone.trim().is_empty() {
                // Replacing the task takes the question about the number before it back.
                task.replace(Some(check(gateway.clone(), phone.clone(), on.clone())));
            }
        })
    };
    let onchange = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on.emit(RecipientAction::HasAccess(input.checked()));
        }
    });
    let remove = props.on_action.reform(move |_: MouseEvent| FormAction::RemoveRecipient(at));
    let add = props.on_action.reform(|_: MouseEvent| FormAction::AddRecipient);
    let (id, access) = (phone_control(at), access_control(at));
    let (help, carrier) = (format!("{id}-help"), format!("{id}-carrier"));
    let is_wrong = is_faulty(&props.faults, &id) || fault_of(&props.recipient.number).is_some();
    let label = if at == 0 { t!("test.phone") } else { t!("test.phone_n", n = at + 1) };
    html! {
        <div class="field">
            <div class="row row-between">
                <label class="field-label" for={id.clone()}>{ label }</label>
                if props.n_phones > 1 {
                    <button class="link-button small" type="button" onclick={remove} data-test={format!("{id}-remove")}>
                        { t!("test.phone_remove", n = at + 1) }
                    </button>
                }
            </div>
            <input
                id={id.clone()}
                class="input"
                type="tel"
                inputmode="tel"
                autocomplete="tel"
                placeholder="+65 9123 4567"
                value={props.recipient.phone.clone()}
                {oninput}
                {onblur}
                aria-describedby={help.clone()}
                aria-invalid={is_wrong.then_some("true")}
                data-test={id.clone()}
            />
            <div id={help} class="phone-verdict">{ verdict(props) }</div>
            if props.asks_for_access {
                <label class="check" for={access.clone()}>
                    <input id={access.clone()} type="checkbox" checked={props.recipient.has_access} {onchange} data-test={access.clone()} />
                    <span>{ t!("test.access") }</span>
                </label>
                { faults_of(&props.faults, &access) }
            }
            if props.n_phones > 1 || !props.recipient.carrier.is_empty() {
                <label class="field-help" for={carrier.clone()}>{ t!("test.carrier") }</label>
                <input
                    id={carrier.clone()}
                    class="input"
                    type="text"
                    autocomplete="off"
                    placeholder={t!("test.carrier_example")}
                    value={props.recipient.carrier.clone()}
                    oninput={on_carrier}
                    data-test={carrier}
                />
            }
            if at + 1 == props.n_phones && props.n_phones < N_RECIPIENTS {
                <div>
                    <button class="button button-quiet button-small" type="button" onclick={add} data-test="add-phone">
                        <Icon name={IconName::Plus} />
                        <span>{ t!("test.phone_add") }</span>
                    </button>
                </div>
            }
        </div>
    }
}

/// What is known of the number. One line takes the place of the other, so that nothing moves under the pointer of a
/// person who leaves the field by pressing a button.
fn verdict(props: &PhoneFieldProps) -> Html {
    if let Some(fault) = fault_of(&props.recipient.number) {
        return html! {
            <p class="field-error" role="alert" data-test="phone-fault">
                <Icon name={IconName::Error} />
                <span>{ words(&Says::Number(fault.into())) }</span>
            </p>
        };
    }
    match &props.recipient.number {
        NumberState::Unchecked if is_faulty(&props.faults, &phone_control(props.at)) => {
            faults_of(&props.faults, &phone_control(props.at))
        }
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

fn check(gateway: Gateway, phone: String, on: Callback<RecipientAction>) -> Task {
    on.emit(RecipientAction::Checking);
    Task::spawn("check a number", move |signal| async move {
        let answer = gateway.check_number(&phone, &signal).await;
        if answer != Err(ClientError::Aborted) {
            on.emit(RecipientAction::Checked(phone, answer));
        }
    })
}
