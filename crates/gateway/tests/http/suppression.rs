//! The suppression list and the limits of frequency.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    common::{Pair, Running, start},
    database,
};

impl Running {
    async fn suppress(&self, phone: &str, scope: &str) -> (StatusCode, Value) {
        let entry = json!({ "phone": phone, "scope": scope, "reason": "asked to", "evidence": "ticket 17" });
        self.post("/api/v1/suppression", None, entry).await
    }

    async fn scopes_of(&self, phone: &str) -> Value {
        let (status, state) = self.post("/api/v1/suppression/lookup", None, json!({ "phone": phone })).await;
        assert_eq!(status, StatusCode::OK, "{state}");
        state["scopes"].clone()
    }

    /// A template of a kind, approved.
    async fn approved_of(&self, kind: &str) -> i64 {
        let content = match kind {
            "otp" => "Your verification code is %code%. Do not share this code.",
            "marketing" => "Special offer for %code%! Reply STOP to opt out.",
            _ => "Hello %code%, your order has shipped.",
        };
        let (status, template) =
            self.submit(&format!("Some_{kind}_text"), kind, content, json!({ "code": "4711" })).await;
        assert_eq!(status, StatusCode::CREATED, "{template}");
        let id = template["id"].as_i64().unwrap();
        self.wait_for(&format!("/api/v1/templates/{id}"), |template| template["state"] == "approved").await;
        id
    }

