//! Live: a gateway that sends through Aurora. A second gateway, in the sandbox, plays the platform over HTTP.

use std::time::Duration;

use hmac::{Hmac, KeyInit as _, Mac as _};
use piecewise_gateway::config::{Config, Millis, UpstreamKind};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::{
    common::{CONTENT, Pair, Running, start_with},
    signature::hex,
};

/// A gateway that sends through another.
struct Live {
    ours: Running,
    vendor: Running,
    /// Ours.
    pair: Pair,
    /// The vendor's.
    vendor_pair: Pair,
    template_id: i64,
    vendor_template_id: i64,
}

/// Both, with everything settled: pair, template id, verdict, prices, balance, hook.
async fn live(change_vendor: impl FnOnce(&mut Config), change_ours: impl FnOnce(&mut Config)) -> Live {
    let vendor = start_with(|config| {
        config.hook_allow_private = true;
        change_vendor(config);
    })
    .await;
    let vendor_url = vendor.base.clone();
    let ours = start_with(|config| {
        config.upstream = UpstreamKind::Aurora;
        config.aurora_url = vendor_url;
        change_ours(config);
    })
    .await;
    let vendor_pair = vendor.connect().await;
    let vendor_template_id = vendor.approved_template().await;
    let pair = ours.connect().await;
    let (status, _) = put(&ours, &format!("/api/v1/live/sms-users/{}", pair.user), entered(&vendor_pair)).await;
    assert_eq!(status, StatusCode::OK);
    let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    let (status, template) = ours.submit("Order_Notification_Shipped", "notification", CONTENT, examples).await;
    assert_eq!(status, StatusCode::CREATED, "{template}");
    let template_id = template["id"].as_i64().unwrap();
    let path = format!("/api/v1/live/templates/{template_id}");
    let (status, _) = put(&ours, &path, json!({ "aurora_id": vendor_template_id })).await;
    assert_eq!(status, StatusCode::OK);
    let (status, _) = ours.post(&format!("{path}/verdict"), None, json!({ "is_approved": true })).await;
    assert_eq!(status, StatusCode::OK);
    let prices =
        json!({ "csv": "SG,0.0412\nUS,0.0079", "currency": "USD", "effective": "2026-01-01", "source": "a test" });
    let (status, imported) = ours.post("/api/v1/prices/import", Some("prices"), prices).await;
    assert!(status.is_success(), "{imported}");
    let (status, _) = ours.post("/api/v1/wallet/top-ups", Some("balance"), json!({ "amount": 500_000_000_i64 })).await;
    assert_eq!(status, StatusCode::CREATED);
    let live = Live { ours, vendor, pair, vendor_pair, template_id, vendor_template_id };
    live.register_hook().await;
    live
}

fn entered(pair: &Pair) -> Value {
    json!({ "aurora_user": pair.user, "aurora_key": pair.key })
}

async fn put(gateway: &Running, path: &str, body: Value) -> (StatusCode, Value) {
    let response =
        gateway.browser.request(Method::PUT, format!("{}{path}", gateway.base)).json(&body).send().await.unwrap();
    let status = response.status();
    (status, response.json().await.unwrap_or_default())
}

impl Live {
    /// Registers our address as SMSHook at the vendor, whose APP KEY is entered here.
    async fn register_hook(&self) {
        let (_, key) = self.vendor.post("/api/v1/hooks/key/reveal", None, Value::Null).await;
        let (status, setup) = put(&self.ours, "/api/v1/live/hook-key", json!({ "app_key": key["app_key"] })).await;
        assert_eq!(status, StatusCode::OK, "{setup} {key}");
        let events = ["requested", "delivered", "suppressed", "failed", "template_verify"];
        let hook = json!({ "url": setup["hook_url"], "events": events });
        let (status, saved) = self.vendor.post("/api/v1/hooks", None, hook).await;
        assert_eq!(status, StatusCode::CREATED, "{saved}");
    }

    async fn send(&self, phones: &str, more: &[(&str, &str)]) -> Value {
        self.ours.send(&self.pair, self.template_id, phones, more).await
    }

    async fn setup(&self) -> Value {
        self.ours.get("/api/v1/live").await
    }
}

