//! The log, live: newest first, by status, more on request.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Message;
use piecewise_sms::status::Status;
use yew::prelude::*;

use super::{
    charge::charge_cell,
    filter::{StatusFilter, is_in},
    legend::Legend,
    unconfirmed::UnconfirmedMark,
};
use crate::{
    client::{ClientError, Loadable, MessageLog, spawn_logged, use_gateway},
    components::{ErrorNotice, Gate, PageHead, StatusBadge, TimeAgo, Waiting, status_word, use_clock},
    format, i18n,
    markup::html,
    routes::Route,
};

/// The page.
#[component]
pub fn MessagesPage() -> Html {
    html! {
        <>
            <PageHead title={t!("nav.messages")} sentence={Some(AttrValue::from(t!("messages.sentence")))} />
            <Gate><Log /></Gate>
            <Legend />
        </>
    }
}

#[component]
fn Log() -> Html {
    let gateway = use_gateway();
    let chosen = use_state_eq(|| None::<Status>);
    let on_choose = use_callback(chosen.setter(), |status, set| set.set(status));
    let on_retry = use_callback(gateway.clone(), |(), gateway| gateway.read_again());
    match &gateway.messages {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} /> },
        Loadable::Ready(log) if log.rows.is_empty() => html! { <Nothing /> },
        Loadable::Ready(log) => {
            let rows: Vec<_> = log.rows.iter().filter(|message| is_in(message, *chosen)).cloned().collect();
            html! {
                <>
                    <StatusFilter rows={log.rows.clone()} chosen={*chosen} on_choose={on_choose.clone()} />
                    <div class="data-frame">
                        if rows.is_empty() {
                            { no_match(*chosen, log, &on_choose) }
                        } else {
                            <Rows {rows} />
                        }
                        <More log={log.clone()} />
                    </div>
                </>
            }
        }
    }
}

/// Before the first message: how to get one.
#[component]
fn Nothing() -> Html {
    html! {
        <section class="card empty" data-test="no-messages">
            <h2>{ t!("messages.none") }</h2>
            <p>{ t!("messages.none_how") }</p>
            <a class="button button-primary" href={Route::Templates.href()}>{ t!("error.to_templates") }</a>
        </section>
    }
}

fn no_match(chosen: Option<Status>, log: &MessageLog, on_choose: &Callback<Option<Status>>) -> Html {
    let word = chosen.map(status_word).unwrap_or_default();
    html! {
        <div class="no-match" role="status">
            <p>
                if log.next.is_some() {
                    { t!("messages.no_match_so_far", status = word) }
                } else {
                    { t!("messages.no_match", status = word) }
                }
            </p>
            <button class="button button-small" type="button" onclick={on_choose.reform(|_: MouseEvent| None)}>
                { t!("messages.show_all") }
            </button>
        </div>
    }
}

/// Props of [`Rows`].
#[derive(Properties, PartialEq)]
pub(super) struct RowsProps {
    rows: Vec<Rc<Message>>,
}

#[component]
fn Rows(props: &RowsProps) -> Html {
    let now_ms = use_clock(10_000);
    html! {
        <table class="data messages" aria-label={t!("nav.messages")}>
            <thead>
                <tr>
                    <th scope="col">{ t!("messages.recipient") }</th>
                    <th scope="col">{ t!("messages.status") }</th>
                    <th scope="col">{ t!("messages.template") }</th>
                    <th scope="col">{ "SMS_USER" }</th>
                    <th scope="col" class="number">{ t!("messages.pieces") }</th>
                    <th scope="col" class="number">{ t!("messages.charge") }</th>
                    <th scope="col" class="number">{ t!("messages.accepted") }</th>
                </tr>
            </thead>
            <tbody>
                for message in &props.rows {
                    { row(message, now_ms) }
                }
            </tbody>
        </table>
    }
}

fn row(message: &Rc<Message>, now_ms: i64) -> Html {
    html! {
        <tr key={message.id.clone()} data-test="message-row" data-status={message.status.as_str()}>
            <th scope="row">
                <span class="message-who">
                    <a class="figure" href={Route::Message { id: message.id.clone() }.href()}>{ &message.phone_masked }</a>
                    if message.is_test {
                        <span class="badge test-flag">{ t!("messages.is_test") }</span>
                    }
                </span>
            </th>
            <td class="message-status">
                <span class="message-marks">
                    <StatusBadge status={message.status} />
                    if message.unconfirmed {
                        <UnconfirmedMark />
                    }
                </span>
            </td>
            <td class="message-template">{ &message.template_name }</td>
            <td class="message-user"><code>{ &message.sms_user }</code></td>
            <td class="number" data-label={t!("messages.pieces")}>{ format::integer(message.n_pieces.into()) }</td>
            <td class="number" data-label={t!("messages.charge")}>{ charge_cell(message) }</td>
            <td class="number message-time"><TimeAgo at_ms={message.accepted_at_ms} {now_ms} /></td>
        </tr>
    }
}

/// Props of [`More`].
#[derive(Properties, PartialEq)]
struct MoreProps {
    log: MessageLog,
}

/// How many there are, and the next page.
#[component]
fn More(props: &MoreProps) -> Html {
    let gateway = use_gateway();
    let is_reading = use_state_eq(|| false);
    let refused = use_state_eq(|| None::<ClientError>);
    let onclick = {
        let (is_reading, refused) = (is_reading.clone(), refused.setter());
        Callback::from(move |_: MouseEvent| {
            if *is_reading {
                return;
            }
            let (gateway, refused, set_reading) = (gateway.clone(), refused.clone(), is_reading.setter());
            set_reading.set(true);
            spawn_logged("read older messages", async move {
                refused.set(gateway.read_older_messages().await.err());
                set_reading.set(false);
            });
        })
    };
    html! {
        <div class="data-more">
            <span class="figure">{ i18n::plural("messages.n_read", props.log.rows.len() as u64) }</span>
            if props.log.next.is_some() {
                <button class="button button-small" type="button" {onclick} data-test="load-more">
                    { if *is_reading { t!("messages.reading") } else { t!("messages.more") } }
                </button>
            }
            if let Some(error) = &*refused {
                <ErrorNotice error={error.clone()} />
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use piecewise_api::Message;
    use piecewise_sms::{money::Micros, pieces::Encoding, status::Status};

    use super::{Rows, RowsProps};
    use crate::components::rendered::rendered;

    ///
    #[tokio::test]
    async fn a_row_has_masked_number_template_user_pieces_charge_and_the_test_flag() {
        let message = Message {
            id: "17_3$".into(),
            phone_masked: "+65 •••• 1234".into(),
            country: Some("SG".into()),
            template_id: 1,
            template_name: "Order_Shipped_Notification".into(),
            sms_user: "sms_7f3a".into(),
            is_test: true,
            status: Status::WaitingResult,
            unconfirmed: false,
            reason: None,
            encoding: Encoding::Gsm7,
            n_pieces: 2,
            expected_charge: Some(Micros(82_400)),
            charge: Some(Micros(82_400)),
            currency: "USD".into(),
            accepted_at_ms: 0,
            updated_at_ms: 0,
        };
        let html = rendered::<Rows>(RowsProps { rows: vec![Rc::new(message)] }).await;
        let parts =
            ["+65 •••• 1234", "Order_Shipped_Notification", "sms_7f3a", ">2<", "0.0824", "Waiting Result", "Test"];
        for part in parts {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
    }
}
