//! A message's status: icon and word, never colour alone.

use piecewise_sms::status::Status;
use yew::prelude::*;

use super::{Icon, IconName};
use crate::{
    i18n,
    markup::{classes, html},
};

/// Props of [`StatusBadge`].
#[derive(Properties, PartialEq)]
pub struct StatusBadgeProps {
    /// The status.
    pub status: Status,
}

/// Says a status in the words of the guide.
#[component]
pub fn StatusBadge(props: &StatusBadgeProps) -> Html {
    html! {
        <span class={classes!("badge", format!("badge-{}", props.status.as_str()))}>
            <Icon name={icon_of(props.status)} />
            <span>{ status_word(props.status) }</span>
        </span>
    }
}

/// The status in the reader's language; in English it is the guide's label.
pub fn status_word(status: Status) -> String {
    i18n::text(&format!("status.{}", status.as_str()))
}

const fn icon_of(status: Status) -> IconName {
    match status {
        Status::Sending => IconName::Send,
        Status::WaitingResult => IconName::Clock,
        Status::Delivered => IconName::Check,
        Status::Failed => IconName::Error,
        Status::Suppressed => IconName::Block,
    }
}

#[cfg(test)]
mod tests {
    use crate::i18n::t;
    use piecewise_sms::status::Status;

    ///
    #[test]
    fn the_words_are_the_guides_labels() {
        for status in Status::ALL {
            let key = format!("status.{}", status.as_str());
            assert_eq!(t!(&key, locale = "en"), status.label());
        }
    }
}
