//! The account and the values of the variables.

use std::{collections::BTreeMap, rc::Rc};

use crate::i18n::t;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::form::{Fault, FormAction, Says, control_of};
use crate::{
    components::{Icon, IconName},
    i18n,
    markup::html,
};

/// A fault in words.
pub(super) fn words(says: &Says) -> String {
    match says {
        Says::Key(key) => i18n::text(key),
        Says::Number(fault) => number_fault(fault),
        Says::Missing(name) => t!("test.value_missing", name = name),
        Says::Text(text) => text.clone(),
    }
}

/// What is wrong with a number, by the gateway's word for it.
fn number_fault(fault: &str) -> String {
    match fault {
        "no_country_code" => t!("test.number.no_country_code"),
        "too_short" => t!("test.number.too_short"),
        "too_long" => t!("test.number.too_long"),
        "not_a_number" => t!("test.number.not_a_number"),
        _ => t!("test.number.invalid"),
    }
}

/// The faults of one control, below it.
pub(super) fn faults_of(faults: &[Fault], control: &str) -> Html {
    html! {
        for fault in faults.iter().filter(|fault| fault.control == control) {
            <p class="field-error">
                <Icon name={IconName::Error} />
                <span>{ words(&fault.says) }</span>
            </p>
        }
    }
}

/// Whether a control has a fault.
pub(super) fn is_faulty(faults: &[Fault], control: &str) -> bool {
    faults.iter().any(|fault| fault.control == control)
}

/// Props of [`UserField`].
#[derive(Properties, PartialEq)]
pub(super) struct UserFieldProps {
    /// The accounts.
    pub(super) sms_users: Vec<AttrValue>,
    /// The one chosen.
    pub(super) chosen: Option<AttrValue>,
    /// Another was chosen.
    pub(super) on_action: Callback<FormAction>,
}

/// On whose account.
#[component]
pub(super) fn UserField(props: &UserFieldProps) -> Html {
    let onchange = use_callback(props.on_action.clone(), |event: Event, on_action| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            on_action.emit(FormAction::SmsUser(select.value()));
        }
    });
    html! {
        <div class="field">
            <label class="field-label" for="test-user">{ "SMS_USER" }</label>
            <select id="test-user" class="input" {onchange} data-test="test-user">
                for user in &props.sms_users {
                    <option key={user.to_string()} value={user.clone()} selected={Some(user) == props.chosen.as_ref()}>
                        { user }
                    </option>
                }
            </select>
        </div>
    }
}

/// Props of [`ValueFields`].
#[derive(Properties, PartialEq)]
pub(super) struct ValueFieldsProps {
    /// The variables in order.
    pub(super) variables: Vec<AttrValue>,
    /// The values as typed.
    pub(super) values: BTreeMap<String, String>,
    /// The examples of the template.
    pub(super) examples: BTreeMap<String, String>,
    /// What is wrong; empty until somebody tried to send.
    pub(super) faults: Rc<Vec<Fault>>,
    /// Something was typed or filled in.
    pub(super) on_action: Callback<FormAction>,
}

/// A field for each variable, and a button that fills in the examples.
#[component]
pub(super) fn ValueFields(props: &ValueFieldsProps) -> Html {
    let fill =
        use_callback((props.on_action.clone(), props.examples.clone()), |_: MouseEvent, (on_action, examples)| {
            on_action.emit(FormAction::FillExamples(examples.clone()));
        });
    html! {
        <fieldset class="stack">
            <div class="row row-between">
                <legend class="field-label">{ t!("test.values") }</legend>
                <button class="button button-small" type="button" onclick={fill} data-test="fill-examples">
                    { t!("test.fill_examples") }
                </button>
            </div>
            for name in &props.variables {
                <ValueField
                    key={name.to_string()}
                    name={name.clone()}
                    value={props.values.get(name.as_str()).cloned().unwrap_or_default()}
                    example={props.examples.get(name.as_str()).cloned()}
                    faults={Rc::clone(&props.faults)}
                    on_action={props.on_action.clone()}
                />
            }
        </fieldset>
    }
}

/// Props of [`ValueField`].
#[derive(Properties, PartialEq)]
struct ValueFieldProps {
    name: AttrValue,
    value: AttrValue,
    example: Option<AttrValue>,
    faults: Rc<Vec<Fault>>,
    on_action: Callback<FormAction>,
}

#[component]
fn ValueField(props: &ValueFieldProps) -> Html {
    let oninput =
        use_callback((props.on_action.clone(), props.name.clone()), |event: InputEvent, (on_action, name)| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            on_action.emit(FormAction::Value(name.to_string(), value));
        });
    let id = control_of(&props.name);
    let help = format!("{id}-help");
    html! {
        <div class="field">
            <label class="field-label mono" for={id.clone()}>{ format!("%{}%", props.name) }</label>
            <input
                id={id.clone()}
                class="input"
                type="text"
                autocomplete="off"
                value={props.value.clone()}
                {oninput}
                aria-describedby={help.clone()}
                aria-invalid={is_faulty(&props.faults, &id).then_some("true")}
                data-test={format!("value-{}", props.name)}
            />
            <div id={help}>
                if let Some(example) = &props.example {
                    <p class="field-help">{ t!("test.example", example = example) }</p>
                }
                { faults_of(&props.faults, &id) }
            </div>
        </div>
    }
}
