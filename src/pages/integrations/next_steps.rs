//! What one can do once SMS is connected.

use crate::i18n::t;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    i18n,
    markup::html,
    routes::Route,
};

/// The vendor's documentation of the HTTP interface.
const API_DOCUMENTATION: &str = "https://docs.aurorasendcloud.com/";

/// Props of [`NextSteps`].
#[derive(Properties, PartialEq)]
pub(super) struct NextStepsProps {
    /// Whether the panel appeared because of what the person did, and takes the focus.
    pub(super) takes_focus: bool,
}

/// "Integration complete", and where to go from here.
#[component]
pub(super) fn NextSteps(props: &NextStepsProps) -> Html {
    let heading = use_node_ref();
    use_effect_with((heading.clone(), props.takes_focus), |(heading, takes_focus)| {
        if let Some(heading) = heading.cast::<HtmlElement>().filter(|_| *takes_focus) {
            // Without the focus the panel is still there to be read.
            let _ = heading.focus();
        }
    });
    html! {
        <section class="card stack" data-test="integration-complete">
            <div class="stack-tight">
                <h2 class="complete" ref={heading} tabindex="-1">
                    <Icon name={IconName::Check} />
                    { t!("integrations.complete") }
                </h2>
                <p>{ t!("integrations.complete_what") }</p>
            </div>
            <ul class="steps">
                { step(&Route::ApiSamples, IconName::Send, "api") }
                { step(&Route::TemplateNew, IconName::Content, "template") }
                { step(&Route::Messages, IconName::Messages, "monitor") }
                { step(&Route::Calculator, IconName::Calculator, "scale") }
                <li class="step">
                    <Icon name={IconName::External} />
                    <div>
                        <a href={API_DOCUMENTATION} target="_blank" rel="noopener noreferrer">
                            { t!("integrations.step.docs.title") }
                        </a>
                        <p class="muted small">{ t!("integrations.step.docs.what") }</p>
                    </div>
                </li>
            </ul>
        </section>
    }
}

fn step(route: &Route, icon: IconName, key: &str) -> Html {
    html! {
        <li class="step">
            <Icon name={icon} />
            <div>
                <a href={route.href()}>{ i18n::text(&format!("integrations.step.{key}.title")) }</a>
                <p class="muted small">{ i18n::text(&format!("integrations.step.{key}.what")) }</p>
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::{NextSteps, NextStepsProps};
    use crate::components::rendered::rendered;

    ///
    #[tokio::test]
    async fn the_panel_leads_to_every_next_step() {
        let html = rendered::<NextSteps>(NextStepsProps { takes_focus: false }).await;
        for place in ["#/integrations/sms/api", "#/content/sms/new", "#/messages", "#/calculator", "https://docs."] {
            assert!(html.contains(place), "{place} is missing in {html}");
        }
        assert!(html.contains("noopener"), "{html}");
    }
}
