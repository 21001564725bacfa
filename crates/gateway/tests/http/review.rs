//! The review queue: people decide, by hand or before the linter does.

use piecewise_gateway::config::Reviewer;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    common::{CONTENT, Running, start_with},
    database,
};

const QUEUE: &str = "/api/v1/sandbox/reviews";

async fn by_hand() -> Running {
    start_with(|config| config.review = Reviewer::ByHand).await
}

async fn submit(running: &Running) -> i64 {
    let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    let (status, template) = running.submit("Order_Shipped", "notification", CONTENT, examples).await;
    assert_eq!(status, StatusCode::CREATED, "{template}");
    template["id"].as_i64().unwrap()
}

/// a reviewer sees the examples, the countries and what the linter finds; nobody else decides.
#[tokio::test]
async fn r145_a_reviewer_sees_what_was_handed_in() {
    let running = by_hand().await;
    let id = submit(&running).await;
    let queue = running.get(QUEUE).await;
    assert_eq!(queue.as_array().unwrap().len(), 1);
    let review = &queue[0];
    assert_eq!((&review["template_id"], &review["name"]), (&json!(id), &json!("Order_Shipped")));
    let version = &review["version"];
    assert_eq!(version["examples"], json!({ "customer_name": "Lucy", "order_id": "A-1009" }));
    assert_eq!((&version["countries"], &version["content"]), (&json!(["SG"]), &json!(CONTENT)));
    assert!(review["diagnostics"].is_array() && review.get("decided_at_ms").is_none(), "{review}");
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert_eq!(running.get(&format!("/api/v1/templates/{id}")).await["state"], "in_review");
}

/// An approval by hand makes the template sendable, once, and is written down.
#[tokio::test]
async fn a_person_approves() {
    let running = by_hand().await;
    let id = submit(&running).await;
    let review = running.get(QUEUE).await[0]["id"].clone();
    let approve = format!("{QUEUE}/{review}/approve");
    let (status, template) = running.post(&approve, None, Value::Null).await;
    assert_eq!((status, &template["id"], &template["state"]), (StatusCode::OK, &json!(id), &json!("approved")));
    assert_eq!(running.get(QUEUE).await, json!([]));
    let (status, problem) = running.post(&approve, None, Value::Null).await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("template_state")));
    let pair = running.connect().await;
    assert_eq!(running.send(&pair, id, "6591234567", &[]).await["statusCode"], 200);
    let (status, template) = running.submit_version(id, "Order_Shipped", "Bye %customer_name% and %order_id%.").await;
    assert_eq!(status, StatusCode::CREATED, "{template}");
    assert_eq!(running.get(QUEUE).await[0]["approved_content"], CONTENT);
    running.all_settled().await;
    let folder = running.stop().await;
    let audit = database::texts(&folder, "SELECT action FROM audit WHERE action LIKE 'templates.%'").await;
    assert_eq!(audit, ["templates.approve"]);
}

/// A rejection needs a reason, and the reason is kept.
#[tokio::test]
async fn a_person_rejects_with_a_reason() {
    let running = by_hand().await;
    let id = submit(&running).await;
    let review = running.get(QUEUE).await[0]["id"].clone();
    let reject = format!("{QUEUE}/{review}/reject");
    for reason in [" ", &"x".repeat(501)] {
        let (status, problem) = running.post(&reject, None, json!({ "reason": reason })).await;
        assert_eq!((status, &problem["field"]), (StatusCode::BAD_REQUEST, &json!("reason")));
    }
    let (status, template) = running.post(&reject, None, json!({ "reason": " Say who you are. " })).await;
    assert_eq!((status, &template["state"]), (StatusCode::OK, &json!("rejected")));
    assert_eq!(running.get(&format!("/api/v1/templates/{id}")).await["rejection"], "Say who you are.");
    let (status, _) = running.post(&format!("{QUEUE}/999/reject"), None, json!({ "reason": "No." })).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

/// What was taken back cannot be judged any more, and its place in the queue is gone.
#[tokio::test]
async fn a_withdrawn_version_leaves_the_queue() {
    let running = by_hand().await;
    let id = submit(&running).await;
    let review = running.get(QUEUE).await[0]["id"].clone();
    running.post(&format!("/api/v1/templates/{id}/withdraw"), None, Value::Null).await;
    assert_eq!(running.get(QUEUE).await, json!([]));
    let (status, _) = running.post(&format!("{QUEUE}/{review}/approve"), None, Value::Null).await;
    assert_eq!(status, StatusCode::CONFLICT);
}
