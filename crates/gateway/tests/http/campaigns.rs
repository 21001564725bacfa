//! Campaigns: a list, a price, and a send that cannot happen twice (R-014, R-166, R-240 … R-246).

use std::{collections::BTreeSet, time::Duration};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    common::{Pair, Running, start, start_in},
    database,
    program::Program,
    signature::sha256,
};

/// A list as a person's spreadsheet may have it: a repaired number, a damaged one, and one that comes twice.
const FILE: &str = "Phone;Name;Order\r\n+65 9123 4501;Ann;A-1\r\n91234502;Bob;A-2\r\n12;Cid;A-3\r\n\
                    +6591234501;Dan;A-4\r\n+1 415 555 0142;Eve;A-5\r\n";

fn options() -> Value {
    json!({
        "default_country": "SG",
        "columns": {
            "header": "present", "number": 0,
            "values": [{ "column": { "column": 1, "if_empty": null } }, { "column": { "column": 2, "if_empty": null } }],
        },
        "duplicates": "first",
        "content_type": "notification",
    })
}

/// A list with `n` different numbers that are reached.
fn long_list(n: usize) -> String {
    let rows = (0..n).map(|at| format!("+659{at:05}77;Lucy;A-{}\n", at % 7));
    format!("Phone;Name;Order\n{}", rows.collect::<String>())
}

struct Ready {
    running: Running,
    pair: Pair,
    template_id: i64,
}

async fn ready() -> Ready {
    let running = start().await;
    let pair = running.connect().await;
    let template_id = running.approved_template().await;
    Ready { running, pair, template_id }
}

impl Ready {
    async fn act(&self, id: i64, action: &str) -> (StatusCode, Value) {
        self.running.post(&format!("/api/v1/campaigns/{id}/{action}"), None, Value::Null).await
    }

    /// A campaign whose file has come and was planned.
    async fn planned(&self, file: &str) -> Value {
        planned(&self.running, &self.pair, self.template_id, file).await
    }

    async fn confirm(&self, campaign: &Value, more: Value) -> (StatusCode, Value) {
        confirm(&self.running, campaign, "once", more).await
    }

    async fn pass(&self, ms: i64) {
        let (status, _) = self.running.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": ms })).await;
        assert_eq!(status, StatusCode::OK);
    }

    /// Waits until the campaign is in a state, moving the clock past the time in which it can be taken back.
    async fn until(&self, id: i64, state: &str) -> Value {
        self.running.wait_for(&format!("/api/v1/campaigns/{id}"), |campaign| campaign["state"] == state).await
    }
}

async fn planned(running: &Running, pair: &Pair, template_id: i64, file: &str) -> Value {
    let new = json!({ "name": "Spring", "template_id": template_id, "sms_user": pair.user });
    let (status, campaign) = running.post("/api/v1/campaigns", Some(&sha256(file.as_bytes())), new).await;
    assert_eq!(status, StatusCode::CREATED, "{campaign}");
    let id = campaign["id"].as_i64().unwrap();
    upload(running, id, file, 100_000).await;
    let plan = json!({ "sha256": sha256(file.as_bytes()), "list": options() });
    let (status, campaign) = running.post(&format!("/api/v1/campaigns/{id}/plan"), None, plan).await;
    assert_eq!(status, StatusCode::OK, "{campaign}");
    campaign
}

async fn upload(running: &Running, id: i64, file: &str, n_octets: usize) {
    for (place, chunk) in file.as_bytes().chunks(n_octets).enumerate() {
        let url = format!("{}/api/v1/campaigns/{id}/file/{place}", running.base);
        let put = running.browser.put(url).header("Content-Type", "application/octet-stream").body(chunk.to_vec());
        assert_eq!(put.send().await.unwrap().status(), StatusCode::OK);
    }
}

async fn confirm(running: &Running, campaign: &Value, key: &str, more: Value) -> (StatusCode, Value) {
    let mut asked = json!({ "n_recipients": campaign["plan"]["n_accepted"], "total": campaign["plan"]["total"] });
    for (name, value) in more.as_object().unwrap() {
        asked[name] = value.clone();
    }
    running.post(&format!("/api/v1/campaigns/{}/confirm", campaign["id"]), Some(key), asked).await
}

