//! Replacing credentials: the old pair is dead at once, for every gateway and every call, and who still uses it is told.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use piecewise_gateway::{Gateway, config::Config};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::{
    common::{Pair, Running, form, quick_config, start},
    database,
    signature::{sha256, sign},
};

const VARS: &str = r#"{"customer_name":"Lucy","order_id":"A-1009"}"#;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

async fn ready() -> (Running, Pair, i64) {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    (running, pair, id)
}

fn path(user: &str, action: &str) -> String {
    format!("/api/v1/service/sms-users/{user}/{action}")
}

async fn revealed(running: &Running, user: &str) -> Pair {
    let (status, answer) = running.post(&path(user, "reveal"), None, Value::Null).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    Pair { user: user.into(), key: answer["sms_key"].as_str().unwrap().into() }
}

/// What a call gets, whether or not it is let in.
async fn code(running: &Running, pair: &Pair, id: i64) -> i64 {
    let id = id.to_string();
    let parameters = [("templateId", id.as_str()), ("phone", "6591234561"), ("vars", VARS)];
    let credentials = [("smsUser", pair.user.as_str()), ("smsKey", &pair.key)];
    let (_, answer) = running.smsapi(&credentials.into_iter().chain(parameters).collect::<Vec<_>>()).await;
    answer["statusCode"].as_i64().unwrap()
}

async fn regenerate(running: &Running, user: &str, what: &str) -> Value {
    let (status, answer) = running.post(&path(user, &format!("regenerate-{what}")), Some(what), Value::Null).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer
}

/// Sends as fast as it can until it is told to stop; when each call started, and whether it was accepted.
async fn send_without_pause(
    base: &str,
    pair: &Pair,
    id: i64,
    is_signed: bool,
    stop: &AtomicBool,
) -> Vec<(Instant, bool)> {
    let client = Client::new();
    let id = id.to_string();
    let mut calls = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let parameters =
            [("smsUser", pair.user.as_str()), ("templateId", &id), ("phone", "6591234561"), ("vars", VARS)];
        let proof = if is_signed { sign(&parameters, &pair.key, sha256) } else { pair.key.clone() };
        let proof = (if is_signed { "signature" } else { "smsKey" }, proof.as_str());
        let body = form(&parameters.into_iter().chain([proof]).collect::<Vec<_>>());
        let started = Instant::now();
        let request = client.post(format!("{base}/smsapi/send")).body(body);
        let response = request.header("Content-Type", "application/x-www-form-urlencoded").send().await.unwrap();
        let answer: Value = response.json().await.unwrap();
        let code = answer["statusCode"].as_i64().unwrap();
        assert!([200, 40005, 422].contains(&code), "{answer}");
        calls.push((started, code == 200));
    }
    calls
}

/// R-060, R-064: while several applications send without a pause in both dialects, a key is regenerated. No call that
/// starts after the answer is accepted, the new key works at once, and what was refused is neither stored nor charged.
#[tokio::test]
async fn r060_r064_no_call_after_the_answer_is_accepted_with_the_old_key() {
    let (running, pair, id) = ready().await;
    running.post("/api/v1/wallet/top-ups", Some("t"), json!({ "amount": 10_000_000_000_i64 })).await;
    let stop = AtomicBool::new(false);
    let callers = (0..6).map(|n| send_without_pause(&running.base, &pair, id, n % 3 == 2, &stop));
    let regenerating = async {
        tokio::time::sleep(Duration::from_millis(400)).await;
        let answer = regenerate(&running, &pair.user, "key").await;
        let answered = Instant::now();
        let new = revealed(&running, &pair.user).await;
        assert_eq!(running.send(&new, id, "6591234561", &[]).await["statusCode"], 200, "the new key works at once");
        tokio::time::sleep(Duration::from_millis(400)).await;
        stop.store(true, Ordering::Relaxed);
        (answered, answer)
    };
    let (calls, (answered, answer)) = tokio::join!(futures_util::future::join_all(callers), regenerating);
    let calls: Vec<_> = calls.into_iter().flatten().collect();
    let n_late = calls.iter().filter(|(started, is_accepted)| *started > answered && *is_accepted).count();
    assert_eq!(n_late, 0, "calls started after the answer and accepted");
    let n_accepted = calls.iter().filter(|(_, is_accepted)| *is_accepted).count() + 1;
    assert!(n_accepted > 6 && calls.iter().any(|(started, _)| *started > answered), "{} calls", calls.len());
    assert_eq!(answer["consequences"]["callers"][0]["network"], "this machine");

    let stored = database::texts(&running.folder, "SELECT CAST(COUNT(*) AS TEXT) FROM message").await;
    assert_eq!(stored, [n_accepted.to_string()]);
    let wallet = running.wallet().await;
    let committed = wallet["caps"]["committed_today"].as_i64().unwrap();
    assert_eq!(committed, 41_200 * i64::try_from(n_accepted).unwrap());
}

