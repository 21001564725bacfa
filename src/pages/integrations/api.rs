//! Integrations → SMS → Code samples: the call that sends a template, ready to be copied.

use crate::i18n::t;
use piecewise_sms::template::ReviewState;
use yew::prelude::*;

use super::parts::{SmsParts, sms_crumbs};
use crate::{
    client::use_gateway,
    components::{CallSamples, Gate, PageHead, SelectField},
    markup::html,
    routes::Route,
};

/// The page.
#[component]
pub fn ApiSamplesPage() -> Html {
    html! {
        <>
            <PageHead
                title={t!("samples.title")}
                sentence={Some(AttrValue::from(t!("samples.sentence")))}
                crumbs={sms_crumbs(None)}
            />
            <SmsParts here={Route::ApiSamples} />
            <Gate><Chosen /></Gate>
        </>
    }
}

/// The call for the template that is chosen, with its examples.
#[component]
fn Chosen() -> Html {
    let gateway = use_gateway();
    let chosen = use_state_eq(String::new);
    let on_choose = use_callback(chosen.setter(), |id, set| set.set(id));
    let sendable: Vec<_> = gateway
        .templates
        .ready()
        .map(|templates| templates.iter().filter(|template| template.state == ReviewState::Approved).collect())
        .unwrap_or_default();
    let found = sendable.iter().find(|template| template.id.to_string() == *chosen).or_else(|| sendable.first());
    let Some(template) = found else {
        return html! {
            <section class="card empty" data-test="no-template">
                <h2>{ t!("samples.no_template") }</h2>
                <p>{ t!("samples.no_template_why") }</p>
                <a class="button button-primary" href={Route::TemplateNew.href()}>
                    { t!("integrations.step.template.title") }
                </a>
            </section>
        };
    };
    let options: Vec<_> =
        sendable.iter().map(|one| (AttrValue::from(one.id.to_string()), AttrValue::from(one.name.clone()))).collect();
    html! {
        <section class="card stack" data-test="api-sample">
            <div class="sample-template">
                <SelectField
                    id="sample-template"
                    label={t!("samples.template")}
                    {options}
                    value={template.id.to_string()}
                    {on_choose}
                />
            </div>
            <CallSamples template_id={template.id} values={template.examples.clone()} />
        </section>
    }
}
