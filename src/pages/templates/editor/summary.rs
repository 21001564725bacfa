//! What keeps the template from being submitted, once each, in the order of the form, linked to its input.

use crate::i18n::t;
use piecewise_sms::template::{Diagnostic, Field, Severity, message};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    i18n,
    markup::html,
};

/// Props of [`Summary`].
#[derive(Properties, PartialEq)]
pub(super) struct SummaryProps {
    /// Everything that was found.
    pub(super) findings: Vec<Diagnostic>,
    /// Which try this is: each moves the focus here.
    pub(super) n_try: u32,
}

/// Lists the errors and takes the focus.
#[component]
pub(super) fn Summary(props: &SummaryProps) -> Html {
    let node = use_node_ref();
    use_effect_with((node.clone(), props.n_try), |(node, _)| {
        if let Some(summary) = node.cast::<HtmlElement>() {
            // A summary that is gone already leaves the focus where it is.
            let _ = summary.focus();
        }
    });
    let errors: Vec<&Diagnostic> =
        props.findings.iter().filter(|finding| finding.severity() == Severity::Error).collect();
    if errors.is_empty() {
        return html! {
            <p class="notice notice-success" role="status">
                <Icon name={IconName::Check} />
                <span>{ t!("editor.nothing_missing") }</span>
            </p>
        };
    }
    html! {
        <div class="notice notice-error" role="alert" tabindex="-1" ref={node} data-test="error-summary">
            <Icon name={IconName::Error} />
            <div class="notice-body">
                <h2>{ i18n::plural("editor.errors", errors.len() as u64) }</h2>
                <ol class="summary-list">
                    for finding in errors {
                        <li>
                            <button class="link-button" type="button" onclick={go_to(&finding.field)}>
                                { message(finding, i18n::current()) }
                            </button>
                        </li>
                    }
                </ol>
            </div>
        </div>
    }
}

/// The id of the input of `field`.
pub(super) fn input_id(field: &Field) -> String {
    match field {
        Field::ContentType => "template-type-otp".into(),
        Field::Name => "template-name".into(),
        Field::Content => "template-content".into(),
        Field::Value(variable) => format!("template-example-{variable}"),
        Field::Countries => "template-countries".into(),
    }
}

fn go_to(field: &Field) -> Callback<MouseEvent> {
    let id = input_id(field);
    Callback::from(move |_| {
        let document = web_sys::window().and_then(|window| window.document());
        let input = document.and_then(|document| document.get_element_by_id(&id));
        if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
            // An input that is gone already leaves the focus where it is.
            let _ = input.focus();
        }
    })
}

#[cfg(test)]
mod tests {
    use piecewise_sms::template::{Draft, Purpose, lint};

    use super::{Summary, SummaryProps};
    use crate::components::rendered::rendered;

    /// an empty form lists every missing part once, in the order of the form.
    #[tokio::test]
    async fn an_empty_form_lists_what_is_missing_in_order() {
        let findings = lint(&Draft { name: Some(String::new()), ..Draft::default() }, Purpose::Submit);
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(codes, ["content-type-missing", "name-missing", "content-missing", "countries-missing"]);
        let html = rendered::<Summary>(SummaryProps { findings, n_try: 1 }).await;
        assert_eq!(html.matches("<li>").count(), 4, "{html}");
    }
}
