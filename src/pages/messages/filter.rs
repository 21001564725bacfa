//! The filter by status: chips that say what is on.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Message;
use piecewise_sms::status::Status;
use yew::prelude::*;

use crate::{components::status_word, format, markup::html};

/// Props of [`StatusFilter`].
#[derive(Properties, PartialEq)]
pub(super) struct StatusFilterProps {
    /// The messages that were read.
    pub(super) rows: Vec<Rc<Message>>,
    /// The status that is on; none shows all.
    pub(super) chosen: Option<Status>,
    /// Another is on.
    pub(super) on_choose: Callback<Option<Status>>,
}

/// A chip for each status.
#[component]
pub(super) fn StatusFilter(props: &StatusFilterProps) -> Html {
    let n_of = |status: Option<Status>| props.rows.iter().filter(|message| is_in(message, status)).count();
    html! {
        <div class="chips" role="group" aria-label={t!("messages.filter")}>
            for status in std::iter::once(None).chain(Status::ALL.map(Some)) {
                <button
                    key={status.map_or("all", Status::as_str)}
                    class="chip"
                    type="button"
                    aria-pressed={(status == props.chosen).to_string()}
                    onclick={choose(&props.on_choose, status)}
                    data-test={format!("filter-{}", status.map_or("all", Status::as_str))}
                >
                    <span>{ status.map_or_else(|| t!("messages.all"), status_word) }</span>
                    <span class="figure">{ format::integer(n_of(status) as u64) }</span>
                </button>
            }
        </div>
    }
}

fn choose(on_choose: &Callback<Option<Status>>, status: Option<Status>) -> Callback<MouseEvent> {
    on_choose.reform(move |_| status)
}

/// Whether a message is shown when `chosen` is on.
pub(super) fn is_in(message: &Message, chosen: Option<Status>) -> bool {
    chosen.is_none_or(|status| message.status == status)
}
