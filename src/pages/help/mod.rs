//! Words and rules explained, without a network.

use crate::i18n::t;
use piecewise_sms::status::Status;
use yew::prelude::*;

use crate::{
    components::{PageHead, StatusBadge},
    i18n,
    markup::html,
    routes::Route,
};

/// The questions about pieces, in order.
const PIECES: [&str; 6] = ["piece", "gsm", "unicode", "pairs", "charge", "variables"];

/// A glossary of pieces and statuses.
#[component]
pub fn HelpPage() -> Html {
    html! {
        <>
            <PageHead title={t!("nav.help")} sentence={t!("help.sentence")} />
            <section class="stack help" aria-labelledby="help-pieces">
                <h2 id="help-pieces">{ t!("help.pieces") }</h2>
                <dl class="glossary card">
                    for key in PIECES {
                        <div key={key}>
                            <dt>{ i18n::text(&format!("help.{key}")) }</dt>
                            <dd>{ i18n::text(&format!("help.{key}_text")) }</dd>
                        </div>
                    }
                </dl>
                <p><a href={Route::Calculator.href()}>{ t!("help.try") }</a></p>
            </section>
            <section class="stack help" aria-labelledby="help-status">
                <h2 id="help-status">{ t!("help.statuses") }</h2>
                <dl class="glossary card">
                    for status in Status::ALL {
                        <div key={status.as_str()}>
                            <dt><StatusBadge {status} /></dt>
                            <dd>{ i18n::text(&format!("help.status_{}", status.as_str())) }</dd>
                        </div>
                    }
                </dl>
                <p class="muted">{ t!("help.status_note") }</p>
            </section>
        </>
    }
}
