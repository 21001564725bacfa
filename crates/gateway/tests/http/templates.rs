//! Templates: handed in, reviewed, kept.

use crate::common::{CONTENT, start, start_with};
use piecewise_gateway::config::Millis;
use reqwest::StatusCode;
use serde_json::json;

/// submitting puts a template in review, with the time, and review ends it.
#[tokio::test]
async fn r164_a_submitted_template_is_reviewed() {
    let running = start().await;
    let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    let (status, template) = running.submit("Order_Shipped", "notification", CONTENT, examples).await;
    assert_eq!((status, &template["state"]), (StatusCode::CREATED, &json!("in_review")));
    assert!(template["submitted_at_ms"].is_i64());
    let path = format!("/api/v1/templates/{}", template["id"]);
    let reviewed = running.wait_for(&path, |template| template["state"] != "in_review").await;
    assert_eq!(reviewed["state"], "approved");
    assert!(reviewed["reviewed_at_ms"].as_i64() >= reviewed["submitted_at_ms"].as_i64());
    assert_eq!(running.get("/api/v1/templates").await, json!([reviewed]));
}

/// a variable without an example is refused by name; the examples are kept for the reviewer.
#[tokio::test]
async fn r140_a_missing_example_is_refused_by_name() {
    let running = start().await;
    for examples in [json!({ "customer_name": "Lucy" }), json!({ "customer_name": "Lucy", "order_id": " " })] {
        let (status, problem) = running.submit("Order_Shipped", "notification", CONTENT, examples).await;
        assert_eq!((status, &problem["type"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("lint")));
        let found = problem["diagnostics"].as_array().unwrap();
        let missing = found.iter().find(|found| found["code"] == "variable-example-missing").unwrap();
        assert_eq!((&missing["severity"], &missing["field"]), (&json!("error"), &json!("values.order_id")));
        assert!(!missing["message"].as_str().unwrap().is_empty());
    }
    assert_eq!(running.get("/api/v1/templates").await, json!([]));
}

/// a name is unique, whatever its case.
#[tokio::test]
async fn r134_a_name_is_taken_once() {
    let running = start().await;
    let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    running.submit("Order_Shipped", "notification", CONTENT, examples.clone()).await;
    let (status, problem) = running.submit(" order_SHIPPED", "notification", CONTENT, examples).await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("name_taken")));
    assert_eq!(problem["field"], "name");
}

/// what the reviewer rejects stays in the list with its reason.
#[tokio::test]
async fn r169_a_rejected_template_says_why() {
    let running = start().await;
    let content = "Your code is %code%. See https://example.com/offer for 20% off.";
    let (status, template) = running.submit("Login_OTP_Code", "otp", content, json!({ "code": "493021" })).await;
    assert_eq!(status, StatusCode::CREATED, "{template}");
    let path = format!("/api/v1/templates/{}", template["id"]);
    let rejected = running.wait_for(&path, |template| template["state"] != "in_review").await;
    assert_eq!(rejected["state"], "rejected");
    assert!(rejected["rejection"].as_str().is_some_and(|reason| reason.len() > 10), "{rejected}");
    let (status, _) = running.submit("Login_OTP_Code2", "fax", content, json!({})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_review_survives_a_restart() {
    let running = start_with(|config| config.review_delay = Millis(800)).await;
    let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    let (_, template) = running.submit("Order_Shipped", "notification", CONTENT, examples).await;
    assert_eq!(template["state"], "in_review");
    let running = crate::common::start_in(running.stop().await, |_| ()).await;
    let path = format!("/api/v1/templates/{}", template["id"]);
    running.wait_for(&path, |template| template["state"] == "approved").await;
}
