//! A message whose hand-over has no known outcome: said as such, beside its status and in words.

use crate::i18n::t;
use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    markup::html,
};

/// The mark beside a status.
#[component]
pub(super) fn UnconfirmedMark() -> Html {
    html! {
        <span class="badge badge-warning" data-test="unconfirmed">
            <Icon name={IconName::Warning} />
            <span>{ t!("messages.unconfirmed") }</span>
        </span>
    }
}

/// What is known, what the gateway does not do, and what a person can do.
#[component]
pub(super) fn UnconfirmedNotice() -> Html {
    html! {
        <div class="notice notice-warning" data-test="unconfirmed-notice">
            <Icon name={IconName::Warning} />
            <div class="notice-body">
                <p class="notice-title">{ t!("messages.is_unconfirmed.title") }</p>
                <p>{ t!("messages.is_unconfirmed.known") }</p>
                <p>{ t!("messages.is_unconfirmed.do") }</p>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::{UnconfirmedMark, UnconfirmedNotice};
    use crate::components::rendered::rendered;

    #[tokio::test]
    async fn the_mark_is_an_icon_and_a_word() {
        let html = rendered::<UnconfirmedMark>(()).await;
        assert!(html.contains("<svg") && html.contains("Unconfirmed"), "{html}");
    }

    #[tokio::test]
    async fn the_notice_says_what_is_known_and_what_to_do() {
        let html = rendered::<UnconfirmedNotice>(()).await;
        for part in ["may have been sent or not", "never sends it again by itself", "Ask the recipient"] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
    }
}
