//! Delivering: each event is posted until its endpoint takes it, at longer and longer intervals.
//!
//! Deliveries are taken up in the database, so that several gateways share the work. One that a gateway took up and never
//! ended, because it was killed, is taken up again after a minute: an endpoint may get an event twice, and never not at
//! all. Each hook has lanes of its own, and fewer while it fails, so that a slow endpoint delays nobody else.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use super::{
    address,
    call::{Called, Fault},
    key,
    load::{self, Numbers},
};
use crate::{
    app::App,
    error::Result,
    random,
    server::log_cause,
    store::{QueryBuilder, WriteTx, query, query_as, query_scalar},
};

/// The pauses before the repetitions, each from the attempt before it.
const PAUSES_MS: [i64; 7] =
    [3 * 60_000, 10 * 60_000, 30 * 60_000, 60 * 60_000, 6 * 60 * 60_000, 12 * 60 * 60_000, 24 * 60 * 60_000];

/// An ended delivery is kept this long.
const KEPT_MS: i64 = 15 * 24 * 60 * 60_000;

/// An attempt that has not ended after this was cut off.
const CUT_OFF_MS: i64 = 60_000;

/// Attempts under way at the same time, of all hooks.
const N_AT_ONCE: usize = 256;

/// Attempts under way at the same time of one hook: while it takes what it gets, and while it fails.
const N_LANES: (usize, usize) = (16, 4);

/// How long to wait where nothing is due.
const IDLE: Duration = Duration::from_secs(1);

/// How often old deliveries are looked for.
const CLEAN_EVERY: Duration = Duration::from_mins(1);

/// Deliveries removed in one go.
const N_CLEANED: i64 = 1000;

/// An attempt that has been taken up.
#[derive(Debug, Clone, Copy)]
struct Claimed {
    delivery_id: i64,
    hook_id: i64,
    account_id: i64,
    n_attempts: i64,
    /// As written in the database: whoever takes it up again writes another.
    cut_off_at_ms: i64,
}

/// An attempt that has ended.
#[derive(Debug)]
struct Ended {
    claimed: Claimed,
    at_ms: i64,
    signature: String,
    called: Called,
}

#[derive(sqlx::FromRow)]
struct DueHook {
    id: i64,
    account_id: i64,
    is_failing: bool,
}

/// Posts events until the gateway shuts down; then waits for the attempts under way.
pub(crate) async fn deliver_forever(app: Arc<App>) {
    let mut courier =
        Courier { app: Arc::clone(&app), n_under_way: HashMap::new(), attempts: JoinSet::new(), last_hook_id: 0 };
    let mut ended = Vec::new();
    let mut cleaned_at: Option<Instant> = None;
    while !app.shutdown.is_cancelled() {
        if cleaned_at.is_none_or(|at| at.elapsed() > CLEAN_EVERY) {
            clean(&app).await.unwrap_or_else(|error| log_cause(&error));
            cleaned_at = Some(Instant::now());
        }
        let result = courier.turn(&mut ended).await;
        let found_work = match result {
            Ok(n_claimed) => n_claimed > 0,
            Err(error) => {
                log_cause(&error);
                false
            }
        };
        let n_at_once = courier.attempts.len();
        tokio::select! {
            joined = courier.attempts.join_next(), if n_at_once > 0 => courier.note(joined, &mut ended),
            () = app.wake.hooks.notified() => {}
            () = tokio::time::sleep(IDLE), if !found_work => {}
            () = app.shutdown.cancelled() => {}
        }
    }
    while let Some(joined) = courier.attempts.join_next().await {
        courier.note(Some(joined), &mut ended);
    }
    record(&app, &mut ended).await.unwrap_or_else(|error| log_cause(&error));
}

struct Courier {
    app: Arc<App>,
    n_under_way: HashMap<i64, usize>,
    attempts: JoinSet<(i64, Option<Ended>)>,
    /// Where the last turn ended, so that no hook is always the last.
    last_hook_id: i64,
}

impl Courier {
    /// Writes down what has ended, and begins what is due; says how much that is.
    async fn turn(&mut self, ended: &mut Vec<Ended>) -> Result<usize> {
        while let Some(joined) = self.attempts.try_join_next() {
            self.note(Some(joined), ended);
        }
        record(&self.app, ended).await?;
        let claimed = self.claim().await?;
        let n_claimed = claimed.len();
        for claimed in claimed {
            *self.n_under_way.entry(claimed.hook_id).or_default() += 1;
            let app = Arc::clone(&self.app);
            self.attempts.spawn(async move {
                let ended = attempt(&app, claimed).await.inspect_err(log_cause).ok();
                (claimed.hook_id, ended)
            });
        }
        Ok(n_claimed)
    }

