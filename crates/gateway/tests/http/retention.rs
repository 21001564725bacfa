//! What is removed, and when.

use std::fs;

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    common::{Running, start},
    database,
};

const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// Moves the clock on and signs in again: sessions end by the same clock.
async fn advance(running: &Running, advance_ms: i64) {
    let (status, _) = running.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": advance_ms })).await;
    assert_eq!(status, StatusCode::OK);
    let token = running.link_token().await;
    let (status, _) = running.post("/api/v1/session", None, json!({ "token": token })).await;
    assert_eq!(status, StatusCode::OK);
}

async fn wait_until(running: &Running, sql: &'static str, expected: &[&str]) {
    for _ in 0..1500 {
        if database::texts(&running.folder, sql).await == expected {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("{sql} stays {:?}", database::texts(&running.folder, sql).await);
}

/// A code is gone as soon as it was handed over: from the journal at once, from the simulated phone after an hour, and
/// then from every file. Pieces, charge and the masked number stay.
#[tokio::test]
async fn a_code_is_removed_with_the_outcome_of_its_hand_over() {
    let running = start().await;
    let (_, template) =
        running.submit("Code", "otp", "%code% is your code. Do not share it.", json!({ "code": "123456" })).await;
    let id = template["id"].as_i64().unwrap();
    running.wait_for(&format!("/api/v1/templates/{id}"), |template| template["state"] == "approved").await;
    let pair = running.connect().await;
    let answer = running.send(&pair, id, "6591234567", &[("vars", r#"{"code":"CANARY-7193"}"#)]).await;
    assert_eq!(answer["statusCode"], 200, "{answer}");
    let settled = running.all_settled().await;
    let path = format!("/api/v1/messages/{}", settled[0]["id"].as_str().unwrap());
    let detail = running.get(&path).await;
    assert_eq!((&detail["text"], detail["text_removed_at_ms"].is_i64()), (&json!(""), true), "{detail}");
    assert_eq!((&detail["message"]["n_pieces"], &detail["message"]["charge"]), (&json!(1), &json!(41_200)));
    let stored = "SELECT vars FROM submission UNION ALL SELECT text FROM sandbox_delivery";
    assert_eq!(database::texts(&running.folder, stored).await, ["{}", ""]);
    assert_eq!(database::texts(&running.folder, "SELECT CAST(LENGTH(group_key) AS TEXT) FROM submission").await, ["0"]);
    let handsets = running.get("/api/v1/sandbox/handsets").await;
    assert!(handsets[0]["messages"][0]["text"].as_str().unwrap().starts_with("CANARY-7193"), "{handsets}");
    advance(&running, 2 * HOUR_MS).await;
    running.wait_for("/api/v1/sandbox/handsets", |handsets| handsets == &json!([])).await;
    let folder = running.stop().await;
    for entry in fs::read_dir(folder.path().join("data")).unwrap() {
        let content = fs::read(entry.unwrap().path()).unwrap();
        assert!(!content.windows(11).any(|octets| octets == b"CANARY-7193"), "a file holds the code");
    }
}

/// The values of a notification stay readable; after its time they go, and the number with them. What was counted stays.
#[tokio::test]
async fn numbers_are_removed_after_the_time_of_their_class() {
    let running = crate::common::start_with(|config| config.keep_marketing = "400d".parse().unwrap()).await;
    let id = running.approved_template().await;
    let (_, template) =
        running.submit("Sale", "marketing", "All week: a fifth off. Reply STOP to end.", json!({})).await;
    let sale = template["id"].as_i64().unwrap();
    running.wait_for(&format!("/api/v1/templates/{sale}"), |template| template["state"] != "in_review").await;
    let pair = running.connect().await;
    running.send(&pair, id, "6591234567,6591230202", &[("customArgs", r#"{"order":"1"}"#)]).await;
    running.send(&pair, sale, "6591234567", &[("vars", "{}")]).await;
    let both = "SELECT phone FROM message WHERE journal_state = 'handed_over' ORDER BY id";
    wait_until(&running, both, &["+6591234567", "+6591230202", "+6591234567"]).await;
    advance(&running, 29 * DAY_MS).await;
    let log = running.get("/api/v1/messages").await;
    let path = format!("/api/v1/messages/{}", log["messages"][2]["id"].as_str().unwrap());
    assert!(running.get(&path).await["text"].as_str().unwrap().contains("Lucy"));
    advance(&running, 2 * DAY_MS).await;
    wait_until(&running, both, &["", "", "+6591234567"]).await;
    let detail = running.get(&path).await;
    assert_eq!(
        (&detail["text"], &detail["message"]["phone_masked"]),
        (&json!(""), &json!("+65 •••• 4567")),
        "{detail}"
    );
    assert_eq!(running.wallet().await["spent"], 3 * 41_200);
    let left = "SELECT COALESCE(custom_args, 'none') FROM submission ORDER BY id LIMIT 1";
    assert_eq!(database::texts(&running.folder, left).await, ["none"]);
    assert_eq!(
        database::texts(&running.folder, "SELECT sms_id FROM message WHERE sms_id LIKE '%$65%4567'").await.len(),
        1
    );
    assert_eq!(database::texts(&running.folder, "SELECT phone FROM sandbox_delivery").await, ["+6591234567"]);
    let answer = running.send(&pair, id, "6591234567", &[]).await;
    assert_eq!(answer["statusCode"], 200, "{answer}");
}

/// What is still to be handed over when a number is forgotten keeps the number for that, and loses it afterwards.
#[tokio::test]
async fn a_number_is_forgotten_in_what_was_under_way_too() {
    let running = crate::common::start_with(|config| config.upstream_rate = std::num::NonZeroU32::new(1)).await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    running.send(&pair, id, "6591234501,6591234502,6591234567", &[]).await;
    let (status, answer) = running.post("/api/v1/numbers/forget", None, json!({ "phone": "+6591234567" })).await;
    assert_eq!((status, &answer["n_messages"], &answer["n_under_way"]), (StatusCode::OK, &json!(0), &json!(1)));
    running.all_settled().await;
    let phones = "SELECT phone FROM message ORDER BY id";
    assert_eq!(database::texts(&running.folder, phones).await, ["+6591234501", "+6591234502", "+6591234567"]);
    running.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": 61_000 })).await;
    wait_until(&running, phones, &["+6591234501", "+6591234502", ""]).await;
    assert_eq!(database::texts(&running.folder, "SELECT phone FROM sandbox_delivery ORDER BY id").await.len(), 2);
}

/// A person who asks for it is forgotten at once, in one account; what is not forgotten is said, and the act is audited.
#[tokio::test]
async fn a_number_is_forgotten_when_it_is_asked_for() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    running.send(&pair, id, "6591234567,6591234501", &[]).await;
    running.send(&pair, id, "6591234567", &[]).await;
    running.all_settled().await;
    let (status, answer) = running.post("/api/v1/numbers/forget", None, json!({ "phone": "+65 9123 4567" })).await;
    assert_eq!((status, &answer["n_messages"], &answer["n_under_way"]), (StatusCode::OK, &json!(2), &json!(0)));
    assert!(answer["kept"].to_string().contains("suppression list"), "{answer}");
    let phones = "SELECT phone FROM message UNION ALL SELECT phone FROM sandbox_delivery";
    assert_eq!(
        database::texts(&running.folder, phones).await.iter().filter(|phone| phone.ends_with("4567")).count(),
        0
    );
    let log = running.get("/api/v1/messages").await;
    assert_eq!(log["messages"].as_array().unwrap().len(), 3);
    assert_eq!(log["messages"][0]["phone_masked"], "+65 •••• 4567");
    let alone = running.get(&format!("/api/v1/messages/{}", log["messages"][0]["id"].as_str().unwrap())).await;
    assert_eq!(alone["text"], "", "the values of a call to this number alone");
    let shared = running.get(&format!("/api/v1/messages/{}", log["messages"][1]["id"].as_str().unwrap())).await;
    assert!(shared["text"].as_str().unwrap().contains("Lucy"), "the other recipient's text: {shared}");
    let audit = running.get("/api/v1/audit?action=numbers.forget").await.to_string();
    assert!(audit.contains("numbers.forget") && !audit.contains("91234567"), "{audit}");
    let (status, _) = running.post("/api/v1/numbers/forget", None, json!({ "phone": "9123" })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let (_, again) = running.post("/api/v1/numbers/forget", None, json!({ "phone": "+6591234567" })).await;
    assert_eq!(again["n_messages"], json!(0));
    assert_ne!(again, Value::Null);
}
