//! A canary key, number and code, looked for in everything that the console's API answers.
//!
//! The files of the data folder are searched in `service.rs` and `retention.rs`, the log of the program in `operator.rs`.

use std::time::Duration;

use futures_util::StreamExt as _;
use reqwest::StatusCode;
use serde_json::json;

use crate::common::{Running, start_with};

const CODE: &str = "CANARY-7193";
const DIGITS: &str = "6591118642";

/// Where the number stands whole: the simulated phones.
const SHOWS_NUMBERS: &str = "/sandbox/handsets";

/// no answer holds a key, a number that is not asked for, or a code that was handed over; whichever route, export,
/// event or metric it is.
#[tokio::test]
async fn r054_no_answer_holds_what_it_must_not() {
    let running = start_with(|config| config.metrics_listen = Some("127.0.0.1:0".parse().unwrap())).await;
    let (_, template) =
        running.submit("Code", "otp", "%code% is your code. Do not share it.", json!({ "code": "123456" })).await;
    let id = template["id"].as_i64().unwrap();
    running.wait_for(&format!("/api/v1/templates/{id}"), |template| template["state"] == "approved").await;
    let pair = running.connect().await;
    let vars = json!({ "code": CODE }).to_string();
    let answer = running.send(&pair, id, DIGITS, &[("vars", &vars)]).await;
    assert_eq!(answer["statusCode"], 200, "{answer}");
    let test = json!({ "phone": format!("+{DIGITS}"), "sms_user": pair.user, "values": { "code": CODE } });
    running.post(&format!("/api/v1/templates/{id}/tests"), Some("t"), test).await;
    let settled = running.all_settled().await;
    let message_id = settled[0]["id"].as_str().unwrap();

    let document = running.get("/api/v1/openapi.json").await;
    let mut n_read = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        if item.get("get").is_none() || path == "/events" {
            continue;
        }
        let object = if path.starts_with("/messages") { message_id } else { "1" };
        let path = path.split('/').map(|part| if part.starts_with('{') { object } else { part });
        let path = path.collect::<Vec<_>>().join("/");
        for query in ["", "?format=jsonl"] {
            let response = running.get_response(&format!("/api/v1{path}{query}")).await;
            n_read += usize::from(response.status() == StatusCode::OK);
            let headers = format!("{:?}", response.headers());
            look_for_canaries(&path, &format!("{headers}{}", response.text().await.unwrap()), &pair.key);
        }
    }
    assert!(n_read > 20, "only {n_read} answers were read");
    let search = json!({ "phone": format!("+{DIGITS}") });
    let (status, found) = running.post("/api/v1/messages/search", None, search).await;
    assert_eq!((status, found["messages"].as_array().unwrap().len()), (StatusCode::OK, 2));
    look_for_canaries("/messages/search", &found.to_string(), &pair.key);
    look_for_canaries("/events", &events(&running).await, &pair.key);
    let address = running.gateway.as_ref().unwrap().metrics_address().unwrap();
    let metrics = reqwest::get(format!("http://{address}/metrics")).await.unwrap().text().await.unwrap();
    look_for_canaries("/metrics", &metrics, &pair.key);
}

/// What a stream says of all that has happened.
async fn events(running: &Running) -> String {
    let response = running.get_response("/api/v1/events?last_event_id=0").await;
    let mut chunks = response.bytes_stream();
    let mut said = String::new();
    while let Ok(Some(chunk)) = tokio::time::timeout(Duration::from_millis(500), chunks.next()).await {
        said.push_str(&String::from_utf8_lossy(&chunk.unwrap()));
    }
    assert!(said.contains("\"type\":\"message\""), "{said}");
    said
}

#[track_caller]
fn look_for_canaries(path: &str, text: &str, key: &str) {
    assert!(!text.contains(key), "{path} holds the key");
    if path != SHOWS_NUMBERS {
        assert!(!text.contains(&DIGITS[2..]), "{path} holds the number: {text}");
        assert!(!text.contains(CODE), "{path} holds the code: {text}");
    }
}
