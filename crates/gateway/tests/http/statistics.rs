//! The log's filters and counts, the statistics beside them, and what needs attention.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    common::{Pair, Running, start},
    database,
};

/// Messages of every outcome, tests among them, settled as far as they ever are.
async fn busy() -> (Running, i64, Pair) {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let phones = ["6591230580", "6591230550", "6591230430", "6591230202", "6591231111", "14155550142", "6591232222"];
    let answer = running.send(&pair, id, &phones.join(","), &[]).await;
    assert_eq!(answer["info"]["successCount"], 7, "{answer}");
    for phone in ["+6591233333", "+14155550143"] {
        let (status, message) = running.send_test(id, phone, &pair.user, phone).await;
        assert_eq!(status, StatusCode::ACCEPTED, "{message}");
    }
    running.wait_for("/api/v1/messages/counts", |counts| counts["waiting_result"] == 1 && counts["sending"] == 0).await;
    (running, id, pair)
}

/// whatever the filter, the log, its counts and the statistics mean the same messages.
#[tokio::test]
async fn r208_the_counts_are_those_of_the_log_and_of_the_statistics() {
    let (running, id, pair) = busy().await;
    let user = &pair.user;
    let filters = [
        (String::new(), 9),
        ("status=failed".into(), 2),
        ("status=suppressed".into(), 1),
        ("status=waiting_result".into(), 1),
        ("status=delivered".into(), 5),
        ("status=sending".into(), 0),
        ("country=US".into(), 2),
        ("country=FR".into(), 0),
        ("test=true".into(), 2),
        ("test=false&country=SG".into(), 6),
        (format!("template_id={id}"), 9),
        ("template_id=999".into(), 0),
        (format!("sms_user={user}&status=delivered&country=SG"), 3),
        ("sms_user=nobody".into(), 0),
        ("from_ms=0&to_ms=1".into(), 0),
        ("unconfirmed=true".into(), 0),
    ];
    for (filter, expected) in filters {
        let page = running.get(&format!("/api/v1/messages?{filter}")).await;
        let messages = page["messages"].as_array().unwrap();
        assert_eq!(messages.len(), expected, "{filter}");
        let counts = running.get(&format!("/api/v1/messages/counts?{filter}")).await;
        assert_eq!(counts["total"], expected, "{filter}: {counts}");
        for status in ["sending", "waiting_result", "delivered", "failed", "suppressed"] {
            let n = messages.iter().filter(|message| message["status"] == status).count();
            assert_eq!(counts[status], n, "{filter}: {status}");
        }
        let statistics = running.get(&format!("/api/v1/statistics?{filter}")).await;
        assert_eq!(statistics["total"]["messages"], counts, "{filter}");
        for by in ["by_day", "by_country", "by_template", "by_sms_user"] {
            let parts = statistics[by].as_array().unwrap();
            let sum: i64 = parts.iter().map(|part| part["figures"]["messages"]["total"].as_i64().unwrap()).sum();
            assert_eq!(sum, i64::try_from(expected).unwrap(), "{filter}: {by}");
        }
    }
    for wrong in ["status=lost", "from_ms=yesterday", "test=perhaps", "template_id=x"] {
        let response = running.get_response(&format!("/api/v1/messages/counts?{wrong}")).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{wrong}");
    }
}

/// the figures of the day rise by exactly the test, and the cost is what the ledger has debited.
#[tokio::test]
async fn r084_r244_the_figures_rise_by_exactly_the_test() {
    let (running, id, pair) = busy().await;
    let before = running.get("/api/v1/statistics").await;
    let (_, message) = running.send_test(id, "one more", &pair.user, "+6591234444").await;
    let path = format!("/api/v1/messages/{}", message["id"].as_str().unwrap());
    running.wait_for(&path, |detail| detail["message"]["status"] == "delivered").await;
    let after = running.get("/api/v1/statistics").await;
    let rise = |pointer: &str| {
        after.pointer(pointer).unwrap().as_i64().unwrap() - before.pointer(pointer).unwrap().as_i64().unwrap()
    };
    assert_eq!(rise("/total/messages/total"), 1);
    assert_eq!(rise("/total/messages/delivered"), 1);
    assert_eq!(rise("/total/n_pieces"), 1);
    assert_eq!(rise("/total/cost"), 41_200);
    assert_eq!(rise("/by_day/29/figures/messages/delivered"), 1);
    assert_eq!(rise("/by_country/0/figures/messages/total"), 1);

    let total = &after["total"];
    assert_eq!(total["cost"], running.wallet().await["spent"]);
    assert_eq!(total["n_pieces_charged"], 9, "the suppressed one is free");
    assert_eq!(total["delivered_ppm"], 6 * 1_000_000 / 9);
    assert!(total["median_delivery_ms"].as_i64().is_some_and(|ms| (0..30_000).contains(&ms)), "{total}");
    assert_eq!(after["by_day"].as_array().unwrap().len(), 30);
    assert_eq!(after["by_country"][0]["key"], "SG");
    assert_eq!(after["by_template"][0]["name"], "Order_Notification_Shipped");
    assert_eq!(after["by_sms_user"][0]["key"], pair.user);
}

