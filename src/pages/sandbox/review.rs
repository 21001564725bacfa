//! One version that waits for a decision: what was handed in at the left, what the linter finds and the decision at the
//! right.

use crate::i18n::t;
use piecewise_api::PendingReview;
use piecewise_sms::template::{Template as Parsed, render};
use yew::prelude::*;

use super::{decision::Decision, findings::Findings};
use crate::{
    components::{Analysis, Bubble, TimeAgo, Verdict, duration, use_clock},
    format, i18n,
    markup::html,
};

/// Props of [`Review`].
#[derive(Properties, PartialEq)]
pub(super) struct ReviewProps {
    /// What waits.
    pub(super) review: PendingReview,
    /// It was decided; carries what to say.
    pub(super) on_decided: Callback<AttrValue>,
}

/// A card of the queue.
#[component]
pub(super) fn Review(props: &ReviewProps) -> Html {
    let now_ms = use_clock(10_000);
    let review = &props.review;
    let version = &review.version;
    let heading = format!("review-{}", review.id);
    let rendered = render(&Parsed::parse(&version.content), &version.examples);
    html! {
        <article class="card review" aria-labelledby={heading.clone()} data-test="review">
            <div class="stack">
                <div class="stack-tight">
                    <h2 id={heading}>{ &review.name }</h2>
                    <p class="muted small">
                        { t!("review.version", version = version.version) }{ " · " }
                        { i18n::text(&format!("content_type.{}", version.content_type.as_str())) }
                        if let Some(at_ms) = version.submitted_at_ms {
                            { " · " }{ t!("review.submitted") }{ " " }<TimeAgo {at_ms} {now_ms} />
                        }
                        if let Some(at_ms) = review.decided_at_ms {
                            { " · " }{ t!("review.by_linter", time = duration(at_ms - now_ms)) }
                        }
                    </p>
                </div>
                <dl class="detail">
                    <dt>{ t!("editor.content") }</dt>
                    <dd class="message-quote" dir="auto" data-test="review-content">{ version.content.clone() }</dd>
                    if let Some(before) = &review.approved_content {
                        <dt>{ t!("review.until_then") }</dt>
                        <dd class="message-quote muted" dir="auto">{ before.clone() }</dd>
                    }
                    if !version.examples.is_empty() {
                        <dt>{ t!("editor.examples") }</dt>
                        <dd>
                            <ul>
                                for (name, value) in version.examples.iter() {
                                    <li key={name.clone()}>
                                        <code class="variable-label">{ format!("%{name}%") }</code>{ " " }<bdi>{ value.clone() }</bdi>
                                    </li>
                                }
                            </ul>
                        </dd>
                    }
                    <dt>{ t!("editor.countries") }</dt>
                    <dd>{ countries(&version.countries) }</dd>
                    <dt>{ t!("template.with_examples") }</dt>
                    <dd class="stack-tight">
                        <Bubble
                            text={rendered.text.clone()}
                            marks={rendered.parts.iter().map(|part| part.span).collect::<Vec<_>>()}
                        />
                        <p class="small"><Verdict analysis={Analysis::of(&rendered.text, &[])} /></p>
                    </dd>
                </dl>
            </div>
            <ReviewSide review={review.clone()} on_decided={props.on_decided.clone()} />
        </article>
    }
}

fn countries(codes: &[String]) -> String {
    codes.iter().map(|code| format::country(code)).collect::<Vec<_>>().join(&t!("template.comma"))
}

/// The findings and the decision; a finding can be taken over as the reason.
#[component]
fn ReviewSide(props: &ReviewProps) -> Html {
    let reason = use_state_eq(String::new);
    let on_reason = use_callback(reason.setter(), |typed, reason| reason.set(typed));
    let on_take = {
        let reason = reason.clone();
        Callback::from(move |words: AttrValue| {
            let before = reason.trim();
            reason.set(if before.is_empty() { words.to_string() } else { format!("{before} {words}") });
        })
    };
    html! {
        <div class="stack">
            <Findings review={props.review.clone()} {on_take} />
            <Decision
                review={props.review.clone()}
                reason={(*reason).clone()}
                {on_reason}
                on_decided={props.on_decided.clone()}
            />
        </div>
    }
}
