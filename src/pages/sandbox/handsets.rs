//! The sandbox's phones: what arrived, as a phone shows it.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Handset as Phone, Permission};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::reply::Reply;
use crate::{
    client::{Loadable, use_gateway, use_resource},
    components::{Bubble, ErrorNotice, Handset, PieceCount, StatusBadge, TimeAgo, Waiting, ago, use_clock},
    format, i18n,
    markup::html,
    routes::Route,
};

/// Phones in the list before it is worth searching.
const N_PHONES_AT_A_GLANCE: usize = 6;

/// The phones, and the conversation on one of them.
#[component]
pub(super) fn Phones() -> Html {
    let gateway = use_gateway();
    let phones = use_resource((), gateway.revision, |gateway, (), signal| gateway.read_handsets(signal));
    let chosen = use_state_eq(|| None::<String>);
    let on_choose = use_callback(chosen.setter(), |phone: String, set| set.set(Some(phone)));
    match phones.value {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(phones.retry)} /> },
        Loadable::Ready(list) => match open(&list, chosen.as_deref()) {
            None => html! { <Nothing /> },
            Some(phone) => html! {
                <div class="phones">
                    <PhoneList list={Rc::clone(&list)} open={phone.phone.clone()} {on_choose} />
                    <div class="stack">
                        <Talk phone={phone.clone()} />
                        if gateway.permits(Permission::SuppressionWrite) {
                            <Reply key={phone.phone.clone()} phone={phone.phone.clone()} />
                        }
                    </div>
                </div>
            },
        },
    }
}

/// The phone that is open: the one chosen, or the one with the latest message.
fn open<'a>(list: &'a [Phone], chosen: Option<&str>) -> Option<&'a Phone> {
    list.iter().find(|phone| Some(phone.phone.as_str()) == chosen).or_else(|| list.first())
}

/// Before the first message: how to get one.
#[component]
fn Nothing() -> Html {
    html! {
        <section class="card empty" data-test="no-handsets">
            <h2>{ t!("handset.none") }</h2>
            <p>{ t!("handset.none_how") }</p>
            <a class="button button-primary" href={Route::Templates.href()}>{ t!("error.to_templates") }</a>
        </section>
    }
}

/// Props of [`PhoneList`].
#[derive(Properties, PartialEq)]
struct PhoneListProps {
    list: Rc<Vec<Phone>>,
    open: AttrValue,
    on_choose: Callback<String>,
}

/// The phones, latest message first, with a search where they are many.
#[component]
fn PhoneList(props: &PhoneListProps) -> Html {
    let now_ms = use_clock(10_000);
    let needle = use_state_eq(String::new);
    let oninput = use_callback(needle.setter(), |event: InputEvent, needle| {
        needle.set(event.target_unchecked_into::<HtmlInputElement>().value());
    });
    let found: Vec<&Phone> = props.list.iter().filter(|phone| fits(phone, &needle)).collect();
    html! {
        <nav class="phone-list stack-tight" aria-label={t!("handset.phones")}>
            if props.list.len() > N_PHONES_AT_A_GLANCE {
                <input
                    class="input"
                    type="search"
                    aria-label={t!("handset.find")}
                    placeholder={t!("handset.find")}
                    value={(*needle).clone()}
                    {oninput}
                    data-test="find-phone"
                />
            }
            if found.is_empty() {
                <p class="muted" role="status">{ t!("handset.none_found") }</p>
            }
            <ul>
                for phone in found {
                    <li key={phone.phone.clone()}>
                        <button
                            class="phone-choice"
                            type="button"
                            aria-current={(phone.phone == props.open.as_str()).then_some("true")}
                            onclick={choose(&props.on_choose, &phone.phone)}
                            data-test="phone"
                        >
                            <span class="phone-number figure">{ &phone.phone }</span>
                            <span class="muted small">{ about(phone, now_ms) }</span>
                        </button>
                    </li>
                }
            </ul>
        </nav>
    }
}

/// Whether a phone's number has the digits that are searched for.
fn fits(phone: &Phone, needle: &str) -> bool {
    let digits: String = needle.chars().filter(char::is_ascii_digit).collect();
    phone.phone.contains(&digits)
}

fn choose(on_choose: &Callback<String>, phone: &str) -> Callback<MouseEvent> {
    let phone = phone.to_owned();
    on_choose.reform(move |_| phone.clone())
}

/// Country, number of messages, and when the last one came.
fn about(phone: &Phone, now_ms: i64) -> String {
    let country = phone.country.as_deref().map(format::country);
    let n_messages = i18n::plural("handset.n_messages", phone.messages.len() as u64);
    let last = phone.messages.last().map(|message| ago(message.at_ms, now_ms));
    country.into_iter().chain([n_messages]).chain(last).collect::<Vec<_>>().join(" · ")
}

/// Props of [`Talk`].
#[derive(Properties, PartialEq)]
struct TalkProps {
    phone: Phone,
}

/// The conversation on one phone.
#[component]
fn Talk(props: &TalkProps) -> Html {
    let now_ms = use_clock(10_000);
    let phone = &props.phone;
    let sender = phone.messages.last().and_then(|message| message.sender.clone()).map(AttrValue::from);
    html! {
        <Handset {sender} label={phone.phone.clone()}>
            for message in &phone.messages {
                <Bubble key={message.message_id.clone()} text={message.text.clone()}>
                    <TimeAgo at_ms={message.at_ms} {now_ms} />
                    <PieceCount encoding={message.encoding} n_pieces={message.n_pieces} />
                    <StatusBadge status={message.status} />
                    <a href={Route::Message { id: message.message_id.clone() }.href()}>{ t!("handset.details") }</a>
                </Bubble>
            }
        </Handset>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::{Handset as Phone, HandsetMessage};
    use piecewise_sms::{pieces::Encoding, status::Status};

    use super::{Talk, TalkProps, open};
    use crate::components::rendered::rendered;

    fn phone(number: &str, text: &str) -> Phone {
        let message = HandsetMessage {
            message_id: "a".into(),
            sender: None,
            sender_is_random: false,
            text: text.into(),
            encoding: Encoding::Gsm7,
            n_pieces: 1,
            status: Status::Delivered,
            at_ms: 0,
        };
        Phone { phone: number.into(), country: Some("SG".into()), messages: vec![message] }
    }

    #[test]
    fn the_latest_phone_is_open_until_another_is_chosen() {
        let list = [phone("+1", "a"), phone("+2", "b")];
        assert_eq!(open(&list, None).map(|phone| phone.phone.as_str()), Some("+1"));
        assert_eq!(open(&list, Some("+2")).map(|phone| phone.phone.as_str()), Some("+2"));
        assert_eq!(open(&list, Some("+3")).map(|phone| phone.phone.as_str()), Some("+1"));
        assert!(open(&[], None).is_none());
    }

    #[test]
    fn a_phone_is_found_by_its_digits() {
        assert!(super::fits(&phone("+6591230202", "a"), "+65 9123"));
        assert!(super::fits(&phone("+6591230202", "a"), ""));
        assert!(!super::fits(&phone("+6591230202", "a"), "0580"));
    }

    ///
    #[tokio::test]
    async fn a_message_is_shown_as_it_arrived_under_a_random_sender() {
        let html = rendered::<Talk>(TalkProps { phone: phone("+1", "two  spaces\nand a line") }).await;
        assert!(html.contains("two  spaces\nand a line"), "{html}");
        assert!(html.contains("Random number assigned by SendCloud"), "{html}");
    }
}
