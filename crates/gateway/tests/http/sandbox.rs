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

/// each magic number ends as the table says, after as long as it says, and is charged accordingly.
#[tokio::test]
async fn r203_r204_r205_every_magic_number_does_what_the_table_says() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let numbers = running.get("/api/v1/sandbox/numbers").await;
    let numbers = numbers.as_array().unwrap();
    assert!(numbers.len() >= 15, "{numbers:?}");
    let mut paths = Vec::new();
    for row in numbers {
        let ending = row["ending"].as_str().unwrap();
        let request = json!({
            "phone": format!("+659123{ending}"), "sms_user": pair.user,
            // Values of its own, so that each is a call of its own.
            "values": { "customer_name": "Lucy", "order_id": ending },
        });
        let (status, message) = running.post(&format!("/api/v1/templates/{id}/tests"), Some(ending), request).await;
        assert_eq!(status, StatusCode::ACCEPTED, "{message}");
        paths.push(format!("/api/v1/messages/{}", message["id"].as_str().unwrap()));
    }
    let slow = ["0210", "0206", "0585", "0701", "0702", "0703"];
    for (row, path) in numbers.iter().zip(&paths) {
        if !slow.contains(&row["ending"].as_str().unwrap()) {
            running.wait_for(path, |detail| detail["message"]["status"] == row["status"]).await;
        }
    }
    let status_of = async |ending: &str| {
        let at = numbers.iter().position(|row| row["ending"] == ending).unwrap();
        running.get(&paths[at]).await["message"].clone()
    };
    for late in ["0210", "0206"] {
        let at = numbers.iter().position(|row| row["ending"] == late).unwrap();
        running.wait_for(&paths[at], |detail| detail["message"]["status"] == "waiting_result").await;
    }
    for step_ms in [11 * 60_000, HOUR_MS, 6 * HOUR_MS] {
        running.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": step_ms })).await;
        let early = if step_ms == 6 * HOUR_MS { None } else { Some("0206") };
        for (row, path) in numbers.iter().zip(&paths) {
            let ending = row["ending"].as_str().unwrap();
            if Some(ending) != early && !(ending == "0703" && step_ms < HOUR_MS) {
                let settled = running.wait_for(path, |detail| detail["message"]["status"] == row["status"]).await;
                assert_eq!(settled["message"]["reason"].get("code"), row.get("code"), "{settled}");
            }
        }
        if early.is_some() {
            assert_eq!(status_of("0206").await["status"], "waiting_result");
        }
    }
    running.wait_for("/api/v1/messages?unconfirmed=true", |page| page["messages"][0]["id"].is_string()).await;
    let listed = running.get("/api/v1/messages?unconfirmed=true").await;
    let [never] = &listed["messages"].as_array().unwrap()[..] else { panic!("{listed}") };
    assert_eq!(never["id"], status_of("0703").await["id"]);
    for (row, path) in numbers.iter().zip(&paths) {
        let detail = running.get(path).await;
        let is_charged = ["waiting_result", "delivered", "failed"].contains(&row["status"].as_str().unwrap());
        assert_eq!(detail["message"].get("charge").is_some(), is_charged, "{detail}");
        let n_reports = detail["timeline"].as_array().unwrap().len();
        if row["outcome"] == "events_repeated" {
            assert_eq!(n_reports, 5, "every report is kept as it came: {detail}");
        }
    }
    let handsets = running.get("/api/v1/sandbox/handsets").await;
    let n_arrived = |ending: &str| {
        let handset = handsets.as_array().unwrap().iter().find(|at| at["phone"].as_str().unwrap().ends_with(ending));
        handset.map_or(0, |handset| handset["messages"].as_array().unwrap().len())
    };
    for ending in ["0702", "0704", "0301", "0302", "0701", "0585"] {
        assert_eq!(n_arrived(ending), 1, "{ending} arrives once");
    }
    assert_eq!(n_arrived("0703"), 0, "it was never sent");
    running.wallet().await;
}

/// A message that the carrier cannot move does not stop the others.
#[tokio::test]
async fn a_damaged_delivery_does_not_stop_the_others() {
    let running = crate::common::start_with(|config| config.sandbox_delay = "400ms".parse().unwrap()).await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    running.send(&pair, id, "6591234501,6591234503", &[]).await;
    let two = "SELECT CASE WHEN COUNT(*) = 2 THEN 'both' ELSE 'wait' END FROM sandbox_delivery";
    while crate::database::texts(&running.folder, two).await != ["both"] {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let damage = "UPDATE message SET status = 'torn' WHERE phone = '+6591234501'";
    crate::database::execute(&running.folder, damage).await.unwrap();
    let rest = "SELECT status FROM message WHERE phone = '+6591234503'";
    for _ in 0..600 {
        if crate::database::texts(&running.folder, rest).await == ["delivered"] {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the other message is stuck");
}