/// The whole way: the sums are right at every step, and everybody has one message.
#[tokio::test]
async fn r240_a_list_is_planned_confirmed_and_sent_once() {
    let ready = ready().await;
    let campaign = ready.planned(FILE).await;
    let id = campaign["id"].as_i64().unwrap();
    let plan = &campaign["plan"];
    let counts = ["n_rows", "n_accepted", "n_rejected", "n_duplicate", "n_suppressed"].map(|name| plan[name].as_i64());
    assert_eq!(counts, [5, 3, 1, 1, 0].map(Some), "{plan}");
    assert_eq!(plan["total"], 2 * 41_200 + 7_900);
    assert_eq!(plan["countries"][0]["country"], "SG");

    let wrong = json!({ "n_recipients": 4, "total": plan["total"] });
    let path = format!("/api/v1/campaigns/{id}/confirm");
    let (status, problem) = ready.running.post(&path, Some("wrong"), wrong).await;
    assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &"n_recipients".into()));

    // Two tabs press the button at once: one confirmation, whichever key.
    let (one, other) = tokio::join!(
        confirm(&ready.running, &campaign, "a", json!({})),
        confirm(&ready.running, &campaign, "b", json!({}))
    );
    let n_confirmed = [&one, &other].into_iter().filter(|(status, _)| *status == StatusCode::OK).count();
    assert_eq!(n_confirmed, 1, "{one:?} {other:?}");
    let wallet = ready.running.wallet().await;
    assert_eq!((&wallet["reserved"], &wallet["pending"]), (&plan["total"], &0.into()), "held, and of no message yet");
    let (status, repeated) =
        confirm(&ready.running, &campaign, if one.0 == StatusCode::OK { "a" } else { "b" }, json!({})).await;
    assert_eq!((status, &repeated["state"]), (StatusCode::OK, &"scheduled".into()));
    assert_eq!(ready.running.get("/api/v1/messages").await["messages"], json!([]), "it can still be taken back");

    ready.pass(31_000).await;
    ready.until(id, "finished").await;
    let settled = ready.running.all_settled().await;
    let phones: BTreeSet<&str> = settled.iter().map(|message| message["phone_masked"].as_str().unwrap()).collect();
    assert_eq!((settled.len(), phones.len()), (3, 3));
    let done = ready.running.get(&format!("/api/v1/campaigns/{id}")).await;
    assert_eq!((&done["progress"]["statuses"]["delivered"], &done["progress"]["charged"]), (&3.into(), &plan["total"]));
    assert_eq!(done["progress"]["reserved"], 0);
    let wallet = ready.running.wallet().await;
    assert_eq!((&wallet["spent"], &wallet["reserved"], &wallet["pending"]), (&plan["total"], &0.into(), &0.into()));
    let counts = ready.running.get(&format!("/api/v1/messages/counts?campaign_id={id}")).await;
    assert_eq!(counts["total"], 3);

    let report = ready.running.get_response(&format!("/api/v1/campaigns/{id}/report.csv")).await.text().await.unwrap();
    assert_eq!(report.lines().count(), 4, "{report}");
    assert!(report.contains("delivered") && !report.contains("91234501"), "{report}");
    let handsets = ready.running.get("/api/v1/sandbox/handsets").await.to_string();
    assert!(handsets.contains("Hello Bob, your order A-2 has shipped."), "{handsets}");
}

/// what the wallet does not have is not begun, and nothing is held.
#[tokio::test]
async fn r014_too_little_balance_sends_nothing_of_it() {
    let ready = ready().await;
    let campaign = ready.planned(&long_list(3_000)).await;
    let (status, problem) = ready.confirm(&campaign, json!({})).await;
    assert_eq!(status, StatusCode::PAYMENT_REQUIRED, "{problem}");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("needed 123.6") && detail.contains("short by 23.6"), "{detail}");
    assert_eq!(ready.running.wallet().await["reserved"], 0);
    assert_eq!(ready.until(campaign["id"].as_i64().unwrap(), "planned").await["progress"]["n_waiting"], 3_000);
}

