//! The gateway's event stream. The browser reconnects by itself and says with `Last-Event-ID` where it was.

use gloo_events::EventListener;
use piecewise_api::Push;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, EventSourceInit, MessageEvent};

use super::routes;

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
            if let Some(push) = data.and_then(|data| serde_json::from_str(&data).ok()) {
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
