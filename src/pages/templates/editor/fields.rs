//! The small fields of the form: content type, name, and an example for each variable.

use crate::i18n::t;
use piecewise_sms::template::{ContentType, Diagnostic, Field};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    super::findings::{Findings, has_error, of_field},
    state::Action,
    summary::input_id,
};
use crate::{drafts::Draft, i18n, markup::html};

/// Props of the small fields.
#[derive(Properties, PartialEq)]
pub(super) struct FieldProps {
    /// The draft.
    pub(super) draft: Draft,
    /// What the linter found.
    pub(super) findings: Vec<Diagnostic>,
    /// Changes the draft.
    pub(super) on: Callback<Action>,
}

/// Three cards with the guide's meanings, none chosen at first (R-002 … ).
#[component]
pub(super) fn TypeField(props: &FieldProps) -> Html {
    let findings = of_field(&props.findings, &Field::ContentType);
    html! {
        <fieldset class="field" aria-describedby="type-findings" role="radiogroup">
            <legend class="field-label">{ t!("editor.type") }</legend>
            <p class="field-help">{ t!("editor.type_help") }</p>
            <div class="type-cards">
                for kind in ContentType::ALL {
                    <label key={kind.as_str()} class="type-card">
                        <input
                            id={format!("template-type-{}", kind.as_str())}
                            type="radio"
                            name="content-type"
                            checked={props.draft.content_type == Some(kind)}
                            onchange={props.on.reform(move |_: Event| Action::Kind(kind))}
                            data-test={format!("content-type-{}", kind.as_str())}
                        />
                        <span class="type-words">
                            <strong>{ i18n::text(&format!("content_type.{}", kind.as_str())) }</strong>
                            <span class="muted small">{ i18n::text(&format!("content_type_help.{}", kind.as_str())) }</span>
                        </span>
                    </label>
                }
            </div>
            <Findings id="type-findings" {findings} text="" />
        </fieldset>
    }
}

/// Props of [`NameField`].
#[derive(Properties, PartialEq)]
pub(super) struct NameFieldProps {
    /// The draft.
    pub(super) draft: Draft,
    /// What the linter found.
    pub(super) findings: Vec<Diagnostic>,
    /// Whether another template has this name.
    pub(super) is_taken: bool,
    /// A name that says more than the one that is written.
    pub(super) suggested: Option<AttrValue>,
    /// Changes the draft.
    pub(super) on: Callback<Action>,
}

/// The template's name.
#[component]
pub(super) fn NameField(props: &NameFieldProps) -> Html {
    let findings = of_field(&props.findings, &Field::Name);
    let is_invalid = props.is_taken || has_error(&findings);
    let oninput =
        props.on.reform(|event: InputEvent| Action::Name(event.target_unchecked_into::<HtmlInputElement>().value()));
    html! {
        <div class="field">
            <label class="field-label" for="template-name">{ t!("editor.name") }</label>
            <input
                id="template-name"
                class="input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                value={props.draft.name.clone()}
                aria-describedby="name-help name-findings"
                aria-invalid={is_invalid.then_some("true")}
                {oninput}
                data-test="template-name"
            />
            <p id="name-help" class="field-help">{ t!("editor.name_help") }</p>
            if let Some(suggested) = &props.suggested {
                <p class="row small" data-test="name-suggestion">
                    <span class="muted">{ t!("editor.name_suggested") }</span>
                    <button class="link-button" type="button" onclick={take(&props.on, suggested)}>{ suggested }</button>
                </p>
            }
            if props.is_taken {
                <p class="field-error" role="alert">{ t!("editor.name_taken") }</p>
            }
            <Findings
                id="name-findings"
                {findings}
                text={props.draft.name.clone()}
                on_fix={props.on.reform(Action::NameFixed)}
            />
        </div>
    }
}

fn take(on: &Callback<Action>, name: &str) -> Callback<MouseEvent> {
    let name = name.to_owned();
    on.reform(move |_| Action::NameFixed(name.clone()))
}

/// Props of [`ExampleFields`].
#[derive(Properties, PartialEq)]
pub(super) struct ExampleFieldsProps {
    /// The draft.
    pub(super) draft: Draft,
    /// The variables of its content, each once.
    pub(super) variables: Vec<String>,
    /// What the linter found.
    pub(super) findings: Vec<Diagnostic>,
    /// Changes the draft.
    pub(super) on: Callback<Action>,
}

/// An example for each variable. Nothing while there is none.
#[component]
pub(super) fn ExampleFields(props: &ExampleFieldsProps) -> Html {
    if props.variables.is_empty() {
        return Html::default();
    }
    html! {
        <fieldset class="field">
            <legend class="field-label">{ t!("editor.examples") }</legend>
            <p class="field-help">{ t!("editor.examples_help") }</p>
            <div class="examples">
                for variable in &props.variables {
                    <div key={variable.clone()} class="field">{ example(variable, props) }</div>
                }
            </div>
        </fieldset>
    }
}

fn example(variable: &str, props: &ExampleFieldsProps) -> Html {
    let field = Field::Value(variable.to_owned());
    let findings = of_field(&props.findings, &field);
    let id = input_id(&field);
    let findings_id = format!("{id}-findings");
    let value = props.draft.examples.get(variable).cloned().unwrap_or_default();
    let oninput = {
        let variable = variable.to_owned();
        props.on.reform(move |event: InputEvent| Action::Example {
            variable: variable.clone(),
            value: event.target_unchecked_into::<HtmlInputElement>().value(),
        })
    };
    let on_fix = {
        let variable = variable.to_owned();
        props.on.reform(move |value| Action::Example { variable: variable.clone(), value })
    };
    html! {
        <>
            <label class="variable-label mono" for={id.clone()}>{ format!("%{variable}%") }</label>
            <input
                {id}
                class="input"
                type="text"
                dir="auto"
                autocomplete="off"
                value={value.clone()}
                aria-describedby={findings_id.clone()}
                aria-invalid={has_error(&findings).then_some("true")}
                {oninput}
                data-test={format!("example-{variable}")}
            />
            <Findings id={findings_id} {findings} text={value} {on_fix} />
        </>
    }
}
