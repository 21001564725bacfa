//! `/smsapi/send` in the key dialect: what an application written for the platform sends and reads.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::common::{Pair, Running, form, start};

async fn ready() -> (Running, Pair, i64) {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    (running, pair, id)
}

/// The shape of a reply to an accepted call, and of an smsId.
#[tokio::test]
async fn an_accepted_call_names_each_message() {
    let (running, pair, id) = ready().await;
    let answer = running.send(&pair, id, "+6591234567,14155550142", &[]).await;
    assert_eq!(
        (&answer["result"], &answer["statusCode"], &answer["message"]),
        (&json!(true), &json!(200), &json!("request was successful"))
    );
    let info = &answer["info"];
    assert_eq!((&info["successCount"], &info["failedCount"], &info["items"]), (&json!(2), &json!(0), &json!([])));
    let sms_ids: Vec<&str> = info["smsIds"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    for (sms_id, digits) in sms_ids.iter().zip(["6591234567", "14155550142"]) {
        let (stem, phone) = sms_id.split_once('$').unwrap();
        assert_eq!(phone, digits);
        let parts: Vec<&str> = stem.split('_').collect();
        let [epoch_ms, user_id, number, template_id, random] = parts[..] else { panic!("{sms_id}") };
        for number in [epoch_ms, user_id, number] {
            assert!(number.parse::<i64>().is_ok(), "{sms_id}");
        }
        assert_eq!((template_id, random.len()), (id.to_string().as_str(), 6));
    }
}

/// The query of a GET, the query of a POST without a body, and a form are one; the form wins. A `+` that arrives as a
/// space is read as what it was.
#[tokio::test]
async fn parameters_may_stand_in_the_query_or_in_the_form() {
    let (running, pair, id) = ready().await;
    let id = id.to_string();
    let vars = r#"{"%customer_name%":"Zoë","order_id":42}"#;
    let rest = form(&[("smsUser", &pair.user), ("smsKey", &pair.key), ("templateId", &id), ("vars", vars)]);
    let query = format!("/smsapi/send?&{rest}&phone=+6591234501");
    let (status, answer) = running.smsapi_raw(Method::GET, &query, None).await;
    assert_eq!((status, &answer["statusCode"]), (StatusCode::OK, &json!(200)), "{answer}");
    let (_, answer) = running.smsapi_raw(Method::POST, &query, None).await;
    assert_eq!(answer["statusCode"], 200);
    let body = Some("phone=%2B65+9123+4502".to_owned());
    let (_, answer) = running.smsapi_raw(Method::POST, &query, body).await;
    assert!(answer["info"]["smsIds"][0].as_str().unwrap().ends_with("$6591234502"), "the form wins: {answer}");
    running.all_settled().await;
    let handsets = running.get("/api/v1/sandbox/handsets").await;
    assert_eq!(handsets[0]["messages"][0]["text"], "Hello Zoë, your order 42 has shipped.");
}

/// Every refusal of a whole call: its code, and that nothing was done.
#[tokio::test]
async fn refused_calls_say_why_and_do_nothing() {
    let (running, pair, id) = ready().await;
    let id = id.to_string();
    let vars = r#"{"customer_name":"Lucy","order_id":"1"}"#;
    let long_vars = format!(r#"{{"customer_name":"{}","order_id":"1"}}"#, "L".repeat(33));
    let long = "x".repeat(129);
    let long_args = format!(r#"{{"a":"{long}"}}"#);
    let phones: Vec<String> = (0..2001).map(|n| format!("659{n:07}")).collect();
    let phones = phones.join(",");
    let good = [("templateId", id.as_str()), ("phone", "6591234567"), ("vars", vars)];
    let cases: [(&str, &str, u16); 19] = [
        ("templateId", "", 433),
        ("templateId", "999", 431),
        ("templateId", "abc", 431),
        ("phone", "", 411),
        ("phone", " , ", 411),
        ("phone", "1312", 412),
        ("phone", &phones, 412),
        ("vars", "", 441),
        ("vars", "{}", 441),
        ("vars", "[1]", 441),
        ("vars", "{'customer_name':'Lucy'}", 441),
        ("vars", r#"{"customer_name":["Lucy"],"order_id":"1"}"#, 441),
        ("vars", r#"{"customer_name":"http://a.example","order_id":"1"}"#, 441),
        ("vars", &long_vars, 483),
        ("timestamp", "1", 461),
        ("timestamp", "yesterday", 461),
        ("customArgs", "[]", 441),
        ("customArgs", &long_args, 441),
        ("sendRequestId", &long, 441),
    ];
    for (name, value, code) in cases {
        let mut parameters = vec![("smsUser", pair.user.as_str()), ("smsKey", pair.key.as_str())];
        parameters.extend(good.iter().filter(|(other, _)| *other != name));
        parameters.push((name, value));
        let (status, answer) = running.smsapi(&parameters).await;
        assert_eq!((status, &answer["statusCode"]), (StatusCode::OK, &json!(code)), "{name}: {answer}");
        assert_eq!((&answer["result"], &answer["info"]), (&json!(false), &json!({})), "{name}");
        assert!(!answer["message"].as_str().unwrap().is_empty());
    }
    assert_eq!(running.get("/api/v1/messages").await["messages"], json!([]));
    assert_eq!(running.wallet().await["available"], 100_000_000);
}

/// Rows in = accepted + refused; each refused number has its reason.
#[tokio::test]
async fn a_partly_good_call_is_partly_done() {
    let (running, pair, id) = ready().await;
    let answer = running.send(&pair, id, "6591234567,1312,+65 9123 4567,80012345678,14155550142", &[]).await;
    assert_eq!((&answer["result"], &answer["statusCode"]), (&json!(true), &json!(311)));
    let info = &answer["info"];
    assert_eq!((&info["successCount"], &info["failedCount"]), (&json!(2), &json!(3)));
    let values = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    assert_eq!(
        info["items"],
        json!([
            { "phone": "1312", "vars": values, "message": "invalid phone number format" },
            { "phone": "+65 9123 4567", "vars": values, "message": "duplicate phone number" },
            { "phone": "80012345678", "vars": values, "message": "no price is known for this country" },
        ])
    );
    let answer = running.send(&pair, id, "1312,4242", &[]).await;
    assert_eq!((&answer["result"], &answer["statusCode"]), (&json!(false), &json!(312)));
    assert_eq!(answer["info"]["failedCount"], 2);
    assert_eq!(running.all_settled().await.len(), 2);
}

/// The same `sendRequestId` within the hour: the first answer, one charge, also when the calls arrive together.
#[tokio::test]
async fn a_repeated_request_id_is_processed_once() {
    let (running, pair, id) = ready().await;
    let again = [("sendRequestId", "order-A-1009-otp")];
    let send = |phone| running.send(&pair, id, phone, &again);
    let answers = futures_util::future::join_all((0..10).map(|_| send("6591234567"))).await;
    assert!(answers.iter().all(|answer| answer == &answers[0]), "{answers:?}");
    assert_eq!(answers[0]["statusCode"], 200);
    assert_eq!(send("6591234568,1").await, answers[0], "whatever else the call says");
    assert_eq!(running.all_settled().await.len(), 1);
    assert_eq!(running.wallet().await["spent"], 41_200);

    let (_, other) = running.post("/api/v1/service/connect", Some("other"), Value::Null).await;
    let user = other["sms_user"]["sms_user"].as_str().unwrap();
    let (_, revealed) = running.post(&format!("/api/v1/service/sms-users/{user}/reveal"), None, Value::Null).await;
    let other = Pair { user: user.into(), key: revealed["sms_key"].as_str().unwrap().into() };
    running.send(&other, id, "6591234567", &again).await;
    assert_eq!(running.all_settled().await.len(), 2, "the scope is one SMS_USER");
}

/// A refused call did nothing, so its id is free for the next attempt.
#[tokio::test]
async fn a_refused_call_does_not_use_up_its_request_id() {
    let (running, pair, id) = ready().await;
    let again = [("sendRequestId", "r-1")];
    assert_eq!(running.send(&pair, 999, "6591234567", &again).await["statusCode"], 431);
    assert_eq!(running.send(&pair, id, "6591234567", &again).await["statusCode"], 200);
}

/// A timestamp in seconds or in milliseconds, and the texts that come back in events.
#[tokio::test]
async fn optional_parameters_are_taken() {
    let (running, pair, id) = ready().await;
    let now_ms = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
    for timestamp in [now_ms.to_string(), (now_ms / 1000).to_string()] {
        let more = [("timestamp", timestamp.as_str()), ("customArgs", r#"{"orderId":"A-1009"}"#), ("senderID", "ACME")];
        assert_eq!(running.send(&pair, id, "6591234567", &more).await["statusCode"], 200);
    }
}

/// R-242: 2,000 numbers are one call.
#[tokio::test]
async fn r242_two_thousand_numbers_are_one_call() {
    let (running, pair, id) = ready().await;
    let phones: Vec<String> = (0..2000).map(|n| format!("659123{n:04}")).collect();
    let answer = running.send(&pair, id, &phones.join(","), &[]).await;
    assert_eq!(
        (&answer["statusCode"], &answer["info"]["successCount"]),
        (&json!(200), &json!(2000)),
        "{}",
        answer["message"]
    );
    assert_eq!(running.wallet().await["available"], 100_000_000 - 2000 * 41_200);
}

/// A body beyond any sensible call is refused in the vendor's envelope.
#[tokio::test]
async fn an_endless_body_is_refused() {
    let running = start().await;
    let (_, answer) = running.smsapi(&[("vars", &"x".repeat(300_000))]).await;
    assert_eq!(answer["statusCode"], 412);
}
