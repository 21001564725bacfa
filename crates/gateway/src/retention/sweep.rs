//! The task that removes what has been kept long enough.

use std::sync::Arc;

use piecewise_api::{EventSource, Reason};
use piecewise_sms::{status::Status, template::ContentType};

use super::{
    CODE_LIVES_MS,
    forget::{self, N_BATCH},
    keeps_ms,
};
use crate::{
    app::App,
    error::Result,
    messages::{Report, report_all},
    server::log_cause,
    store::{query, query_scalar},
};

/// How often it looks, by the gateway's clock.
const BETWEEN_SWEEPS_MS: i64 = 60_000;

/// Answers to repeated requests are kept for a day, those of /smsapi for an hour, and the sandbox's memory of calls too;
/// the events that Aurora posts for longer than it repeats them.
const OLD_ANSWERS: [(&str, i64); 4] = [
    ("DELETE FROM idempotency WHERE created_at_ms < $1", 24 * 60 * 60 * 1000),
    ("DELETE FROM send_replay WHERE created_at_ms < $1", 60 * 60 * 1000),
    ("DELETE FROM sandbox_call WHERE at_ms < $1", 60 * 60 * 1000),
    ("DELETE FROM live_event WHERE received_at_ms < $1 AND done_at_ms IS NOT NULL", 3 * 24 * 60 * 60 * 1000),
];

/// The events of streams are kept for a week, and their number is limited besides.
const OLD_PUSHES: (&str, i64) = (
    "DELETE FROM push WHERE id IN (SELECT id FROM push ORDER BY id LIMIT $2) AND at_ms < $1
                        AND id < (SELECT MAX(id) FROM push)",
    7 * 24 * 60 * 60 * 1000,
);

/// Removes what is due until the gateway shuts down.
pub(crate) async fn sweep_forever(app: Arc<App>) {
    let mut is_folded = true;
    while !app.shutdown.is_cancelled() {
        // From before the sweep: the clock may be moved on meanwhile.
        let next_at_ms = app.clock.now_ms() + BETWEEN_SWEEPS_MS;
        match sweep(&app).await {
            Ok(n_removed) => is_folded &= n_removed == 0,
            Err(error) => log_cause(&error),
        }
        if !is_folded {
            is_folded = app.store.fold().await.inspect_err(log_cause).unwrap_or(false);
        }
        tokio::select! {
            () = app.clock.sleep_until(next_at_ms) => {}
            () = app.shutdown.cancelled() => {}
        }
    }
}

pub(crate) async fn sweep(app: &App) -> Result<u64> {
    let now_ms = app.clock.now_ms();
    let mut n_removed = suppress_old_codes(app, now_ms).await?;
    loop {
        let mut tx = app.store.write().await?;
        let n = forget::forget_old_codes(&mut tx, now_ms - CODE_LIVES_MS, N_BATCH, now_ms).await?;
        tx.commit().await?;
        n_removed += n;
        if n == 0 {
            break;
        }
    }
    for class in [ContentType::Otp, ContentType::Notification, ContentType::Marketing] {
        let before_ms = now_ms - keeps_ms(&app.config, class);
        loop {
            let mut tx = app.store.claim().await?;
            let n = forget::forget_old_numbers(&mut tx, class.as_str(), before_ms, N_BATCH, now_ms).await?;
            tx.commit().await?;
            n_removed += u64::try_from(n).unwrap_or(u64::MAX);
            if n == 0 {
                break;
            }
        }
    }
    n_removed += forget::forget_all(&app.store, &forget::Which::Marked, now_ms).await?;
    n_removed += clear_handsets(app, now_ms).await?;
    for (statement, kept_ms) in OLD_ANSWERS {
        let mut tx = app.store.write().await?;
        n_removed += query(statement).bind(now_ms - kept_ms).execute(&mut tx).await?.rows_affected();
        tx.commit().await?;
    }
    let mut tx = app.store.write().await?;
    let (statement, kept_ms) = OLD_PUSHES;
    query(statement).bind(now_ms - kept_ms).bind(N_BATCH * 10).execute(&mut tx).await?;
    tx.commit().await?;
    if n_removed > 0 {
        tracing::info!(n_removed, "what was kept long enough has been removed");
        app.hub.wake();
    }
    Ok(n_removed)
}

/// A code that could not be handed over within its life is of no use: its message is Suppressed, and costs nothing.
async fn suppress_old_codes(app: &App, now_ms: i64) -> Result<u64> {
    let reason = Reason { code: 490, text: "the code could not be handed over within an hour".into() };
    let mut n_suppressed = 0;
    loop {
        let mut tx = app.store.write().await?;
        let stuck: Vec<String> = query_scalar(
            "UPDATE message SET journal_state = 'refused'
             WHERE journal_state = 'queued' AND id IN
                 (SELECT message.id FROM message JOIN submission ON submission.id = submission_id
                  WHERE journal_state = 'queued' AND class = 'otp' AND submission.accepted_at_ms < $1 LIMIT $2)
             RETURNING sms_id",
        )
        .bind(now_ms - CODE_LIVES_MS)
        .bind(N_BATCH)
        .fetch_all(&mut tx)
        .await?;
        let suppressed = |sms_id| Report {
            sms_id,
            status: Status::Suppressed,
            reason: Some(&reason),
            source: EventSource::Gateway,
            at_ms: now_ms,
        };
        report_all(&mut tx, &stuck.iter().map(|sms_id| suppressed(sms_id)).collect::<Vec<_>>()).await?;
        tx.commit().await?;
        if stuck.is_empty() {
            return Ok(n_suppressed);
        }
        n_suppressed += u64::try_from(stuck.len()).unwrap_or(u64::MAX);
    }
}

/// Clears what the simulated phones have shown long enough.
async fn clear_handsets(app: &App, now_ms: i64) -> Result<u64> {
    let mut n_cleared = 0;
    loop {
        let mut tx = app.store.write().await?;
        let old: Vec<i64> =
            query_scalar("SELECT id FROM sandbox_delivery WHERE kept_until_ms < $1 AND due_at_ms IS NULL LIMIT $2")
                .bind(now_ms)
                .bind(N_BATCH)
                .fetch_all(&mut tx)
                .await?;
        for id in &old {
            query("DELETE FROM sandbox_piece WHERE delivery_id = $1").bind(id).execute(&mut tx).await?;
            query("DELETE FROM sandbox_delivery WHERE id = $1").bind(id).execute(&mut tx).await?;
        }
        tx.commit().await?;
        if old.is_empty() {
            return Ok(n_cleared);
        }
        n_cleared += u64::try_from(old.len()).unwrap_or(u64::MAX);
    }
}