/// R-060: with several gateways on one PostgreSQL, the old key is dead on each of them.
#[tokio::test]
async fn r060_the_old_key_is_dead_on_every_gateway() {
    let (running, pair, id) = ready().await;
    if database::of(running.folder.path()).await.is_none() {
        return;
    }
    let config = Config {
        data: running.folder.path().join("beside"),
        secret_key_file: Some(running.folder.path().join("data/secret.key")),
        ..quick_config(running.folder.path()).await
    };
    let beside = Gateway::start(config).await.unwrap();
    let base = format!("http://{}", beside.address());
    let stop = AtomicBool::new(false);
    let callers = (0..3).map(|_| send_without_pause(&base, &pair, id, false, &stop));
    let regenerating = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        regenerate(&running, &pair.user, "key").await;
        let answered = Instant::now();
        tokio::time::sleep(Duration::from_millis(300)).await;
        stop.store(true, Ordering::Relaxed);
        answered
    };
    let (calls, answered) = tokio::join!(futures_util::future::join_all(callers), regenerating);
    let calls: Vec<_> = calls.into_iter().flatten().collect();
    assert!(calls.iter().any(|(_, is_accepted)| *is_accepted));
    assert!(calls.iter().all(|(started, is_accepted)| *started < answered || !is_accepted));
    beside.stop().await.unwrap();
}

/// R-053, D3: regenerating the user replaces name and key; templates and the log stay, and a repeat stays one.
#[tokio::test]
async fn r053_a_new_user_keeps_what_belongs_to_the_service() {
    let (running, pair, id) = ready().await;
    let again = [("sendRequestId", "order-1")];
    let first = running.send(&pair, id, "6591234561", &again).await;
    let answer = regenerate(&running, &pair.user, "user").await;
    let name = answer["sms_user"]["sms_user"].as_str().unwrap().to_owned();
    assert_ne!(name, pair.user);
    assert_eq!(answer["sms_user"]["regenerated_by"], "Owner");
    let (_, repeated) = running.post(&path(&pair.user, "regenerate-user"), Some("user"), Value::Null).await;
    assert_eq!(repeated, answer, "a double click makes one user");

    let new = revealed(&running, &name).await;
    assert_ne!(new.key, pair.key);
    for dead in [
        &pair,
        &Pair { user: pair.user.clone(), key: new.key.clone() },
        &Pair { user: name.clone(), key: pair.key.clone() },
    ] {
        assert_eq!(code(&running, dead, id).await, 40005);
    }
    assert_eq!(running.send(&new, id, "6591234561", &again).await, first, "a repeat under the new name is one");
    assert_eq!(running.send(&new, id, "6591234562", &[]).await["statusCode"], 200);
    assert_eq!(running.all_settled().await.len(), 2);
    assert_eq!(running.get("/api/v1/service").await["sms_users"].as_array().unwrap().len(), 1);
    let (status, _) = running.post(&path(&pair.user, "reveal"), None, Value::Null).await;
    assert_eq!(status, StatusCode::NOT_FOUND);

    let facts = running.get(&format!("/api/v1/service/facts?sms_user={}", pair.user)).await;
    assert_eq!((&facts["is_known"], &facts["replaced_by"]), (&json!(false), &json!(name)));
    assert_eq!((&facts["regenerated_by"], &facts["send_path"]), (&json!("Owner"), &json!("/smsapi/send")));
    assert!(facts["last_old_key_at_ms"].is_i64());
    let facts = running.get("/api/v1/service/facts?sms_user=nobody").await;
    assert_eq!((&facts["is_known"], facts.get("regenerated_at_ms")), (&json!(false), None));
}

