//! "Show as API call": what an application would do instead of the person.

use std::collections::BTreeMap;

use crate::i18n::t;
use yew::prelude::*;

use super::CodeSamples;
use crate::{
    client::use_gateway,
    markup::html,
    routes::Route,
    samples::{Language, SendCall},
};

/// The vendor's documentation of the HTTP interface.
const API_DOCUMENTATION: &str = "https://docs.aurorasendcloud.com/reference";

/// Props of [`ApiCall`] and [`CallSamples`].
#[derive(Properties, PartialEq, Clone)]
pub struct ApiCallProps {
    /// The template.
    pub template_id: i64,
    /// A value for each variable.
    pub values: BTreeMap<String, String>,
    /// The number; an example by default.
    #[prop_or_default]
    pub phone: AttrValue,
}

/// The call in every language, behind a line that opens it.
#[component]
pub fn ApiCall(props: &ApiCallProps) -> Html {
    html! {
        <details class="api-call" data-test="api-call">
            <summary>{ t!("samples.show_as_call") }</summary>
            <CallSamples template_id={props.template_id} values={props.values.clone()} phone={props.phone.clone()} />
        </details>
    }
}

/// The call in every language.
#[component]
pub fn CallSamples(props: &ApiCallProps) -> Html {
    let gateway = use_gateway();
    let Some(service) = gateway.service.ready() else { return Html::default() };
    let call = SendCall {
        base_url: service.base_url.clone(),
        template_id: props.template_id,
        phone: props.phone.to_string(),
        values: props.values.clone(),
    };
    let programs = Language::ALL.map(|language| (language, AttrValue::from(call.in_language(language)))).to_vec();
    html! {
        <div class="stack-tight">
            <p class="field-help">{ t!("samples.from_environment") }</p>
            <CodeSamples {programs} label={t!("samples.send")} test="send-samples" />
            <p class="field-help">
                <a href={Route::IntegrationsSms.href()}>{ t!("samples.to_credentials") }</a>
                { " · " }
                <a href={API_DOCUMENTATION} target="_blank" rel="noopener noreferrer">
                    { t!("integrations.step.docs.title") }
                </a>
            </p>
        </div>
    }
}
