//! Where a registration stands, as icon and word.

use piecewise_sms::sender::SenderState;
use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    i18n,
    markup::{classes, html},
};

/// Props of [`SenderBadge`].
#[derive(Properties, PartialEq)]
pub(super) struct SenderBadgeProps {
    /// The state.
    pub(super) state: SenderState,
}

/// Says the state.
#[component]
pub(super) fn SenderBadge(props: &SenderBadgeProps) -> Html {
    let (class, icon) = match props.state {
        SenderState::Submitted => ("badge-sending", IconName::Send),
        SenderState::MaterialsRequested => ("badge-warning", IconName::Warning),
        SenderState::InReview => ("badge-waiting_result", IconName::Clock),
        SenderState::Registered => ("badge-delivered", IconName::Check),
        SenderState::Rejected => ("badge-failed", IconName::Error),
    };
    html! {
        <span class={classes!("badge", class)} data-test={format!("sender-{}", props.state.as_str())}>
            <Icon name={icon} />
            <span>{ i18n::text(&format!("senders.state.{}", props.state.as_str())) }</span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_sms::sender::SenderState;

    use crate::i18n;

    ///
    #[test]
    fn every_state_has_a_word_and_what_it_means() {
        for state in SenderState::ALL {
            for key in ["state", "means"] {
                let key = format!("senders.{key}.{}", state.as_str());
                assert_ne!(i18n::text(&key), key);
            }
        }
    }
}
