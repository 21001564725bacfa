//! Which addresses are saved and called, and how they are changed.

use std::time::Duration;

use reqwest::StatusCode as Status;
use serde_json::{Value, json};

use super::{ALL, Endpoint, Manner, is_signed, start};
use crate::{
    common::{start_in, start_with},
    database,
};

/// An address is saved only once it has answered GET and POST with 200; what is refused leaves nothing behind.
#[tokio::test]
async fn an_address_that_does_not_answer_is_not_saved() {
    let running = start().await;
    let endpoint = Endpoint::start(Manner::Takes).await;
    for (manner, said) in [
        (Manner::Answers(500), "POST was answered with 500"),
        (Manner::Answers(201), "POST was answered with 201"),
        (Manner::AnswersGet(404), "GET was answered with 404"),
        (Manner::Redirects, "GET was answered with 302, and redirects are not followed"),
        (Manner::Waits(4000), "no answer within 3 seconds"),
    ] {
        endpoint.behave(manner);
        let (status, problem) = running.save_hook(&endpoint.url, &ALL).await;
        assert_eq!((status, &problem["type"]), (Status::UNPROCESSABLE_ENTITY, &json!("hook_url")), "{manner:?}");
        assert!(problem["detail"].as_str().unwrap().contains(said), "{manner:?}: {problem}");
    }
    assert!(endpoint.heard.lock().unwrap().iter().all(|(_, _, said)| said["eventType"] != 1));
    for (url, said) in [
        ("http://127.0.0.1:9/", "nobody listens"),
        ("http://no-such-host.invalid/", "the host has no address"),
        ("ftp://127.0.0.1/", "must begin with https://"),
        ("https://user:secret@127.0.0.1/", "no password"),
    ] {
        let (status, problem) = running.save_hook(url, &ALL).await;
        assert_eq!((status, &problem["type"]), (Status::UNPROCESSABLE_ENTITY, &json!("hook_url")), "{url}");
        assert!(problem["detail"].as_str().unwrap().contains(said), "{url}: {problem}");
    }
    let (status, problem) = running.save_hook(&endpoint.url, &[]).await;
    assert_eq!((status, &problem["field"]), (Status::UNPROCESSABLE_ENTITY, &json!("events")));
    assert_eq!(running.get("/api/v1/hooks").await, json!({ "hooks": [] }));
}

/// The inside of the operator's network is out of reach, unless the operator allows it; and it is looked at again for
/// every attempt.
#[tokio::test]
async fn the_inside_is_out_of_reach() {
    let running = start_with(|_| ()).await;
    let endpoint = Endpoint::start(Manner::Takes).await;
    let port = endpoint.url.rsplit_once(':').unwrap().1.split('/').next().unwrap();
    for host in [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "169.254.169.254",
        "10.0.0.1",
    ] {
        let (status, problem) = running.save_hook(&format!("http://{host}:{port}/"), &ALL).await;
        assert_eq!(status, Status::UNPROCESSABLE_ENTITY, "{host}");
        assert!(problem["detail"].as_str().unwrap().contains("private or reserved"), "{host}: {problem}");
    }
    assert!(endpoint.heard.lock().unwrap().is_empty(), "nothing was called");

    let folder = running.stop().await;
    let running = start_in(folder, |config| config.hook_allow_private = true).await;
    let hook = running.saved_hook(&endpoint, &ALL).await;
    let running = start_in(running.stop().await, |_| ()).await;
    let (status, delivery) =
        running.post(&format!("/api/v1/hooks/{hook}/test"), None, json!({ "event": "delivered" })).await;
    assert_eq!(status, Status::ACCEPTED, "{delivery}");
    let path = format!("/api/v1/hook-deliveries/{}", delivery["id"]);
    let detail = running.wait_for(&path, |detail| !detail["attempts"].as_array().unwrap().is_empty()).await;
    assert_eq!(detail["attempts"][0]["fault"], "address_not_allowed");
    assert_eq!(endpoint.events(), Vec::<Value>::new(), "the stored address is no way around the check");
}

/// A change of the address is asked first; what is removed gets nothing more.
#[tokio::test]
async fn a_hook_is_changed_and_removed() {
    let running = start().await;
    let (first, second) = (Endpoint::start(Manner::Takes).await, Endpoint::start(Manner::Answers(500)).await);
    let hook = running.saved_hook(&first, &["requested"]).await;
    let path = format!("/api/v1/hooks/{hook}");
    let (status, _) = running.post(&path, None, json!({ "url": second.url, "events": ["requested"] })).await;
    assert_eq!(status, Status::UNPROCESSABLE_ENTITY);
    assert_eq!(running.get("/api/v1/hooks").await["hooks"][0]["url"], json!(first.url));
    second.behave(Manner::Takes);
    let (status, changed) =
        running.post(&path, None, json!({ "url": second.url, "events": ["failed", "delivered"] })).await;
    assert_eq!((status, &changed["events"]), (Status::OK, &json!(["delivered", "failed"])));
    let (pair, id) = running.ready().await;
    running.send(&pair, id, "6591234567", &[]).await;
    second.hears(1).await;
    assert_eq!(first.events(), Vec::<Value>::new());
    let response = running.browser.delete(format!("{}{path}", running.base)).send().await.unwrap();
    assert_eq!(response.status(), Status::NO_CONTENT);
    assert_eq!(running.get("/api/v1/hooks").await["hooks"], json!([]));
    running.send(&pair, id, "6591234568", &[]).await;
    running.all_settled().await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(second.events().len(), 1);
    let (status, _) = running.post(&format!("{path}/test"), None, json!({ "event": "failed" })).await;
    assert_eq!(status, Status::NOT_FOUND);
}

/// The APP KEY is sealed at rest, shown on demand, and written down when it is; a new one signs from then on.
#[tokio::test]
async fn the_app_key_is_sealed_and_can_be_changed() {
    let running = start().await;
    let endpoint = Endpoint::start(Manner::Takes).await;
    let (_, first) = running.post("/api/v1/hooks/key/reveal", None, Value::Null).await;
    let (_, same) = running.post("/api/v1/hooks/key/reveal", None, Value::Null).await;
    assert_eq!(first, same);
    let hook = running.saved_hook(&endpoint, &["delivered"]).await;
    let hooks = running.get("/api/v1/hooks").await;
    assert_eq!(hooks["key_created_at_ms"], first["created_at_ms"]);
    assert!(!hooks.to_string().contains(first["app_key"].as_str().unwrap()));
    let (_, second) = running.post("/api/v1/hooks/key/rotate", None, Value::Null).await;
    assert_ne!(first["app_key"], second["app_key"]);
    running.post(&format!("/api/v1/hooks/{hook}/test"), None, json!({ "event": "requested" })).await;
    let events = endpoint.hears(1).await;
    assert!(is_signed(second["app_key"].as_str().unwrap(), &events[0]));
    assert!(!is_signed(first["app_key"].as_str().unwrap(), &events[0]));
    let actions =
        database::texts(&running.folder, "SELECT action FROM audit WHERE action LIKE 'hook%' ORDER BY number").await;
    assert_eq!(actions, ["hook_key.reveal", "hook_key.reveal", "hook.create", "hook_key.rotate"]);
    for file in std::fs::read_dir(running.folder.path().join("data")).unwrap() {
        let octets = std::fs::read(file.unwrap().path()).unwrap();
        for key in [&first, &second] {
            let key = key["app_key"].as_str().unwrap().as_bytes();
            assert!(!octets.windows(key.len()).any(|window| window == key), "the key is on the disk");
        }
    }
}
