//! Where a template stands: icon and word, never colour alone.

use piecewise_sms::template::ReviewState;
use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    i18n::{self, t},
    markup::html,
};

/// Props of [`StateBadge`].
#[derive(Properties, PartialEq)]
pub(super) struct StateBadgeProps {
    /// The state.
    pub(super) state: ReviewState,
    /// Whether it is the state of a template on the gateway; `false` by default.
    #[prop_or_default]
    pub(super) is_remote: bool,
    /// The version whose state it is, where it is not the one that may be sent; none by default.
    #[prop_or_default]
    pub(super) version: Option<u32>,
}

/// Says a state. A draft says where it is.
#[component]
pub(super) fn StateBadge(props: &StateBadgeProps) -> Html {
    let state = props.state.as_str();
    let icon = match props.state {
        ReviewState::Draft if props.is_remote => IconName::Content,
        ReviewState::Draft => IconName::Device,
        ReviewState::InReview => IconName::Clock,
        ReviewState::Approved => IconName::Check,
        ReviewState::Rejected => IconName::Error,
    };
    let words = if props.is_remote && props.state == ReviewState::Draft {
        t!("state.remote_draft")
    } else {
        i18n::text(&format!("state.{state}"))
    };
    html! {
        <span class={format!("badge badge-{state}")} data-test={format!("state-{state}")}>
            <Icon name={icon} />
            <span>
                if let Some(version) = props.version {
                    { t!("templates.version_short", n = version) }{ " · " }
                }
                { words }
            </span>
        </span>
    }
}
