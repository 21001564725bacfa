//! A row of the log. Every row has the same height, or the list could not know where it stands.

use std::rc::Rc;

use piecewise_api::Message;
use yew::prelude::*;

use super::{charge::charge_cell, unconfirmed::UnconfirmedMark};
use crate::{
    components::{StatusBadge, TimeAgo},
    format,
    i18n::t,
    markup::html,
    routes::Route,
};

/// The head of the table.
pub(super) fn head() -> Html {
    html! {
        <thead>
            <tr aria-rowindex="1">
                <th scope="col" class="message-who">{ t!("messages.recipient") }</th>
                <th scope="col" class="message-status">{ t!("messages.status") }</th>
                <th scope="col">{ t!("messages.template") }</th>
                <th scope="col" class="message-user">{ "SMS_USER" }</th>
                <th scope="col" class="number message-pieces">{ t!("messages.pieces") }</th>
                <th scope="col" class="number message-charge">{ t!("messages.charge") }</th>
                <th scope="col" class="number message-time">{ t!("messages.accepted") }</th>
            </tr>
        </thead>
    }
}

/// The row of a message, `at` places below the newest.
pub(super) fn row(message: &Rc<Message>, at: usize, now_ms: i64) -> Html {
    html! {
        <tr
            key={message.id.clone()}
            class="log-row"
            aria-rowindex={(at + 2).to_string()}
            data-at={at.to_string()}
            data-test="message-row"
            data-status={message.status.as_str()}
        >
            <th scope="row" class="message-who">
                <a class="figure" href={Route::Message { id: message.id.clone() }.href()}>{ &message.phone_masked }</a>
                if let Some(country) = &message.country {
                    <abbr class="message-country" title={format::country(country)}>{ country }</abbr>
                }
                if message.is_test {
                    <span class="badge test-flag">{ t!("messages.is_test") }</span>
                }
            </th>
            <td class="message-status">
                <StatusBadge status={message.status} />
                if message.unconfirmed {
                    <UnconfirmedMark />
                }
            </td>
            <td class="message-template" title={message.template_name.clone()}>{ &message.template_name }</td>
            <td class="message-user"><code>{ &message.sms_user }</code></td>
            <td class="number message-pieces" data-label={t!("messages.pieces")}>{ format::integer(message.n_pieces.into()) }</td>
            <td class="number message-charge" data-label={t!("messages.charge")}>{ charge_cell(message) }</td>
            <td class="number message-time"><TimeAgo at_ms={message.accepted_at_ms} {now_ms} /></td>
        </tr>
    }
}

/// The place of a row that is not read yet.
pub(super) fn unread_row(at: usize) -> Html {
    html! {
        <tr key={at.to_string()} class="log-row log-unread" aria-hidden="true"><td colspan="7"><span /></td></tr>
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use piecewise_api::Message;
    use piecewise_sms::{money::Micros, status::Status};
    use yew::prelude::*;

    use super::row;
    use crate::{components::rendered::rendered, pages::messages::log::sample};

    #[component]
    fn Row() -> Html {
        let message = Message {
            is_test: true,
            country: Some("SG".into()),
            status: Status::WaitingResult,
            n_pieces: 2,
            expected_charge: Some(Micros(82_400)),
            charge: Some(Micros(82_400)),
            ..sample("17_3$", 0)
        };
        row(&Rc::new(message), 0, 0)
    }

    ///
    #[tokio::test]
    async fn a_row_has_masked_number_template_user_pieces_charge_and_the_test_flag() {
        let html = rendered::<Row>(()).await;
        let parts =
            ["+65 •••• 1234", "Order_Shipped_Notification", "sms_7f3a", ">2<", "0.0824", "Waiting Result", "Test"];
        for part in parts {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
    }
}
