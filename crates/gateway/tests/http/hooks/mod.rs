//! SMSHook: what is posted, when it is repeated, where it may go, and what the inspector shows.

mod addresses;
mod events;
mod repeats;

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::StatusCode as Status;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::common::{Pair, Running, start_with};

const ALL: [&str; 5] = ["requested", "delivered", "suppressed", "failed", "template_verify"];

/// How an endpoint behaves.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Manner {
    /// Takes everything.
    Takes,
    /// Answers POST with this status, GET with 200.
    Answers(u16),
    /// Answers GET with this status, POST with 200.
    AnswersGet(u16),
    /// Sends on to itself.
    Redirects,
    /// Answers after so long.
    Waits(u64),
    /// Says 200 at once, and never comes to the end of what it has to say.
    Drips,
}

/// An endpoint in this process.
struct Endpoint {
    url: String,
    manner: Arc<Mutex<Manner>>,
    heard: Arc<Mutex<Vec<(Method, HeaderMap, Value)>>>,
}

#[derive(Clone)]
struct Shared {
    manner: Arc<Mutex<Manner>>,
    heard: Arc<Mutex<Vec<(Method, HeaderMap, Value)>>>,
}

async fn answer(State(shared): State<Shared>, method: Method, headers: HeaderMap, body: Bytes) -> Response {
    let said: Value = serde_json::from_slice(&body).unwrap_or_default();
    let is_post = method == Method::POST;
    shared.heard.lock().unwrap().push((method, headers, said));
    let manner = *shared.manner.lock().unwrap();
    match manner {
        Manner::Answers(status) if is_post => {
            (StatusCode::from_u16(status).unwrap(), "no: 6591234567\0").into_response()
        }
        Manner::AnswersGet(status) if !is_post => StatusCode::from_u16(status).unwrap().into_response(),
        Manner::Takes | Manner::Answers(_) | Manner::AnswersGet(_) => "ok".into_response(),
        Manner::Redirects => (StatusCode::FOUND, [(header::LOCATION, "/elsewhere")]).into_response(),
        Manner::Waits(ms) => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            "late".into_response()
        }
        Manner::Drips => {
            let drops = futures_util::stream::unfold((), |()| async {
                tokio::time::sleep(Duration::from_millis(100)).await;
                Some((Ok::<_, std::convert::Infallible>("."), ()))
            });
            axum::body::Body::from_stream(drops).into_response()
        }
    }
}

impl Endpoint {
    async fn start(manner: Manner) -> Self {
        let shared = Shared { manner: Arc::new(Mutex::new(manner)), heard: Arc::default() };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook?for=test", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, manner: shared.manner, heard: shared.heard }
    }

    fn behave(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// The events that came, without the trials of the address.
    fn events(&self) -> Vec<Value> {
        let heard = self.heard.lock().unwrap();
        let posts = heard.iter().filter(|(method, _, said)| *method == Method::POST && said["eventType"] != 0);
        posts.map(|(_, _, said)| said.clone()).collect()
    }

    /// Waits until so many events have come.
    async fn hears(&self, n_events: usize) -> Vec<Value> {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            let events = self.events();
            if events.len() >= n_events {
                return events;
            }
            assert!(Instant::now() < until, "only {} of {n_events} events came: {events:?}", events.len());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

async fn start() -> Running {
    start_with(|config| config.hook_allow_private = true).await
}

impl Running {
    async fn save_hook(&self, url: &str, events: &[&str]) -> (Status, Value) {
        self.post("/api/v1/hooks", None, json!({ "url": url, "events": events })).await
    }

    async fn saved_hook(&self, endpoint: &Endpoint, events: &[&str]) -> i64 {
        let (status, hook) = self.save_hook(&endpoint.url, events).await;
        assert_eq!(status, Status::CREATED, "{hook}");
        hook["id"].as_i64().unwrap()
    }

    async fn pass(&self, ms: i64) {
        let (status, answer) = self.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": ms })).await;
        assert!(status.is_success(), "{answer}");
    }

    async fn ready(&self) -> (Pair, i64) {
        let id = self.approved_template().await;
        (self.connect().await, id)
    }
}

fn keys(event: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = event.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn is_signed(app_key: &str, event: &Value) -> bool {
    let mut mac = Hmac::<Sha256>::new_from_slice(app_key.as_bytes()).unwrap();
    mac.update(event["timestamp"].to_string().as_bytes());
    mac.update(event["token"].as_str().unwrap().as_bytes());
    let signature = event["signature"].as_str().unwrap();
    let octets: Vec<u8> =
        (0..signature.len()).step_by(2).map(|at| u8::from_str_radix(&signature[at..at + 2], 16).unwrap()).collect();
    mac.verify_slice(&octets).is_ok()
}
