//! The wallet: top-ups, caps, the threshold, the ledger and its export.

use crate::{
    common::{Pair, Running, start},
    database,
};
use reqwest::{StatusCode, header};
use serde_json::{Value, json};

async fn ready() -> (Running, Pair, i64) {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    (running, pair, id)
}

async fn set(running: &Running, settings: Value) -> Value {
    let (status, wallet) = running.post("/api/v1/wallet/settings", None, settings).await;
    assert_eq!(status, StatusCode::OK, "{wallet}");
    wallet
}

/// R-017: a top-up changes the balance once, however often the request is repeated, and is in the ledger.
#[tokio::test]
async fn r017_a_top_up_is_booked_once() {
    let running = start().await;
    let request = json!({ "amount": 25_000_000 });
    let (status, problem) = running.post("/api/v1/wallet/top-ups", Some("a"), request.clone()).await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("not_connected")));
    running.connect().await;
    let (first, second) = tokio::join!(
        running.post("/api/v1/wallet/top-ups", Some("a"), request.clone()),
        running.post("/api/v1/wallet/top-ups", Some("a"), request.clone()),
    );
    assert_eq!(first.0, StatusCode::CREATED, "{}", first.1);
    assert_eq!(first, second);
    assert_eq!((&first.1["entry"]["kind"], &first.1["entry"]["amount"]), (&json!("top_up"), &json!(25_000_000)));
    let wallet = running.wallet().await;
    assert_eq!((&wallet["available"], &wallet["topped_up"]), (&json!(125_000_000), &json!(125_000_000)));
    assert_eq!(first.1["wallet"], wallet);
    for amount in [json!(0), json!(-1), json!(999_999), json!(10_000_000_001_i64), json!("1"), json!(1.5)] {
        let (status, _) = running.post("/api/v1/wallet/top-ups", Some("b"), json!({ "amount": amount })).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{amount}");
    }
    let (status, _) = running.post("/api/v1/wallet/top-ups", None, request).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "no idempotency key");
    let page = running.get("/api/v1/wallet/entries?kind=top_up").await;
    assert_eq!(page["entries"].as_array().unwrap().len(), 2);
    assert_eq!(running.wallet().await["topped_up"], 125_000_000);
}

