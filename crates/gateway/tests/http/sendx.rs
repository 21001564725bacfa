//! `/smsapi/sendx` and `sendn`: to each number its own values.

use serde_json::{Value, json};

use crate::common::{Pair, Running, start};

async fn ready() -> (Running, Pair, String) {
    let running = start().await;
    let id = running.approved("Hi %name%!", json!({ "name": "Lucy" })).await.to_string();
    let pair = running.connect().await;
    (running, pair, id)
}

fn tos(recipients: &[(&str, &str)]) -> String {
    let entry = |(phone, name): &(&str, &str)| json!({ "phone": phone, "vars": { "%name%": name } });
    recipients.iter().map(entry).collect::<Value>().to_string()
}

fn sms_ids(answer: &Value) -> Vec<String> {
    answer["info"]["smsIds"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// Each handset gets its own text; the smsIds stand in the order of the call, whatever was grouped (D9).
#[tokio::test]
async fn each_number_gets_its_own_text() {
    let (running, pair, id) = ready().await;
    let tos = tos(&[("6591234501", "Ada"), ("6591234502", "Bob"), ("6591234503", "Ada"), ("6591234504", "Eve")]);
    for (path, digit) in [("sendx", "6591"), ("sendn", "6591")] {
        let answer = running.call_with_key(&pair, path, &[("templateId", &id), ("tos", &tos)]).await;
        assert_eq!((&answer["statusCode"], &answer["info"]["successCount"]), (&json!(200), &json!(4)), "{answer}");
        let ends: Vec<String> = sms_ids(&answer).iter().map(|id| id.split_once('$').unwrap().1.to_owned()).collect();
        assert_eq!(ends, ["6591234501", "6591234502", "6591234503", "6591234504"]);
        assert!(ends[0].starts_with(digit));
    }
    let answer = running.call_signed(&pair, "sendx", &[("templateId", &id), ("tos", &tos)]).await;
    assert_eq!((&answer["statusCode"], &answer["message"]), (&json!(200), &json!("请求成功")), "{answer}");
    running.all_settled().await;
    let handsets = running.get("/api/v1/sandbox/handsets").await;
    for (phone, text) in [("+6591234501", "Hi Ada!"), ("+6591234502", "Hi Bob!"), ("+6591234503", "Hi Ada!")] {
        let handset = handsets.as_array().unwrap().iter().find(|handset| handset["phone"] == phone).unwrap();
        assert_eq!(handset["messages"][0]["text"], text);
    }
}

/// 311 and 312 with the values of each refused number; 413 in the older dialect.
#[tokio::test]
async fn refused_numbers_come_back_with_their_values() {
    let (running, pair, id) = ready().await;
    let some = tos(&[("6591234501", "Ada"), ("1312", "Bob"), ("+6591234501", "Eve")]);
    let [answer, older] = running.call_in_both(&pair, "sendx", &[("templateId", &id), ("tos", &some)]).await;
    assert_eq!((&answer["statusCode"], &answer["result"]), (&json!(311), &json!(true)));
    assert_eq!(
        answer["info"]["items"],
        json!([
            { "phone": "1312", "vars": { "name": "Bob" }, "message": "invalid phone number format" },
            { "phone": "+6591234501", "vars": { "name": "Eve" }, "message": "duplicate phone number" },
        ])
    );
    assert_eq!((&older["statusCode"], &older["info"]), (&json!(413), &json!({})));
    let none = tos(&[("1", "Ada"), ("2", "Bob")]);
    for answer in running.call_in_both(&pair, "sendx", &[("templateId", &id), ("tos", &none)]).await {
        assert_eq!((&answer["statusCode"], &answer["result"]), (&json!(312), &json!(false)), "{answer}");
        assert_eq!(answer["info"]["failedCount"], 2);
    }
    assert_eq!(running.all_settled().await.len(), 1);
}

/// Every refusal of a whole call: its code, and that nothing was done.
#[tokio::test]
async fn refused_calls_do_nothing() {
    let (running, pair, id) = ready().await;
    let long = tos(&[("6591234501", "Ada"), ("6591234502", &"L".repeat(33))]);
    let link = tos(&[("6591234501", "http://a.example")]);
    let many: Vec<(String, &str)> = (0..201).map(|n| (format!("6591234{n:03}"), "Ada")).collect();
    let many = tos(&many.iter().map(|(phone, name)| (phone.as_str(), *name)).collect::<Vec<_>>());
    for (tos, code) in [
        ("", 481),
        ("[]", 481),
        ("{}", 482),
        ("[1]", 482),
        (r#"[{"vars":{}}]"#, 482),
        (r#"[{"phone":"6591234501"}]"#, 482),
        (r#"[{"phone":"6591234501","vars":{"name":[]}}]"#, 482),
        (&many, 482),
        (r#"[{"phone":"1312","vars":{}}]"#, 412),
        (&link, 441),
        (&long, 483),
    ] {
        for answer in running.call_in_both(&pair, "sendx", &[("templateId", &id), ("tos", tos)]).await {
            assert_eq!((&answer["statusCode"], &answer["info"]), (&json!(code), &json!({})), "{tos}: {answer}");
        }
    }
    let no_value = r#"[{"phone":"6591234501","vars":{}}]"#;
    let answer = running.call_with_key(&pair, "sendx", &[("templateId", &id), ("tos", no_value)]).await;
    assert_eq!(answer["statusCode"], 441);
    for (template_id, code) in [("", 433), ("999", 431)] {
        for answer in running.call_in_both(&pair, "sendx", &[("templateId", template_id), ("tos", "[]")]).await {
            assert_eq!(answer["statusCode"], code, "{answer}");
        }
    }
    assert_eq!(running.get("/api/v1/messages").await["messages"], json!([]));
    assert_eq!(running.wallet().await["available"], 100_000_000);
}

/// The money is held for all groups of a call or for none.
#[tokio::test]
async fn a_call_is_paid_as_a_whole() {
    let (running, pair, id) = ready().await;
    let of_hundred = |from: usize| -> String {
        let recipients: Vec<_> = (from..from + 200).map(|n| (format!("65912{n:05}"), format!("n{n}"))).collect();
        tos(&recipients.iter().map(|(phone, name)| (phone.as_str(), name.as_str())).collect::<Vec<_>>())
    };
    // 100.00 of sample money pays for 2,427 pieces at 0.0412: twelve calls of 200, and 27.
    let mut n_accepted = 0;
    let refused = loop {
        let answer =
            running.call_with_key(&pair, "sendx", &[("templateId", &id), ("tos", &of_hundred(n_accepted))]).await;
        match answer["statusCode"].as_u64() {
            Some(200) => n_accepted += 200,
            _ => break answer,
        }
    };
    assert_eq!((&refused["statusCode"], n_accepted), (&json!(499), 2400), "{refused}");
    running.wallet().await;
    let counts = running.get("/api/v1/messages?limit=1").await;
    assert_eq!(counts["messages"].as_array().unwrap().len(), 1);
    assert!(running.wallet().await["available"].as_i64().unwrap() >= 27 * 41_200);
}

/// A repeat of a `sendRequestId` is processed once, concurrent ones included; a Python list is understood.
#[tokio::test]
async fn a_repeat_is_processed_once() {
    let (running, pair, id) = ready().await;
    let python =
        "[{'phone': '6591234501', 'vars': {'%name%': u'\\u674e'}}, {'phone': 6591234502, 'vars': {'name': 7}}]";
    let parameters = [("templateId", id.as_str()), ("tos", python), ("sendRequestId", "r-1")];
    let calls = (0..5).map(|_| running.call_with_key(&pair, "sendx", &parameters));
    let answers = futures_util::future::join_all(calls).await;
    assert_eq!(answers[0]["statusCode"], 200, "{}", answers[0]);
    assert!(answers.iter().all(|answer| answer == &answers[0]), "{answers:?}");
    assert_eq!(running.all_settled().await.len(), 2);
    let handsets = running.get("/api/v1/sandbox/handsets").await.to_string();
    assert!(handsets.contains("Hi 李!") && handsets.contains("Hi 7!"), "{handsets}");
}