/// R-072: of two SMS_USERs, one is regenerated and disabled without the other noticing; a disabled one is enabled again.
#[tokio::test]
async fn r072_two_users_do_not_affect_each_other() {
    let (running, first, id) = ready().await;
    let request = json!({ "label": "  Billing  " });
    let (_, connected) = running.post("/api/v1/service/connect", Some("second"), request).await;
    assert_eq!(connected["sms_user"]["label"], "Billing");
    let second = revealed(&running, connected["sms_user"]["sms_user"].as_str().unwrap()).await;
    let code = async |pair: &Pair| code(&running, pair, id).await;
    regenerate(&running, &first.user, "key").await;
    assert_eq!((code(&first).await, code(&second).await), (40005, 200));
    let (status, disabled) = running.post(&path(&second.user, "disable"), None, Value::Null).await;
    assert_eq!((status, &disabled["is_disabled"]), (StatusCode::OK, &json!(true)));
    assert_eq!((code(&second).await, code(&revealed(&running, &first.user).await).await), (40005, 200));
    let (status, problem) = running.send_test(id, "t", &second.user, "+6591234561").await;
    assert_eq!((status, &problem["type"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("unknown_sms_user")));
    running.post(&path(&second.user, "enable"), None, Value::Null).await;
    assert_eq!(code(&second).await, 200);

    let (_, named) = running.post(&path(&first.user, "label"), None, json!({ "label": "Shop" })).await;
    assert_eq!(named["label"], "Shop");
    let (_, named) = running.post(&path(&first.user, "label"), None, json!({})).await;
    assert_eq!(named.get("label"), None);
    let (status, _) = running.post(&path(&first.user, "label"), None, json!({ "label": "x".repeat(61) })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    for action in ["label", "disable", "check", "reveal"] {
        let (status, _) = running.post(&path("nobody", action), None, json!({})).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{action}");
    }
}

/// R-062: who calls is listed with counts, the old key's use apart; a day after its last use it is quiet.
#[tokio::test]
async fn r062_callers_are_told_with_their_use_of_the_old_key() {
    let (running, pair, id) = ready().await;
    let call = async |pair: &Pair, agent: &str| {
        let body = form(&[("smsUser", &pair.user), ("smsKey", &pair.key), ("templateId", &id.to_string())]);
        let request = Client::new().post(format!("{}/smsapi/send", running.base)).header("User-Agent", agent);
        request.header("Content-Type", "application/x-www-form-urlencoded").body(body).send().await.unwrap();
    };
    call(&pair, "Shop/1.2 (linux)").await;
    call(&pair, "Shop/1.3").await;
    call(&pair, "curl/8").await;
    call(&Pair { key: "wrong".into(), ..pair.clone() }, "curl/8").await;
    let answer = regenerate(&running, &pair.user, "key").await;
    assert_eq!(answer["consequences"]["callers"].as_array().unwrap().len(), 2);
    call(&pair, "Shop/1.3").await;
    call(&revealed(&running, &pair.user).await, "Shop/1.3").await;

    let report = running.get(&path(&pair.user, "callers")).await;
    let by_name =
        |name: &str| report["callers"].as_array().unwrap().iter().find(|c| c["client"] == name).unwrap().clone();
    let counts = |name: &str| {
        let day = by_name(name)["days"][0].clone();
        ["n_accepted", "n_old_key", "n_refused"].map(|name| day[name].as_i64().unwrap())
    };
    assert_eq!((counts("Shop"), counts("curl")), ([3, 1, 0], [1, 0, 1]), "{report}");
    assert!(by_name("Shop")["last_old_key_at_ms"].is_i64());
    assert_eq!(by_name("curl").get("last_old_key_at_ms"), None);
    assert_eq!(report["is_old_key_quiet"], false);
    let tick = async |client: &str, is_ticked: bool| {
        let caller = json!({ "network": "this machine", "client": client, "is_ticked": is_ticked });
        let (status, report) = running.post(&path(&pair.user, "callers/tick"), None, caller).await;
        let callers = report["callers"].as_array().cloned().unwrap_or_default();
        let ticked: Vec<_> =
            callers.iter().filter(|c| c["ticked_at_ms"].is_i64()).map(|c| c["client"].clone()).collect();
        (status.as_u16(), ticked)
    };
    assert_eq!(tick("nobody", true).await, (404, vec![]));
    assert_eq!(tick("curl", true).await, (200, vec![json!("curl")]));
    assert_eq!(tick("curl", false).await, (200, vec![]));
    assert_eq!(tick("Shop", true).await, (200, vec![json!("Shop")]));
    tokio::time::sleep(Duration::from_millis(5)).await;
    call(&pair, "Shop/1.3").await;
    assert_eq!(tick("curl", true).await, (200, vec![json!("curl")]), "the shop still has the old key");
    running.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": DAY_MS + 1000 })).await;
    assert_eq!(running.get(&path(&pair.user, "callers")).await["is_old_key_quiet"], true);
    let (_, again) = running.post(&path(&pair.user, "regenerate-key"), Some("again"), Value::Null).await;
    let callers = again["consequences"]["callers"].as_array().unwrap();
    assert!(callers.iter().all(|caller| caller.get("ticked_at_ms").is_none()), "{again}");

    let user = pair.user.clone();
    let running = crate::common::start_in(running.stop().await, |_| ()).await;
    let after = running.get(&path(&user, "callers")).await;
    assert_eq!(after["callers"].as_array().unwrap().len(), 2, "nothing is lost at a shutdown");
}

/// R-063: a check says what is wrong with a pair, sends nothing, and is kept.
#[tokio::test]
async fn r063_a_check_sends_nothing_and_says_what_is_wrong() {
    let (running, old, _) = ready().await;
    regenerate(&running, &old.user, "key").await;
    let pair = revealed(&running, &old.user).await;
    let stray = format!("\u{feff}{}\u{a0}\n", pair.key);
    for (given, fault) in [
        (json!({}), None),
        (json!({ "sms_key": pair.key }), None),
        (json!({ "sms_key": stray }), Some("stray_characters")),
        (json!({ "sms_key": old.key }), Some("former_key")),
        (json!({ "sms_key": "wrong" }), Some("wrong_key")),
    ] {
        let (status, check) = running.post(&path(&pair.user, "check"), None, given).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(check.get("fault").and_then(Value::as_str), fault, "{check}");
        assert_eq!(running.get("/api/v1/service").await["sms_users"][0]["last_check"], check);
    }
    running.post(&path(&pair.user, "disable"), None, Value::Null).await;
    let (_, check) = running.post(&path(&pair.user, "check"), None, json!({ "sms_key": pair.key })).await;
    assert_eq!(check["fault"], "disabled");
    assert_eq!(running.get("/api/v1/messages").await["messages"], json!([]));
}

/// R-058: reveals are limited, and kept by no cache.
#[tokio::test]
async fn r058_reveals_are_limited() {
    let (running, pair, _) = ready().await;
    let reveal = || running.browser.post(format!("{}{}", running.base, path(&pair.user, "reveal"))).send();
    assert_eq!(reveal().await.unwrap().headers()["cache-control"], "no-store");
    let mut last = StatusCode::OK;
    for _ in 0..40 {
        last = reveal().await.unwrap().status();
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    running.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": 11 * 60 * 1000 })).await;
    assert_eq!(reveal().await.unwrap().status(), StatusCode::OK);
}

/// R-071: an old key is brought to mind, at an age that can be set, and can be put off for a week.
#[tokio::test]
async fn r071_an_old_key_is_brought_to_mind() {
    let (running, pair, _) = ready().await;
    let is_due = async || {
        let service = running.get("/api/v1/service").await;
        let is_due = service["sms_users"][0]["is_reminder_due"].as_bool().unwrap();
        let n_old = running.get("/api/v1/attention").await["old_keys"].as_array().unwrap().len();
        assert_eq!(n_old, usize::from(is_due));
        is_due
    };
    assert_eq!(running.get("/api/v1/service").await["key_reminder_days"], 90);
    assert!(!is_due().await);
    let (status, service) = running.post("/api/v1/service/settings", None, json!({ "key_reminder_days": 2 })).await;
    assert_eq!((status, &service["key_reminder_days"]), (StatusCode::OK, &json!(2)));
    let advance =
        async |days: i64| running.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": days * DAY_MS })).await;
    advance(2).await;
    assert!(is_due().await);
    running.post(&path(&pair.user, "put-reminder-off"), None, Value::Null).await;
    assert!(!is_due().await);
    advance(8).await;
    assert!(is_due().await);
    regenerate(&running, &pair.user, "key").await;
    assert!(!is_due().await);
    advance(3).await;
    running.post("/api/v1/service/settings", None, json!({ "key_reminder_days": 0 })).await;
    assert!(!is_due().await);
    let (status, _) = running.post("/api/v1/service/settings", None, json!({ "key_reminder_days": 3651 })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}
