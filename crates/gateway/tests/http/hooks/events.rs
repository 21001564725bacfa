//! What is posted, and what is a delivery.

use serde_json::{Value, json};

use super::{ALL, Endpoint, Manner, is_signed, keys, start};

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

/// What the inspector shows is masked; who may read numbers elsewhere reads them here too, and that is written down.
#[tokio::test]
async fn the_inspector_shows_whole_numbers_to_those_who_may_read_them() {
    let running = start().await;
    let endpoint = Endpoint::start(Manner::Takes).await;
    running.saved_hook(&endpoint, &["requested"]).await;
    let (pair, id) = running.ready().await;
    running.send(&pair, id, "6591234567", &[]).await;
    endpoint.hears(1).await;
    let page = running.get("/api/v1/hook-deliveries").await;
    let path = format!("/api/v1/hook-deliveries/{}", page["deliveries"][0]["id"]);
    let body = async |query: &str| running.get(&format!("{path}{query}")).await["body"].to_string();
    assert!(!body("").await.contains("6591234567") && !body("?numbers=masked").await.contains("6591234567"));
    assert_eq!(running.get("/api/v1/audit?action=hooks.read_numbers").await["entries"], json!([]));
    assert!(body("?numbers=whole").await.contains("6591234567"));
    let audit = running.get("/api/v1/audit?action=hooks.read_numbers").await;
    assert_eq!(audit["entries"].as_array().map(Vec::len), Some(1), "{audit}");
}