/// A cap is refused like a balance that is too low: 499 to the application, a kind of its own to the console, and
/// nothing is stored or held. What is given back counts no more.
#[tokio::test]
async fn a_send_beyond_the_cap_does_nothing() {
    let (running, pair, id) = ready().await;
    for cap in ["daily_cap", "monthly_cap"] {
        let before = running.wallet().await;
        let committed = before["caps"]["committed_today"].as_i64().unwrap();
        let wallet = set(&running, json!({ cap: committed + 2 * 41_200 })).await;
        assert_eq!(wallet["caps"]["committed_today"], committed);
        let answer = running.send(&pair, id, "6591234561,6591234562,6591234563", &[]).await;
        assert_eq!((&answer["statusCode"], &answer["info"]), (&json!(499), &json!({})), "{answer}");
        assert_eq!(running.wallet().await["available"], before["available"]);
        assert_eq!(running.send(&pair, id, "6591234561", &[]).await["statusCode"], 200);
        assert_eq!(running.send(&pair, id, "6591234561", &[]).await["statusCode"], 200);
        let (status, problem) = running.send_test(id, cap, &pair.user, "+6591234561").await;
        assert_eq!((status, &problem["type"]), (StatusCode::PAYMENT_REQUIRED, &json!("spend_cap")));
        let attention = running.wallet().await["attention"].clone();
        assert_eq!(attention, json!([cap.replace("_cap", "_cap_near")]));
    }
    set(&running, json!({})).await;
    let before = running.wallet().await["caps"].clone();
    // 430: unsubscribed, so never sent and given back.
    assert_eq!(running.send(&pair, id, "6591230430", &[]).await["statusCode"], 200);
    running.all_settled().await;
    assert_eq!(running.wallet().await["caps"], before);
    for wrong in [json!({ "daily_cap": -1 }), json!({ "low_balance": 0 }), json!({ "monthly_cap": "1" })] {
        let (status, _) = running.post("/api/v1/wallet/settings", None, wrong.clone()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

/// A day's cap is over with the day.
#[tokio::test]
async fn a_cap_counts_from_midnight() {
    let (running, pair, id) = ready().await;
    set(&running, json!({ "daily_cap": 41_200 })).await;
    assert_eq!(running.send(&pair, id, "6591234561", &[]).await["statusCode"], 200);
    assert_eq!(running.send(&pair, id, "6591234561", &[]).await["statusCode"], 499);
    let day_ms = 24 * 60 * 60 * 1000;
    let (status, _) = running.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": day_ms })).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(running.wallet().await["caps"]["committed_today"], 0);
    assert_eq!(running.send(&pair, id, "6591234561", &[]).await["statusCode"], 200);
}

/// Sends in parallel never pass the cap together.
#[tokio::test]
async fn parallel_sends_stay_within_the_cap() {
    let (running, pair, id) = ready().await;
    set(&running, json!({ "daily_cap": 5 * 41_200 })).await;
    let sends = (0..12).map(|n| {
        let (running, pair) = (&running, &pair);
        async move { running.send(pair, id, &format!("659123456{}", n % 10), &[]).await["statusCode"].clone() }
    });
    let codes = futures_util::future::join_all(sends).await;
    assert_eq!(codes.iter().filter(|code| **code == 200).count(), 5, "{codes:?}");
    running.all_settled().await;
    let wallet = running.wallet().await;
    assert_eq!((&wallet["spent"], &wallet["pending"]), (&json!(5 * 41_200), &json!(0)));
}

/// The balance is said to be low as soon as it is, in the wallet and in what is pushed.
#[tokio::test]
async fn a_low_balance_is_told() {
    let (running, pair, id) = ready().await;
    let wallet = set(&running, json!({ "low_balance": 99_990_000 })).await;
    assert_eq!(wallet.get("attention"), None);
    let mut events = running.browser.get(format!("{}/api/v1/events", running.base)).send().await.unwrap();
    running.send(&pair, id, "6591234561", &[]).await;
    let mut seen = String::new();
    let is_told = async {
        while !seen.contains("\"attention\":[\"low_balance\"]") {
            let chunk = events.chunk().await.unwrap().expect("the stream goes on");
            seen.push_str(&String::from_utf8_lossy(&chunk));
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), is_told).await.expect("the push says so");
    assert_eq!(running.wallet().await["attention"], json!(["low_balance"]));
    assert_eq!(running.get("/api/v1/attention").await["is_balance_low"], true);
}

/// R-016: a message that becomes final moves no money any more, and the wallet is pushed all the same.
#[tokio::test]
async fn r016_pending_ends_with_the_message() {
    let (running, pair, id) = ready().await;
    let mut events = running.browser.get(format!("{}/api/v1/events", running.base)).send().await.unwrap();
    running.send(&pair, id, "6591234561,6591230550,6591230430,6591230202", &[]).await;
    let mut seen = String::new();
    let is_told = async {
        while !seen.contains(r#""spent":123600,"pending":41200"#) {
            let chunk = events.chunk().await.unwrap().expect("the stream goes on");
            seen.push_str(&String::from_utf8_lossy(&chunk));
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), is_told).await.expect("the push says so");
    let sum = "SELECT CAST(COALESCE(SUM(reserved + COALESCE(charge, 0)), 0) AS TEXT) FROM message
               WHERE status IN ('sending', 'waiting_result')";
    let pending = running.wallet().await["pending"].to_string();
    assert_eq!(database::texts(&running.folder, sum).await, [pending]);
}

/// R-013: the ledger says of each charge what it is made of; pages, filters and the export agree.
#[tokio::test]
async fn r013_the_ledger_is_read_by_page_by_filter_and_as_csv() {
    let (running, pair, id) = ready().await;
    running.send(&pair, id, "6591234561,6591234562,14155550142", &[]).await;
    running.all_settled().await;
    let all = running.get("/api/v1/wallet/entries").await["entries"].as_array().unwrap().clone();
    assert_eq!(all.len(), 4);
    let charge = all.iter().find(|entry| entry["country"] == "SG").unwrap();
    assert_eq!(
        (&charge["amount"], &charge["n_pieces"], &charge["unit_price"], &charge["price_version"]),
        (&json!(41_200), &json!(1), &json!(41_200), &json!(1))
    );

    let mut paged = Vec::new();
    let mut path = "/api/v1/wallet/entries?limit=3".to_owned();
    loop {
        let page = running.get(&path).await;
        paged.extend(page["entries"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/wallet/entries?limit=3&before={next}");
    }
    assert_eq!(paged, all);

    let last_ms = all[0]["at_ms"].as_i64().unwrap();
    for (filter, n) in [
        ("kind=charge".to_owned(), 3),
        ("kind=top_up".to_owned(), 1),
        ("country=SG".to_owned(), 2),
        ("country=US&kind=charge".to_owned(), 1),
        ("country=US&kind=top_up".to_owned(), 0),
        (format!("from_ms={}", last_ms + 1), 0),
        (format!("until_ms={}&from_ms=0", last_ms + 1), 4),
    ] {
        let page = running.get(&format!("/api/v1/wallet/entries?{filter}")).await;
        assert_eq!(page["entries"].as_array().unwrap().len(), n, "{filter}");
        let csv = running.get_response(&format!("/api/v1/wallet/entries.csv?{filter}")).await.text().await.unwrap();
        assert_eq!(csv.lines().count(), n + 1, "{filter}");
    }
    for wrong in ["country=sg", "country=XX"] {
        let response = running.get_response(&format!("/api/v1/wallet/entries?{wrong}")).await;
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    for wrong in ["kind=other", "limit=a", "before=x", "from_ms=yesterday"] {
        let response = running.get_response(&format!("/api/v1/wallet/entries?{wrong}")).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{wrong}");
    }

    let response = running.get_response("/api/v1/wallet/entries.csv").await;
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert!(response.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
    let csv = response.text().await.unwrap();
    assert!(
        csv.starts_with("\u{feff}id,time,kind,amount,currency,country,n_pieces,unit_price,price_version,message_id")
    );
    assert!(csv.contains(",charge,0.0412,USD,SG,1,0.0412,1,"), "{csv}");
    assert!(!csv.contains("91234561"), "no number in an export of the ledger: {csv}");
}
