//! The way from an empty console to a first delivered message, as far as it was gone.

use rust_i18n::t;
use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    i18n,
    routes::Route,
};

/// How far the way was gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Progress {
    /// SMS is connected.
    pub(super) is_connected: bool,
    /// A template that may be sent.
    pub(super) approved: Option<i64>,
    /// A template is being reviewed.
    pub(super) is_in_review: bool,
    /// A test arrived.
    pub(super) has_delivered_test: bool,
    /// There are more messages than were read.
    pub(super) has_more: bool,
}

impl Progress {
    /// Whether nothing is left to do.
    pub(super) const fn is_complete(&self) -> bool {
        self.is_connected && self.approved.is_some() && (self.has_delivered_test || self.has_more)
    }

    fn steps(&self) -> [Step; 3] {
        let test = self.approved.map_or(Route::Templates, |id| Route::TemplateTest { id });
        let template = if self.is_in_review { Route::Templates } else { Route::TemplateNew };
        let template_key = if self.is_in_review { "overview.step.review" } else { "overview.step.template" };
        [
            Step { is_done: self.is_connected, key: "overview.step.connect", route: Route::Integrations },
            Step { is_done: self.approved.is_some(), key: template_key, route: template },
            Step { is_done: self.has_delivered_test, key: "overview.step.test", route: test },
        ]
    }
}

struct Step {
    is_done: bool,
    key: &'static str,
    route: Route,
}

/// Props of [`Steps`].
#[derive(Properties, PartialEq)]
pub(super) struct StepsProps {
    /// How far the way was gone.
    pub(super) progress: Progress,
}

/// Lists the steps; the first open one is the page's primary action.
#[component]
pub(super) fn Steps(props: &StepsProps) -> Html {
    let steps = props.progress.steps();
    let next = steps.iter().position(|step| !step.is_done);
    html! {
        <section class="card stack" aria-labelledby="first-steps" data-test="first-steps">
            <h2 id="first-steps">{ t!("overview.first_steps") }</h2>
            <ol class="way">
                for (at, step) in steps.iter().enumerate() {
                    <li key={step.key} class={classes!("way-step", step.is_done.then_some("way-done"))}>
                        <span class="way-mark">
                            if step.is_done {
                                <Icon name={IconName::Check} />
                            } else {
                                { at + 1 }
                            }
                        </span>
                        <div class="way-words">
                            <h3>
                                { i18n::text(&format!("{}.title", step.key)) }
                                if step.is_done {
                                    <span class="muted">{ " · " }{ t!("overview.done") }</span>
                                }
                            </h3>
                            <p class="muted small">{ i18n::text(&format!("{}.what", step.key)) }</p>
                        </div>
                        if !step.is_done {
                            <a
                                class={classes!("button", (next == Some(at)).then_some("button-primary"))}
                                href={step.route.href()}
                            >
                                { i18n::text(&format!("{}.do", step.key)) }
                            </a>
                        }
                    </li>
                }
            </ol>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::{Progress, Steps, StepsProps};
    use crate::components::rendered::rendered;

    const NOTHING: Progress = Progress {
        is_connected: false,
        approved: None,
        is_in_review: false,
        has_delivered_test: false,
        has_more: false,
    };

    #[tokio::test]
    async fn exactly_one_step_is_primary() {
        for progress in [NOTHING, Progress { is_connected: true, ..NOTHING }, Progress { approved: Some(7), ..NOTHING }]
        {
            let html = rendered::<Steps>(StepsProps { progress }).await;
            assert_eq!(html.matches("button-primary").count(), 1, "{html}");
        }
    }

    #[tokio::test]
    async fn an_approved_template_leads_to_its_test() {
        let progress = Progress { is_connected: true, approved: Some(7), ..NOTHING };
        let html = rendered::<Steps>(StepsProps { progress }).await;
        assert!(html.contains("#/content/sms/7/test"), "{html}");
        assert!(!progress.is_complete());
        assert!(Progress { has_delivered_test: true, ..progress }.is_complete());
    }
}
