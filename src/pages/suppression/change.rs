//! Suppressing a number, or releasing it: another entry, with a reason.

use crate::i18n::t;
use piecewise_api::{NewSuppression, SuppressionScope};
use yew::prelude::*;

use super::scope_word;
use crate::{
    client::{calls, use_doing, use_gateway},
    components::{ErrorNotice, SelectField, TextField},
    markup::html,
};

/// Characters of a reason and of the evidence.
const N_REASON_CHARS: usize = 200;
const N_EVIDENCE_CHARS: usize = 1000;

/// Props of [`Change`].
#[derive(Properties, PartialEq)]
pub(super) struct ChangeProps {
    /// The number.
    pub(super) phone: AttrValue,
    /// What it does not get now.
    pub(super) held: Vec<SuppressionScope>,
    /// There is another entry.
    pub(super) on_change: Callback<()>,
}

/// The form.
#[component]
pub(super) fn Change(props: &ChangeProps) -> Html {
    let gateway = use_gateway();
    let scope = use_state_eq(|| SuppressionScope::Marketing);
    let reason = use_state_eq(String::new);
    let evidence = use_state_eq(String::new);
    let is_missed = use_state_eq(|| false);
    let doing = use_doing();
    let on_scope = use_callback(scope.setter(), |name: String, scope| {
        if let Some(chosen) = SuppressionScope::from_name(&name) {
            scope.set(chosen);
        }
    });
    let on_reason = use_callback(reason.setter(), |typed, reason| reason.set(typed));
    let on_evidence = use_callback(evidence.setter(), |typed, evidence| evidence.set(typed));
    let is_release = props.held.contains(&scope);
    let onsubmit = {
        let (scope, reason, evidence, is_missed) = (scope.clone(), reason.clone(), evidence.clone(), is_missed.clone());
        let (doing, phone, on_change) = (doing.clone(), props.phone.clone(), props.on_change.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_missed.set(true);
            if reason_fault(&reason).is_some() || evidence.chars().count() > N_EVIDENCE_CHARS {
                return;
            }
            let entry = NewSuppression {
                phone: phone.to_string(),
                scope: *scope,
                reason: reason.trim().into(),
                evidence: Some(evidence.trim().to_owned()).filter(|evidence| !evidence.is_empty()),
            };
            let call = if is_release { calls::suppression::release(&entry) } else { calls::suppression::add(&entry) };
            let (answer, on_change) = (gateway.ask(call), on_change.clone());
            let (reason, evidence, is_missed) = (reason.setter(), evidence.setter(), is_missed.setter());
            doing.start(
                "change the suppression of a number",
                Box::pin(async move {
                    match answer.await {
                        // What was asked for holds already: somebody else was quicker.
                        Err(error) if error.is_conflict() => {}
                        answer => drop(answer?),
                    }
                    reason.set(String::new());
                    evidence.set(String::new());
                    is_missed.set(false);
                    on_change.emit(());
                    Ok(())
                }),
            );
        })
    };
    let options = SuppressionScope::ALL.map(|scope| (scope.as_str().into(), scope_word(scope).into())).to_vec();
    let reason_error = if *is_missed { reason_fault(&reason) } else { None };
    let evidence_error =
        (evidence.chars().count() > N_EVIDENCE_CHARS).then(|| AttrValue::from(t!("suppression.evidence_long")));
    html! {
        <form class="stack" novalidate=true {onsubmit} data-test="suppression-form">
            <div class="settings-fields">
                <SelectField id="suppression-scope" label={t!("suppression.what")} {options} value={scope.as_str()} on_choose={on_scope} />
                <TextField id="suppression-reason" label={t!("suppression.reason")} value={(*reason).clone()} on_input={on_reason} error={reason_error} />
                <TextField
                    id="suppression-evidence"
                    label={t!("suppression.evidence_field")}
                    value={(*evidence).clone()}
                    on_input={on_evidence}
                    error={evidence_error}
                />
            </div>
            <p class="muted small">{ if is_release { t!("suppression.release_what") } else { t!("suppression.add_what") } }</p>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
            <div class="row">
                <button class="button" type="submit" aria-disabled={doing.is_under_way().to_string()} data-test="change-suppression">
                    { if is_release { t!("suppression.release") } else { t!("suppression.add") } }
                </button>
            </div>
        </form>
    }
}

fn reason_fault(reason: &str) -> Option<AttrValue> {
    let n_chars = reason.trim().chars().count();
    (!(1..=N_REASON_CHARS).contains(&n_chars)).then(|| t!("suppression.reason_fault").into())
}
