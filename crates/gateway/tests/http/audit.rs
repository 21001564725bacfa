//! The audit log: what is written, that it holds together, and that a change shows.

use futures_util::future::join_all;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{common::start, database};

/// who, where from, what; concurrent writers keep one chain.
#[tokio::test]
async fn r070_concurrent_writers_keep_one_chain() {
    let running = start().await;
    let pair = running.connect().await;
    let reveal = format!("/api/v1/service/sms-users/{}/reveal", pair.user);
    let answers = join_all((0..24).map(|_| running.post(&reveal, None, Value::Null))).await;
    assert!(answers.iter().all(|(status, _)| *status == StatusCode::OK));
    let check = running.get("/api/v1/audit/verify").await;
    assert_eq!(check["first_broken"], Value::Null, "{check}");
    let page = running.get("/api/v1/audit?action=credentials.reveal&limit=10").await;
    let entries = page["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 10);
    assert_eq!(check["head"], entries[0]["hash"]);
    for entry in entries {
        assert_eq!((&entry["actor"], &entry["subject"]), (&json!("Owner"), &json!(pair.user)), "{entry}");
        assert_eq!(entry["ip_class"], "this machine", "{entry}");
    }
    let next = page["next"].as_i64().unwrap();
    let rest = running.get(&format!("/api/v1/audit?action=credentials.&before={next}&limit=500")).await;
    assert_eq!(rest["entries"].as_array().unwrap().len(), 24 + 1 + 1 - 10, "the other reveals, and the creation");
    assert_eq!(rest["next"], Value::Null);
}

#[tokio::test]
async fn an_export_holds_every_entry_and_says_that_it_was_made() {
    let running = start().await;
    running.connect().await;
    let response = running.get_response("/api/v1/audit/export").await;
    assert_eq!(response.headers()["content-type"], "application/jsonl; charset=utf-8");
    let text = response.text().await.unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.last().unwrap()["action"], "audit.export");
    let check = running.get("/api/v1/audit/verify").await;
    assert_eq!(check["n_entries"], lines.len());
    assert_eq!(check["head"], lines.last().unwrap()["hash"]);
    for pair in lines.windows(2) {
        assert_eq!(pair[1]["previous_hash"], pair[0]["hash"]);
    }
}

/// Whoever gets round the triggers cannot get round the chain.
#[tokio::test]
async fn a_change_behind_the_gateway_s_back_shows() {
    let running = start().await;
    running.connect().await;
    running.connect().await;
    let n_entries = running.get("/api/v1/audit/verify").await["n_entries"].as_i64().unwrap();
    assert!(n_entries > 1);
    let drop_trigger = if std::env::var_os("TEST_DATABASE_URL").is_some() {
        "DROP TRIGGER audit_is_append_only ON audit"
    } else {
        "DROP TRIGGER audit_is_never_changed"
    };
    database::execute(&running.folder, drop_trigger).await.unwrap();
    database::execute(&running.folder, "UPDATE audit SET subject = 'another' WHERE number = 2").await.unwrap();
    let check = running.get("/api/v1/audit/verify").await;
    assert_eq!((&check["first_broken"], &check["n_entries"]), (&json!(2), &json!(1)));
}

#[tokio::test]
async fn a_wrong_filter_is_refused() {
    let running = start().await;
    for query in ["limit=0", "limit=501", "action=%25", "actor=nobody", "from_ms=yesterday"] {
        let response = running.get_response(&format!("/api/v1/audit?{query}")).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{query}");
    }
    let none = running.get("/api/v1/audit?to_ms=1").await;
    assert_eq!(none, json!({ "entries": [] }));
}
