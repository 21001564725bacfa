//! The real program, killed in the middle of its work: nothing is lost, nothing is sent twice, and every message whose
//! outcome nobody can know is listed.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use futures_util::future::join_all;
use reqwest::Client;
use tempfile::TempDir;

use crate::{
    common::{Pair, Running, form, start, start_in},
    database,
    program::Program,
};

/// Numbers in a call.
const N_IN_CALL: u32 = 10;

/// Calls at the same time, to each gateway.
const N_CALLERS: u32 = 4;

/// A few seconds of it, with every run of the tests.
#[tokio::test]
async fn a_killed_gateway_loses_nothing_and_sends_nothing_twice() {
    kill_again_and_again(10, 200, None).await;
}

/// In PostgreSQL beside a second gateway, which shares the work and is never killed.
#[tokio::test]
async fn a_killed_gateway_leaves_its_work_to_its_neighbour() {
    kill_again_and_again(5, 200, Some("neighbour")).await;
}

/// `cargo test -p piecewise-gateway --test http -- --ignored kill::in_full --nocapture`
#[tokio::test]
#[ignore = "takes minutes; its figures are in docs/operating.md"]
async fn in_full() {
    kill_again_and_again(100, 10_000, None).await;
}

/// The same with `TEST_DATABASE_URL` and two gateways.
#[tokio::test]
#[ignore = "takes minutes; its figures are in docs/operating.md"]
async fn in_full_beside_a_neighbour() {
    kill_again_and_again(100, 10_000, Some("neighbour")).await;
}

/// What an application and its gateways have been through.
struct Trial {
    folder: TempDir,
    pair: Pair,
    template_id: String,
    n_sent: u32,
    /// The stems of the smsIds that were answered with.
    accepted: BTreeSet<String>,
}

/// `n_kills` times: calls under way, SIGKILL at a random moment, start again; until `n_messages` have been accepted.
async fn kill_again_and_again(n_kills: u32, n_messages: usize, neighbour: Option<&str>) {
    let running = start().await;
    let template_id = running.approved_template().await.to_string();
    let pair = running.connect().await;
    let is_shared = database::of(running.folder.path()).await.is_some();
    if neighbour.is_some() && !is_shared {
        // A SQLite file has one gateway at a time.
        return;
    }
    let folder = running.stop().await;
    database::execute(
        &folder,
        "UPDATE wallet SET available = available + 900000000, topped_up = topped_up + 900000000",
    )
    .await
    .unwrap();
    let mut trial = Trial { folder, pair, template_id, n_sent: 0, accepted: BTreeSet::new() };
    let beside = match neighbour {
        Some(name) => Some(Program::start_beside(&trial.folder, name).await),
        None => None,
    };
    let mut uncertain = BTreeSet::new();
    let n_per_round = n_messages.div_ceil(usize::try_from(n_kills).unwrap());
    for round in 1..=n_kills {
        let program = Program::start(&trial.folder, "victim").await;
        let mut bases = vec![program.base.clone()];
        bases.extend(beside.as_ref().map(|beside| beside.base.clone()));
        let wanted = n_per_round * usize::try_from(round).unwrap();
        // At least one call is answered, then the end may come at any moment, also long after the last call.
        let n_before = trial.accepted.len();
        while trial.accepted.len() < wanted.saturating_sub(60) || trial.accepted.len() == n_before {
            trial.call_all(&bases).await;
        }
        let kill_at = tokio::time::Instant::now() + Duration::from_millis(u64::from(getrandom::u32().unwrap() % 120));
        tokio::select! {
            () = trial.call_until_killed(&bases) => {}
            () = tokio::time::sleep_until(kill_at) => {}
        }
        program.kill().await;
        if round == n_kills {
            uncertain = trial.make_uncertain().await;
        }
    }
    while trial.accepted.len() < n_messages {
        let program = Program::start(&trial.folder, "victim").await;
        trial.call_all(std::slice::from_ref(&program.base)).await;
        program.kill().await;
    }
    trial.check(&uncertain).await;
    drop(beside);
}

impl Trial {
    /// One call after the other from each caller, until the calls fail.
    async fn call_until_killed(&mut self, bases: &[String]) {
        loop {
            let n_before = self.accepted.len();
            self.call_all(bases).await;
            if self.accepted.len() == n_before {
                return;
            }
        }
    }