/// The way of a message when it costs money: out with a call, back with an event, and the ledgers agree.
#[tokio::test]
async fn a_message_goes_out_through_the_platform_and_comes_back_delivered() {
    let live = live(|_| (), |_| ()).await;
    let (status, sent) = live.ours.send_test(live.template_id, "test", &live.pair.user, "+6591234567").await;
    assert_eq!(status, StatusCode::ACCEPTED, "{sent}");
    let path = format!("/api/v1/messages/{}", sent["id"].as_str().unwrap());
    let detail = live.ours.wait_for(&path, |detail| detail["message"]["status"] == "delivered").await;
    let sources: Vec<&str> =
        detail["timeline"].as_array().unwrap().iter().map(|event| event["source"].as_str().unwrap()).collect();
    assert!(sources.contains(&"webhook"), "{detail}");
    assert_eq!(detail["message"]["charge"], 41_200);
    assert_eq!(live.ours.wallet().await["spent"], 41_200);

    let theirs = live.vendor.all_settled().await;
    assert_eq!(theirs.len(), 1);
    let text = live.vendor.get("/api/v1/sandbox/handsets").await;
    assert_eq!(text[0]["messages"][0]["text"], "Hello Lucy, your order A-1009 has shipped.");

    let setup = live.setup().await;
    let done: Vec<&str> = setup["checklist"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|step| step["is_done"] == true)
        .map(|step| step["step"].as_str().unwrap())
        .collect();
    assert_eq!(
        done,
        ["templates_mapped", "prices_loaded", "hook_verified", "upstream_switched", "first_test_delivered"]
    );
    assert_eq!(live.ours.get("/api/v1/session").await["mode"], "live");
}

/// Wrong credentials stop the messages of their SMS_USER and lose none of them.
#[tokio::test]
async fn messages_wait_while_the_platform_refuses_the_pair() {
    let live = live(|_| (), |_| ()).await;
    let path = format!("/api/v1/live/sms-users/{}", live.pair.user);
    let wrong = json!({ "aurora_user": live.vendor_pair.user, "aurora_key": "wrong-key-0123456789" });
    put(&live.ours, &path, wrong).await;
    let (_, check) = live.ours.post(&format!("{path}/check"), None, Value::Null).await;
    assert_eq!(check["is_good"], false, "{check}");

    live.send("+6591234567,+14155550142", &[]).await;
    let setup = live.ours.wait_for("/api/v1/live", |setup| setup["holds"][0]["n_messages"] == 2).await;
    assert_eq!(setup["holds"][0]["sms_user"], live.pair.user.as_str());
    assert_eq!(live.vendor.get("/api/v1/messages").await["messages"].as_array().unwrap().len(), 0);

    put(&live.ours, &path, entered(&live.vendor_pair)).await;
    let (_, check) = live.ours.post(&format!("{path}/check"), None, Value::Null).await;
    assert_eq!(check["is_good"], true, "{check}");
    let settled = live.ours.all_settled().await;
    assert!(settled.iter().all(|message| message["status"] == "delivered"), "{settled:?}");
    assert_eq!(live.vendor.all_settled().await.len(), 2);
    assert_eq!(live.setup().await["holds"], json!([]));
}

/// A template whose id a person has not entered waits; its review is decided by the platform's event.
#[tokio::test]
async fn a_template_waits_for_its_id_and_is_approved_by_an_event() {
    let live = live(|_| (), |_| ()).await;
    let text = "Hello %customer_name%, your parcel %order_id% is here.";
    let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    let (_, ours) = live.ours.submit("Parcel_Notification_Here", "notification", text, examples.clone()).await;
    let id = ours["id"].as_i64().unwrap();
    assert_eq!(ours["state"], "in_review");
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(live.ours.get(&format!("/api/v1/templates/{id}")).await["state"], "in_review", "nobody here decides");

    // The id is known as soon as the template is made there, before its review ends.
    let next = live.vendor_template_id + 1;
    put(&live.ours, &format!("/api/v1/live/templates/{id}"), json!({ "aurora_id": next })).await;
    let (_, theirs) = live.vendor.submit("Parcel_Notification_Here", "notification", text, examples).await;
    assert_eq!(theirs["id"], next);
    live.ours.wait_for(&format!("/api/v1/templates/{id}"), |template| template["state"] == "approved").await;
    let history = live.ours.get(&format!("/api/v1/templates/{id}")).await;
    assert!(history.to_string().contains("aurora"), "{history}");
}

