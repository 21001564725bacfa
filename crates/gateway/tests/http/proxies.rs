//! Behind a proxy: whom a request comes from.

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::common::{Running, start, start_with};

const FORWARDED: &str = "203.0.113.77, 198.51.100.7";

/// Signs in through a proxy that names other addresses, and says where the gateway saw that come from.
async fn seen_from(running: &Running) -> Value {
    let client = Client::builder().cookie_store(true).build().unwrap();
    let token = running.link_token().await;
    let request = client.post(format!("{}/api/v1/session", running.base)).header("X-Forwarded-For", FORWARDED);
    let response = request.json(&json!({ "token": token })).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let sessions: Value =
        client.get(format!("{}/api/v1/sessions", running.base)).send().await.unwrap().json().await.unwrap();
    let this_one = sessions.as_array().unwrap().iter().find(|session| session["is_this_one"] == true).unwrap();
    this_one["ip_class"].clone()
}

/// the class of an address that is kept is that of the client, not of the proxy; and only a proxy that the
/// operator trusts can name another one.
#[tokio::test]
async fn only_a_trusted_proxy_says_whom_a_request_comes_from() {
    let local = "127.0.0.1".parse().unwrap();
    assert_eq!(seen_from(&start().await).await, "this machine");
    let behind_one = start_with(|config| config.trusted_proxies = vec![local]).await;
    assert_eq!(seen_from(&behind_one).await, "198.51.100.0/24");
    let behind_two = start_with(|config| config.trusted_proxies = vec![local, "198.51.100.7".parse().unwrap()]).await;
    assert_eq!(seen_from(&behind_two).await, "203.0.113.0/24");
}
