//! How many messages one number may be sent.

use crate::i18n::t;
use piecewise_api::{FrequencyLimits, Permission};
use yew::prelude::*;

use crate::{
    client::{Loadable, calls, use_doing, use_gateway, use_resource},
    components::{ErrorNotice, TextField, Waiting},
    markup::html,
};

/// No limit is higher.
const N_MOST: i64 = 1_000_000;

/// The ids of the four fields, and the keys of their words.
const FIELDS: [(&str, &str); 4] = [
    ("limit-minute", "suppression.per_minute"),
    ("limit-day", "suppression.per_day"),
    ("limit-otp-minute", "suppression.otp_per_minute"),
    ("limit-otp-day", "suppression.otp_per_day"),
];

/// Reads the limits and shows them.
#[component]
pub(super) fn Limits() -> Html {
    let limits = use_resource((), (), |gateway, (), signal| gateway.ask(calls::suppression::limits(signal)));
    match limits.value {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(limits.retry)} /> },
        Loadable::Ready(limits) => html! { <Form limits={*limits} /> },
    }
}

/// Props of [`Form`].
#[derive(Properties, PartialEq)]
struct FormProps {
    limits: FrequencyLimits,
}

#[component]
fn Form(props: &FormProps) -> Html {
    let gateway = use_gateway();
    let typed = use_state_eq(|| words_of(props.limits));
    let is_saved = use_state_eq(|| false);
    let doing = use_doing();
    let may_write = gateway.permits(Permission::SuppressionWrite);
    let on_input = |at: usize| {
        let (typed, is_saved) = (typed.clone(), is_saved.setter());
        Callback::from(move |text: String| {
            let mut all = (*typed).clone();
            all[at] = text;
            typed.set(all);
            is_saved.set(false);
        })
    };
    let onsubmit = {
        let (typed, doing, is_saved) = (typed.clone(), doing.clone(), is_saved.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(limits) = limits_of(&typed) else { return };
            let (answer, is_saved) = (gateway.ask(calls::suppression::set_limits(&limits)), is_saved.clone());
            doing.start(
                "set the limits",
                Box::pin(async move {
                    answer.await?;
                    is_saved.set(true);
                    Ok(())
                }),
            );
        })
    };
    html! {
        <form class="card stack" novalidate=true {onsubmit} data-test="limits">
            <p class="muted audit-words">{ t!("suppression.limits_what") }</p>
            if may_write {
                <div class="settings-fields">
                    for (at, (id, key)) in FIELDS.into_iter().enumerate() {
                        <TextField
                            key={id}
                            {id}
                            label={t!(key)}
                            value={typed[at].clone()}
                            on_input={on_input(at)}
                            error={limit_of(&typed[at]).is_err().then(|| AttrValue::from(t!("suppression.limit_fault")))}
                        />
                    }
                </div>
                if let Some(error) = doing.refusal() {
                    <ErrorNotice {error} />
                }
                <div class="row">
                    <button class="button button-primary" type="submit" aria-disabled={doing.is_under_way().to_string()} data-test="save-limits">
                        { t!("form.save") }
                    </button>
                    <span role="status">{ is_saved.then(|| t!("form.saved")) }</span>
                </div>
            } else {
                <dl class="facts">
                    for (at, (id, key)) in FIELDS.into_iter().enumerate() {
                        <>
                            <dt key={id}>{ t!(key) }</dt>
                            <dd>{ if typed[at].is_empty() { t!("suppression.no_limit") } else { typed[at].clone() } }</dd>
                        </>
                    }
                </dl>
            }
        </form>
    }
}

fn words_of(limits: FrequencyLimits) -> [String; 4] {
    [limits.per_minute, limits.per_day, limits.otp_per_minute, limits.otp_per_day]
        .map(|limit| limit.map(|limit| limit.to_string()).unwrap_or_default())
}

/// The limits as typed; none while one of them is wrong.
fn limits_of(typed: &[String; 4]) -> Option<FrequencyLimits> {
    let [per_minute, per_day, otp_per_minute, otp_per_day] = typed;
    Some(FrequencyLimits {
        per_minute: limit_of(per_minute).ok()?,
        per_day: limit_of(per_day).ok()?,
        otp_per_minute: limit_of(otp_per_minute).ok()?,
        otp_per_day: limit_of(otp_per_day).ok()?,
    })
}

/// What was typed is neither a limit nor nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NotALimit;

/// A limit as typed; nothing is no limit.
fn limit_of(typed: &str) -> Result<Option<i64>, NotALimit> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    typed.trim().parse().ok().filter(|limit| (1..=N_MOST).contains(limit)).map(Some).ok_or(NotALimit)
}

#[cfg(test)]
mod tests {
    use super::{NotALimit, limit_of};

    #[test]
    fn an_empty_field_is_no_limit_and_zero_is_wrong() {
        assert_eq!(limit_of(" "), Ok(None));
        assert_eq!(limit_of(" 5 "), Ok(Some(5)));
        for wrong in ["0", "-1", "a", "1.5", "1000001"] {
            assert_eq!(limit_of(wrong), Err(NotALimit), "{wrong}");
        }
    }
}
