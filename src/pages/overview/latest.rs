//! The newest messages, and the way to the rest.

use crate::i18n::t;
use yew::prelude::*;

use crate::{client::use_gateway, components::StatusBadge, markup::html, routes::Route};

const N_ROWS: usize = 5;

/// Lists the newest messages.
#[component]
pub(super) fn Latest() -> Html {
    let gateway = use_gateway();
    let Some(log) = gateway.messages.ready().filter(|log| !log.rows.is_empty()) else { return Html::default() };
    html! {
        <section class="stack" aria-labelledby="latest">
            <div class="row row-between">
                <h2 id="latest">{ t!("overview.latest") }</h2>
                <a href={Route::Messages.href()}>{ t!("overview.all_messages") }</a>
            </div>
            <ul class="card latest">
                for message in log.rows.iter().take(N_ROWS) {
                    <li key={message.id.clone()} class="latest-row">
                        <a class="figure" href={Route::Message { id: message.id.clone() }.href()}>{ &message.phone_masked }</a>
                        <span class="latest-template muted">{ &message.template_name }</span>
                        <StatusBadge status={message.status} />
                    </li>
                }
            </ul>
        </section>
    }
}