/// Nothing that was not signed by the platform, or that is too old, or was here before, changes anything.
#[tokio::test]
async fn wrong_stale_and_repeated_events_change_nothing() {
    let live = live(|config| config.fault_events_lost = 100, |_| ()).await;
    live.send("+6591234567", &[]).await;
    live.vendor.wait_for("/api/v1/messages", |log| log["messages"][0]["status"] == "delivered").await;
    let setup = live.setup().await;
    let url = setup["hook_url"].as_str().unwrap().to_owned();
    let key = live.vendor.post("/api/v1/hooks/key/reveal", None, Value::Null).await.1;
    let app_key = key["app_key"].as_str().unwrap().to_owned();
    let aurora_id = live.vendor_sms_id().await;
    let now_ms = i64::try_from(std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap();
    let event = |timestamp: i64, token: &str, signature: String, status: (i64, &str)| {
        json!({ "event": status.1, "eventType": status.0, "userId": 1, "smsUser": "x", "smsId": aurora_id,
            "templateId": 1, "phone": "6591234567", "msgCount": 1, "timestamp": timestamp, "token": token,
            "customArgs": {}, "signature": signature })
    };
    let signed = |timestamp: i64, token: &str| hmac(&app_key, &format!("{timestamp}{token}"));
    let post = async |body: Value| Client::new().post(&url).json(&body).send().await.unwrap().status();
    let delivered = (20, "Delivered");
    assert_eq!(post(event(now_ms, "t1", "0".repeat(64), delivered)).await, StatusCode::FORBIDDEN);
    assert_eq!(post(event(now_ms, "t1", signed(now_ms, "other"), delivered)).await, StatusCode::FORBIDDEN);
    let stale = now_ms - 45 * 60 * 60_000;
    assert_eq!(post(event(stale, "t1", signed(stale, "t1"), delivered)).await, StatusCode::FORBIDDEN);
    let early = now_ms + 6 * 60_000;
    assert_eq!(post(event(early, "t1", signed(early, "t1"), delivered)).await, StatusCode::FORBIDDEN);
    assert_eq!(post(json!({ "event": "Delivered" })).await, StatusCode::BAD_REQUEST);
    // All there is, is the probe that the vendor signed when the address was saved.
    let events = live.ours.get("/api/v1/live/events").await;
    assert_eq!((events.as_array().unwrap().len(), &events[0]["event_type"]), (1, &0.into()), "{events}");
    assert_eq!(live.ours.get("/api/v1/messages").await["messages"][0]["status"], "sending");

    // A good one counts once; the same token with another body is the same event.
    assert_eq!(post(event(now_ms, "t2", signed(now_ms, "t2"), (5, "Failed"))).await, StatusCode::OK);
    live.ours.wait_for("/api/v1/messages", |log| log["messages"][0]["status"] == "failed").await;
    assert_eq!(post(event(now_ms, "t2", signed(now_ms, "t2"), delivered)).await, StatusCode::OK);
    let events = live.ours.wait_for("/api/v1/live/events", |events| events[0]["n_repeats"] == 1).await;
    assert_eq!((&events[0]["event"], &events[0]["outcome"]), (&"Failed".into(), &"joined".into()));
    assert_eq!(live.ours.get("/api/v1/messages").await["messages"][0]["status"], "failed");

    // Both probes are answered, and an address that nobody has is not.
    assert_eq!(Client::new().get(&url).send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(Client::new().post(&url).send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(Client::new().get(format!("{url}x")).send().await.unwrap().status(), StatusCode::NOT_FOUND);

    // After a new APP KEY was entered, what the one before has signed is still good.
    put(&live.ours, "/api/v1/live/hook-key", json!({ "app_key": "ak_the_next_one" })).await;
    assert_eq!(post(event(now_ms, "t3", signed(now_ms, "t3"), delivered)).await, StatusCode::OK);
    let next = hmac("ak_the_next_one", &format!("{now_ms}t4"));
    assert_eq!(post(event(now_ms, "t4", next, delivered)).await, StatusCode::OK);
}

impl Live {
    /// What the vendor calls the only message that it has.
    async fn vendor_sms_id(&self) -> String {
        let more = [("phones", "6591234567"), ("days", "1")];
        let listed = self.vendor.call_with_key(&self.vendor_pair, "status/query", &more).await;
        listed["info"]["voList"][0]["smsId"].as_str().unwrap_or_else(|| panic!("{listed}")).to_owned()
    }
}

fn hmac(key: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// Keys, numbers and values are in the body of a call and nowhere else.
#[tokio::test]
async fn a_call_has_nothing_in_its_address() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let request = tokio::spawn(async move {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut octets = vec![0; 16 * 1024];
        let mut n_read = 0;
        while !String::from_utf8_lossy(&octets[..n_read]).contains("sendRequestId") {
            n_read += stream.read(&mut octets[n_read..]).await.unwrap();
        }
        let answer = r#"{"result":false,"statusCode":40005,"message":"authentication failed","info":{}}"#;
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{answer}", answer.len());
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8(octets[..n_read].to_vec()).unwrap()
    });
    let ours = start_with(|config| {
        config.upstream = UpstreamKind::Aurora;
        config.aurora_url = format!("http://{address}");
    })
    .await;
    let pair = ours.connect().await;
    let canary = Pair { user: "vendor_user".into(), key: "canary-key-0123456789".into() };
    put(&ours, &format!("/api/v1/live/sms-users/{}", pair.user), entered(&canary)).await;
    let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    let (_, template) = ours.submit("Order_Notification_Shipped", "notification", CONTENT, examples).await;
    let id = template["id"].as_i64().unwrap();
    put(&ours, &format!("/api/v1/live/templates/{id}"), json!({ "aurora_id": 7301 })).await;
    ours.post(&format!("/api/v1/live/templates/{id}/verdict"), None, json!({ "is_approved": true })).await;
    let prices = json!({ "csv": "SG,0.0412", "currency": "USD", "effective": "2026-01-01", "source": "a test" });
    ours.post("/api/v1/prices/import", Some("prices"), prices).await;
    ours.post("/api/v1/wallet/top-ups", Some("balance"), json!({ "amount": 10_000_000 })).await;
    let answer = ours.send(&pair, id, "+6591234567", &[]).await;
    assert_eq!(answer["statusCode"], 200, "{answer}");
    let request = tokio::time::timeout(Duration::from_secs(20), request).await.unwrap().unwrap();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /smsapi/send HTTP/1.1\r\n"), "{head}");
    for secret in [canary.key.as_str(), "6591234567", "Lucy"] {
        assert!(!head.contains(secret), "{head}");
        assert!(body.contains(secret), "{body}");
    }
    let setup = ours.get("/api/v1/live").await.to_string();
    assert!(!setup.contains(&canary.key), "{setup}");
}

/// Pumping: what is not among the allowed countries is refused whatever way it comes, and costs nothing.
#[tokio::test]
async fn other_countries_than_the_allowed_ones_are_refused() {
    let live = live(|_| (), |_| ()).await;
    let (status, _) = put(&live.ours, "/api/v1/live/countries", json!({ "countries": ["SG", "XX"] })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    put(&live.ours, "/api/v1/live/countries", json!({ "countries": ["SG"] })).await;
    let answer = live.send("+14155550142", &[]).await;
    assert_eq!(answer["statusCode"], 412, "{answer}");
    let (status, problem) = live.ours.send_test(live.template_id, "us", &live.pair.user, "+14155550142").await;
    assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &"phone".into()), "{problem}");
    assert_eq!(live.send("+6591234567", &[]).await["statusCode"], 200);
    assert_eq!(live.ours.all_settled().await.len(), 1);
}

/// There is no clock to move and no verdict to give by hand where messages cost money, and no sample is a price.
#[tokio::test]
async fn nothing_of_the_sandbox_is_there() {
    let ours = start_with(|config| config.upstream = UpstreamKind::Aurora).await;
    for path in ["/api/v1/sandbox/clock", "/api/v1/sandbox/handsets", "/api/v1/sandbox/reviews"] {
        assert_eq!(ours.get_response(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    ours.connect().await;
    assert_eq!(ours.wallet().await["topped_up"], 0);
    assert_eq!(ours.get("/api/v1/prices").await["prices"], json!([]));
}

/// Aurora's statement against our ledger: what is the same is not told, and each difference has its cause.
#[tokio::test]
async fn a_statement_is_compared_with_the_ledger() {
    let live = live(|_| (), |_| ()).await;
    live.send("+6591234567,+14155550142", &[]).await;
    live.ours.all_settled().await;
    let more = [("phones", "6591234567;14155550142"), ("days", "1")];
    let listed = live.vendor.call_with_key(&live.vendor_pair, "status/query", &more).await;
    let id_of = |phone: &str| {
        let rows = listed["info"]["voList"].as_array().unwrap();
        let row = rows.iter().find(|row| row["smsId"].as_str().unwrap().ends_with(phone)).unwrap();
        row["smsId"].as_str().unwrap().to_owned()
    };
    let csv = format!(
        "smsId,pieces,amount\n{},1,0.0412\n{},2,0.0158\nsomebody-else,1,0.1\n",
        id_of("6591234567"),
        id_of("14155550142")
    );
    let (status, imported) = live.ours.post("/api/v1/live/statement", None, json!({ "csv": csv })).await;
    assert_eq!((status, &imported["n_lines"]), (StatusCode::OK, &3.into()), "{imported}");
    let (status, _) = live.ours.post("/api/v1/live/statement", None, json!({ "csv": "smsId\nx" })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);

    let now = std::process::Command::new("date").args(["-u", "+%Y-%m"]).output().unwrap();
    let month = String::from_utf8(now.stdout).unwrap();
    let compared = live.ours.get(&format!("/api/v1/live/reconciliation?month={}", month.trim())).await;
    assert_eq!((&compared["charged"], &compared["stated"]), (&49_100.into(), &57_000.into()), "{compared}");
    assert_eq!(compared["n_foreign"], 1);
    let differences = compared["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 1, "{compared}");
    assert_eq!((&differences[0]["cause"], &differences[0]["n_pieces_reported"]), (&"pieces".into(), &2.into()));
}

/// Calls that fail, answers that come too late, events that come twice, in any order, or never.
async fn through_faults(n_messages: usize, n_per_call: usize) {
    let live = live(
        |config| {
            config.fault_calls_failed = 5;
            config.fault_answers_late = 2;
            config.fault_lateness = Millis(1_500);
            config.fault_events_repeated = 20;
            config.fault_events_lost = 1;
            config.sandbox_delay = Millis(200);
            config.sandbox_seed = Some(7);
        },
        |config| config.upstream_timeout = Millis(1_000),
    )
    .await;
    live.vendor.post("/api/v1/wallet/top-ups", Some("more"), json!({ "amount": 900_000_000 })).await;
    let phones: Vec<String> = (0..n_messages).map(|at| format!("+659{at:05}77")).collect();
    for (at, chunk) in phones.chunks(n_per_call).enumerate() {
        let vars = format!(r#"{{"customer_name":"Lucy","order_id":"A-{at}"}}"#);
        let answer = live.send(&chunk.join(","), &[("vars", &vars)]).await;
        assert_eq!(answer["statusCode"], 200, "{answer}");
    }
    let mut last = Value::Null;
    for _ in 0..1_200 {
        last = live.ours.get("/api/v1/messages/counts").await;
        let theirs = live.vendor.get("/api/v1/messages/counts").await;
        let n_open =
            |counts: &Value| counts["sending"].as_u64().unwrap_or(0) + counts["waiting_result"].as_u64().unwrap_or(0);
        let n_lost = u64::try_from(n_messages).unwrap() / 20;
        if theirs["delivered"].as_u64() == Some(u64::try_from(n_messages).unwrap()) && n_open(&last) <= n_lost {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let theirs = live.vendor.get("/api/v1/messages/counts").await;
    assert_eq!(
        theirs["delivered"].as_u64(),
        Some(u64::try_from(n_messages).unwrap()),
        "each once: {theirs}, ours {last}"
    );
    let (ours, vendor) = (live.ours.wallet().await, live.vendor.wallet().await);
    let n_delivered = last["delivered"].as_i64().unwrap();
    assert_eq!(ours["spent"].as_i64().unwrap(), n_delivered * 41_200, "{last}");
    let their_price = vendor["spent"].as_i64().unwrap() / i64::try_from(n_messages).unwrap();
    assert_eq!(vendor["spent"].as_i64().unwrap(), their_price * i64::try_from(n_messages).unwrap());
    // What an event was lost of is open, with its money held: nothing is counted twice and nothing forgotten.
    let n_open = i64::try_from(n_messages).unwrap() - n_delivered;
    assert_eq!(ours["reserved"].as_i64().unwrap(), n_open * 41_200, "{last}");
}

#[tokio::test]
async fn nothing_is_sent_twice_through_a_platform_that_fails() {
    through_faults(300, 20).await;
}

/// The same in full.
#[tokio::test]
#[ignore = "takes minutes"]
async fn ten_thousand_messages_through_a_platform_that_fails() {
    through_faults(10_000, 50).await;
}
