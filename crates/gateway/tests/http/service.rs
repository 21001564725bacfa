//! Connecting, and the credentials it makes.

use std::{fs, path::Path};

use crate::{common::start, database};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// R-042: a double click makes one pair.
#[tokio::test]
async fn r042_connecting_twice_with_one_key_makes_one_pair() {
    let running = start().await;
    let connect = |key| running.post("/api/v1/service/connect", Some(key), Value::Null);
    let (first, second) = tokio::join!(connect("one"), connect("one"));
    assert_eq!(first, second);
    assert_eq!(first.0, StatusCode::CREATED);
    assert_eq!(running.get("/api/v1/service").await["sms_users"].as_array().unwrap().len(), 1);
    let (status, problem) = running.post("/api/v1/service/connect", None, Value::Null).await;
    assert_eq!((status, &problem["type"]), (StatusCode::BAD_REQUEST, &json!("idempotency_key")));
}

/// R-043, R-050: every pair is new, and a key has 256 bits.
#[tokio::test]
async fn r043_r050_another_pair_is_another_pair() {
    let running = start().await;
    let mut users = std::collections::BTreeSet::new();
    let mut keys = std::collections::BTreeSet::new();
    for key in 0..20 {
        let (_, connected) = running.post("/api/v1/service/connect", Some(&key.to_string()), Value::Null).await;
        let user = connected["sms_user"]["sms_user"].as_str().unwrap().to_owned();
        let (_, revealed) = running.post(&format!("/api/v1/service/sms-users/{user}/reveal"), None, Value::Null).await;
        let sms_key = revealed["sms_key"].as_str().unwrap().to_owned();
        assert_eq!(sms_key.len(), 43, "256 bits in base64");
        users.insert(user);
        keys.insert(sms_key);
    }
    assert_eq!((users.len(), keys.len()), (20, 20));
}

/// R-044: a new pair works in the same second; R-058: its key comes out only by a reveal, which is written down.
#[tokio::test]
async fn r044_a_new_pair_is_accepted_at_once() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let answer = running.send(&pair, id, "6591234567", &[]).await;
    assert_eq!(answer["statusCode"], 200);
    let service = running.get("/api/v1/service").await;
    assert_eq!(service["base_url"], running.base.as_str());
    assert!(service["sms_users"][0]["last_used_at_ms"].is_i64());
    assert!(!service.to_string().contains(&pair.key));
    let (status, _) = running.post("/api/v1/service/sms-users/nobody/reveal", None, Value::Null).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

/// R-058: each reveal is in the audit log, which can only grow.
#[tokio::test]
async fn r058_a_reveal_is_written_down_for_good() {
    let running = start().await;
    let pair = running.connect().await;
    let rows =
        "SELECT actor || ' ' || action || ' ' || subject FROM audit WHERE action LIKE 'credentials.%' ORDER BY number";
    let row = |action: &str| format!("Owner {action} {}", pair.user);
    assert_eq!(database::texts(&running.folder, rows).await, [row("credentials.create"), row("credentials.reveal")]);
    for change in ["DELETE FROM audit", "UPDATE audit SET actor = 'nobody'"] {
        assert!(database::execute(&running.folder, change).await.is_err(), "{change}");
    }
}

/// R-051, R-052, R-055: whatever is wrong with the credentials, the answer is the same, and nothing is stored.
#[tokio::test]
async fn r051_r052_r055_wrong_credentials_get_one_answer() {
    let running = start().await;
    let id = running.approved_template().await.to_string();
    let pair = running.connect().await;
    let (_, other) = running.post("/api/v1/service/connect", Some("other"), Value::Null).await;
    let other = other["sms_user"]["sms_user"].as_str().unwrap();
    let vars = r#"{"customer_name":"Lucy","order_id":"1"}"#;
    let rest = [("templateId", id.as_str()), ("phone", "6591234567"), ("vars", vars)];
    let refused = json!({ "result": false, "statusCode": 40005, "message": "authentication failed", "info": {} });
    let cases: [&[(&str, &str)]; 7] = [
        &[],
        &[("smsUser", ""), ("smsKey", &pair.key)],
        &[("smsKey", &pair.key)],
        &[("smsUser", &pair.user)],
        &[("smsUser", "nobody"), ("smsKey", &pair.key)],
        &[("smsUser", &pair.user), ("smsKey", "wrong")],
        &[("smsUser", other), ("smsKey", &pair.key)],
    ];
    for credentials in cases {
        let parameters: Vec<_> = credentials.iter().chain(&rest).copied().collect();
        let answer = running.smsapi(&parameters).await;
        assert_eq!(answer, (StatusCode::UNAUTHORIZED, refused.clone()), "{credentials:?}");
    }
    assert_eq!(running.get("/api/v1/messages").await["messages"], json!([]));
    assert_eq!(running.wallet().await["available"], 100_000_000);
    assert!(running.get("/api/v1/service").await["sms_users"][0].get("last_used_at_ms").is_none());
}

/// R-054: the key is nowhere in the data folder, whatever was done with it. (Logs: see `kill.rs`.)
#[tokio::test]
async fn r054_the_key_is_nowhere_on_disk() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    running.send(&pair, id, "6591234567", &[("sendRequestId", "r-1")]).await;
    let query = crate::common::form(&[("smsUser", &pair.user), ("smsKey", &pair.key), ("phone", "1")]);
    let (_, answer) = running.smsapi_raw(reqwest::Method::GET, &format!("/smsapi/send?{query}"), None).await;
    assert!(!answer.to_string().contains(&pair.key));
    running.all_settled().await;
    assert_absent(running.folder.path(), &pair.key);
    let folder = running.stop().await;
    assert_absent(folder.path(), &pair.key);
    #[cfg(unix)]
    {
        let metadata = fs::metadata(folder.path().join("data/secret.key")).unwrap();
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&metadata) & 0o777, 0o600);
    }
}

#[track_caller]
fn assert_absent(folder: &Path, canary: &str) {
    for entry in fs::read_dir(folder.join("data")).unwrap() {
        let path = entry.unwrap().path();
        let content = fs::read(&path).unwrap();
        let is_found = content.windows(canary.len()).any(|window| window == canary.as_bytes());
        assert!(!is_found, "{} holds the key", path.display());
    }
}

/// The stored key opens only under the secret key it was sealed with.
#[tokio::test]
async fn another_secret_key_opens_nothing() {
    let running = start().await;
    let pair = running.connect().await;
    let folder = running.stop().await;
    fs::remove_file(folder.path().join("data/secret.key")).unwrap();
    let running = crate::common::start_in(folder, |_| ()).await;
    let path = format!("/api/v1/service/sms-users/{}/reveal", pair.user);
    let (status, problem) = running.post(&path, None, Value::Null).await;
    assert_eq!((status, &problem["type"]), (StatusCode::INTERNAL_SERVER_ERROR, &json!("internal")));
    assert!(problem["request_id"].is_string());
}
