//! Events, states and outcomes in words.

use piecewise_api::{HookAttempt, HookDeliveryState, HookEvent};
use yew::prelude::*;

use crate::{
    client::calls::hooks::event_name,
    components::{Icon, IconName},
    i18n::{self, t},
    markup::{classes, html},
};

/// An event by the vendor's name for it, with what it means.
pub(super) fn event_words(event: HookEvent) -> String {
    i18n::text(&format!("hooks.event.{}", event_name(event)))
}

/// Where a delivery stands.
pub(super) fn state_badge(state: HookDeliveryState) -> Html {
    let (class, icon) = match state {
        HookDeliveryState::Waiting => ("badge-waiting_result", IconName::Clock),
        HookDeliveryState::Sending => ("badge-sending", IconName::Send),
        HookDeliveryState::Delivered => ("badge-delivered", IconName::Check),
        HookDeliveryState::Failed => ("badge-failed", IconName::Error),
    };
    html! {
        <span class={classes!("badge", class)} data-test={format!("delivery-{}", state.as_str())}>
            <Icon name={icon} />
            <span>{ state_words(state) }</span>
        </span>
    }
}

/// The state's word.
pub(super) fn state_words(state: HookDeliveryState) -> String {
    i18n::text(&format!("hooks.state.{}", state.as_str()))
}

/// What came of an attempt: the status of the answer, or why there was none.
pub(super) fn outcome(attempt: &HookAttempt) -> String {
    match (attempt.status, &attempt.fault) {
        (Some(status), _) => t!("hooks.status_is", status = status),
        (None, Some(fault)) => {
            let key = format!("hooks.fault.{fault}");
            let words = i18n::text(&key);
            // A fault that this console does not know yet is called by its name.
            if words == key { fault.clone() } else { words }
        }
        (None, None) => t!("hooks.no_answer"),
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::{HookAttempt, HookDeliveryState, HookEvent};

    use super::{event_words, outcome, state_words};

    #[test]
    fn everything_has_words() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        for event in HookEvent::ALL {
            assert!(event_words(event).starts_with(event.name()), "{event:?}");
        }
        for state in HookDeliveryState::ALL {
            assert!(!state_words(state).contains("hooks."), "{state:?}");
        }
        let attempt = |status, fault: Option<&str>| HookAttempt {
            at_ms: 0,
            took_ms: 1,
            status,
            fault: fault.map(str::to_owned),
            answer: None,
        };
        for fault in ["no_such_host", "address_not_allowed", "no_connection", "tls", "not_http", "timeout"] {
            assert_ne!(outcome(&attempt(None, Some(fault))), fault);
        }
        assert_eq!(outcome(&attempt(None, Some("unheard_of"))), "unheard_of");
        assert!(outcome(&attempt(Some(503), None)).contains("503"));
    }
}
