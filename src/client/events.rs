//! The gateway's event stream. The browser reconnects by itself and says with `Last-Event-ID` where it was.

use gloo_events::EventListener;
use piecewise_api::Push;
use serde::Deserialize;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, EventSourceInit, MessageEvent};

use super::routes;
use crate::json;

/// What happens on the stream.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum StreamEvent {
    /// It is open, for the first time or again.
    Opened,
    /// It broke and the browser is trying again.
    Broke,
    /// It was refused, and the browser will not try again.
    Refused,
    /// Something changed.
    Pushed(Box<Push>),
}

/// An open stream; closed when dropped.
pub(super) struct EventStream {
    source: EventSource,
    _listeners: [EventListener; 3],
}

impl EventStream {
    /// Opens the stream of the gateway at `address`; `None` where the browser has none.
    pub(super) fn open(address: &str, on_event: impl Fn(StreamEvent) + Clone + 'static) -> Option<Self> {
        let options = EventSourceInit::new();
        options.set_with_credentials(true);
        let url = format!("{address}{}", routes::events());
        let source = EventSource::new_with_event_source_init_dict(&url, &options).ok()?;
        let opened = EventListener::new(&source, "open", {
            let on_event = on_event.clone();
            move |_| on_event(StreamEvent::Opened)
        });
        let broke = EventListener::new(&source, "error", {
            let (source, on_event) = (source.clone(), on_event.clone());
            move |_| {
                let is_closed = source.ready_state() == EventSource::CLOSED;
                on_event(if is_closed { StreamEvent::Refused } else { StreamEvent::Broke });
            }
        });
        let pushed = EventListener::new(&source, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            if let Some(push) = data.and_then(|data| read(&data)) {
                on_event(StreamEvent::Pushed(Box::new(push)));
            }
        });
        Some(Self { source, _listeners: [opened, broke, pushed] })
    }
}

impl Drop for EventStream {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Reads a [`Push`] by its kind first. Its own `Deserialize` keeps the fields in memory until it has found the kind, and
/// would bring a second reader of every type with it.
fn read(data: &str) -> Option<Push> {
    #[derive(Deserialize)]
    struct Kind {
        r#type: String,
    }
    let Kind { r#type: kind } = json::read(data)?;
    match &*kind {
        "message" => json::read(data).map(Push::Message),
        "template" => json::read(data).map(Push::Template),
        "wallet" => json::read(data).map(Push::Wallet),
        "template_deleted" => {
            #[derive(Deserialize)]
            struct Deleted {
                id: i64,
            }
            json::read(data).map(|Deleted { id }| Push::TemplateDeleted { id })
        }
        "reset" => Some(Push::Reset),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::Push;

    use super::read;

    /// The same as `Push` reads of itself.
    #[test]
    fn every_kind_of_push_is_read() {
        let message = r#"{"type":"message","id":"a","phone_masked":"+65","template_id":1,"template_name":"Order",
            "sms_user":"sms_1","is_test":true,"status":"sending","encoding":"GSM-7","n_pieces":1,"currency":"USD",
            "accepted_at_ms":1,"updated_at_ms":1}"#;
        let template = r#"{"type":"template","id":1,"name":"Order","version":1,"content_type":"notification",
            "content":"Hi","examples":{"name":"Ada"},"countries":["SG"],"state":"approved","submitted_at_ms":1}"#;
        let wallet = r#"{"type":"wallet","currency":"USD","topped_up":1,"available":1,"reserved":1,"spent":-1,
            "pending":1,"caps":{}}"#;
        let deleted = r#"{"type":"template_deleted","id":7}"#;
        for data in [message, template, wallet, deleted, r#"{"type":"reset"}"#] {
            let push = read(data);
            assert_eq!(push, serde_json::from_str(data).ok(), "{data}");
            assert!(push.is_some(), "{data}");
        }
        assert_eq!(read(r#"{"type":"unheard_of"}"#), None::<Push>);
    }
}
