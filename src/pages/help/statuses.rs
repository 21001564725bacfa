//! What each status means.

use piecewise_sms::status::Status;
use yew::prelude::*;

use crate::{
    components::StatusBadge,
    i18n::{self, t},
    markup::html,
};

/// Every status with its meaning.
pub(super) fn statuses() -> Html {
    html! {
        <>
            <dl class="glossary card">
                for status in Status::ALL {
                    <div key={status.as_str()}>
                        <dt><StatusBadge {status} /></dt>
                        <dd>{ i18n::text(&format!("help.status_{}", status.as_str())) }</dd>
                    </div>
                }
            </dl>
            <p class="muted">{ t!("help.status_note") }</p>
        </>
    }
}