    /// Calls every gateway at once, and keeps what is accepted. An unanswered call may have been accepted or not.
    async fn call_all(&mut self, bases: &[String]) {
        let client = Client::new();
        let calls = bases.iter().flat_map(|base| (0..N_CALLERS).map(move |_| base)).map(|base| {
            // A number that ends in 1 is no magic number.
            let phones: Vec<String> = (0..N_IN_CALL).map(|n| format!("6591{:05}1", self.n_sent + n)).collect();
            self.n_sent += N_IN_CALL;
            let body = form(&[
                ("smsUser", &self.pair.user),
                ("smsKey", &self.pair.key),
                ("templateId", &self.template_id),
                ("phone", &phones.join(",")),
                ("vars", r#"{"customer_name":"Lucy","order_id":"1"}"#),
            ]);
            let request = client
                .post(format!("{base}/smsapi/send"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(body);
            async move {
                let answer: serde_json::Value = request.send().await.ok()?.json().await.ok()?;
                assert_eq!(answer["statusCode"], 200, "{answer}");
                let sms_ids = answer["info"]["smsIds"].as_array().unwrap().clone();
                Some(sms_ids)
            }
        });
        let calls: Vec<_> = calls.collect();
        for sms_ids in join_all(calls).await.into_iter().flatten() {
            self.accepted.extend(sms_ids.iter().map(|id| stem(id.as_str().unwrap())));
        }
    }

    /// Makes the hand-overs that are open after a kill older than the upstream's memory; and says which messages are in
    /// them. Those of a neighbour that lives are left alone.
    async fn make_uncertain(&self) -> BTreeSet<String> {
        database::execute(
            &self.folder,
            "UPDATE hand_over SET first_at_ms = first_at_ms - 7200000
             WHERE state = 'submitting' AND holder = (SELECT MIN(holder) FROM hand_over WHERE id = 1)",
        )
        .await
        .unwrap();
        let old = "SELECT sms_id FROM message JOIN hand_over ON hand_over.id = hand_over_id
                   WHERE state = 'submitting' AND first_at_ms < accepted_at_ms - 3600000";
        database::texts(&self.folder, old).await.iter().map(|id| stem(id)).collect()
    }

    /// Starts once more, and checks that everything has ended as it must.
    async fn check(self, uncertain: &BTreeSet<String>) {
        let Self { folder, accepted, .. } = self;
        let running = start_in(folder, |_| ()).await;
        let under_way = "SELECT sms_id FROM message
                         WHERE status <> 'delivered' AND journal_state <> 'unconfirmed' OR journal_state = 'submitting'";
        let mut n_rounds = 0;
        while !database::texts(&running.folder, under_way).await.is_empty() {
            tokio::time::sleep(Duration::from_millis(100)).await;
            n_rounds += 1;
            assert!(n_rounds < 1200, "some messages are still on their way");
        }
        let all = messages(&running, "").await;
        let lost: Vec<&String> = accepted.iter().filter(|stem| !all.contains_key(*stem)).collect();
        assert!(lost.is_empty(), "accepted and lost: {lost:?}");
        assert_eq!(arrived_twice(&running).await, [""; 0]);
        let listed: BTreeSet<String> = messages(&running, "&unconfirmed=true").await.into_keys().collect();
        assert!(listed.is_subset(uncertain), "listed without need: {listed:?}, {uncertain:?}");
        for (stem, status) in &all {
            assert!(status == "delivered" || listed.contains(stem), "{stem} is {status} and not listed");
        }
        let n_delivered = all.values().filter(|status| *status == "delivered").count();
        let charged = i64::try_from(n_delivered).unwrap() * 41_200;
        assert_eq!(running.wallet().await["spent"], charged, "each message is charged once");
        eprintln!(
            "accepted and answered {}, in the log {}, delivered {n_delivered}, lost 0, sent twice 0, uncertain {} (listed {}, \
             settled by a late report {})",
            accepted.len(),
            all.len(),
            uncertain.len(),
            listed.len(),
            uncertain.len() - listed.len()
        );
    }
}

/// The messages of the log with their statuses.
async fn messages(running: &Running, filter: &str) -> BTreeMap<String, String> {
    let mut statuses = BTreeMap::new();
    let mut before = String::new();
    loop {
        let page = running.get(&format!("/api/v1/messages?limit=500{filter}{before}")).await;
        for message in page["messages"].as_array().unwrap() {
            statuses.insert(stem(message["id"].as_str().unwrap()), message["status"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["next"].as_str() else { return statuses };
        before = format!("&before={next}");
    }
}

/// An smsId without its number.
fn stem(id: &str) -> String {
    id.split_once('$').unwrap().0.to_owned()
}

/// What the simulated carrier took more than once, read from its own table.
async fn arrived_twice(running: &Running) -> Vec<String> {
    let twice = "SELECT sms_id FROM sandbox_delivery GROUP BY sms_id HAVING COUNT(*) > 1";
    database::texts(&running.folder, twice).await
}
