//! Test sends, the log, the handset, the wallet.

use crate::{
    common::{CONTENT, start, start_in, start_with},
    database,
};
use piecewise_gateway::config::Millis;
use reqwest::StatusCode;
use serde_json::{Value, json};

/// a test is charged once and shows on the handset byte for byte.
#[tokio::test]
async fn r013_r082_a_test_is_delivered_and_charged() {
    let running = start().await;
    let content = "Hi %name% 🎉,\nוהנה ההזמנה שלך: %order%. €5 off!";
    let id = running.approved(content, json!({ "name": "Lucy", "order": "A-1" })).await;
    let pair = running.connect().await;
    let values = json!({ "name": "李雷 %order%", "order": "A^1" });
    let request = json!({ "phone": "+65 9123 4567", "sms_user": pair.user, "values": values });
    let (status, message) = running.post(&format!("/api/v1/templates/{id}/tests"), Some("t"), request).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{message}");
    assert_eq!(message["status"], "sending");
    assert_eq!(message["phone_masked"], "+65 •••• 4567");
    assert_eq!((&message["is_test"], &message["country"]), (&json!(true), &json!("SG")));
    assert!(!message.to_string().contains("91234567"), "the number is masked everywhere: {message}");

    let delivered = running.all_settled().await.remove(0);
    assert_eq!(delivered["status"], "delivered");
    assert_eq!((&delivered["charge"], &delivered["expected_charge"]), (&json!(41_200), &json!(41_200)));
    let text = "Hi 李雷 %order% 🎉,\nוהנה ההזמנה שלך: A^1. €5 off!";
    let detail = running.get(&format!("/api/v1/messages/{}", delivered["id"].as_str().unwrap())).await;
    assert_eq!(detail["text"], text);
    let statuses: Vec<&str> =
        detail["timeline"].as_array().unwrap().iter().map(|event| event["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["sending", "waiting_result", "delivered"]);

    let handsets = running.get("/api/v1/sandbox/handsets").await;
    assert_eq!(handsets[0]["phone"], "+6591234567");
    let shown = &handsets[0]["messages"][0];
    assert_eq!((&shown["text"], &shown["encoding"]), (&json!(text), &json!("UCS-2")));
    assert_eq!(shown["message_id"], delivered["id"]);

    let wallet = running.wallet().await;
    assert_eq!(wallet["available"], 100_000_000 - 41_200);
    assert_eq!(wallet["pending"], 0);
    let entries = running.get("/api/v1/wallet/entries").await["entries"].clone();
    assert_eq!(entries.as_array().unwrap().len(), 2);
    let charge = &entries[0];
    assert_eq!(charge["message_id"], delivered["id"]);
    assert_eq!(
        (&charge["kind"], &charge["n_pieces"], &charge["country"], &charge["unit_price"]),
        (&json!("charge"), &json!(1), &json!("SG"), &json!(41_200))
    );
}

/// a double click, in two tabs, is one message.
#[tokio::test]
async fn r185_one_key_is_one_message() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let send = |phone| running.send_test(id, "same", &pair.user, phone);
    let (first, second, third) = tokio::join!(send("+6591234567"), send("+6591234567"), send("+6591234567"));
    assert_eq!(first.0, StatusCode::ACCEPTED);
    assert_eq!(first, second);
    assert_eq!(second, third);
    assert_eq!(running.all_settled().await.len(), 1);
    let (status, problem) = send("+6591234568").await;
    assert_eq!((status, &problem["type"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("idempotency_key")));
    let request = json!({ "phone": "+6591234567", "sms_user": pair.user, "values": {} });
    let (status, _) = running.post(&format!("/api/v1/templates/{id}/tests"), None, request).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

/// what is not approved is not sent, by neither way, and costs nothing.
#[tokio::test]
async fn r163_r166_r194_only_approved_templates_are_sent() {
    let running = start_with(|config| config.review_delay = Millis(600_000)).await;
    let pair = running.connect().await;
    let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    let (_, template) = running.submit("Order_Shipped", "notification", CONTENT, examples).await;
    let id = template["id"].as_i64().unwrap();
    let (status, problem) = running.send_test(id, "k", &pair.user, "+6591234567").await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("not_approved")));
    assert_eq!(running.send(&pair, id, "6591234567", &[]).await["statusCode"], 432);
    let (status, _) = running.send_test(999, "k", &pair.user, "+6591234567").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(running.send(&pair, 999, "6591234567", &[]).await["statusCode"], 431);
    assert_eq!(running.get("/api/v1/messages").await["messages"], json!([]));
    assert_eq!(running.wallet().await["available"], 100_000_000);
}

#[tokio::test]
async fn a_test_that_cannot_be_sent_says_why() {
    let running = start().await;
    let id = running.approved_template().await;
    let (status, problem) = running.send_test(id, "a", "nobody", "+6591234567").await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("not_connected")));
    let pair = running.connect().await;
    let kind_of = async |user: &str, phone: &str| running.send_test(id, "b", user, phone).await.1["type"].clone();
    assert_eq!(kind_of("nobody", "+6591234567").await, "unknown_sms_user");
    assert_eq!(kind_of(&pair.user, "91234567").await, "number_invalid");
    assert_eq!(kind_of(&pair.user, "+80012345678").await, "price_unknown");
    let request =
        json!({ "phone": "+6591234567", "sms_user": pair.user, "values": { "customer_name": "L".repeat(33) } });
    let (status, problem) = running.post(&format!("/api/v1/templates/{id}/tests"), Some("c"), request).await;
    assert_eq!((status, &problem["type"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("values")));
    let codes: Vec<&Value> = problem["diagnostics"].as_array().unwrap().iter().map(|found| &found["code"]).collect();
    assert!(codes.contains(&&json!("value-missing")) && codes.contains(&&json!("value-too-long")), "{problem}");
    assert_eq!(running.wallet().await["reserved"], 0);
}

