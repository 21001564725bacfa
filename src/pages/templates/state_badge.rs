//! Where a template stands: icon and word, never colour alone.

use piecewise_sms::template::ReviewState;
use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    i18n,
    markup::html,
};

/// Props of [`StateBadge`].
#[derive(Properties, PartialEq)]
pub(super) struct StateBadgeProps {
    /// The state.
    pub(super) state: ReviewState,
}

/// Says a state. A draft says where it is, because it is nowhere else.
#[component]
pub(super) fn StateBadge(props: &StateBadgeProps) -> Html {
    let state = props.state.as_str();
    let icon = match props.state {
        ReviewState::Draft => IconName::Device,
        ReviewState::InReview => IconName::Clock,
        ReviewState::Approved => IconName::Check,
        ReviewState::Rejected => IconName::Error,
    };
    html! {
        <span class={format!("badge badge-{state}")} data-test={format!("state-{state}")}>
            <Icon name={icon} />
            <span>{ i18n::text(&format!("state.{state}")) }</span>
        </span>
    }
}
