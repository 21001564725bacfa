//! The dispatcher against an upstream that does what a test tells it.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Mutex,
};

use piecewise_api::EventSource;
use piecewise_recipients::{PlusSign, parse_phone};
use piecewise_sms::{money::Micros, status::Status, template::ContentType};
use tempfile::TempDir;

use super::*;
use crate::{
    config::Config,
    messages::{Accepted, Order, Origin, Report, accept, report_all},
    neighbours,
    store::{query, query_as, query_scalar},
    templates::Sendable,
    wallet,
};

/// Answers in the order given, then takes everything; remembers what it was asked.
#[derive(Default)]
struct Scripted {
    answers: Mutex<VecDeque<Result<Receipt, HandOverError>>>,
    calls: Mutex<Vec<HandOver>>,
}

impl Upstream for Arc<Scripted> {
    async fn hand_over(&self, group: &HandOver) -> Result<Vec<Receipt>, HandOverError> {
        self.calls.lock().unwrap().push(group.clone());
        let answer = self.answers.lock().unwrap().pop_front().unwrap_or(Ok(Receipt::Taken));
        answer.map(|receipt| vec![receipt; group.recipients.len()])
    }
}

struct Bench {
    app: Arc<App>,
    template: Sendable,
    upstream: Arc<Scripted>,
    dispatcher: Dispatcher<Arc<Scripted>>,
    _folder: TempDir,
}

