//! SMSHook: what is posted, when it is repeated, where it may go, and what the inspector shows.

use std::{
    collections::HashMap,
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

use crate::{
    common::{Pair, Running, start_in, start_with},
    database,
};

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

/// Every event with exactly the documented fields, signed under the APP KEY that was revealed, in UTC+8.
#[tokio::test]
async fn every_event_is_posted_as_documented() {
    let running = start().await;
    let endpoint = Endpoint::start(Manner::Takes).await;
    let (_, key) = running.post("/api/v1/hooks/key/reveal", None, Value::Null).await;
    let app_key = key["app_key"].as_str().unwrap().to_owned();
    running.saved_hook(&endpoint, &ALL).await;
    {
        let heard = endpoint.heard.lock().unwrap();
        let methods: Vec<&str> = heard.iter().map(|(method, ..)| method.as_str()).collect();
        assert_eq!(methods, ["GET", "POST"], "asked with both before it is saved");
        assert!(is_signed(&app_key, &heard[1].2), "the trial is signed too: {:?}", heard[1].2);
    }
    let (pair, id) = running.ready().await;
    let phones = "6591234567,6591230580,6591230430";
    let answer = running.send(&pair, id, phones, &[("customArgs", r#"{"orderId":"A-1009"}"#)]).await;
    assert_eq!(answer["statusCode"], 200, "{answer}");
    let events = endpoint.hears(5).await;
    let of = |code: i64| {
        events.iter().find(|event| event["eventType"] == code).unwrap_or_else(|| panic!("{code}: {events:?}"))
    };
    for event in &events {
        assert!(is_signed(&app_key, event), "{event}");
        assert_eq!(event["token"].as_str().unwrap().len(), 50);
    }
    let (verified, requested, delivered, suppressed, failed) = (of(8), of(1), of(20), of(4), of(5));
    assert_eq!(
        keys(verified),
        [
            "event",
            "eventType",
            "name",
            "signature",
            "templateId",
            "timestamp",
            "token",
            "userId",
            "verfiyComment",
            "verfiyResult"
        ]
    );
    assert_eq!((&verified["event"], &verified["verfiyResult"]), (&json!("Template Verify"), &json!(1)));
    assert_eq!((&verified["verfiyComment"], &verified["templateId"]), (&json!(""), &json!(id)));

    assert_eq!(
        keys(requested),
        [
            "customArgs",
            "event",
            "eventType",
            "message",
            "phones",
            "signature",
            "smsIds",
            "smsUser",
            "templateId",
            "timestamp",
            "token",
            "userId"
        ]
    );
    assert_eq!(requested["phones"], json!(["6591234567", "6591230580", "6591230430"]));
    assert_eq!(requested["smsIds"], answer["info"]["smsIds"]);
    assert_eq!((&requested["event"], &requested["message"]), (&json!("Requested"), &json!("request")));

    assert_eq!(
        keys(delivered),
        [
            "customArgs",
            "event",
            "eventType",
            "message",
            "msgCount",
            "outboundTime",
            "phone",
            "receiptTime",
            "signature",
            "smsId",
            "smsUser",
            "templateId",
            "timestamp",
            "token",
            "userId"
        ]
    );
    assert_eq!((&delivered["phone"], &delivered["msgCount"]), (&json!("6591234567"), &json!(1)));
    assert_eq!(delivered["customArgs"], json!({ "orderId": "A-1009" }));
    assert_eq!(delivered["smsId"], answer["info"]["smsIds"][0]);
    let at = jiff::Timestamp::from_millisecond(delivered["timestamp"].as_i64().unwrap()).unwrap();
    let wall = jiff::tz::Offset::constant(8).to_datetime(at).strftime("%Y-%m-%d %H:%M:%S").to_string();
    assert_eq!(delivered["receiptTime"], json!(wall), "the time that is signed is that of the receipt");

    assert_eq!(
        keys(suppressed),
        [
            "customArgs",
            "encodeMessage",
            "event",
            "eventType",
            "message",
            "outboundTime",
            "phone",
            "signature",
            "smsId",
            "smsUser",
            "statusCode",
            "templateId",
            "timestamp",
            "token",
            "userId"
        ]
    );
    assert_eq!((&suppressed["statusCode"], &suppressed["phone"]), (&json!(430), &json!("6591230430")));
    assert_eq!(
        keys(failed),
        [
            "customArgs",
            "encodeMessage",
            "event",
            "eventType",
            "message",
            "msgCount",
            "outboundTime",
            "phone",
            "receiptTime",
            "signature",
            "smsId",
            "smsUser",
            "statusCode",
            "templateId",
            "timestamp",
            "token",
            "userId"
        ]
    );
    assert_eq!((&failed["statusCode"], &failed["message"]), (&json!(580), &json!("the phone is switched off")));
    assert_eq!(failed["encodeMessage"], "dGhlIHBob25lIGlzIHN3aXRjaGVkIG9mZg==");
    let heard = endpoint.heard.lock().unwrap();
    let (_, headers, _) = heard.last().unwrap();
    assert_eq!(headers["content-type"], "application/json; charset=utf-8");
}

/// An address is saved only once it has answered GET and POST with 200; what is refused leaves nothing behind.
#[tokio::test]
async fn an_address_that_does_not_answer_is_not_saved() {
    let running = start().await;
    let endpoint = Endpoint::start(Manner::Takes).await;
    for (manner, said) in [
        (Manner::Answers(500), "POST was answered with 500"),
        (Manner::Answers(201), "POST was answered with 201"),
        (Manner::AnswersGet(404), "GET was answered with 404"),
        (Manner::Redirects, "GET was answered with 302, and redirects are not followed"),
        (Manner::Waits(4000), "no answer within 3 seconds"),
    ] {
        endpoint.behave(manner);
        let (status, problem) = running.save_hook(&endpoint.url, &ALL).await;
        assert_eq!((status, &problem["type"]), (Status::UNPROCESSABLE_ENTITY, &json!("hook_url")), "{manner:?}");
        assert!(problem["detail"].as_str().unwrap().contains(said), "{manner:?}: {problem}");
    }
    assert!(endpoint.heard.lock().unwrap().iter().all(|(_, _, said)| said["eventType"] != 1));
    for (url, said) in [
        ("http://127.0.0.1:9/", "nobody listens"),
        ("http://no-such-host.invalid/", "the host has no address"),
        ("ftp://127.0.0.1/", "must begin with https://"),
        ("https://user:secret@127.0.0.1/", "no password"),
    ] {
        let (status, problem) = running.save_hook(url, &ALL).await;
        assert_eq!((status, &problem["type"]), (Status::UNPROCESSABLE_ENTITY, &json!("hook_url")), "{url}");
        assert!(problem["detail"].as_str().unwrap().contains(said), "{url}: {problem}");
    }
    let (status, problem) = running.save_hook(&endpoint.url, &[]).await;
    assert_eq!((status, &problem["field"]), (Status::UNPROCESSABLE_ENTITY, &json!("events")));
    assert_eq!(running.get("/api/v1/hooks").await, json!({ "hooks": [] }));
}

/// The inside of the operator's network is out of reach, unless the operator allows it; and it is looked at again for
/// every attempt.
#[tokio::test]
async fn the_inside_is_out_of_reach() {
    let running = start_with(|_| ()).await;
    let endpoint = Endpoint::start(Manner::Takes).await;
    let port = endpoint.url.rsplit_once(':').unwrap().1.split('/').next().unwrap();
    for host in [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "169.254.169.254",
        "10.0.0.1",
    ] {
        let (status, problem) = running.save_hook(&format!("http://{host}:{port}/"), &ALL).await;
        assert_eq!(status, Status::UNPROCESSABLE_ENTITY, "{host}");
        assert!(problem["detail"].as_str().unwrap().contains("private or reserved"), "{host}: {problem}");
    }
    assert!(endpoint.heard.lock().unwrap().is_empty(), "nothing was called");

    let folder = running.stop().await;
    let running = start_in(folder, |config| config.hook_allow_private = true).await;
    let hook = running.saved_hook(&endpoint, &ALL).await;
    let running = start_in(running.stop().await, |_| ()).await;
    let (status, delivery) =
        running.post(&format!("/api/v1/hooks/{hook}/test"), None, json!({ "event": "delivered" })).await;
    assert_eq!(status, Status::ACCEPTED, "{delivery}");
    let path = format!("/api/v1/hook-deliveries/{}", delivery["id"]);
    let detail = running.wait_for(&path, |detail| !detail["attempts"].as_array().unwrap().is_empty()).await;
    assert_eq!(detail["attempts"][0]["fault"], "address_not_allowed");
    assert_eq!(endpoint.events(), Vec::<Value>::new(), "the stored address is no way around the check");
}

/// 3 m, 10 m, 30 m, 1 h, 6 h, 12 h, 24 h, then given up; by the gateway's clock. A person delivers it again.
#[tokio::test]
async fn what_is_not_taken_is_repeated_seven_times() {
    let running = start().await;
    let endpoint = Endpoint::start(Manner::Takes).await;
    let (pair, id) = running.ready().await;
    let hook = running.saved_hook(&endpoint, &["delivered"]).await;
    endpoint.behave(Manner::Answers(503));
    running.send(&pair, id, "6591234567", &[]).await;
    endpoint.hears(1).await;
    let page = running.wait_for("/api/v1/hook-deliveries", |page| page["deliveries"][0]["n_attempts"] == 1).await;
    let path = format!("/api/v1/hook-deliveries/{}", page["deliveries"][0]["id"]);
    let failing = running.get("/api/v1/hooks").await;
    assert!(failing["hooks"][0]["failing_since_ms"].is_i64(), "{failing}");
    let minutes = [3, 10, 30, 60, 360, 720, 1440];
    for (n_done, minutes) in minutes.into_iter().enumerate() {
        let detail = running.get(&path).await;
        let (last, next) = (&detail["attempts"][n_done]["at_ms"], &detail["delivery"]["next_at_ms"]);
        assert_eq!(next.as_i64().unwrap() - last.as_i64().unwrap(), minutes * 60_000, "after {n_done}");
        running.pass(minutes * 60_000 - 30_000).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(endpoint.events().len(), n_done + 1, "not before its time");
        running.pass(30_000).await;
        endpoint.hears(n_done + 2).await;
        let n_attempts = i64::try_from(n_done).unwrap() + 2;
        running.wait_for(&path, |detail| detail["delivery"]["n_attempts"] == n_attempts).await;
    }
    let detail = running.get(&path).await;
    assert_eq!(detail["delivery"]["state"], "failed");
    assert!(detail["delivery"].get("next_at_ms").is_none(), "{detail}");
    let attempts = detail["attempts"].as_array().unwrap();
    assert_eq!(attempts.len(), 8);
    assert!(
        attempts.iter().all(|attempt| attempt["status"] == 503 && attempt["answer"] == "no: xxxxxx4567\u{fffd}"),
        "{detail}"
    );
    let events = endpoint.events();
    assert!(events.iter().all(|event| event == &events[0]), "the body is the same in every attempt");
    let body: Value = serde_json::from_str(detail["body"].as_str().unwrap()).unwrap();
    assert_eq!((&body["phone"], &body["signature"]), (&json!("xxxxxx4567"), &events[0]["signature"]));
    assert!(!detail.to_string().contains("91234567"), "numbers are masked: {detail}");

    endpoint.behave(Manner::Takes);
    let (status, again) = running.post(&format!("/api/v1/hooks/{hook}/redeliver"), None, Value::Null).await;
    assert_eq!((status, again), (Status::ACCEPTED, json!({ "n_deliveries": 1 })));
    running.wait_for(&path, |detail| detail["delivery"]["state"] == "delivered").await;
    let healthy = running.get("/api/v1/hooks").await;
    assert!(healthy["hooks"][0].get("failing_since_ms").is_none(), "{healthy}");
    let (status, _) = running.post(&format!("{path}/redeliver"), None, Value::Null).await;
    assert_eq!(status, Status::ACCEPTED);
    endpoint.hears(10).await;
    running.wait_for(&path, |detail| detail["delivery"]["state"] == "delivered").await;

    running.pass(14 * 24 * 3_600_000).await;
    running.get(&path).await;
    running.pass(25 * 3_600_000).await;
    let running = start_in(running.stop().await, |config| config.hook_allow_private = true).await;
    running.wait_for("/api/v1/hook-deliveries", |page| page["deliveries"] == json!([])).await;
    assert_eq!(running.get_response(&path).await.status(), Status::NOT_FOUND, "kept for 15 days");
}

/// Redirects, silence and other statuses are no delivery; an endless answer with 200 is one.
#[tokio::test]
async fn only_200_in_time_is_a_delivery() {
    let running = start().await;
    let endpoint = Endpoint::start(Manner::Takes).await;
    let hook = running.saved_hook(&endpoint, &["failed"]).await;
    for (manner, status, fault) in [
        (Manner::Redirects, json!(302), Value::Null),
        (Manner::Answers(204), json!(204), Value::Null),
        (Manner::Waits(5000), Value::Null, json!("timeout")),
        (Manner::Drips, json!(200), Value::Null),
        (Manner::Waits(1500), json!(200), Value::Null),
    ] {
        endpoint.behave(manner);
        let path = format!("/api/v1/hooks/{hook}/test");
        let (_, delivery) = running.post(&path, None, json!({ "event": "failed" })).await;
        assert_eq!((&delivery["is_test"], &delivery["event"]), (&json!(true), &json!("failed")));
        let path = format!("/api/v1/hook-deliveries/{}", delivery["id"]);
        let detail = running.wait_for(&path, |detail| !detail["attempts"].as_array().unwrap().is_empty()).await;
        let attempt = &detail["attempts"][0];
        assert_eq!(attempt.get("status").cloned().unwrap_or_default(), status, "{manner:?}");
        assert_eq!(attempt.get("fault").cloned().unwrap_or_default(), fault, "{manner:?}");
        let state = if status == 200 { "delivered" } else { "waiting" };
        assert_eq!(detail["delivery"]["state"], state, "{manner:?}");
        assert!(attempt["took_ms"].as_i64().unwrap() < 3500, "{manner:?}: {attempt}");
    }
    assert!(
        endpoint
            .heard
            .lock()
            .unwrap()
            .iter()
            .all(|(_, headers, _)| headers["user-agent"].as_bytes().starts_with(b"piecewise-gateway/"))
    );
    let events = endpoint.events();
    assert_eq!((&events[0]["smsUser"], &events[0]["phone"]), (&json!("sample"), &json!("0000000000")));
}

/// One endpoint that never answers, beside one that does.
#[tokio::test]
async fn a_slow_endpoint_delays_no_other() {
    let running = start().await;
    let (slow, quick) = (Endpoint::start(Manner::Takes).await, Endpoint::start(Manner::Takes).await);
    running.saved_hook(&slow, &["delivered"]).await;
    running.saved_hook(&quick, &["requested", "delivered"]).await;
    let (pair, id) = running.ready().await;
    slow.behave(Manner::Waits(60_000));
    let phones: Vec<String> = (0..60).map(|n| format!("65912345{n:02}")).collect();
    running.send(&pair, id, &phones.join(","), &[]).await;
    running.all_settled().await;
    let settled = Instant::now();
    let events = quick.hears(61).await;
    assert!(settled.elapsed() < Duration::from_millis(2500), "it took {:?}", settled.elapsed());
    assert_eq!(events[0]["eventType"], 1, "what was accepted is heard of before what became of it");
    let mut n_of: HashMap<&str, usize> = HashMap::new();
    for event in &events[1..] {
        *n_of.entry(event["smsId"].as_str().unwrap()).or_default() += 1;
    }
    assert!(n_of.len() == 60 && n_of.values().all(|n| *n == 1), "{n_of:?}");
}

/// A gateway that was killed in the middle of an attempt: the event is posted again, under the same token.
#[tokio::test]
async fn an_attempt_that_was_cut_off_is_made_again() {
    let running = start().await;
    let endpoint = Endpoint::start(Manner::Takes).await;
    let (pair, id) = running.ready().await;
    running.saved_hook(&endpoint, &["delivered"]).await;
    running.send(&pair, id, "6591234567", &[]).await;
    let page = running
        .wait_for("/api/v1/hook-deliveries?state=delivered", |page| !page["deliveries"].as_array().unwrap().is_empty())
        .await;
    assert_eq!(page["deliveries"].as_array().unwrap().len(), 1);
    let folder = running.stop().await;
    database::execute(&folder, "UPDATE hook_delivery SET state = 'sending', next_at_ms = at_ms, ended_at_ms = NULL")
        .await
        .unwrap();
    let _running = start_in(folder, |config| config.hook_allow_private = true).await;
    let events = endpoint.hears(2).await;
    assert_eq!(events[0], events[1]);
}

/// The APP KEY is sealed at rest, shown on demand, and written down when it is; a new one signs from then on.
#[tokio::test]
async fn the_app_key_is_sealed_and_can_be_changed() {
    let running = start().await;
    let endpoint = Endpoint::start(Manner::Takes).await;
    let (_, first) = running.post("/api/v1/hooks/key/reveal", None, Value::Null).await;
    let (_, same) = running.post("/api/v1/hooks/key/reveal", None, Value::Null).await;
    assert_eq!(first, same);
    let hook = running.saved_hook(&endpoint, &["delivered"]).await;
    let hooks = running.get("/api/v1/hooks").await;
    assert_eq!(hooks["key_created_at_ms"], first["created_at_ms"]);
    assert!(!hooks.to_string().contains(first["app_key"].as_str().unwrap()));
    let (_, second) = running.post("/api/v1/hooks/key/rotate", None, Value::Null).await;
    assert_ne!(first["app_key"], second["app_key"]);
    running.post(&format!("/api/v1/hooks/{hook}/test"), None, json!({ "event": "requested" })).await;
    let events = endpoint.hears(1).await;
    assert!(is_signed(second["app_key"].as_str().unwrap(), &events[0]));
    assert!(!is_signed(first["app_key"].as_str().unwrap(), &events[0]));
    let actions =
        database::texts(&running.folder, "SELECT action FROM audit WHERE action LIKE 'hook%' ORDER BY number").await;
    assert_eq!(actions, ["hook_key.reveal", "hook_key.reveal", "hook.create", "hook_key.rotate"]);
    for file in std::fs::read_dir(running.folder.path().join("data")).unwrap() {
        let octets = std::fs::read(file.unwrap().path()).unwrap();
        for key in [&first, &second] {
            let key = key["app_key"].as_str().unwrap().as_bytes();
            assert!(!octets.windows(key.len()).any(|window| window == key), "the key is on the disk");
        }
    }
}

/// A change of the address is asked first; what is removed gets nothing more.
#[tokio::test]
async fn a_hook_is_changed_and_removed() {
    let running = start().await;
    let (first, second) = (Endpoint::start(Manner::Takes).await, Endpoint::start(Manner::Answers(500)).await);
    let hook = running.saved_hook(&first, &["requested"]).await;
    let path = format!("/api/v1/hooks/{hook}");
    let (status, _) = running.post(&path, None, json!({ "url": second.url, "events": ["requested"] })).await;
    assert_eq!(status, Status::UNPROCESSABLE_ENTITY);
    assert_eq!(running.get("/api/v1/hooks").await["hooks"][0]["url"], json!(first.url));
    second.behave(Manner::Takes);
    let (status, changed) =
        running.post(&path, None, json!({ "url": second.url, "events": ["failed", "delivered"] })).await;
    assert_eq!((status, &changed["events"]), (Status::OK, &json!(["delivered", "failed"])));
    let (pair, id) = running.ready().await;
    running.send(&pair, id, "6591234567", &[]).await;
    second.hears(1).await;
    assert_eq!(first.events(), Vec::<Value>::new());
    let response = running.browser.delete(format!("{}{path}", running.base)).send().await.unwrap();
    assert_eq!(response.status(), Status::NO_CONTENT);
    assert_eq!(running.get("/api/v1/hooks").await["hooks"], json!([]));
    running.send(&pair, id, "6591234568", &[]).await;
    running.all_settled().await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(second.events().len(), 1);
    let (status, _) = running.post(&format!("{path}/test"), None, json!({ "event": "failed" })).await;
    assert_eq!(status, Status::NOT_FOUND);
}