/// applicant countries are for the reviewer, and limit nothing.
#[tokio::test]
async fn r143_applicant_countries_do_not_limit() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let (status, message) = running.send_test(id, "k", &pair.user, "+14155550142").await;
    assert_eq!((status, &message["country"]), (StatusCode::ACCEPTED, &json!("US")));
}

/// D7: the magic numbers; Suppressed is free, Failed is charged.
#[tokio::test]
async fn r203_r204_magic_numbers_choose_the_outcome() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let cases = [
        ("+6591230580", "failed", json!(580), json!(41_200)),
        ("+6591230550", "failed", json!(550), json!(41_200)),
        ("+6591230430", "suppressed", json!(430), Value::Null),
        ("+6591230202", "waiting_result", Value::Null, json!(41_200)),
        ("+6591231111", "delivered", Value::Null, json!(41_200)),
    ];
    for (phone, status, code, charge) in cases {
        let (_, message) = running.send_test(id, phone, &pair.user, phone).await;
        let path = format!("/api/v1/messages/{}", message["id"].as_str().unwrap());
        let settled = running.wait_for(&path, |detail| detail["message"]["status"] == status).await;
        assert_eq!(settled["message"]["reason"]["code"], code, "{phone}");
        assert_eq!(settled["message"].get("charge").cloned().unwrap_or_default(), charge, "{phone}");
    }
    let wallet = running.wallet().await;
    assert_eq!((&wallet["spent"], &wallet["reserved"]), (&json!(4 * 41_200), &json!(0)));
    assert_eq!(wallet["pending"], 41_200, "the message without a result");
    assert_eq!(running.get("/api/v1/sandbox/handsets").await.as_array().unwrap().len(), 1);
}

/// a call that costs more than there is sends nothing at all.
#[tokio::test]
async fn r014_too_little_balance_sends_nothing() {
    let running = start().await;
    let content = "A rather long notice about nothing. ".repeat(800);
    let id = running.approved(&content, json!({})).await;
    let pair = running.connect().await;
    let phones: Vec<String> = (0..13).map(|n| format!("65912345{n:02}")).collect();
    let answer = running.send(&pair, id, &phones.join(","), &[("vars", "{}")]).await;
    assert_eq!((&answer["statusCode"], &answer["info"]), (&json!(499), &json!({})));
    assert_eq!(running.get("/api/v1/messages").await["messages"], json!([]));
    assert_eq!(running.wallet().await["available"], 100_000_000);
    let answer = running.send(&pair, id, &phones[..12].join(","), &[("vars", "{}")]).await;
    assert_eq!(answer["statusCode"], 200, "{answer}");
    let (status, problem) = running.send_test(id, "k", &pair.user, "+6591234567").await;
    assert_eq!((status, &problem["type"]), (StatusCode::PAYMENT_REQUIRED, &json!("balance")));
    let settled = running.all_settled().await;
    assert!(settled.iter().all(|message| message["n_pieces"] == 189), "{settled:?}");
    running.wallet().await;
}

/// the wallet's sum holds while messages of every outcome are on their way.
#[tokio::test]
async fn r016_the_sum_of_the_wallet_always_holds() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let endings = ["0580", "0550", "0430", "0202", "1111", "2222"];
    for round in 0..10 {
        let phones: Vec<String> = endings.iter().map(|ending| format!("659{round}23{ending}")).collect();
        let answer = running.send(&pair, id, &phones.join(","), &[]).await;
        assert!(answer["statusCode"] == 200 || answer["statusCode"] == 311 || answer["statusCode"] == 312, "{answer}");
        running.wallet().await;
    }
    let page = running
        .wait_for("/api/v1/messages?limit=500", |page| {
            page["messages"].as_array().unwrap().iter().all(|message| message["status"] != "sending")
        })
        .await;
    let charged: i64 =
        page["messages"].as_array().unwrap().iter().filter_map(|message| message["charge"].as_i64()).sum();
    let wallet = running.wallet().await;
    assert_eq!((wallet["spent"].as_i64().unwrap(), &wallet["reserved"]), (charged, &json!(0)));
    let entries = running.get("/api/v1/wallet/entries?limit=1000").await["entries"].clone();
    let debited: i64 = entries
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["kind"] == "charge")
        .map(|entry| entry["amount"].as_i64().unwrap())
        .sum();
    assert_eq!(debited, charged);
}

