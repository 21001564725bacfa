//! What belongs to another account is not there: every route with an id answers 404, and nothing of it changes.

use axum::Router;
use piecewise_gateway::{
    add_account,
    config::Reviewer,
    permissions::{ROUTES, Route},
};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    common::{CONTENT, Running, quick_config, start, start_with},
    program::database_flag,
};

/// A thing of the first account: the start of its routes, and its id.
type Thing = (&'static str, String);

/// An address that takes hooks.
async fn endpoint() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let router = Router::new().fallback(async || "ok");
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

/// One of everything, in the account of `start`.
async fn one_of_everything(running: &Running) -> Vec<Thing> {
    let number = |value: &Value| value.as_i64().unwrap().to_string();
    let hook = json!({ "url": endpoint().await, "events": ["requested", "delivered"] });
    let (status, hook) = running.post("/api/v1/hooks", None, hook).await;
    assert_eq!(status, StatusCode::CREATED, "{hook}");
    let pair = running.connect().await;
    let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    let (_, template) = running.submit("Order_Shipped", "notification", CONTENT, examples.clone()).await;
    let template = number(&template["id"]);
    let review = number(&running.get("/api/v1/sandbox/reviews").await[0]["id"]);
    let (status, _) = running.post(&format!("/api/v1/sandbox/reviews/{review}/approve"), None, Value::Null).await;
    assert_eq!(status, StatusCode::OK);
    running.submit("Order_Delayed", "notification", CONTENT, examples).await;
    let review = number(&running.get("/api/v1/sandbox/reviews").await[0]["id"]);
    let (status, message) = running.send_test(template.parse().unwrap(), "one", &pair.user, "+6591234567").await;
    assert!(status.is_success(), "{message}");
    let message = running.all_settled().await[0]["id"].as_str().unwrap().to_owned();
    let deliveries = running
        .wait_for("/api/v1/hook-deliveries", |page| page["deliveries"].as_array().is_some_and(|d| !d.is_empty()));
    let delivery = deliveries.await["deliveries"][0]["id"].clone();
    let invitation = json!({ "email": "guest@example.com", "role": "viewer" });
    let (_, invited) = running.post("/api/v1/people/invitations", None, invitation).await;
    let (_, person) = running.join("lucy@example.com", "viewer").await;
    let session = running.get("/api/v1/sessions").await[0]["id"].clone();
    let campaign = json!({ "name": "Spring", "template_id": template.parse::<i64>().unwrap(), "sms_user": pair.user });
    let (_, campaign) = running.post("/api/v1/campaigns", Some("one"), campaign).await;
    let sender = json!({ "sender_id": "ACME", "countries": ["SG"] });
    let (_, senders) = running.post("/api/v1/senders", None, sender).await;
    let sender = number(&senders[0]["id"]);
    vec![
        ("/sessions/", number(&session)),
        ("/people/invitations/", number(&invited["invitation"]["id"])),
        ("/people/", person.to_string()),
        ("/service/sms-users/", pair.user.clone()),
        ("/live/sms-users/", pair.user),
        ("/live/templates/", template.clone()),
        // There is one only where Aurora has refused something.
        ("/live/holds/", "1".to_owned()),
        ("/templates/", template),
        ("/messages/", message),
        ("/hooks/", number(&hook["id"])),
        ("/hook-deliveries/", delivery.as_str().map_or_else(|| delivery.to_string(), str::to_owned)),
        ("/sandbox/reviews/", review),
        ("/campaigns/", number(&campaign["id"])),
        ("/senders/", sender.clone()),
        ("/sandbox/senders/", sender),
        // No country: what is known of one belongs to nobody.
        ("/sender-countries/", "XX".to_owned()),
    ]
}

/// The fields of every body at once: each route takes those that it knows.
fn any_body() -> Value {
    json!({
        "role": "viewer", "disabled": true,
        "phone": "+6591234567", "sms_user": "x", "values": { "customer_name": "Lucy", "order_id": "1" },
        "name": "Taken", "content_type": "notification", "content": CONTENT, "countries": ["SG"],
        "examples": { "customer_name": "Lucy", "order_id": "1" },
        "reason": "because", "url": "http://127.0.0.1:9/hook", "events": ["delivered"], "event": "delivered",
        "aurora_user": "x", "aurora_key": "y", "aurora_id": 7301, "is_approved": true,
        "sha256": "0", "list": {
            "default_country": null, "columns": { "header": "absent", "number": 0, "values": [] },
            "duplicates": "first", "content_type": "otp",
        },
        "n_recipients": 1, "total": 1, "n_canaries": 0,
        "materials": ["Business licence"], "network": "this machine", "client": "curl", "is_ticked": true,
    })
}

async fn seen(running: &Running) -> Value {
    let mut all = Vec::new();
    for list in ["templates", "people", "people/invitations", "service", "hooks", "sandbox/reviews", "wallet"] {
        all.push(running.get(&format!("/api/v1/{list}")).await);
    }
    Value::Array(all)
}

#[tokio::test]
async fn what_belongs_to_another_account_is_not_there() {
    let running = start_with(|config| {
        config.review = Reviewer::ByHand;
        config.hook_allow_private = true;
    })
    .await;
    let things = one_of_everything(&running).await;
    let link = add_account(&quick_config(running.folder.path()).await, "Another").await.unwrap();
    let stranger = Client::builder().cookie_store(true).build().unwrap();
    let token = link.split_once("#token=").unwrap().1;
    let session = running.call(&stranger, Method::POST, "session", json!({ "token": token })).await;
    let session: Value = session.json().await.unwrap();
    assert_eq!((&session["account"], &session["role"]), (&json!("Another"), &json!("owner")));

    let before = seen(&running).await;
    let has_id = |route: &&Route| route.path.contains('{');
    for route in ROUTES.iter().filter(has_id) {
        let found = things.iter().find(|(start, _)| route.path.starts_with(start));
        let (_, id) = found.unwrap_or_else(|| panic!("{}: add such a thing to one_of_everything", route.path));
        let path = route.path.split('/').map(|part| if part.starts_with('{') { id } else { part });
        let url = format!("{}/api/v1{}", running.base, path.collect::<Vec<_>>().join("/"));
        let mut request = stranger.request(route.method.clone(), url).header("Idempotency-Key", "k");
        if route.method != Method::GET {
            request = request.json(&any_body());
        }
        let response = request.send().await.unwrap();
        let status = response.status();
        let problem: Value = response.json().await.unwrap_or_default();
        assert_eq!(status, StatusCode::NOT_FOUND, "{} {}: {problem}", route.method, route.path);
        assert_eq!(problem["type"], "not_found");
    }
    assert_eq!(seen(&running).await, before, "and nothing has changed");
    for list in ["templates", "people/invitations", "sandbox/reviews"] {
        let response = running.call(&stranger, Method::GET, list, Value::Null).await;
        assert_eq!(response.json::<Value>().await.unwrap(), json!([]), "{list}");
    }
}

/// The program makes another account beside a gateway that runs; its owner signs in with the printed link.
#[tokio::test]
async fn an_account_is_added_by_the_program() {
    let running = start().await;
    let run = async |name: &str| {
        let output = tokio::process::Command::new(env!("CARGO_BIN_EXE_piecewise-gateway"))
            .args(["add-account", name, "--data"])
            .arg(running.folder.path().join("data"))
            .args(database_flag(running.folder.path()).await)
            .output()
            .await
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    };
    let (is_done, said) = run("Second shop").await;
    assert!(is_done, "{said}");
    let client = Client::builder().cookie_store(true).build().unwrap();
    let token = said.trim().split_once("#token=").unwrap().1;
    let session = running.call(&client, Method::POST, "session", json!({ "token": token })).await;
    let session: Value = session.json().await.unwrap();
    assert_eq!((&session["account"], &session["role"]), (&json!("Second shop"), &json!("owner")));
    let (is_done, said) = run(" ").await;
    assert!(!is_done && said.contains("an account needs a name"), "{said}");
}
