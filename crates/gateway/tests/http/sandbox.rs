//! The sandbox over HTTP: its clock and its numbers.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::common::start;

const HOUR_MS: i64 = 60 * 60 * 1000;

/// A timer that would end tomorrow ends when the clock is moved on; the clock outlives a restart and never goes back.
#[tokio::test]
async fn the_clock_can_be_moved_on_and_every_timer_obeys() {
    let running = crate::common::start_with(|config| config.review_delay = "120m".parse().unwrap()).await;
    let (_, template) = running.submit("Order", "notification", "Your order has shipped.", json!({})).await;
    let path = format!("/api/v1/templates/{}", template["id"]);
    let before = running.get("/api/v1/sandbox/clock").await;
    assert_eq!(before["advanced_ms"], 0);
    assert_eq!(running.get(&path).await["state"], "in_review");
    let (status, after) = running.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": 3 * HOUR_MS })).await;
    assert_eq!((status, &after["advanced_ms"]), (StatusCode::OK, &json!(3 * HOUR_MS)));
    assert!(after["now_ms"].as_i64().unwrap() >= before["now_ms"].as_i64().unwrap() + 3 * HOUR_MS);
    running.wait_for(&path, |template| template["state"] == "approved").await;
    for wrong in [json!(0), json!(-1), json!(400 * 24 * HOUR_MS), json!("1h"), Value::Null] {
        let (status, problem) = running.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": wrong })).await;
        assert!(status.is_client_error(), "{wrong}: {problem}");
    }
    let running = crate::common::start_in(running.stop().await, |_| ()).await;
    assert_eq!(running.get("/api/v1/sandbox/clock").await["advanced_ms"], 3 * HOUR_MS);
}

/// The clock is for those who are signed in.
#[tokio::test]
async fn the_clock_needs_a_person() {
    let running = start().await;
    let clock = format!("{}/api/v1/sandbox/clock", running.base);
    let answer = reqwest::Client::new().post(&clock).json(&json!({ "advance_ms": 1000 })).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(running.get("/api/v1/sandbox/clock").await["advanced_ms"], 0);
}
