//! Templates: handed in, reviewed, kept.

use crate::{
    common::{CONTENT, Running, start, start_with},
    database,
};
use piecewise_gateway::config::{Millis, Reviewer};
use reqwest::StatusCode;
use serde_json::{Value, json};

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
    let listed = running.get("/api/v1/templates").await;
    assert_eq!(
        (listed.as_array().unwrap().len(), &listed[0]["id"], &listed[0]["state"]),
        (1, &template["id"], &json!("approved"))
    );
    let history: Vec<_> =
        reviewed["history"].as_array().unwrap().iter().map(|step| (&step["event"], &step["by"])).collect();
    assert_eq!(history, [(&json!("submitted"), &json!("Owner")), (&json!("approved"), &json!("sandbox"))]);
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

const NAME: &str = "Order_Notification_Shipped";

const CORRECTED: &str = "Dear %customer_name%, your order %order_id% is on its way.";

const REJECTED: &str = "Your code is %code%. See https://example.com/offer for 20% off.";

async fn waits_long() -> Running {
    start_with(|config| config.review_delay = Millis(600_000)).await
}

fn path(id: i64) -> String {
    format!("/api/v1/templates/{id}")
}

/// what was approved is sent, unchanged, until its successor is approved; and a message says for ever what it
/// said when it was sent.
#[tokio::test]
async fn r170_an_approved_version_is_sent_until_the_next_is_approved() {
    let running = start_with(|config| config.review = Reviewer::ByHand).await;
    let approve = async || {
        let review = running.get("/api/v1/sandbox/reviews").await[0]["id"].clone();
        running.post(&format!("/api/v1/sandbox/reviews/{review}/approve"), None, Value::Null).await
    };
    let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    let (_, template) = running.submit(NAME, "notification", CONTENT, examples).await;
    let id = template["id"].as_i64().unwrap();
    approve().await;
    let pair = running.connect().await;
    let (status, template) = running.submit_version(id, NAME, CORRECTED).await;
    assert_eq!(status, StatusCode::CREATED, "{template}");
    assert_eq!((&template["version"], &template["state"]), (&json!(1), &json!("approved")));
    let successor = &template["successor"];
    assert_eq!((&successor["version"], &successor["state"]), (&json!(2), &json!("in_review")), "{template}");
    assert_eq!(running.send(&pair, id, "6591234501", &[]).await["statusCode"], 200);
    approve().await;
    let template = running.get(&path(id)).await;
    assert_eq!((&template["content"], template.get("successor")), (&json!(CORRECTED), None), "{template}");
    let versions: Vec<_> = template["versions"].as_array().unwrap().iter().map(|version| &version["content"]).collect();
    assert_eq!(versions, [&json!(CORRECTED), &json!(CONTENT)]);
    assert_eq!(running.send(&pair, id, "6591234502", &[]).await["statusCode"], 200);
    running.all_settled().await;
    let handsets = running.get("/api/v1/sandbox/handsets").await;
    let text_to = |phone: &str| {
        let handset = handsets.as_array().unwrap().iter().find(|handset| handset["phone"] == phone).unwrap();
        handset["messages"][0]["text"].as_str().unwrap().to_owned()
    };
    assert!(text_to("+6591234501").starts_with("Hello Lucy,"), "{handsets}");
    assert!(text_to("+6591234502").starts_with("Dear Lucy,"), "{handsets}");
    let messages = running.get("/api/v1/messages").await;
    let oldest = messages["messages"][1]["id"].as_str().unwrap();
    let detail = running.get(&format!("/api/v1/messages/{oldest}")).await;
    assert!(detail["text"].as_str().unwrap().starts_with("Hello Lucy,"), "{detail}");
}

/// in review nothing changes; what was withdrawn or rejected comes back as the next version, and all of it
/// stays in the history.
#[tokio::test]
async fn r169_what_comes_back_is_the_next_version() {
    let running = waits_long().await;
    let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    let (_, template) = running.submit(NAME, "notification", CONTENT, examples).await;
    let id = template["id"].as_i64().unwrap();
    let (status, problem) = running.submit_version(id, NAME, CORRECTED).await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("template_state")));
    let withdraw = format!("{}/withdraw", path(id));
    let (status, template) = running.post(&withdraw, None, Value::Null).await;
    assert_eq!((status, &template["state"]), (StatusCode::OK, &json!("draft")), "{template}");
    assert!(template["withdrawn_at_ms"].is_i64());
    let (status, problem) = running.post(&withdraw, None, Value::Null).await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("template_state")));
    let (status, template) = running.submit_version(id, "Order_Notification_OnItsWay", CORRECTED).await;
    assert_eq!(
        (status, &template["version"], &template["state"]),
        (StatusCode::CREATED, &json!(2), &json!("in_review"))
    );
    let review = running.get("/api/v1/sandbox/reviews").await[0]["id"].clone();
    let reject = format!("/api/v1/sandbox/reviews/{review}/reject");
    let (status, template) = running.post(&reject, None, json!({ "reason": "Say who you are." })).await;
    assert_eq!((status, &template["rejection"]), (StatusCode::OK, &json!("Say who you are.")));
    let (status, template) = running.submit_version(id, NAME, CONTENT).await;
    assert_eq!((status, &template["version"], &template["name"]), (StatusCode::CREATED, &json!(3), &json!(NAME)));
    let detail = running.get(&path(id)).await;
    let contents: Vec<_> = detail["versions"].as_array().unwrap().iter().map(|version| &version["content"]).collect();
    assert_eq!(contents, [&json!(CONTENT), &json!(CORRECTED), &json!(CONTENT)]);
    let steps: Vec<_> = detail["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| (step["version"].clone(), step["event"].clone()))
        .collect();
    let step = |version: u32, event: &str| (json!(version), json!(event));
    assert_eq!(
        steps,
        [step(1, "submitted"), step(1, "withdrawn"), step(2, "submitted"), step(2, "rejected"), step(3, "submitted")]
    );
    assert_eq!(detail["history"][3]["reason"], "Say who you are.");
}