#[tokio::test]
async fn the_log_is_read_in_pages() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let phones: Vec<String> = (0..5).map(|n| format!("659123450{n}")).collect();
    running.send(&pair, id, &phones.join(","), &[]).await;
    let mut seen = Vec::new();
    let mut path = "/api/v1/messages?limit=2".to_owned();
    loop {
        let page = running.get(&path).await;
        seen.extend(page["messages"].as_array().unwrap().iter().map(|message| message["id"].to_string()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/messages?limit=2&before={next}");
    }
    assert_eq!(seen.len(), 5);
    assert!(seen[0].ends_with("4504\""), "newest first: {seen:?}");
    let (_, check) = running.post("/api/v1/numbers/check", None, json!({ "phone": "+65 9123 4567" })).await;
    assert_eq!(check, json!({ "e164": "+6591234567", "country": "SG" }));
    let (_, check) = running.post("/api/v1/numbers/check", None, json!({ "phone": "9123 4567" })).await;
    assert_eq!(check, json!({ "fault": "no_country_code" }));
}

/// PostgreSQL keeps no U+0000 in a text; nothing fails over it, on either database.
#[tokio::test]
async fn the_null_character_is_refused_with_a_sentence() {
    let running = start().await;
    for path in ["/api/v1/messages?country=%00", "/api/v1/messages/a%00b", "/api/v1/messages/counts?sms_user=x%00"] {
        let response = running.get_response(path).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{path}");
        assert!(response.text().await.unwrap().contains("U+0000"), "{path}");
    }
    let (status, problem) = running.submit("a\0b", "otp", "Your code is %code%", json!({ "code": "1" })).await;
    assert_eq!((status, &problem["type"]), (StatusCode::BAD_REQUEST, &json!("malformed")), "{problem}");
    let (status, _) = running.post("/api/v1/numbers/check", None, json!({ "phone": "\\u0000" })).await;
    assert_eq!(status, StatusCode::OK);
}

/// A hand-over that was open for an hour: the row, the timeline and the filter say so, and a stop and a start later it
/// has not been sent.
#[tokio::test]
async fn an_unconfirmed_message_is_shown_as_such() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    running.send(&pair, id, "6591234501", &[]).await;
    running.all_settled().await;
    assert_eq!(running.get("/api/v1/messages?unconfirmed=true").await["messages"], json!([]));
    let folder = running.stop().await;
    leave_a_hand_over_open(&folder).await;

    let running = start_in(folder, |_| ()).await;
    let page = running
        .wait_for("/api/v1/messages?unconfirmed=true", |page| !page["messages"].as_array().unwrap().is_empty())
        .await;
    let [message] = &page["messages"].as_array().unwrap()[..] else { panic!("{page}") };
    assert_eq!((&message["status"], &message["unconfirmed"]), (&json!("sending"), &json!(true)));
    assert!(message.get("reason").is_none(), "{message}");
    let detail = running.get("/api/v1/messages/17_open$xxxxxx4501").await;
    let last = detail["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["unconfirmed"], &last["source"]), (&json!(true), &json!("gateway")));
    let note = last["note"].as_str().unwrap();
    assert!(note.contains("may have been sent or not") && note.contains("does not send it again"), "{note}");

    let all = running.get("/api/v1/messages").await;
    assert_eq!(all["messages"].as_array().unwrap().len(), 2);
    assert!(all["messages"][1].get("unconfirmed").is_none(), "said only where it is so: {all}");
    let handsets = running.get("/api/v1/sandbox/handsets").await;
    assert_eq!(handsets[0]["messages"].as_array().unwrap().len(), 1, "it was not sent again");
    let response = running.get_response("/api/v1/messages?unconfirmed=perhaps").await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
}

/// A second message beside the first, whose hand-over began two hours ago and was cut off.
async fn leave_a_hand_over_open(folder: &tempfile::TempDir) {
    for sql in [
        "INSERT INTO hand_over (id, send_request_id, state, n_attempts, first_at_ms, last_at_ms)
         SELECT 99, 'open', 'submitting', 1, first_at_ms - 7200000, last_at_ms - 7200000 FROM hand_over",
        "INSERT INTO message (account_id, sms_id, public_id, submission_id, phone, phone_masked, country, unit_price, reserved,
                              status, journal_state, hand_over_id, accepted_at_ms, updated_at_ms)
         SELECT account_id, '17_open$6591234501', '17_open$xxxxxx4501', submission_id, phone, phone_masked, country, unit_price, 0,
                'sending', 'submitting', 99, accepted_at_ms, accepted_at_ms FROM message",
    ] {
        database::execute(folder, sql).await.unwrap();
    }
}