    fn note(&mut self, joined: Option<Result<(i64, Option<Ended>), tokio::task::JoinError>>, ended: &mut Vec<Ended>) {
        match joined {
            Some(Ok((hook_id, attempt))) => {
                if let Some(n_under_way) = self.n_under_way.get_mut(&hook_id) {
                    *n_under_way = n_under_way.saturating_sub(1);
                }
                self.n_under_way.retain(|_, n_under_way| *n_under_way > 0);
                ended.extend(attempt);
            }
            Some(Err(error)) => tracing::error!(%error, "an attempt to deliver an event broke off"),
            None => {}
        }
    }

    /// Takes up what is due, as far as the lanes are free.
    async fn claim(&mut self) -> Result<Vec<Claimed>> {
        let now_ms = self.app.clock.now_ms();
        let mut tx = self.app.store.read().await?;
        let mut due: Vec<DueHook> = query_as(
            "SELECT id, account_id, failing_since_ms IS NOT NULL AS is_failing FROM hook
             WHERE EXISTS (SELECT 1 FROM hook_delivery WHERE hook_id = hook.id AND next_at_ms <= $1) ORDER BY id",
        )
        .bind(now_ms)
        .fetch_all(&mut tx)
        .await?;
        drop(tx);
        let n_seen = due.partition_point(|hook| hook.id <= self.last_hook_id);
        due.rotate_left(n_seen);
        let mut n_free = N_AT_ONCE.saturating_sub(self.attempts.len());
        due.retain(|hook| self.n_free_lanes(hook) > 0);
        if due.is_empty() || n_free == 0 {
            return Ok(Vec::new());
        }
        let mut claimed = Vec::new();
        let mut tx = self.app.store.claim().await?;
        for hook in due {
            if n_free == 0 {
                break;
            }
            let taken = claim_of(&mut tx, &hook, self.n_free_lanes(&hook).min(n_free), now_ms).await?;
            n_free -= taken.len();
            claimed.extend(taken);
            self.last_hook_id = hook.id;
        }
        tx.commit().await?;
        Ok(claimed)
    }

    fn n_free_lanes(&self, hook: &DueHook) -> usize {
        let n_lanes = if hook.is_failing { N_LANES.1 } else { N_LANES.0 };
        n_lanes.saturating_sub(self.n_under_way.get(&hook.id).copied().unwrap_or_default())
    }
}

/// Takes up deliveries of one hook, oldest first. An event waits until what happened to its message before has been
/// tried once: so they arrive in order unless an attempt fails.
async fn claim_of(tx: &mut WriteTx, hook: &DueHook, n_free: usize, now_ms: i64) -> Result<Vec<Claimed>> {
    let mut find = QueryBuilder::new("SELECT id, n_attempts FROM hook_delivery WHERE hook_id = ");
    find.push_bind(hook.id).push(" AND next_at_ms <= ").push_bind(now_ms);
    find.push(
        " AND NOT EXISTS (SELECT 1 FROM hook_delivery AS earlier
                          WHERE earlier.submission_id = hook_delivery.submission_id AND earlier.message_id IS NULL
                            AND earlier.hook_id = hook_delivery.hook_id AND earlier.tried_at_ms IS NULL
                            AND earlier.id < hook_delivery.id AND earlier.next_at_ms IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM hook_delivery AS earlier
                          WHERE earlier.submission_id = hook_delivery.submission_id
                            AND earlier.message_id = hook_delivery.message_id
                            AND earlier.hook_id = hook_delivery.hook_id AND earlier.tried_at_ms IS NULL
                            AND earlier.id < hook_delivery.id AND earlier.next_at_ms IS NOT NULL)
          ORDER BY next_at_ms, id LIMIT ",
    );
    find.push_bind(i64::try_from(n_free).unwrap_or(i64::MAX)).push(tx.skip_locked());
    let rows: Vec<(i64, i64)> = find.build_as().fetch_all(tx).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let cut_off_at_ms = now_ms + CUT_OFF_MS;
    let mut update = QueryBuilder::new("UPDATE hook_delivery SET state = 'sending', next_at_ms = ");
    update.push_bind(cut_off_at_ms).push(" WHERE id IN (").push_list(rows.iter().map(|(id, _)| id)).push(")");
    update.build().execute(tx).await?;
    let claimed = |(delivery_id, n_attempts)| Claimed {
        delivery_id,
        hook_id: hook.id,
        account_id: hook.account_id,
        n_attempts,
        cut_off_at_ms,
    };
    Ok(rows.into_iter().map(claimed).collect())
}

