//! The message log as a file: whole, filtered, masked, and read back as it was.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    common::{Running, start},
    database,
};

async fn text(running: &Running, path: &str) -> String {
    let response = running.get_response(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    assert!(response.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
    response.text().await.unwrap()
}

/// More messages than are read at a time, of two statuses, one of them a test.
async fn full_log() -> Running {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let phones: Vec<String> = (0..600).map(|n| format!("65912{n:03}11")).chain(["6591230580".into()]).collect();
    let answer = running.send(&pair, id, &phones.join(","), &[]).await;
    assert_eq!(answer["info"]["successCount"], 601, "{answer}");
    running.send_test(id, "t", &pair.user, "+6591231111").await;
    running.wait_for("/api/v1/messages/counts", |counts| counts["sending"] == 0 && counts["waiting_result"] == 0).await;
    running
}

/// every message stands in it once, as the log has it.
#[tokio::test]
async fn r193_the_whole_log_is_exported_and_reads_back() {
    let running = full_log().await;
    let lines = text(&running, "/api/v1/messages/export?format=jsonl").await;
    let exported: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut listed = Vec::new();
    let mut path = "/api/v1/messages?limit=500".to_owned();
    loop {
        let page = running.get(&path).await;
        listed.extend(page["messages"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/messages?limit=500&before={next}");
    }
    assert_eq!(listed.len(), 602);
    assert_eq!(exported, listed);

    let csv = text(&running, "/api/v1/messages/export").await;
    let mut rows = csv.trim_start_matches('\u{feff}').lines();
    let columns: Vec<&str> = rows.next().unwrap().split(',').collect();
    let rows: Vec<Vec<&str>> = rows.map(|row| row.split(',').collect()).collect();
    assert_eq!(rows.len(), listed.len());
    let place = |name: &str| columns.iter().position(|column| *column == name).unwrap();
    for (row, message) in rows.iter().zip(&listed) {
        for name in ["id", "status", "country", "template_name", "sms_user", "encoding", "currency"] {
            assert_eq!(row[place(name)], message[name].as_str().unwrap(), "{name}");
        }
        for name in ["accepted_at_ms", "updated_at_ms", "n_pieces", "charge", "expected_charge"] {
            assert_eq!(row[place(name)], message[name].to_string(), "{name}");
        }
        // A spreadsheet would take the plus for a formula.
        assert_eq!(row[place("phone")], format!("'{}", message["phone_masked"].as_str().unwrap()));
    }
}

/// The export means what the log means by a filter.
#[tokio::test]
async fn an_export_is_filtered_like_the_log() {
    let running = full_log().await;
    for filter in ["status=failed", "test=true", "country=US", "status=delivered&test=false"] {
        let n = running.get(&format!("/api/v1/messages/counts?{filter}")).await["total"].as_u64().unwrap();
        let n = usize::try_from(n).unwrap();
        let lines = text(&running, &format!("/api/v1/messages/export?format=jsonl&{filter}")).await;
        assert_eq!(lines.lines().count(), n, "{filter}");
        let csv = text(&running, &format!("/api/v1/messages/export?{filter}")).await;
        assert_eq!(csv.lines().count(), n + 1, "{filter}");
    }
    let wrong = running.get_response("/api/v1/messages/export?format=xml").await;
    assert_eq!(wrong.status(), StatusCode::BAD_REQUEST);
}

/// Whole numbers are given to who asks for them and may read them, and that is written down.
#[tokio::test]
async fn whole_numbers_are_asked_for_permitted_and_audited() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    running.send(&pair, id, "6591234567", &[]).await;
    running.all_settled().await;
    for form in ["csv", "jsonl"] {
        let masked = text(&running, &format!("/api/v1/messages/export?format={form}")).await;
        assert!(!masked.contains("91234567"), "{masked}");
        let whole = text(&running, &format!("/api/v1/messages/export?format={form}&numbers=whole")).await;
        assert!(whole.contains("+6591234567"), "{whole}");
    }
    let audit = running.get("/api/v1/audit").await.to_string();
    assert!(audit.contains("messages.export_numbers"), "{audit}");
    database::execute(&running.folder, "UPDATE person SET role = 'finance'").await.unwrap();
    let response = running.get_response("/api/v1/messages/export?numbers=whole").await;
    let status = response.status();
    let problem: Value = response.json().await.unwrap();
    assert_eq!((status, &problem["permission"]), (StatusCode::FORBIDDEN, &json!("messages.read")), "{problem}");
    text(&running, "/api/v1/messages/export").await;
}