/// A message belongs to the day that it has where the reader is, also at the border of two days.
#[tokio::test]
async fn a_day_is_the_day_of_the_time_zone() {
    let (running, ..) = busy().await;
    // 2026-03-01 00:00 in Singapore is 2026-02-28 16:00 in UTC; one message a millisecond before it, the others at it.
    let at = "UPDATE message SET accepted_at_ms = 1772294400000, updated_at_ms = 1772294400500";
    database::execute(&running.folder, at).await.unwrap();
    let before = "UPDATE message SET accepted_at_ms = 1772294399999 WHERE country = 'US' AND status = 'delivered'";
    database::execute(&running.folder, before).await.unwrap();
    let days = async |offset: i64, from_ms: i64, to_ms: i64| {
        let path = format!("/api/v1/statistics?offset_minutes={offset}&from_ms={from_ms}&to_ms={to_ms}");
        let statistics = running.get(&path).await;
        let days = statistics["by_day"].as_array().unwrap().iter();
        days.map(|day| (day["key"].as_str().unwrap().to_owned(), day["figures"]["messages"]["total"].as_i64().unwrap()))
            .collect::<Vec<_>>()
    };
    let expect = |days: &[(&str, i64)]| days.iter().map(|(day, n)| ((*day).to_owned(), *n)).collect::<Vec<_>>();
    let (from_ms, to_ms) = (1_772_208_000_000, 1_772_380_800_000);
    assert_eq!(days(480, from_ms, to_ms).await, expect(&[("2026-02-28", 2), ("2026-03-01", 7)]));
    let utc = expect(&[("2026-02-27", 0), ("2026-02-28", 9), ("2026-03-01", 0)]);
    assert_eq!(days(0, from_ms, to_ms).await, utc);
    let new_york = expect(&[("2026-02-27", 0), ("2026-02-28", 9), ("2026-03-01", 0)]);
    assert_eq!(days(-300, from_ms, to_ms).await, new_york);
    assert_eq!(
        days(480, 1_772_294_400_000, to_ms).await,
        expect(&[("2026-03-01", 7)]),
        "the border is in the later day"
    );
    for wrong in ["from_ms=2&to_ms=2", "from_ms=0&to_ms=99999999999", "from_ms=-1&to_ms=5", "to_ms=9223372036854775807"]
    {
        let response = running.get_response(&format!("/api/v1/statistics?{wrong}")).await;
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    assert_eq!(running.get_response("/api/v1/statistics?offset_minutes=9999").await.status(), StatusCode::BAD_REQUEST);
}

/// the baseline of a country is that of its last 30 delivered tests, and says of how many.
#[tokio::test]
async fn r083_the_baseline_is_that_of_the_last_tests() {
    let (running, id, pair) = busy().await;
    let (_, message) = running.send_test(id, "again", &pair.user, "+6591234444").await;
    let path = format!("/api/v1/messages/{}", message["id"].as_str().unwrap());
    running.wait_for(&path, |detail| detail["message"]["status"] == "delivered").await;
    for sql in [
        "UPDATE message SET updated_at_ms = accepted_at_ms + 700 WHERE phone = '+6591233333'",
        "UPDATE message SET updated_at_ms = accepted_at_ms + 900 WHERE phone = '+6591234444'",
        "UPDATE message SET updated_at_ms = accepted_at_ms + 5000 WHERE phone = '+14155550143'",
    ] {
        database::execute(&running.folder, sql).await.unwrap();
    }
    let baselines = running.get("/api/v1/messages/baseline").await;
    assert_eq!(
        baselines,
        json!([
            { "country": "SG", "n_tests": 2, "p50_ms": 700, "p95_ms": 900 },
            { "country": "US", "n_tests": 1, "p50_ms": 5000, "p95_ms": 5000 },
        ])
    );
}

/// A number is looked for in a body, however it is written, and found exactly.
#[tokio::test]
async fn messages_are_found_by_their_number() {
    let (running, id, pair) = busy().await;
    let find = async |phone: &str, filter: Value| {
        let (status, page) = running
            .post("/api/v1/messages/search", None, json!({ "phone": phone, "filter": filter, "limit": 5 }))
            .await;
        assert_eq!(status, StatusCode::OK, "{page}");
        page["messages"].as_array().unwrap().len()
    };
    assert_eq!(find("+65 9123 1111", json!({})).await, 1);
    assert_eq!(find("+6591231111", json!({ "status": "failed" })).await, 0);
    assert_eq!(find("+6591231112", json!({})).await, 0, "another number");
    running.send(&pair, id, "6591231111", &[]).await;
    assert_eq!(find("+6591231111", json!({ "test": false })).await, 2);
    let (status, problem) = running.post("/api/v1/messages/search", None, json!({ "phone": "9123 1111" })).await;
    assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("phone")));
}