/// Makes one attempt. The body is the same in each, unless the APP KEY was changed meanwhile.
async fn attempt(app: &App, claimed: Claimed) -> Result<Ended> {
    let mut tx = app.store.read().await?;
    let url: String =
        query_scalar("SELECT url FROM hook WHERE id = $1").bind(claimed.hook_id).fetch_one(&mut tx).await?;
    let payload = load::payload(&mut tx, claimed.delivery_id, Numbers::Whole).await?;
    let app_key = key::find(&mut tx, &app.sealer, claimed.account_id).await?;
    drop(tx);
    let signature = payload.signature(app_key.as_ref().map_or("", |(app_key, _)| app_key.as_str()))?;
    let body = payload.body(&signature)?;
    let called = match address::parse(&url) {
        Ok(_) if random::is_among(app.config.fault_events_lost)? => Called::lost(),
        Ok(url) => {
            if random::is_among(app.config.fault_events_repeated)? {
                app.hook_caller.call(&url, Some(body.clone())).await;
            }
            app.hook_caller.call(&url, Some(body)).await
        }
        Err(_) => Called { took_ms: 0, result: Err(Fault::NoSuchHost) },
    };
    Ok(Ended { claimed, at_ms: app.clock.now_ms(), signature, called })
}

/// Writes down what has ended. An attempt that another gateway has taken up since is not this one's any more.
async fn record(app: &App, ended: &mut Vec<Ended>) -> Result<()> {
    if ended.is_empty() {
        return Ok(());
    }
    // In one order everywhere, so that two gateways do not wait for each other.
    ended.sort_by_key(|ended| (ended.claimed.hook_id, ended.claimed.delivery_id));
    let mut tx = app.store.claim().await?;
    for ended in ended.iter() {
        record_one(&mut tx, ended).await?;
    }
    tx.commit().await?;
    ended.clear();
    Ok(())
}

async fn record_one(tx: &mut WriteTx, ended: &Ended) -> Result<()> {
    let Ended { claimed, at_ms, signature, called } = ended;
    let pause_ms = usize::try_from(claimed.n_attempts).ok().and_then(|done| PAUSES_MS.get(done));
    let (state, next_at_ms) = match (called.is_taken(), pause_ms) {
        (true, _) => ("delivered", None),
        (false, Some(pause_ms)) => ("waiting", Some(at_ms + pause_ms)),
        (false, None) => ("failed", None),
    };
    let updated = query(
        "UPDATE hook_delivery
         SET state = $3, n_attempts = n_attempts + 1, tried_at_ms = $4, next_at_ms = $5, ended_at_ms = $6, signature = $7
         WHERE id = $1 AND state = 'sending' AND next_at_ms = $2",
    )
    .bind(claimed.delivery_id)
    .bind(claimed.cut_off_at_ms)
    .bind(state)
    .bind(*at_ms)
    .bind(next_at_ms)
    .bind(if next_at_ms.is_none() { Some(*at_ms) } else { None })
    .bind(signature)
    .execute(tx)
    .await?;
    if updated.rows_affected() == 0 {
        return Ok(());
    }
    tx.happened.hook_attempts.push(called.is_taken());
    let answer = called.result.as_ref().ok();
    query(
        "INSERT INTO hook_attempt (delivery_id, at_ms, took_ms, http_status, fault, answer)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(claimed.delivery_id)
    .bind(*at_ms)
    .bind(called.took_ms)
    .bind(answer.map(|answer| i64::from(answer.status)))
    .bind(called.result.as_ref().err().map(|fault| fault.as_str()))
    .bind(answer.map(|answer| answer.beginning.as_str()))
    .execute(tx)
    .await?;
    let health = if called.is_taken() {
        query("UPDATE hook SET failing_since_ms = NULL WHERE id = $1 AND failing_since_ms IS NOT NULL")
            .bind(claimed.hook_id)
    } else {
        query("UPDATE hook SET failing_since_ms = $2 WHERE id = $1 AND failing_since_ms IS NULL")
            .bind(claimed.hook_id)
            .bind(*at_ms)
    };
    health.execute(tx).await?;
    Ok(())
}

/// Removes the deliveries that ended long ago.
async fn clean(app: &App) -> Result<()> {
    let before_ms = app.clock.now_ms() - KEPT_MS;
    let mut tx = app.store.read().await?;
    let has_old: bool = query_scalar("SELECT EXISTS (SELECT 1 FROM hook_delivery WHERE ended_at_ms < $1)")
        .bind(before_ms)
        .fetch_one(&mut tx)
        .await?;
    drop(tx);
    if !has_old {
        return Ok(());
    }
    let mut tx = app.store.claim().await?;
    let mut find = QueryBuilder::new("SELECT id FROM hook_delivery WHERE ended_at_ms < ");
    find.push_bind(before_ms).push(" ORDER BY ended_at_ms LIMIT ").push_bind(N_CLEANED).push(tx.skip_locked());
    let old: Vec<i64> = find.build_scalar().fetch_all(&mut tx).await?;
    if !old.is_empty() {
        let mut delete = QueryBuilder::new("DELETE FROM hook_delivery WHERE id IN (");
        delete.push_list(old).push(")");
        delete.build().execute(&mut tx).await?;
    }
    tx.commit().await
}