/// what is in review, withdrawn or rejected is neither sent nor tested, and costs nothing.
#[tokio::test]
async fn r163_only_an_approved_version_is_sent() {
    let running = waits_long().await;
    let pair = running.connect().await;
    let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    let (_, template) = running.submit(NAME, "notification", CONTENT, examples).await;
    let id = template["id"].as_i64().unwrap();
    let is_refused = async |state: &str| {
        assert_eq!(running.get(&path(id)).await["state"], state);
        assert_eq!(running.send(&pair, id, "6591234567", &[]).await["statusCode"], 432, "{state}");
        let (status, problem) = running.send_test(id, state, &pair.user, "+6591234567").await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("not_approved")), "{state}");
    };
    is_refused("in_review").await;
    running.post(&format!("{}/withdraw", path(id)), None, Value::Null).await;
    is_refused("draft").await;
    running.submit_version(id, NAME, CONTENT).await;
    let review = running.get("/api/v1/sandbox/reviews").await[0]["id"].clone();
    running.post(&format!("/api/v1/sandbox/reviews/{review}/reject"), None, json!({ "reason": "No." })).await;
    is_refused("rejected").await;
    assert_eq!(running.get("/api/v1/messages").await["messages"], json!([]));
    assert_eq!(running.wallet().await["available"], 100_000_000);
}

/// A deleted template is gone for everybody but the messages that were sent with it, and its name is free again.
#[tokio::test]
async fn a_deleted_template_leaves_its_messages_readable() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    running.send(&pair, id, "6591234567", &[]).await;
    let message = running.all_settled().await[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(running.delete(&path(id)).await.0, StatusCode::NO_CONTENT);
    assert_eq!(running.delete(&path(id)).await.0, StatusCode::NOT_FOUND);
    assert_eq!(running.get("/api/v1/templates").await, json!([]));
    assert_eq!(running.send(&pair, id, "6591234567", &[]).await["statusCode"], 431);
    let detail = running.get(&format!("/api/v1/messages/{message}")).await;
    assert_eq!(detail["text"], "Hello Lucy, your order A-1009 has shipped.");
    assert_ne!(running.approved_template().await, id);
}

/// the list by type, by state and by words.
#[tokio::test]
async fn r148_the_list_is_filtered() {
    let running = start().await;
    let id = running.approved_template().await;
    let (_, rejected) = running.submit("Login_Code", "otp", REJECTED, json!({ "code": "493021" })).await;
    let rejected = rejected["id"].as_i64().unwrap();
    running.wait_for(&path(rejected), |template| template["state"] == "rejected").await;
    let ids = async |query: &str| -> Vec<i64> {
        let found = running.get(&format!("/api/v1/templates?{query}")).await;
        found.as_array().unwrap().iter().map(|template| template["id"].as_i64().unwrap()).collect()
    };
    for (query, expected) in [
        ("", vec![rejected, id]),
        ("type=otp", vec![rejected]),
        ("type=marketing", vec![]),
        ("state=approved", vec![id]),
        ("state=in_review", vec![]),
        ("search=order_NOT", vec![id]),
        ("search=20%25%20off", vec![rejected]),
        ("type=otp&state=approved", vec![]),
    ] {
        assert_eq!(ids(query).await, expected, "{query}");
    }
    let response = running.get_response("/api/v1/templates?type=fax").await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
}

/// how long reviews took, by type and countries, with how many there were.
#[tokio::test]
async fn r167_review_times_are_a_range_from_history() {
    let running = start().await;
    assert_eq!(running.get("/api/v1/templates/review-times").await, json!([]));
    running.approved_template().await;
    let times = running.get("/api/v1/templates/review-times").await;
    let time = &times[0];
    assert_eq!(
        (times.as_array().unwrap().len(), &time["content_type"], &time["countries"], &time["n_reviews"]),
        (1, &json!("notification"), &json!(["SG"]), &json!(1))
    );
    let [p10, p50, p90] = ["p10_ms", "p50_ms", "p90_ms"].map(|name| time[name].as_i64().unwrap());
    assert!(0 < p10 && p10 <= p50 && p50 <= p90, "{time}");
}

/// applicant countries are for the reviewer only.
#[tokio::test]
async fn r143_applicant_countries_limit_nothing() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    assert_eq!(running.get(&path(id)).await["countries"], json!(["SG"]));
    assert_eq!(running.send(&pair, id, "819012345678", &[]).await["statusCode"], 200);
}

/// while a message of it is being handed over, a template stays.
#[tokio::test]
async fn r148_a_template_in_use_is_not_deleted() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    running.send(&pair, id, "6591234567", &[]).await;
    running.all_settled().await;
    let busy = "UPDATE hand_over SET state = 'submitting', next_at_ms = 9000000000000";
    database::execute(&running.folder, busy).await.unwrap();
    let (status, problem) = running.delete(&path(id)).await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("template_in_use")));
    database::execute(&running.folder, "UPDATE hand_over SET state = 'answered'").await.unwrap();
    assert_eq!(running.delete(&path(id)).await.0, StatusCode::NO_CONTENT);
}
