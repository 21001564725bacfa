//! The call an application makes, for a template that may be sent. The credentials come from the environment.

use crate::i18n::t;
use piecewise_sms::template::ReviewState;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::{
    client::{curl_sample, use_gateway},
    components::CopyButton,
    markup::html,
    routes::Route,
};

/// Props of [`ApiSample`].
#[derive(Properties, PartialEq)]
pub(super) struct ApiSampleProps {
    /// The address to send to.
    pub(super) base_url: AttrValue,
}

/// Shows a call that can be copied and run.
#[component]
pub(super) fn ApiSample(props: &ApiSampleProps) -> Html {
    let gateway = use_gateway();
    let chosen = use_state_eq(|| None::<i64>);
    let onchange = use_callback(chosen.setter(), |event: Event, set| {
        set.set(event.target_dyn_into::<HtmlSelectElement>().and_then(|select| select.value().parse().ok()));
    });
    let sendable: Vec<_> = gateway
        .templates
        .ready()
        .map(|templates| templates.iter().filter(|template| template.state == ReviewState::Approved).collect())
        .unwrap_or_default();
    let template = sendable.iter().find(|template| Some(template.id) == *chosen).or_else(|| sendable.first());
    html! {
        <section class="card stack" data-test="api-sample">
            <div class="stack-tight">
                <h2>{ t!("integrations.api_title") }</h2>
                <p class="muted">{ t!("integrations.api_what") }</p>
            </div>
            if let Some(template) = template {
                <div class="field sample-template">
                    <label class="field-label" for="sample-template">{ t!("integrations.api_template") }</label>
                    <select id="sample-template" class="input" {onchange}>
                        for one in &sendable {
                            <option key={one.id} value={one.id.to_string()} selected={one.id == template.id}>
                                { &one.name }
                            </option>
                        }
                    </select>
                </div>
                { sample(&curl_sample(&props.base_url, template)) }
            } else {
                <p>
                    { t!("integrations.api_no_template") }
                    { " " }
                    <a href={Route::TemplateNew.href()}>{ t!("integrations.step.template.title") }</a>
                </p>
            }
        </section>
    }
}

fn sample(command: &str) -> Html {
    html! {
        <div class="sample">
            <pre class="sample-text" role="group" tabindex="0" aria-label="curl" data-test="curl">{ command }</pre>
            <CopyButton
                text={command.to_owned()}
                label={t!("integrations.copy_what", what = "curl")}
                test={Some(AttrValue::from("copy-curl"))}
            />
        </div>
    }
}
