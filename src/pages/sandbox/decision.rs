//! Approving, or rejecting with a reason that the applicant can act on.

use crate::i18n::t;
use piecewise_api::{PendingReview, ProblemKind, Push, Rejection, Template};
use yew::prelude::*;

use crate::{
    client::{Action, Answer, ClientError, calls, use_doing, use_gateway},
    components::{ErrorNotice, TextField},
    markup::html,
};

/// Characters of a reason.
const N_REASON_CHARS: usize = 500;

/// Props of [`Decision`].
#[derive(Properties, PartialEq)]
pub(super) struct DecisionProps {
    /// What waits.
    pub(super) review: PendingReview,
    /// The reason as typed.
    pub(super) reason: AttrValue,
    /// It was typed.
    pub(super) on_reason: Callback<String>,
    /// It was decided; carries what to say.
    pub(super) on_decided: Callback<AttrValue>,
}

/// The two buttons and the reason.
#[component]
pub(super) fn Decision(props: &DecisionProps) -> Html {
    let gateway = use_gateway();
    let is_missed = use_state_eq(|| false);
    let doing = use_doing();
    let decide = {
        let (gateway, doing, on_decided) = (gateway.clone(), doing.clone(), props.on_decided.clone());
        Callback::from(move |(answer, words): (Answer<Template>, String)| {
            let (gateway, on_decided) = (gateway.clone(), on_decided.clone());
            doing.start(
                "decide about a template",
                Box::pin(async move {
                    let said = match answer.await {
                        Ok(template) => {
                            gateway.dispatch(Action::Pushed(Push::Template(template)));
                            words
                        }
                        // Somebody else, or the linter, was quicker.
                        Err(error) if error.kind() == Some(ProblemKind::TemplateState) => t!("review.too_late"),
                        Err(error) => return Err::<(), ClientError>(error),
                    };
                    on_decided.emit(said.into());
                    Ok(())
                }),
            );
        })
    };
    let id = props.review.id;
    let name = props.review.name.clone();
    let approve = {
        let (gateway, decide, name) = (gateway.clone(), decide.clone(), name.clone());
        Callback::from(move |_: MouseEvent| {
            decide.emit((gateway.ask(calls::sandbox::approve(id)), t!("review.approved", name = name)));
        })
    };
    let onsubmit = {
        let (reason, is_missed) = (props.reason.clone(), is_missed.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_missed.set(true);
            if fault(&reason).is_none() {
                let rejection = Rejection { reason: reason.trim().into() };
                decide.emit((gateway.ask(calls::sandbox::reject(id, &rejection)), t!("review.rejected", name = name)));
            }
        })
    };
    let error = if *is_missed { fault(&props.reason) } else { None };
    html! {
        <form class="stack" novalidate=true {onsubmit}>
            <TextField
                id={format!("reason-{id}")}
                label={t!("review.reason")}
                help={Some(AttrValue::from(t!("review.reason_help")))}
                value={props.reason.clone()}
                on_input={props.on_reason.clone()}
                {error}
                n_lines=3
            />
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
            <div class="row">
                <button
                    class="button button-primary"
                    type="button"
                    onclick={approve}
                    aria-disabled={doing.is_under_way().to_string()}
                    aria-label={t!("review.approve_what", name = props.review.name)}
                    data-test="approve"
                >
                    { t!("review.approve") }
                </button>
                <button
                    class="button button-danger"
                    type="submit"
                    aria-disabled={doing.is_under_way().to_string()}
                    aria-label={t!("review.reject_what", name = props.review.name)}
                    data-test="reject"
                >
                    { t!("review.reject") }
                </button>
            </div>
        </form>
    }
}

fn fault(reason: &str) -> Option<AttrValue> {
    let n_chars = reason.trim().chars().count();
    if n_chars == 0 {
        return Some(t!("review.reason_missing").into());
    }
    (n_chars > N_REASON_CHARS).then(|| t!("review.reason_long", n = n_chars).into())
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn a_reason_says_something_in_at_most_500_characters() {
        assert!(fault(" \n").is_some());
        assert!(fault("Put a space before the link.").is_none());
        assert!(fault(&"字".repeat(500)).is_none());
        assert!(fault(&"字".repeat(501)).is_some());
    }
}
