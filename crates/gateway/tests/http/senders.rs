//! Sender IDs: registered country by country, and used for their countries only.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::common::{Running, start};

impl Running {
    async fn submit_sender(&self, sender_id: &str, countries: &[&str]) -> (StatusCode, Value) {
        self.post("/api/v1/senders", None, json!({ "sender_id": sender_id, "countries": countries })).await
    }

    async fn staff(&self, id: &Value, action: &str, body: Value) -> (StatusCode, Value) {
        self.post(&format!("/api/v1/sandbox/senders/{id}/{action}"), None, body).await
    }

    async fn registered_sender(&self, sender_id: &str, countries: &[&str]) {
        let (status, senders) = self.submit_sender(sender_id, countries).await;
        assert_eq!(status, StatusCode::CREATED, "{senders}");
        for sender in senders.as_array().unwrap() {
            let (status, sender) = self.staff(&sender["id"], "register", Value::Null).await;
            assert_eq!((status, &sender["state"]), (StatusCode::OK, &json!("registered")));
        }
    }

    /// The sender of each number, as its handset shows it.
    async fn shown_senders(&self, phones: &[&str]) -> Vec<Value> {
        self.all_settled().await;
        let handsets = self.get("/api/v1/sandbox/handsets").await;
        let of = |phone: &&str| {
            let handset = handsets.as_array().unwrap().iter().find(|handset| handset["phone"] == **phone);
            let message = handset.unwrap()["messages"].as_array().unwrap().last().unwrap().clone();
            json!([message["sender"], message.get("sender_is_random").cloned().unwrap_or(json!(false))])
        };
        phones.iter().map(of).collect()
    }
}

/// one registration for each country, in the state in which it was handed in; what is wrong stores nothing.
#[tokio::test]
async fn r225_each_country_is_a_registration_of_its_own() {
    let running = start().await;
    let (status, senders) = running.submit_sender(" ACME ", &["SG", "GB", "SG"]).await;
    assert_eq!(status, StatusCode::CREATED, "{senders}");
    let shown: Vec<_> =
        senders.as_array().unwrap().iter().map(|one| (&one["sender_id"], &one["country"], &one["state"])).collect();
    let (acme, submitted) = (json!("ACME"), json!("submitted"));
    assert_eq!(shown, [(&acme, &json!("GB"), &submitted), (&acme, &json!("SG"), &submitted)]);
    assert!(senders[0].get("warnings").is_none(), "{senders}");
    for (sender_id, countries, field) in [
        ("", &["SG"][..], "sender_id"),
        ("  ", &["SG"], "sender_id"),
        ("ACME\n", &[], "countries"),
        ("ACME", &["XX"], "countries"),
        ("ACME", &["sg"], "countries"),
        ("ACME", &["Singapore"], "countries"),
    ] {
        let (status, problem) = running.submit_sender(sender_id, countries).await;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{sender_id}");
    }
    let (status, problem) = running.submit_sender("acme", &["DE", "SG"]).await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("sender_state")), "{problem}");
    assert_eq!(running.get("/api/v1/senders").await.as_array().unwrap().len(), 2, "all countries or none");
    let (status, _) = running.post("/api/v1/senders", None, json!({ "sender_id": "ACME" })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

/// an unusual sender ID is warned of, never refused; what nobody has said of a country is unknown.
#[tokio::test]
async fn r229_r223_warnings_refuse_nothing() {
    let running = start().await;
    let (status, senders) = running.submit_sender("Acme Store of London", &["GB"]).await;
    assert_eq!((status, &senders[0]["warnings"]), (StatusCode::CREATED, &json!(["characters"])));
    let card = running.get("/api/v1/sender-countries/GB").await;
    assert_eq!((&card["offered"], &card["fee"]), (&json!("unknown"), &json!("unknown")));
    assert!(!card["source"].as_str().unwrap().is_empty() && card["source_date"].is_string(), "{card}");
    assert_eq!(running.get_response("/api/v1/sender-countries/XX").await.status(), StatusCode::NOT_FOUND);
}

/// the checklist and every transition, the illegal ones refused.
#[tokio::test]
async fn r226_r227_the_staff_asks_for_materials_and_decides() {
    let running = start().await;
    let (_, senders) = running.submit_sender("ACME", &["SG"]).await;
    let id = &senders[0]["id"];
    let (status, asked) =
        running.staff(id, "request-materials", json!({ "materials": ["Business licence", "Letter"] })).await;
    assert_eq!((status, &asked["state"]), (StatusCode::OK, &json!("materials_requested")), "{asked}");
    let (status, problem) = running.staff(id, "register", Value::Null).await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("sender_state")), "a document is missing");
    let received = async |at: usize| {
        let path = format!("/api/v1/senders/{id}/materials/{}/received", asked["materials"][at]["id"]);
        running.post(&path, None, Value::Null).await.1
    };
    let half = received(0).await;
    assert_eq!(half["state"], "materials_requested");
    assert!(half["materials"][0]["received_at_ms"].is_i64() && half["materials"][1].get("received_at_ms").is_none());
    assert_eq!(received(1).await["state"], "in_review");
    let (_, registered) = running.staff(id, "register", Value::Null).await;
    let history: Vec<&Value> = registered["history"].as_array().unwrap().iter().map(|step| &step["state"]).collect();
    assert_eq!(history, ["submitted", "materials_requested", "in_review", "registered"]);
    for (action, body) in [
        ("register", Value::Null),
        ("reject", json!({ "reason": "late" })),
        ("request-materials", json!({ "materials": ["x"] })),
    ] {
        let (status, _) = running.staff(id, action, body).await;
        assert_eq!(status, StatusCode::CONFLICT, "{action}: what is registered stays so");
    }
    let (_, senders) = running.submit_sender("ACME", &["DE"]).await;
    let id = &senders[0]["id"];
    let (status, _) = running.staff(id, "reject", json!({ "reason": " " })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let (_, rejected) = running.staff(id, "reject", json!({ "reason": "Another company has this name." })).await;
    assert_eq!(
        (&rejected["state"], &rejected["rejection"]),
        (&json!("rejected"), &json!("Another company has this name."))
    );
    let (status, _) = running.submit_sender("ACME", &["DE"]).await;
    assert_eq!(status, StatusCode::CREATED, "what was rejected can be handed in again");
    assert_eq!(running.staff(&json!(999), "register", Value::Null).await.0, StatusCode::NOT_FOUND);
}

