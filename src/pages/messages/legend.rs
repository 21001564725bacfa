//! What the five statuses mean, and how long they last.

use crate::i18n::t;
use piecewise_sms::status::Status;
use yew::prelude::*;

use crate::{components::StatusBadge, i18n, markup::html};

/// Explains the statuses.
#[component]
pub(super) fn Legend() -> Html {
    html! {
        <section class="card stack legend" aria-labelledby="legend" data-test="legend">
            <h2 id="legend">{ t!("messages.legend") }</h2>
            <dl class="legend-list">
                for status in Status::ALL {
                    <div key={status.as_str()} class="legend-row">
                        <dt><StatusBadge {status} /></dt>
                        <dd>{ i18n::text(&format!("messages.meaning.{}", status.as_str())) }</dd>
                    </div>
                }
            </dl>
            <div class="stack-tight">
                <p>{ t!("messages.most_within_minutes") }</p>
                <p>{ t!("messages.waiting_may_last") }</p>
            </div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::Legend;
    use crate::components::rendered::rendered;

    ///
    #[tokio::test]
    async fn both_sentences_stand_beside_the_legend() {
        let html = rendered::<Legend>(()).await;
        assert!(html.contains("Most messages show"), "{html}");
        assert!(html.contains("can last several hours"), "{html}");
        for label in ["Sending", "Waiting Result", "Delivered", "Failed", "Suppressed"] {
            assert!(html.contains(label), "{label}");
        }
    }
}