impl Bench {
    async fn new(answers: impl IntoIterator<Item = Result<Receipt, HandOverError>>) -> Self {
        let folder = TempDir::new().unwrap();
        let config = Config { data: folder.path().into(), ..Config::default() };
        let app = App::open(config, "http://localhost".into()).await.unwrap();
        let template = Sendable {
            id: 1,
            version_id: 1,
            name: "Order_Shipped".into(),
            content_type: ContentType::Notification,
            content: "Order %id% has shipped.".into(),
        };
        let mut tx = app.store.write().await.unwrap();
        wallet::open_with_sample_money(&mut tx, app.first_account_id, 0).await.unwrap();
        query(
            "INSERT INTO template
                 (id, account_id, name, name_folded, latest_version_id, approved_version_id, created_at_ms, updated_at_ms)
             VALUES (1, $1, 'Order_Shipped', 'order_shipped', 1, 1, 0, 0)",
        )
        .bind(app.first_account_id)
        .execute(&mut tx)
        .await
        .unwrap();
        query(
            "INSERT INTO template_version
                 (id, template_id, account_id, version, origin, content_type, content, examples, countries, state,
                  created_at_ms)
             VALUES (1, 1, $2, 1, 'console', 'notification', $1, '{}', '[]', 'approved', 0)",
        )
        .bind(&template.content)
        .bind(app.first_account_id)
        .execute(&mut tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let upstream = Arc::new(Scripted { answers: Mutex::new(answers.into_iter().collect()), ..Default::default() });
        let dispatcher = Dispatcher::new(Arc::clone(&app), Arc::clone(&upstream), "here".into());
        Self { app, template, upstream, dispatcher, _folder: folder }
    }

    async fn accept(&self, phones: &[&str], id: &str) -> Vec<Accepted> {
        let recipients: Vec<_> =
            phones.iter().map(|phone| (parse_phone(phone, PlusSign::Optional).unwrap(), Micros(41_200))).collect();
        let order = Order {
            account_id: self.app.first_account_id,
            sms_user: "sms_a",
            template: &self.template,
            values: &BTreeMap::from([("id".into(), id.into())]),
            sender: None,
            custom_args: None,
            recipients: &recipients,
            price_version: 1,
            written: &[],
            origin: Origin::Api,
        };
        let mut tx = self.app.store.write().await.unwrap();
        let accepted = accept(&mut tx, &order, self.app.clock.now_ms()).await.unwrap();
        tx.commit().await.unwrap();
        accepted
    }

    /// One round: claims and makes the calls, one after the other.
    async fn round(&self) {
        for Claimed { id, .. } in self.dispatcher.claim(N_AT_ONCE, usize::MAX).await.unwrap() {
            hand_over(Arc::clone(&self.app), Arc::clone(&self.dispatcher.upstream), id).await;
        }
    }

    async fn run(&self, sql: &'static str) {
        let mut tx = self.app.store.write().await.unwrap();
        query(sql).execute(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn texts(&self, sql: &'static str) -> Vec<String> {
        let mut tx = self.app.store.read().await.unwrap();
        query_scalar(sql).fetch_all(&mut tx).await.unwrap()
    }

    async fn journal(&self) -> Vec<String> {
        self.texts("SELECT journal_state FROM message ORDER BY id").await
    }

    async fn statuses(&self) -> Vec<String> {
        self.texts("SELECT status FROM message ORDER BY id").await
    }

    fn n_calls(&self) -> usize {
        self.upstream.calls.lock().unwrap().len()
    }

    fn call(&self, at: usize) -> HandOver {
        self.upstream.calls.lock().unwrap()[at].clone()
    }

    /// Available, reserved, spent; the table itself checks their sum (R-016).
    async fn wallet(&self) -> (i64, i64, i64) {
        let mut tx = self.app.store.read().await.unwrap();
        let wallet = wallet::find(&mut tx, self.app.first_account_id, 0).await.unwrap();
        assert_eq!(wallet.available.0 + wallet.reserved.0 + wallet.spent.0, wallet.topped_up.0);
        (wallet.available.0, wallet.reserved.0, wallet.spent.0)
    }
}

/// D9: equal values travel together, others apart; a number that stands twice waits for the next hand-over.
#[tokio::test]
async fn messages_are_grouped_by_template_and_values() {
    let bench = Bench::new([]).await;
    bench.accept(&["6591234501", "6591234502"], "A").await;
    bench.accept(&["6591234502"], "B").await;
    bench.accept(&["6591234501", "6591234503"], "A").await;
    bench.round().await;
    assert_eq!(bench.n_calls(), 2);
    let phones = |at| bench.call(at).recipients.into_iter().map(|to| to.phone).collect::<Vec<_>>();
    assert_eq!(phones(0), ["+6591234501", "+6591234502", "+6591234503"]);
    assert_eq!((phones(1), bench.call(1).values["id"].as_str()), (vec!["+6591234502".to_owned()], "B"));
    bench.round().await;
    assert_eq!(phones(2), ["+6591234501"]);
    assert_eq!(bench.journal().await, ["handed_over"; 5]);
}

#[tokio::test]
async fn a_hand_over_without_an_answer_is_repeated_under_the_same_id() {
    let bench = Bench::new([Err(HandOverError::NoAnswer("reset".into()))]).await;
    bench.accept(&["6591234501"], "A").await;
    bench.round().await;
    assert_eq!(bench.journal().await, ["submitting"]);
    bench.round().await;
    assert_eq!(bench.n_calls(), 1, "not before its time");
    bench.run("UPDATE hand_over SET next_at_ms = 0").await;
    bench.round().await;
    assert_eq!(bench.n_calls(), 2);
    assert_eq!(bench.call(0).send_request_id, bench.call(1).send_request_id);
    assert_eq!(bench.journal().await, ["handed_over"]);
}

/// A stop between the hand-over's commit and its outcome: repeated under the same id within the hour.
#[tokio::test]
async fn an_interrupted_hand_over_is_taken_up_at_the_next_start() {
    let bench = Bench::new([]).await;
    bench.accept(&["6591234501"], "A").await;
    bench.dispatcher.claim(N_AT_ONCE, usize::MAX).await.unwrap();
    let before = bench.texts("SELECT send_request_id FROM hand_over").await;
    assert_eq!((bench.journal().await, bench.n_calls()), (vec!["submitting".to_owned()], 0));
    bench.round().await;
    assert_eq!(bench.n_calls(), 0, "it may still be under way");
    bench.dispatcher.resume_interrupted().await.unwrap();
    bench.round().await;
    assert_eq!(bench.n_calls(), 1);
    assert_eq!(bench.call(0).send_request_id, before[0]);
    assert_eq!(bench.journal().await, ["handed_over"]);
}

/// A call under way in another gateway is left to it while that one lives, and repeated under the same id after its end.
#[tokio::test]
async fn a_neighbours_hand_over_is_left_to_it_while_it_lives() {
    let bench = Bench::new([]).await;
    bench.accept(&["6591234501"], "A").await;
    neighbours::give_sign(&bench.app, "there").await.unwrap();
    let neighbour = Dispatcher::new(Arc::clone(&bench.app), Arc::clone(&bench.upstream), "there".into());
    assert_eq!(neighbour.claim(N_AT_ONCE, usize::MAX).await.unwrap().len(), 1);
    let id = bench.texts("SELECT send_request_id FROM hand_over").await;
    bench.dispatcher.resume_interrupted().await.unwrap();
    for _ in 0..3 {
        bench.round().await;
    }
    assert_eq!(bench.n_calls(), 0, "it may still be under way");
    bench.run("UPDATE gateway SET seen_at_ms = seen_at_ms - 31000").await;
    bench.round().await;
    assert_eq!((bench.n_calls(), bench.call(0).send_request_id.as_str()), (1, id[0].as_str()));
    assert_eq!(bench.journal().await, ["handed_over"]);
}

/// Moving the clock on ends no call that is under way.
#[tokio::test]
async fn a_moved_clock_makes_no_call_forgotten() {
    let bench = Bench::new([]).await;
    bench.accept(&["6591234501"], "A").await;
    let claimed = bench.dispatcher.claim(N_AT_ONCE, usize::MAX).await.unwrap();
    bench.app.clock.move_to(2 * 60 * 60 * 1000);
    bench.round().await;
    assert_eq!((bench.n_calls(), bench.journal().await), (0, vec!["submitting".to_owned()]));
    hand_over(Arc::clone(&bench.app), Arc::clone(&bench.dispatcher.upstream), claimed[0].id).await;
    assert_eq!(bench.journal().await, ["handed_over"]);
}

/// A row that cannot be read is refused by itself: the others are handed over, and its money comes back.
#[tokio::test]
async fn a_damaged_message_does_not_stop_the_others() {
    let bench = Bench::new([]).await;
    bench.accept(&["6591234501"], "A").await;
    bench.accept(&["6591234502"], "B").await;
    bench.run("UPDATE submission SET vars = 'torn' WHERE id = (SELECT MIN(id) FROM submission)").await;
    bench.round().await;
    assert_eq!(bench.journal().await, ["refused", "handed_over"]);
    assert_eq!((bench.n_calls(), bench.statuses().await), (1, vec!["suppressed".into(), "sending".into()]));
    assert_eq!(bench.wallet().await.1, 41_200, "only the other one's money is held");
}

/// A code that waits for longer than an hour is of no use: it is Suppressed, free, and its value is removed.
#[tokio::test]
async fn a_code_that_cannot_be_handed_over_within_the_hour_is_removed() {
    let bench = Bench::new([]).await;
    bench.accept(&["6591234501"], "493021").await;
    bench.run("UPDATE submission SET class = 'otp'").await;
    bench.accept(&["6591234502"], "A-1009").await;
    bench.app.clock.move_to(59 * 60 * 1000);
    retention::sweep(&bench.app).await.unwrap();
    assert_eq!(bench.journal().await, ["queued"; 2]);
    bench.app.clock.move_to(61 * 60 * 1000);
    retention::sweep(&bench.app).await.unwrap();
    assert_eq!(bench.journal().await, ["refused", "queued"]);
    assert_eq!(bench.statuses().await, ["suppressed", "sending"]);
    assert_eq!(bench.texts("SELECT vars FROM submission ORDER BY id").await, ["{}", r#"{"id":"A-1009"}"#]);
    assert_eq!(bench.wallet().await.1, 41_200, "only the other one's money is held");
}

/// An upstream that panics at one group gets the others all the same, and that one again later.
#[tokio::test]
async fn a_call_that_fails_unforeseen_does_not_stop_the_others() {
    let bench = Bench::new([]).await;
    bench.accept(&["6591234501"], "A").await;
    let claimed = bench.dispatcher.claim(N_AT_ONCE, usize::MAX).await.unwrap();
    let mut under_way = UnderWay::default();
    under_way.start(claimed[0].id, async { panic!("as a test wants it") });
    under_way.wait(&bench.app).await;
    assert_eq!(bench.texts("SELECT CAST(next_at_ms > 0 AS TEXT) FROM hand_over").await, ["1"]);
}

/// A limit of ten numbers per second: a call of thirty becomes groups of ten.
#[tokio::test]
async fn no_more_is_claimed_than_the_upstream_is_given() {
    let bench = Bench::new([]).await;
    let phones: Vec<String> = (10..40).map(|n| format!("65912345{n}")).collect();
    bench.accept(&phones.iter().map(String::as_str).collect::<Vec<_>>(), "A").await;
    let claimed = bench.dispatcher.claim(N_AT_ONCE, 10).await.unwrap();
    assert_eq!(claimed.iter().map(|group| group.n_numbers).collect::<Vec<_>>(), [10]);
    assert_eq!(bench.dispatcher.claim(N_AT_ONCE, 0).await.unwrap().len(), 0);
}

/// After the hour nobody can know: it is listed for a person, and never sent again by itself.
#[tokio::test]
async fn an_old_hand_over_without_an_outcome_is_unconfirmed() {
    let bench = Bench::new([]).await;
    let accepted = bench.accept(&["6591234501"], "A").await;
    bench.dispatcher.claim(N_AT_ONCE, usize::MAX).await.unwrap();
    bench.run("UPDATE hand_over SET first_at_ms = first_at_ms - 3600000").await;
    bench.dispatcher.resume_interrupted().await.unwrap();
    for _ in 0..3 {
        bench.round().await;
        bench.dispatcher.resume_interrupted().await.unwrap();
    }
    assert_eq!(bench.n_calls(), 0);
    assert_eq!((bench.journal().await, bench.statuses().await), (vec!["unconfirmed".into()], vec!["sending".into()]));
    assert_eq!(bench.wallet().await.1, 41_200, "its money stays held");
    assert_eq!(bench.texts("SELECT reason_text FROM message WHERE reason_code IS NOT NULL").await, [""; 0]);

    let mut tx = bench.app.store.write().await.unwrap();
    let late = Report {
        sms_id: &accepted[0].sms_id,
        status: Status::Delivered,
        reason: None,
        source: EventSource::Webhook,
        at_ms: 1,
    };
    report_all(&mut tx, &[late]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((bench.journal().await, bench.statuses().await), (vec!["handed_over".into()], vec!["delivered".into()]));
    assert_eq!(bench.wallet().await.2, 41_200, "a late report settles it");
}

/// D7: what the platform refuses is Suppressed and free.
#[tokio::test]
async fn a_refused_hand_over_is_free() {
    let reason = Reason { code: 432, text: "the template is not approved".into() };
    let bench = Bench::new([Err(HandOverError::Refused(reason))]).await;
    bench.accept(&["6591234501", "6591234502"], "A").await;
    assert_eq!(bench.wallet().await.1, 82_400);
    bench.round().await;
    assert_eq!(bench.journal().await, ["refused"; 2]);
    assert_eq!(bench.statuses().await, ["suppressed"; 2]);
    assert_eq!(bench.wallet().await, (100_000_000, 0, 0));
}

/// R-016, R-206: reports in any order and any number keep the wallet's sum, charge a message at most once, and leave no
/// money held for a final one.
#[tokio::test]
async fn r206_reports_in_any_order_keep_the_sum() {
    let bench = Bench::new([]).await;
    let mut seed: u64 = 42;
    let mut random = move |n: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((seed >> 33) % n).unwrap()
    };
    let mut messages = Vec::new();
    for n in 0..20 {
        messages.extend(bench.accept(&[format!("65912345{n:02}").as_str()], "A").await);
    }
    for _ in 0..400 {
        let mut tx = bench.app.store.write().await.unwrap();
        let told = Report {
            sms_id: &messages[random(20)].sms_id,
            status: Status::ALL[random(5)],
            reason: None,
            source: EventSource::Webhook,
            at_ms: 1,
        };
        report_all(&mut tx, &[told]).await.unwrap();
        tx.commit().await.unwrap();
        bench.wallet().await;
    }
    let held = bench.texts("SELECT status FROM message WHERE reserved > 0 AND status <> 'sending'").await;
    assert_eq!(held, [""; 0]);
    let mut tx = bench.app.store.read().await.unwrap();
    let sums: (i64, i64, i64) = query_as(
        "SELECT (SELECT CAST(SUM(charge) AS BIGINT) FROM message),
                (SELECT CAST(SUM(amount) AS BIGINT) FROM ledger WHERE kind = 'charge'),
                (SELECT COUNT(*) FROM message_event)",
    )
    .fetch_one(&mut tx)
    .await
    .unwrap();
    let spent = bench.wallet().await.2;
    assert_eq!(sums, (spent, spent, 420), "every report is kept as it came");
}