/// What needs attention is said once it is so.
#[tokio::test]
async fn attention_is_drawn_to_what_is_wrong() {
    let (running, _, pair) = busy().await;
    let calm = running.get("/api/v1/attention").await;
    let nothing = json!({
        "rejected_templates": [], "n_unconfirmed": 0, "is_balance_low": false, "old_keys": [], "failing_hooks": [],
    });
    assert_eq!(calm, nothing);
    for sql in [
        "UPDATE sms_user SET key_created_at_ms = 5",
        "UPDATE message SET journal_state = 'unconfirmed' WHERE status = 'waiting_result'",
        "UPDATE wallet SET low_balance = available + 1",
        "INSERT INTO hook (account_id, url, created_by, created_at_ms, updated_at_ms, checked_at_ms, failing_since_ms)
         SELECT id, 'https://example.com/hook', 'Owner', 1, 1, 1, 5 FROM account",
    ] {
        database::execute(&running.folder, sql).await.unwrap();
    }
    let attention = running.get("/api/v1/attention").await;
    assert_eq!(attention["old_keys"], json!([{ "sms_user": pair.user, "key_created_at_ms": 5 }]));
    assert_eq!((&attention["n_unconfirmed"], &attention["is_balance_low"]), (&json!(1), &json!(true)));
    assert_eq!(attention["failing_hooks"][0]["url"], "https://example.com/hook");
    let examples = json!({ "code": "123456" });
    let (_, template) = running.submit("Login", "otp", "Your code is %code% https://example.com ", examples).await;
    let id = template["id"].as_i64().unwrap();
    running.wait_for(&format!("/api/v1/templates/{id}"), |template| template["state"] == "rejected").await;
    let attention = running.get("/api/v1/attention").await;
    assert_eq!(attention["rejected_templates"], json!([{ "id": id, "name": "Login" }]));
}

/// a period is so many days of a time zone with its summer time, or the days that are named.
#[tokio::test]
async fn r244_days_are_those_of_the_zone_that_is_named() {
    let (running, ..) = busy().await;
    // 2026-10-25 has 25 hours in Berlin; this is 23:30 there, and 22:30 in UTC.
    let at = "UPDATE message SET accepted_at_ms = 1792967400000, updated_at_ms = 1792967400500";
    database::execute(&running.folder, at).await.unwrap();
    let before = "UPDATE message SET accepted_at_ms = 1792879200000 WHERE country = 'US' AND status = 'delivered'";
    database::execute(&running.folder, before).await.unwrap();
    let days = async |query: &str| {
        let statistics = running.get(&format!("/api/v1/statistics?{query}")).await;
        let days = statistics["by_day"].as_array().unwrap().clone();
        let texts =
            days.iter().map(|day| format!("{} {}", day["key"].as_str().unwrap(), day["figures"]["messages"]["total"]));
        texts.collect::<Vec<_>>()
    };
    assert_eq!(
        days("zone=Europe/Berlin&from_day=2026-10-24&to_day=2026-10-26").await,
        ["2026-10-24 0", "2026-10-25 9", "2026-10-26 0"]
    );
    assert_eq!(
        days("zone=Asia/Singapore&from_day=2026-10-25&to_day=2026-10-26").await,
        ["2026-10-25 2", "2026-10-26 7"]
    );
    assert_eq!(days("zone=Europe/Berlin&days=7").await.len(), 7);
    assert_eq!(days("days=1").await.len(), 1);
    for (wrong, status) in [
        ("zone=Mars", StatusCode::BAD_REQUEST),
        ("days=0", StatusCode::BAD_REQUEST),
        ("from_day=2026-02-30", StatusCode::BAD_REQUEST),
        ("from_day=2026-02-02&to_day=2026-02-01", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(running.get_response(&format!("/api/v1/statistics?{wrong}")).await.status(), status, "{wrong}");
    }
}
