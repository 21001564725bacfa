//! Numbers with which the sandbox shows each outcome: their last four digits decide.

use crate::i18n::t;
use piecewise_sms::status::Status;
use yew::prelude::*;

use crate::{
    components::{CopyButton, StatusBadge},
    i18n,
    markup::html,
};

/// A number to try, what becomes of a message to it, and the key of the words for it.
const NUMBERS: [(&str, Status, &str); 5] = [
    ("+6591234567", Status::Delivered, "handset.magic.any"),
    ("+6591230202", Status::WaitingResult, "handset.magic.silence"),
    ("+6591230550", Status::Failed, "handset.magic.blocked"),
    ("+6591230580", Status::Failed, "handset.magic.off"),
    ("+6591230430", Status::Suppressed, "handset.magic.unsubscribed"),
];

/// Lists the numbers.
#[component]
pub(super) fn MagicNumbers() -> Html {
    html! {
        <section class="card stack" aria-labelledby="magic" data-test="magic-numbers">
            <div class="stack-tight">
                <h2 id="magic">{ t!("handset.magic.title") }</h2>
                <p class="muted">{ t!("handset.magic.what") }</p>
            </div>
            <ul class="magic">
                for (number, status, key) in NUMBERS {
                    <li key={number} class="magic-row">
                        <span class="magic-number">
                            <code>{ number }</code>
                            <CopyButton text={number} label={t!("integrations.copy_what", what = number)} />
                        </span>
                        <StatusBadge {status} />
                        <span>{ i18n::text(key) }</span>
                    </li>
                }
            </ul>
        </section>
    }
}
