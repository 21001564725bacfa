//! When an event is posted again.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use reqwest::StatusCode as Status;
use serde_json::{Value, json};

use super::{Endpoint, Manner, start};
use crate::{common::start_in, database};

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