#[tokio::test]
async fn a_file_that_did_not_come_as_it_was_is_refused() {
    let ready = ready().await;
    let new = json!({ "name": "Spring", "template_id": ready.template_id, "sms_user": ready.pair.user });
    let (_, campaign) = ready.running.post("/api/v1/campaigns", Some("a"), new).await;
    let id = campaign["id"].as_i64().unwrap();
    let path = format!("/api/v1/campaigns/{id}/plan");
    let plan = json!({ "sha256": sha256(FILE.as_bytes()), "list": options() });
    let (status, problem) = ready.running.post(&path, None, plan.clone()).await;
    assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &"file".into()), "{problem}");
    upload(&ready.running, id, &FILE[1..], 7).await;
    let (status, problem) = ready.running.post(&path, None, plan.clone()).await;
    assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &"sha256".into()), "{problem}");
    // Any chunking gives the same list.
    upload(&ready.running, id, FILE, 7).await;
    let (status, planned) = ready.running.post(&path, None, plan).await;
    assert_eq!((status, &planned["plan"]["n_accepted"]), (StatusCode::OK, &3.into()), "{planned}");
    let pdf = "%PDF-1.7 and so on";
    upload(&ready.running, id, pdf, 1_000).await;
    let mut columns = options();
    columns["columns"]["number"] = json!(9);
    let refused = json!({ "sha256": "0".repeat(64), "list": columns });
    assert_eq!(ready.running.post(&path, None, refused).await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

/// Paused, resumed and cancelled: nobody gets a second message, and what is held for the others goes back.
#[tokio::test]
async fn pausing_and_cancelling_never_send_again() {
    let ready = ready().await;
    let campaign = ready.planned(&long_list(40)).await;
    let id = campaign["id"].as_i64().unwrap();
    // One at once, and then nothing for ten seconds, however often it is resumed.
    ready.confirm(&campaign, json!({ "per_minute": 6 })).await;
    ready.pass(30_000).await;
    let path = format!("/api/v1/campaigns/{id}");
    ready.running.wait_for(&path, |campaign| campaign["progress"]["n_waiting"] == 39).await;
    for _ in 0..5 {
        assert_eq!(ready.act(id, "pause").await.0, StatusCode::OK);
        assert_eq!(ready.act(id, "pause").await.0, StatusCode::CONFLICT);
        assert_eq!(ready.act(id, "resume").await.0, StatusCode::OK);
    }
    let (_, paused) = ready.act(id, "pause").await;
    assert_eq!((&paused["state"], &paused["waits_for"]), (&"paused".into(), &"person".into()));
    let (status, cancelled) = ready.act(id, "cancel").await;
    assert_eq!((status, &cancelled["state"]), (StatusCode::OK, &"cancelled".into()));
    let settled = ready.running.all_settled().await;
    let n_waiting = cancelled["progress"]["n_cancelled"].as_u64().unwrap();
    assert_eq!((settled.len(), n_waiting), (1, 39));
    let wallet = ready.running.wallet().await;
    let spent = i64::try_from(settled.len()).unwrap() * 41_200;
    assert_eq!((&wallet["spent"], &wallet["reserved"]), (&spent.into(), &0.into()), "{wallet}");
    assert_eq!(ready.act(id, "resume").await.0, StatusCode::CONFLICT);
    assert_eq!(database::texts(&ready.running.folder, TWICE).await, [""; 0]);
}

/// Numbers that the carrier has had more than one message for.
const TWICE: &str = "SELECT phone FROM sandbox_delivery GROUP BY phone HAVING COUNT(*) > 1";

/// The first of each country go first; when they fail, the others get nothing.
#[tokio::test]
async fn too_many_failures_pause_it_by_themselves() {
    let ready = ready().await;
    // Numbers that end in 0580 are switched off.
    let rows = (0..60).map(|at| format!("+6591{at:02}0580;Lucy;A-1\n")).collect::<Vec<_>>().concat();
    let campaign = ready.planned(&format!("Phone;Name;Order\n{rows}")).await;
    let id = campaign["id"].as_i64().unwrap();
    ready.confirm(&campaign, json!({ "n_canaries": 25, "pause_above_percent": 50 })).await;
    ready.pass(31_000).await;
    let path = format!("/api/v1/campaigns/{id}");
    let waiting = ready.running.wait_for(&path, |campaign| campaign["progress"]["n_waiting"] == 35).await;
    assert_eq!(waiting["progress"]["statuses"]["total"], 25);
    let paused = ready.until(id, "paused").await;
    assert_eq!((&paused["waits_for"], &paused["progress"]["n_waiting"]), (&"failures".into(), &35.into()), "{paused}");
}

/// From a set size on a second person has to approve; who confirmed cannot.
#[tokio::test]
async fn a_large_one_needs_the_approval_of_somebody_else() {
    let ready = ready().await;
    let limits = json!({ "approve_from_recipients": 3 });
    let (status, _) = ready.running.post("/api/v1/campaigns/settings", None, limits).await;
    assert_eq!(status, StatusCode::OK);
    let campaign = ready.planned(FILE).await;
    let id = campaign["id"].as_i64().unwrap();
    let (_, confirmed) = ready.confirm(&campaign, json!({})).await;
    assert_eq!(confirmed["state"], "awaiting_approval", "{confirmed}");
    assert_eq!(ready.act(id, "approve").await.0, StatusCode::FORBIDDEN);
    let (finance, _) = ready.running.join("finance@example.com", "finance").await;
    let path = format!("campaigns/{id}/approve");
    let approved = ready.running.call(&finance, Method::POST, &path, Value::Null).await;
    assert_eq!(approved.status(), StatusCode::OK);
    assert_eq!(approved.json::<Value>().await.unwrap()["state"], "scheduled");
    ready.pass(31_000).await;
    ready.until(id, "finished").await;
}

/// A gateway that was away when it should have begun does not begin by itself.
#[tokio::test]
async fn a_late_one_waits_for_a_person() {
    let ready = ready().await;
    let campaign = ready.planned(FILE).await;
    let id = campaign["id"].as_i64().unwrap();
    ready.confirm(&campaign, json!({})).await;
    ready.pass(2 * 60 * 60_000).await;
    ready.until(id, "too_late").await;
    assert_eq!(ready.act(id, "resume").await.0, StatusCode::OK);
    ready.until(id, "finished").await;
}

/// the template is looked at again when it begins. R-148: a template that will be sent is not deleted. R-064: the
/// consequences of regenerating name it.
#[tokio::test]
async fn r166_a_template_that_changed_meanwhile_is_not_sent() {
    let ready = ready().await;
    let campaign = ready.planned(FILE).await;
    let id = campaign["id"].as_i64().unwrap();
    ready.confirm(&campaign, json!({})).await;
    let template = format!("/api/v1/templates/{}", ready.template_id);
    assert_eq!(ready.running.delete(&template).await.0, StatusCode::CONFLICT);
    let path = format!("/api/v1/service/sms-users/{}/consequences", ready.pair.user);
    assert_eq!(ready.running.get(&path).await["campaigns"], json!([{ "id": id, "name": "Spring" }]));
    let text = "Dear %customer_name%, your order %order_id% has shipped.";
    ready.running.submit_version(ready.template_id, "Order_Notification_Shipped", text).await;
    ready.running.wait_for(&template, |template| template["content"] == text).await;
    ready.pass(31_000).await;
    let paused = ready.until(id, "paused").await;
    assert_eq!(paused["waits_for"], "template");
    assert_eq!(ready.running.get("/api/v1/messages").await["messages"], json!([]));
}

/// Who is suppressed between planning and sending gets nothing and costs nothing; the sums still hold.
#[tokio::test]
async fn who_is_suppressed_meanwhile_is_free() {
    let ready = ready().await;
    let campaign = ready.planned(FILE).await;
    let id = campaign["id"].as_i64().unwrap();
    ready.confirm(&campaign, json!({})).await;
    let entry = json!({ "phone": "+6591234502", "scope": "everything", "reason": "asked by phone" });
    let (status, answer) = ready.running.post("/api/v1/suppression", None, entry).await;
    assert!(status.is_success(), "{answer}");
    ready.pass(31_000).await;
    ready.until(id, "finished").await;
    ready.running.all_settled().await;
    let done = ready.running.get(&format!("/api/v1/campaigns/{id}")).await;
    assert_eq!(done["progress"]["statuses"]["suppressed"], 1);
    let wallet = ready.running.wallet().await;
    assert_eq!((&wallet["spent"], &wallet["reserved"]), (&49_100.into(), &0.into()), "{wallet}");
    // Planned again, who got it already is named, and who is suppressed is left out.
    let again = ready.planned(&format!("{FILE}\r\n")).await;
    assert_eq!((&again["plan"]["n_recent"], &again["plan"]["n_suppressed"]), (&2.into(), &1.into()), "{again}");
}

/// A killed gateway goes on where it was: each recipient has one message.
async fn killed(n_recipients: usize, n_kills: u32) {
    let ready = ready().await;
    let more = json!({ "amount": 900_000_000 });
    ready.running.post("/api/v1/wallet/top-ups", Some("more"), more).await;
    let campaign = ready.planned(&long_list(n_recipients)).await;
    let id = campaign["id"].as_i64().unwrap();
    let (status, confirmed) = ready.confirm(&campaign, json!({})).await;
    assert_eq!(status, StatusCode::OK, "{confirmed}");
    ready.pass(30_000).await;
    let folder = ready.running.stop().await;
    for _ in 0..n_kills {
        let program = Program::start(&folder, "victim").await;
        tokio::time::sleep(Duration::from_millis(20 + u64::from(getrandom::u32().unwrap() % 150))).await;
        program.kill().await;
    }
    let running = start_in(folder, |_| ()).await;
    let path = format!("/api/v1/campaigns/{id}");
    running.wait_for(&path, |campaign| campaign["state"] == "finished").await;
    let expected = u64::try_from(n_recipients).unwrap();
    let done = running.wait_for(&path, |campaign| campaign["progress"]["statuses"]["delivered"] == expected).await;
    assert_eq!(done["progress"]["charged"], campaign["plan"]["total"]);
    assert_eq!(database::texts(&running.folder, TWICE).await, [""; 0]);
    let wallet = running.wallet().await;
    assert_eq!((&wallet["spent"], &wallet["reserved"]), (&campaign["plan"]["total"], &0.into()));
}

#[tokio::test]
async fn a_killed_gateway_sends_a_campaign_once() {
    killed(1_500, 5).await;
}

/// `cargo test -p piecewise-gateway --test http -- --ignored campaigns::killed_in_full --exact`
#[tokio::test]
#[ignore = "takes minutes"]
async fn killed_in_full() {
    killed(10_000, 50).await;
}
