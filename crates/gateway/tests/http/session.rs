//! Signing in, and what protects a session.

use crate::common::{start, start_with};
use piecewise_gateway::permissions::ROUTES;
use reqwest::{Client, Method, StatusCode, header};
use serde_json::json;

#[tokio::test]
async fn a_link_works_once() {
    let running = start().await;
    let token = running.link_token().await;
    let sign_in = |token: &str| running.post("/api/v1/session", None, json!({ "token": token }));
    let (status, session) = sign_in(&token).await;
    assert_eq!((status, &session["role"], &session["mode"]), (StatusCode::OK, &json!("owner"), &json!("sandbox")));
    assert!(session["permissions"].as_array().unwrap().contains(&json!("team.manage_owners")), "{session}");
    let (status, problem) = sign_in(&token).await;
    assert_eq!((status, &problem["type"]), (StatusCode::UNAUTHORIZED, &json!("token_invalid")));
    let (status, _) = sign_in("guessed").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let running = start().await;
    let token = running.link_token().await;
    let url = format!("{}/api/v1/session", running.base);
    let response = Client::new().post(url).json(&json!({ "token": token })).send().await.unwrap();
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "plain HTTP on this machine: {cookie}");
}

#[tokio::test]
async fn the_cookie_is_secure_behind_https() {
    let running = tokio::spawn(async {
        let folder = tempfile::TempDir::new().unwrap();
        let mut config = crate::common::quick_config(folder.path()).await;
        config.public_url = Some("https://sms.example.com/".into());
        config.allowed_origins = vec!["https://console.example.org".into()];
        let gateway = piecewise_gateway::Gateway::start(config).await.unwrap();
        (gateway, folder)
    });
    let (gateway, _folder) = running.await.unwrap();
    let link = gateway.sign_in_link().await.unwrap();
    let (console, token) = link.split_once("#token=").unwrap();
    assert_eq!(console, "https://console.example.org/");
    let url = format!("http://{}/api/v1/session", gateway.address());
    let request = Client::new().post(url).header("Origin", "https://console.example.org");
    let response = request.json(&json!({ "token": token })).send().await.unwrap();
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("__Host-piecewise_session="), "{cookie}");
    for part in ["Secure", "HttpOnly", "SameSite=None"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_eq!(response.headers()["access-control-allow-origin"], "https://console.example.org");
    assert_eq!(response.headers()["access-control-allow-credentials"], "true");
    gateway.stop().await.unwrap();
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let running = start().await;
    let response = running.browser.delete(format!("{}/api/v1/session", running.base)).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert_eq!(running.get_response("/api/v1/session").await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn every_route_of_the_console_needs_a_session() {
    let running = start().await;
    let stranger = Client::new();
    for path in [
        "session",
        "service",
        "templates",
        "templates/1",
        "messages",
        "messages/x",
        "wallet",
        "wallet/entries",
        "wallet/entries.csv",
        "prices",
        "prices.csv",
        "prices/versions",
        "sandbox/handsets",
        "events",
    ] {
        let response = stranger.get(format!("{}/api/v1/{path}", running.base)).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(response.headers()["content-type"], "application/problem+json", "{path}");
        let problem: serde_json::Value = response.json().await.unwrap();
        assert_eq!(problem["type"], "signed_out");
        assert!(problem["request_id"].is_string());
    }
    for path in ["service/connect", "service/sms-users/x/reveal", "templates", "templates/1/tests", "numbers/check"] {
        let request = stranger.post(format!("{}/api/v1/{path}", running.base));
        let response = request.header("Idempotency-Key", "k").json(&json!({})).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn another_site_cannot_use_the_cookie() {
    let running = start_with(|config| config.allowed_origins = vec!["http://localhost:9999".into()]).await;
    let connect = |origin: &'static str| {
        running
            .browser
            .post(format!("{}/api/v1/service/connect", running.base))
            .header("Origin", origin)
            .header("Sec-Fetch-Site", "cross-site")
            .header("Idempotency-Key", "one")
            .send()
    };
    let response = connect("https://evil.example").await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert_eq!(response.json::<serde_json::Value>().await.unwrap()["type"], "cross_site");
    assert_eq!(running.get("/api/v1/service").await["sms_users"], json!([]));
    assert_eq!(connect("http://localhost:9999").await.unwrap().status(), StatusCode::CREATED);
}

/// Whatever changes something is out of reach of another site's page, also where no session is needed.
#[tokio::test]
async fn no_route_that_changes_something_listens_to_another_site() {
    let running = start().await;
    for route in ROUTES.iter().filter(|route| route.method != Method::GET) {
        let path: Vec<_> = route.path.split('/').map(|part| if part.starts_with('{') { "0" } else { part }).collect();
        let url = format!("{}/api/v1{}", running.base, path.join("/"));
        for headers in [
            [("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site")],
            [("Origin", "https://evil.example"), ("X-Old-Browser", "yes")],
        ] {
            let mut request = running.browser.request(route.method.clone(), &url).json(&json!({}));
            for (name, value) in headers {
                request = request.header(name, value);
            }
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{} {}", route.method, route.path);
            assert_eq!(response.json::<serde_json::Value>().await.unwrap()["type"], "cross_site");
        }
    }
}

#[tokio::test]
async fn wrong_requests_are_refused_with_a_problem() {
    let running = start().await;
    let (status, problem) = running.post("/api/v1/templates", None, json!({ "name": 1 })).await;
    assert_eq!((status, &problem["type"]), (StatusCode::BAD_REQUEST, &json!("malformed")));
    assert_eq!(running.get_response("/api/v1/nothing").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(running.get_response("/api/v1/service/connect").await.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(running.get_response("/api/v1/messages?limit=many").await.status(), StatusCode::BAD_REQUEST);
    let long = json!({ "phone": "1".repeat(300_000) });
    assert_eq!(running.post("/api/v1/numbers/check", None, long).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(running.get_response("/healthz").await.text().await.unwrap(), "ok\n");
    assert_eq!(running.get_response("/readyz").await.text().await.unwrap(), "ready\n");
}