    async fn send_code(&self, pair: &Pair, id: i64, phones: &str) -> Value {
        self.send(pair, id, phones, &[("vars", r#"{"code":"4711"}"#)]).await
    }
}

/// Marketing stops at both scopes, a code only at the one for everything; what is stopped is free, has its reason, and
/// never reached the platform.
#[tokio::test]
async fn r204_a_suppressed_message_is_free_and_says_why() {
    let running = start().await;
    let pair = running.connect().await;
    let (otp, notification, marketing) = (
        running.approved_of("otp").await,
        running.approved_of("notification").await,
        running.approved_of("marketing").await,
    );
    assert_eq!(running.suppress("+6591230001", "marketing").await.0, StatusCode::CREATED);
    assert_eq!(running.suppress("+65 9123 0002", "everything").await.0, StatusCode::CREATED);
    let before = running.wallet().await;
    let free = [
        (otp, "6591230001", "delivered", Value::Null),
        (notification, "6591230001", "delivered", Value::Null),
        (marketing, "6591230001", "suppressed", json!(430)),
        (otp, "6591230002", "suppressed", json!(420)),
        (marketing, "6591230002", "suppressed", json!(420)),
        (marketing, "6591230003", "delivered", Value::Null),
    ];
    for (template, phone, status, code) in &free {
        let answer = running.send_code(&pair, *template, phone).await;
        assert_eq!((&answer["statusCode"], &answer["info"]["successCount"]), (&json!(200), &json!(1)), "{answer}");
        let message = running.all_settled().await.remove(0);
        assert_eq!(&message["status"], status, "{phone} {template}");
        assert_eq!(message["reason"]["code"], *code, "{phone} {template}");
        assert_eq!(message.get("charge").is_none(), *status == "suppressed", "{message}");
    }
    let after = running.wallet().await;
    assert_eq!(before["available"].as_i64().unwrap() - after["available"].as_i64().unwrap(), 3 * 41_200);
    assert_eq!(after["reserved"], 0);
    let handsets = running.get("/api/v1/sandbox/handsets").await;
    assert!(!handsets.to_string().contains("+6591230002"), "nothing arrived: {handsets}");
    let answer = running.send_code(&pair, marketing, "6591230001,6591230004,6591230002").await;
    assert_eq!(answer["info"]["successCount"], 3, "{answer}");
    let statuses: Vec<Value> =
        running.all_settled().await[..3].iter().rev().map(|message| message["status"].clone()).collect();
    assert_eq!(statuses, ["suppressed", "delivered", "suppressed"]);
    running.wallet().await;
}

/// A release is another row; no row is ever changed, not even by SQL.
#[tokio::test]
async fn the_list_only_grows() {
    let running = start().await;
    let (_, added) = running.suppress("+6591230001", "marketing").await;
    assert_eq!((&added["phone_masked"], &added["evidence"]), (&json!("+65 •••• 0001"), &json!("ticket 17")));
    assert_eq!(added["actor"], "Owner");
    assert_eq!(running.suppress("+6591230001", "marketing").await.0, StatusCode::CONFLICT);
    assert_eq!(running.suppress("+6591230001", "everything").await.0, StatusCode::CREATED);
    assert_eq!(running.scopes_of("+6591230001").await, json!(["marketing", "everything"]));
    let release = json!({ "phone": "+6591230001", "scope": "marketing", "reason": "came back" });
    let (status, released) = running.post("/api/v1/suppression/release", None, release.clone()).await;
    assert_eq!((status, &released["is_release"]), (StatusCode::CREATED, &json!(true)));
    assert_eq!(running.post("/api/v1/suppression/release", None, release).await.0, StatusCode::CONFLICT);
    assert_eq!(running.scopes_of("+6591230001").await, json!(["everything"]));
    let page = running.get("/api/v1/suppression?limit=2").await;
    assert_eq!(page["entries"].as_array().unwrap().len(), 2);
    let rest = running.get(&format!("/api/v1/suppression?before={}", page["next"].as_str().unwrap())).await;
    assert_eq!(rest["entries"], json!([added]));
    for sql in ["UPDATE suppression SET reason = 'none'", "DELETE FROM suppression"] {
        assert!(database::execute(&running.folder, sql).await.is_err(), "{sql}");
    }
    for (phone, scope, reason, expected) in [
        ("91230001", "marketing", "x", StatusCode::UNPROCESSABLE_ENTITY),
        ("+6591230009", "sms", "x", StatusCode::BAD_REQUEST),
        ("+6591230009", "marketing", " ", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let entry = json!({ "phone": phone, "scope": scope, "reason": reason });
        assert_eq!(running.post("/api/v1/suppression", None, entry).await.0, expected, "{phone} {scope}");
    }
    assert_eq!(running.scopes_of("+6591230009").await, json!([]));
}

/// A table is taken whole or not at all; what is exported reads back, and a repeat adds nothing.
#[tokio::test]
async fn a_list_goes_out_and_comes_in() {
    let running = start().await;
    let import = async |csv: &str| running.post("/api/v1/suppression/import", None, json!({ "csv": csv })).await;
    let table = "phone,scope,reason,evidence\r\n+6591230001,marketing,\"=HYPERLINK(\"\"x\"\")\",\r\n\
                 6591230002,Everything,complaint,\"said \"\"stop\"\"\"\r\n+6591230001,marketing,again,\r\n";
    let (status, imported) = import(table).await;
    assert_eq!((status, imported), (StatusCode::CREATED, json!({ "n_added": 2, "n_already": 1 })));
    let response = running.get_response("/api/v1/suppression.csv").await;
    let exported = response.text().await.unwrap();
    assert!(!exported.contains("\n=") && !exported.contains(",="), "safe in a spreadsheet: {exported}");
    assert_eq!(import(&exported).await.1, json!({ "n_added": 0, "n_already": 2 }));
    let other = start().await;
    let (status, imported) = other.post("/api/v1/suppression/import", None, json!({ "csv": exported })).await;
    assert_eq!((status, imported), (StatusCode::CREATED, json!({ "n_added": 2, "n_already": 0 })));
    assert_eq!(other.scopes_of("+6591230002").await, json!(["everything"]));
    let (_, state) = other.post("/api/v1/suppression/lookup", None, json!({ "phone": "+6591230002" })).await;
    assert_eq!(
        (&state["entries"][0]["evidence"], &state["entries"][0]["origin"]),
        (&json!("said \"stop\""), &json!("import"))
    );

    let broken =
        "phone,scope,reason\n+6591230005,marketing,x\n123,marketing,x\n+6591230006,some,x\n+6591230007,marketing,\n";
    let (status, problem) = import(broken).await;
    assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("csv")));
    let detail = problem["detail"].as_str().unwrap();
    assert!(["line 3", "line 4", "line 5"].into_iter().all(|line| detail.contains(line)), "{detail}");
    assert!(!detail.contains("line 2"), "{detail}");
    assert_eq!(running.scopes_of("+6591230005").await, json!([]), "all or nothing");
    for nothing in ["", "phone,scope\n+6591230005,marketing\n", "phone,scope,reason\n"] {
        assert_eq!(import(nothing).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{nothing}");
    }
}

/// 496 and 498: off until they are set, codes counted by themselves, and never passed by calls at the same time.
#[tokio::test]
async fn a_number_is_not_written_to_too_often() {
    let running = start().await;
    let pair = running.connect().await;
    let (otp, notification) = (running.approved_of("otp").await, running.approved_of("notification").await);
    assert_eq!(running.get("/api/v1/suppression/limits").await, json!({}));
    for _ in 0..3 {
        assert_eq!(running.send_code(&pair, notification, "6591230009").await["statusCode"], 200, "no limit is set");
    }
    let set = async |limits: Value| running.post("/api/v1/suppression/limits", None, limits).await;
    for wrong in [json!({ "per_day": 0 }), json!({ "per_minute": -1 }), json!({ "otp_per_day": 1_000_001 })] {
        assert_eq!(set(wrong.clone()).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let limits = json!({ "per_minute": 2, "per_day": 3, "otp_per_minute": 1 });
    let (status, answer) = set(limits.clone()).await;
    assert_eq!((status, answer), (StatusCode::OK, limits.clone()));
    assert_eq!(running.get("/api/v1/suppression/limits").await, limits);

    let calls = (0..8).map(|_| running.send_code(&pair, notification, "6591230001"));
    let answers = futures_util::future::join_all(calls).await;
    let mut codes: Vec<i64> = answers.iter().map(|answer| answer["statusCode"].as_i64().unwrap()).collect();
    codes.sort_unstable();
    assert_eq!(codes, [200, 200, 496, 496, 496, 496, 496, 496]);
    assert!(answers.iter().all(|answer| answer["statusCode"] != 496 || answer["info"] == json!({})), "{answers:?}");
    assert_eq!(running.send_code(&pair, otp, "6591230001").await["statusCode"], 200, "codes are counted by themselves");
    assert_eq!(running.send_code(&pair, otp, "6591230001").await["statusCode"], 496);
    let partial = running.send_code(&pair, notification, "6591230001,6591230002").await;
    assert_eq!((&partial["statusCode"], &partial["info"]["successCount"]), (&json!(311), &json!(1)));
    let item = &partial["info"]["items"][0];
    assert_eq!(
        (&item["phone"], &item["message"]),
        (&json!("6591230001"), &json!("too many messages to this number in one minute"))
    );

    let pass = async |ms: i64| running.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": ms })).await;
    pass(61_000).await;
    assert_eq!(running.send_code(&pair, notification, "6591230001").await["statusCode"], 200);
    let third = running.send_code(&pair, notification, "6591230001").await;
    assert_eq!((&third["statusCode"], &third["info"]), (&json!(498), &json!({})), "{third}");
    let values = json!({ "phone": "+6591230001", "sms_user": pair.user, "values": { "code": "1" } });
    let (status, problem) = running.post(&format!("/api/v1/templates/{notification}/tests"), Some("t"), values).await;
    assert_eq!((status, &problem["type"]), (StatusCode::TOO_MANY_REQUESTS, &json!("rate_limited")));
    pass(24 * 3_600_000).await;
    assert_eq!(running.send_code(&pair, notification, "6591230001").await["statusCode"], 200);
    running.all_settled().await;
    assert_eq!(running.wallet().await["reserved"], 0, "what was refused holds no money");
}
