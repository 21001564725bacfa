//! Fields of a form: the label above, help below it, the error under the control.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{Icon, IconName};
use crate::markup::html;

/// Props of [`TextField`].
#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    /// The control's id.
    pub id: AttrValue,
    /// What is to be filled in.
    pub label: AttrValue,
    /// What is in it.
    pub value: AttrValue,
    /// Something was typed; carries all that is in it now.
    pub on_input: Callback<String>,
    /// The control's type; `text` by default.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// A sentence below the label; none by default.
    #[prop_or_default]
    pub help: Option<AttrValue>,
    /// What is wrong with it; nothing by default.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// What the browser may fill in; nothing by default.
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    /// An example of what can be filled in; none by default.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// How many lines it has; one by default. More than one make it a text area.
    #[prop_or(1)]
    pub n_lines: u32,
}

/// A control that is typed into.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let oninput = use_callback(props.on_input.clone(), |event: InputEvent, on_input| {
        let target = event.target();
        let typed = target.as_ref().and_then(|target| {
            let input = wasm_bindgen::JsCast::dyn_ref::<HtmlInputElement>(target).map(HtmlInputElement::value);
            input.or_else(|| wasm_bindgen::JsCast::dyn_ref(target).map(HtmlTextAreaElement::value))
        });
        if let Some(typed) = typed {
            on_input.emit(typed);
        }
    });
    let described_by = described_by(&props.id, props.help.is_some(), props.error.is_some());
    let is_wrong = props.error.as_ref().map(|_| "true");
    let control = if props.n_lines > 1 {
        html! {
            <textarea
                id={props.id.clone()}
                class="input"
                rows={props.n_lines.to_string()}
                autocomplete={props.autocomplete.clone()}
                placeholder={props.placeholder.clone()}
                value={props.value.clone()}
                {oninput}
                aria-describedby={described_by}
                aria-invalid={is_wrong}
                data-test={props.id.clone()}
            />
        }
    } else {
        html! {
            <input
                id={props.id.clone()}
                class="input"
                type={props.kind.clone()}
                autocomplete={props.autocomplete.clone()}
                placeholder={props.placeholder.clone()}
                value={props.value.clone()}
                {oninput}
                aria-describedby={described_by}
                aria-invalid={is_wrong}
                data-test={props.id.clone()}
            />
        }
    };
    field(&props.id, &props.label, props.help.as_ref(), props.error.as_ref(), control)
}

/// Props of [`SelectField`].
#[derive(Properties, PartialEq)]
pub struct SelectFieldProps {
    /// The control's id.
    pub id: AttrValue,
    /// What is to be chosen.
    pub label: AttrValue,
    /// The options: value and words.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// The value that is chosen.
    pub value: AttrValue,
    /// Another one was chosen.
    pub on_choose: Callback<String>,
    /// The control got the focus, and may want more options; nothing happens by default.
    #[prop_or_default]
    pub on_focus: Callback<()>,
    /// A sentence below the label; none by default.
    #[prop_or_default]
    pub help: Option<AttrValue>,
    /// What is wrong with it; nothing by default.
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// One of several, from a list.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let onchange = use_callback(props.on_choose.clone(), |event: Event, on_choose| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            on_choose.emit(select.value());
        }
    });
    let control = html! {
        <select
            id={props.id.clone()}
            class="input"
            {onchange}
            onfocus={props.on_focus.reform(|_: FocusEvent| ())}
            aria-describedby={described_by(&props.id, props.help.is_some(), props.error.is_some())}
            aria-invalid={props.error.as_ref().map(|_| "true")}
            data-test={props.id.clone()}
        >
            for (value, words) in &props.options {
                <option key={value.to_string()} value={value.clone()} selected={*value == props.value}>{ words }</option>
            }
        </select>
    };
    field(&props.id, &props.label, props.help.as_ref(), props.error.as_ref(), control)
}

fn field(
    id: &AttrValue,
    label: &AttrValue,
    help: Option<&AttrValue>,
    error: Option<&AttrValue>,
    control: Html,
) -> Html {
    html! {
        <div class="field">
            <label class="field-label" for={id.clone()}>{ label }</label>
            if let Some(help) = help {
                <p id={format!("{id}-help")} class="field-help">{ help }</p>
            }
            { control }
            if let Some(error) = error {
                <p id={format!("{id}-error")} class="field-error" role="alert">
                    <Icon name={IconName::Error} />
                    <span>{ error }</span>
                </p>
            }
        </div>
    }
}

/// The ids of what is said about a control.
fn described_by(id: &str, has_help: bool, has_error: bool) -> Option<String> {
    let ids = [has_help.then(|| format!("{id}-help")), has_error.then(|| format!("{id}-error"))];
    let ids: Vec<String> = ids.into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

#[cfg(test)]
mod tests {
    use yew::Callback;

    use super::{TextField, TextFieldProps};
    use crate::components::rendered::rendered;

    #[tokio::test]
    async fn a_field_says_its_help_and_its_error_to_everybody() {
        let props = TextFieldProps {
            id: "email".into(),
            label: "E-mail".into(),
            value: "ada".into(),
            on_input: Callback::noop(),
            kind: "email".into(),
            help: Some("Where the link goes".into()),
            error: Some("This is no address".into()),
            autocomplete: "off".into(),
            placeholder: None,
            n_lines: 1,
        };
        let html = rendered::<TextField>(props).await;
        for part in
            [r#"for="email""#, r#"aria-describedby="email-help email-error""#, r#"aria-invalid="true""#, "no address"]
        {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
    }
}
