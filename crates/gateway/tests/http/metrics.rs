//! What Prometheus reads, and what it never may.

use reqwest::{Client, Method, StatusCode};

use crate::{
    common::{Running, start, start_with},
    database,
};

async fn watched() -> Running {
    start_with(|config| config.metrics_listen = Some("127.0.0.1:0".parse().unwrap())).await
}

async fn read(running: &Running) -> String {
    let address = running.gateway.as_ref().unwrap().metrics_address().unwrap();
    let response = Client::new().get(format!("http://{address}/metrics")).send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/openmetrics-text; version=1.0.0; charset=utf-8");
    response.text().await.unwrap()
}

/// The value of a line, without its labels spelt out.
fn value(metrics: &str, line: &str) -> Option<i64> {
    metrics.lines().find_map(|found| found.strip_prefix(line)?.trim().parse().ok())
}

#[tokio::test]
async fn requests_are_counted_by_route() {
    let running = watched().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    running.send(&pair, id, "6591234567", &[]).await;
    running.get(&format!("/api/v1/templates/{id}")).await;
    running.get_response("/nothing/6591234567").await;
    let made_up = Method::from_bytes(b"MAKEUP").unwrap();
    Client::new().request(made_up, format!("{}/healthz", running.base)).send().await.unwrap();
    let metrics = read(&running).await;
    let line = r#"piecewise_http_requests_total{method="POST",route="/smsapi/send",status="200"}"#;
    assert_eq!(value(&metrics, line), Some(1), "{metrics}");
    assert!(metrics.contains(r#"route="/api/v1/templates/{id}""#), "{metrics}");
    assert!(metrics.contains(r#"piecewise_http_requests_total{method="other",route="/healthz",status="405"} 1"#));
    assert!(metrics.contains(r#"piecewise_http_request_duration_seconds_count{route="/smsapi/send"} 1"#));
    assert!(metrics.ends_with("# EOF\n"));
    for secret in ["6591234567", pair.user.as_str(), &pair.key, "MAKEUP", "Lucy"] {
        assert!(!metrics.contains(secret), "{secret} is in the metrics");
    }
}

#[tokio::test]
async fn the_journal_is_watched() {
    let running = watched().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    running.send(&pair, id, "6591230202,6591231111", &[]).await;
    running
        .wait_for("/api/v1/messages/counts", |counts| counts["waiting_result"] == 1 && counts["delivered"] == 1)
        .await;
    let metrics = read(&running).await;
    assert_eq!(value(&metrics, "piecewise_database_up"), Some(1));
    assert_eq!(value(&metrics, r#"piecewise_messages_open{status="waiting_result"}"#), Some(1), "{metrics}");
    assert_eq!(value(&metrics, "piecewise_messages_queued"), Some(0));
    assert_eq!(value(&metrics, "piecewise_messages_accepted_total"), Some(2));
    assert_eq!(value(&metrics, r#"piecewise_messages_ended_total{status="delivered"}"#), Some(1));
    assert_eq!(value(&metrics, r#"piecewise_messages_ended_total{status="failed"}"#), Some(0));
    assert_eq!(value(&metrics, r#"piecewise_hook_attempts_total{result="delivered"}"#), Some(0));
    let sql = "UPDATE message SET journal_state = 'unconfirmed' WHERE status = 'waiting_result'";
    database::execute(&running.folder, sql).await.unwrap();
    let stream = running.get_response("/api/v1/events").await;
    let metrics = read(&running).await;
    assert_eq!(value(&metrics, "piecewise_messages_unconfirmed"), Some(1));
    assert_eq!(value(&metrics, "piecewise_event_streams"), Some(1));
    drop(stream);
}

/// The address that the world reaches has no metrics, whether they are served elsewhere or not.
#[tokio::test]
async fn metrics_have_an_address_of_their_own() {
    let running = watched().await;
    assert_eq!(running.get_response("/metrics").await.status(), StatusCode::NOT_FOUND);
    let unwatched = start().await;
    assert_eq!(unwatched.gateway.as_ref().unwrap().metrics_address(), None);
    assert_eq!(unwatched.get_response("/metrics").await.status(), StatusCode::NOT_FOUND);
}