/// without any, a message comes from a random number, and the handset and the message say which.
#[tokio::test]
async fn r221_r222_sending_needs_none() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let answer = running.send(&pair, id, "6591234567", &[("senderID", "ACME")]).await;
    assert_eq!(answer["statusCode"], 200, "one that is not registered is no reason to refuse: {answer}");
    let shown = running.shown_senders(&["+6591234567"]).await.remove(0);
    let number = shown[0].as_str().unwrap();
    assert!(number.len() >= 8 && number.bytes().all(|byte| byte.is_ascii_digit()), "{shown}");
    assert_eq!(shown[1], true);
    let message = running.all_settled().await.remove(0);
    let detail = running.get(&format!("/api/v1/messages/{}", message["id"].as_str().unwrap())).await;
    assert_eq!((&detail["sender"], &detail["sender_is_random"]), (&shown[0], &json!(true)));
}

/// over a mixed list, a registered sender is used for its countries only.
#[tokio::test]
async fn r228_a_sender_is_used_for_its_countries_only() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    running.registered_sender("ACME", &["SG"]).await;
    let (_, waiting) = running.submit_sender("ACME", &["GB"]).await;
    assert_eq!(waiting[0]["state"], "submitted");
    let answer = running.send(&pair, id, "6591234567,14155550142,447400123456", &[("senderID", "acme")]).await;
    assert_eq!(answer["info"]["successCount"], 3, "{answer}");
    let shown = running.shown_senders(&["+6591234567", "+14155550142", "+447400123456"]).await;
    assert_eq!(shown[0], json!(["ACME", false]));
    assert!(shown[1][1] == true && shown[2][1] == true, "{shown:?}");

    running.registered_sender("Shop", &["SG"]).await;
    running.send(&pair, id, "6591234568", &[("senderID", "ACME")]).await;
    running.send(&pair, id, "6591234569", &[("senderID", "Unknown")]).await;
    running.send_test(id, "t", &pair.user, "+6591234570").await;
    let shown = running.shown_senders(&["+6591234568", "+6591234569", "+6591234570"]).await;
    assert_eq!(shown[0], json!(["ACME", false]));
    assert_eq!(shown[1][1], true, "asked for one that is not registered: {shown:?}");
    assert_eq!(shown[2], json!(["Shop", false]), "without a wish, the one that was registered last");
}
