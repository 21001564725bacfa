//! The way from an empty console to a first delivered message, as far as it was gone.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Template;
use piecewise_sms::template::ReviewState;
use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    i18n,
    markup::{classes, html},
    routes::Route,
};

/// How far the way was gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Progress {
    /// SMS is connected.
    pub(super) is_connected: bool,
    /// How far a template came.
    pub(super) template: TemplateProgress,
    /// A test arrived.
    pub(super) has_tested: bool,
}

/// How far a template came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TemplateProgress {
    /// Nobody handed one in, or it was rejected.
    None,
    /// One is being reviewed.
    InReview,
    /// This one may be sent.
    Approved(i64),
}

impl TemplateProgress {
    /// The template that came furthest.
    pub(super) fn of(templates: &[Rc<Template>]) -> Self {
        let in_state = |state| templates.iter().find(|template| template.state == state);
        match (in_state(ReviewState::Approved), in_state(ReviewState::InReview)) {
            (Some(template), _) => Self::Approved(template.id),
            (None, Some(_)) => Self::InReview,
            (None, None) => Self::None,
        }
    }
}

impl Progress {
    /// Whether nothing is left to do.
    pub(super) const fn is_complete(&self) -> bool {
        self.is_connected && matches!(self.template, TemplateProgress::Approved(_)) && self.has_tested
    }

    fn steps(&self) -> [Step; 3] {
        let (key, to_template, to_test) = match self.template {
            TemplateProgress::None => ("overview.step.template", Route::TemplateNew, Route::Templates),
            TemplateProgress::InReview => ("overview.step.review", Route::Templates, Route::Templates),
            TemplateProgress::Approved(id) => ("overview.step.template", Route::Templates, Route::TemplateTest { id }),
        };
        let is_approved = matches!(self.template, TemplateProgress::Approved(_));
        [
            Step { is_done: self.is_connected, key: "overview.step.connect", route: Route::Integrations },
            Step { is_done: is_approved, key, route: to_template },
            Step { is_done: self.has_tested, key: "overview.step.test", route: to_test },
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
    use super::{Progress, Steps, StepsProps, TemplateProgress};
    use crate::components::rendered::rendered;

    const NOTHING: Progress = Progress { is_connected: false, template: TemplateProgress::None, has_tested: false };
    const APPROVED: Progress =
        Progress { is_connected: true, template: TemplateProgress::Approved(7), has_tested: false };

    #[tokio::test]
    async fn exactly_one_step_is_primary() {
        for progress in [NOTHING, Progress { is_connected: true, ..NOTHING }, APPROVED] {
            let html = rendered::<Steps>(StepsProps { progress }).await;
            assert_eq!(html.matches("button-primary").count(), 1, "{html}");
        }
    }

    #[tokio::test]
    async fn an_approved_template_leads_to_its_test() {
        let html = rendered::<Steps>(StepsProps { progress: APPROVED }).await;
        assert!(html.contains("#/content/sms/7/test"), "{html}");
        assert!(!APPROVED.is_complete());
        assert!(Progress { has_tested: true, ..APPROVED }.is_complete());
    }
}
