//! The versions of a template and what happened in their reviews.

use std::rc::Rc;

use piecewise_api::{TemplateDetail, TemplateVersion};
use yew::prelude::*;

use super::state_badge::StateBadge;
use crate::{
    components::{Icon, IconName, PieceCount, TimeAgo},
    i18n::{self, t},
    markup::html,
};

/// Props of [`Versions`].
#[derive(Properties, PartialEq)]
pub(super) struct VersionsProps {
    /// The template with its history.
    pub(super) detail: Rc<TemplateDetail>,
    /// The clock.
    pub(super) now_ms: i64,
}

/// Every version, newest first, and every step of their reviews.
#[component]
pub(super) fn Versions(props: &VersionsProps) -> Html {
    let detail = &props.detail;
    let now_ms = props.now_ms;
    html! {
        <>
            if detail.versions.len() > 1 {
                <section class="card stack" aria-labelledby="versions-title" data-test="versions">
                    <h2 id="versions-title">{ t!("template.versions") }</h2>
                    <ul class="versions">
                        for version in &detail.versions { { one(version, now_ms) } }
                    </ul>
                </section>
            }
            <section class="card stack" aria-labelledby="history-title">
                <h2 id="history-title">{ t!("template.history") }</h2>
                <ol class="timeline" data-test="history">
                    for (at, step) in detail.history.iter().enumerate() {
                        <li key={at} class="history-step">
                            <span>
                                { i18n::filled(&format!("template.step_{}", step.event.as_str()), &[("n", &step.version)]) }
                            </span>
                            <span class="muted">{ &step.by }</span>
                            <TimeAgo at_ms={step.at_ms} {now_ms} />
                            if let Some(reason) = &step.reason {
                                <p class="timeline-note message-quote">{ reason }</p>
                            }
                        </li>
                    }
                </ol>
            </section>
        </>
    }
}

fn one(version: &TemplateVersion, now_ms: i64) -> Html {
    let count = piecewise_sms::pieces::count(&version.content);
    html! {
        <li key={version.version.to_string()}>
            <details data-test={format!("version-{}", version.version)}>
                <summary class="row">
                    <Icon name={IconName::Chevron} />
                    <strong>{ t!("template.version_n", n = version.version) }</strong>
                    <StateBadge state={version.state} is_remote=true />
                    if let Some(at_ms) = version.submitted_at_ms {
                        <TimeAgo {at_ms} {now_ms} />
                    }
                </summary>
                <p class="message-quote version-text" dir="auto">{ &version.content }</p>
                <p class="muted small"><PieceCount encoding={count.encoding} n_pieces={count.n_pieces} /></p>
                if let Some(reason) = &version.rejection {
                    <p class="message-quote"><strong>{ t!("template.reviewer_said") }</strong>{ " " }{ reason }</p>
                }
            </details>
        </li>
    }
}
