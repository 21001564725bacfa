//! The dispatcher: from the journal to the upstream.
//!
//! A hand-over is written and committed before the call, and its outcome after it. One without an outcome is repeated
//! under the same `sendRequestId` while the upstream still recognises it; after that nobody can know whether it was
//! sent, so it is marked unconfirmed and never sent again by itself.

mod claim;
#[cfg(test)]
mod tests;

use std::{sync::Arc, time::Duration};

use piecewise_api::{EventSource, Reason};
use piecewise_sms::status::Status;
use tokio::task::JoinSet;

use super::{
    track::{Report, report},
    upstream::{HandOver, HandOverError, Receipt, Recipient, Upstream},
};
use crate::{
    app::App,
    error::{Error, Result},
    server::log_cause,
    store::{query, query_as, query_scalar},
};

/// Hand-overs under way at the same time.
const N_AT_ONCE: usize = 8;

/// An upstream that takes longer has given no answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// How long to wait where nothing is due; accepted messages wake the dispatcher earlier.
const IDLE_MS: i64 = 1000;

/// The longest pause between two attempts.
const MAX_PAUSE_MS: i64 = 5 * 60 * 1000;

/// Takes messages from the journal to `U`.
#[derive(Debug)]
pub(crate) struct Dispatcher<U> {
    app: Arc<App>,
    upstream: Arc<U>,
}

impl<U: Upstream> Dispatcher<U> {
    /// A dispatcher that hands over to `upstream`.
    pub(crate) fn new(app: Arc<App>, upstream: U) -> Self {
        Self { app, upstream: Arc::new(upstream) }
    }

    /// Hands over what is due until the gateway shuts down; then waits for the calls under way.
    pub(crate) async fn run_forever(self) {
        while let Err(error) = self.resume_interrupted().await {
            log_cause(&error);
            tokio::select! {
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
                () = self.app.shutdown.cancelled() => return,
            }
        }
        let mut under_way = JoinSet::new();
        while !self.app.shutdown.is_cancelled() {
            while under_way.try_join_next().is_some() {}
            let due = match self.claim(N_AT_ONCE.saturating_sub(under_way.len())).await {
                Ok(due) => due,
                Err(error) => {
                    log_cause(&error);
                    Vec::new()
                }
            };
            let found_work = !due.is_empty();
            for id in due {
                under_way.spawn(hand_over(Arc::clone(&self.app), Arc::clone(&self.upstream), id));
            }
            tokio::select! {
                _ = under_way.join_next(), if !under_way.is_empty() => {}
                () = self.app.wake.dispatcher.notified(), if under_way.len() < N_AT_ONCE => {}
                () = self.app.clock.sleep_until(self.app.clock.now_ms() + IDLE_MS), if !found_work => {}
                () = self.app.shutdown.cancelled() => {}
            }
        }
        while under_way.join_next().await.is_some() {}
    }

    /// After a start: hand-overs whose outcome is not known are repeated, or given up where that is not safe.
    async fn resume_interrupted(&self) -> Result<()> {
        let now_ms = self.app.clock.now_ms();
        let mut tx = self.app.store.write().await?;
        let resumed = query("UPDATE hand_over SET next_at_ms = $1 WHERE state = 'submitting'")
            .bind(now_ms)
            .execute(&mut tx)
            .await?;
        tx.commit().await?;
        if resumed.rows_affected() > 0 {
            tracing::warn!(n_hand_overs = resumed.rows_affected(), "hand-overs without an outcome will be repeated");
        }
        Ok(())
    }

    /// Takes up to `n_free` hand-overs: first those to repeat, then new ones from the queue. Committed before the call.
    async fn claim(&self, n_free: usize) -> Result<Vec<i64>> {
        if n_free == 0 || !self.has_work().await? {
            return Ok(Vec::new());
        }
        let now_ms = self.app.clock.now_ms();
        claim::give_up_forgotten(&self.app.store, now_ms).await?;
        let mut tx = self.app.store.claim().await?;
        let mut claimed = claim::claim_repeats(&mut tx, n_free, now_ms).await?;
        claimed.extend(claim::claim_queued(&mut tx, n_free - claimed.len(), now_ms).await?);
        tx.commit().await?;
        self.app.hub.wake();
        Ok(claimed)
    }

    async fn has_work(&self) -> Result<bool> {
        let mut tx = self.app.store.read().await?;
        let has_work = query_scalar(
            "SELECT EXISTS (SELECT 1 FROM message WHERE journal_state = 'queued')
                 OR EXISTS (SELECT 1 FROM hand_over
                            WHERE state = 'submitting'
                              AND (next_at_ms <= $1 OR next_at_ms IS NULL AND last_at_ms < $2))",
        );
        let now_ms = self.app.clock.now_ms();
        Ok(has_work.bind(now_ms).bind(now_ms - claim::FORGOTTEN_MS).fetch_one(&mut tx).await?)
    }
}

/// Makes one call and records its outcome. A failure to record leaves the hand-over open, to be repeated.
async fn hand_over<U: Upstream>(app: Arc<App>, upstream: Arc<U>, id: i64) {
    if let Err(error) = try_hand_over(&app, &*upstream, id).await {
        log_cause(&error);
        let pause = try_again_later(&app, id).await;
        if let Err(error) = pause {
            log_cause(&error);
        }
    }
}

async fn try_hand_over(app: &App, upstream: &impl Upstream, id: i64) -> Result<()> {
    let group = load(app, id).await?;
    let answer = tokio::time::timeout(ANSWER_WITHIN, upstream.hand_over(&group)).await;
    let refused = |reason: &Reason| group.recipients.iter().map(|_| Receipt::Refused(reason.clone())).collect();
    let receipts: Vec<Receipt> = match answer {
        Ok(Ok(receipts)) => receipts,
        Ok(Err(HandOverError::Refused(reason))) => refused(&reason),
        Ok(Err(error @ HandOverError::NoAnswer(_))) => {
            tracing::warn!(hand_over = id, %error, "a hand-over will be repeated");
            return try_again_later(app, id).await;
        }
        Err(_) => {
            tracing::warn!(hand_over = id, "a hand-over took too long and will be repeated");
            return try_again_later(app, id).await;
        }
    };
    record(app, id, &group, &receipts).await
}

async fn load(app: &App, id: i64) -> Result<HandOver> {
    let mut tx = app.store.read().await?;
    let send_request_id: String =
        query_scalar("SELECT send_request_id FROM hand_over WHERE id = $1").bind(id).fetch_one(&mut tx).await?;
    let (account_id, template_id, vars): (i64, i64, String) = query_as(
        "SELECT account_id, template_id, vars
         FROM submission WHERE id = (SELECT MIN(submission_id) FROM message WHERE hand_over_id = $1)",
    )
    .bind(id)
    .fetch_one(&mut tx)
    .await?;
    let rows: Vec<(String, String, Option<String>)> =
        query_as("SELECT sms_id, phone, country FROM message WHERE hand_over_id = $1 ORDER BY id")
            .bind(id)
            .fetch_all(&mut tx)
            .await?;
    Ok(HandOver {
        send_request_id,
        account_id,
        template_id,
        values: serde_json::from_str(&vars).map_err(|_| Error::Damaged("message"))?,
        recipients: rows.into_iter().map(|(sms_id, phone, country)| Recipient { sms_id, phone, country }).collect(),
    })
}

/// Records what the upstream said. A refused message was never sent, so it is Suppressed and free.
async fn record(app: &App, id: i64, group: &HandOver, receipts: &[Receipt]) -> Result<()> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    query("UPDATE hand_over SET state = 'answered', next_at_ms = NULL WHERE id = $1").bind(id).execute(&mut tx).await?;
    query("UPDATE message SET journal_state = 'handed_over' WHERE hand_over_id = $1").bind(id).execute(&mut tx).await?;
    for (recipient, receipt) in group.recipients.iter().zip(receipts) {
        if let Receipt::Refused(reason) = receipt {
            query("UPDATE message SET journal_state = 'refused' WHERE sms_id = $1")
                .bind(&recipient.sms_id)
                .execute(&mut tx)
                .await?;
            let suppressed = Report {
                sms_id: &recipient.sms_id,
                status: Status::Suppressed,
                reason: Some(reason),
                source: EventSource::Gateway,
                at_ms: now_ms,
            };
            report(&mut tx, &suppressed).await?;
        }
    }
    tx.commit().await?;
    app.hub.wake();
    Ok(())
}

/// Sets the next attempt: the pause doubles, with jitter.
async fn try_again_later(app: &App, id: i64) -> Result<()> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let n_attempts: i64 =
        query_scalar("SELECT n_attempts FROM hand_over WHERE id = $1").bind(id).fetch_one(&mut tx).await?;
    let pause_ms = (1000_i64 << n_attempts.clamp(0, 16)).min(MAX_PAUSE_MS);
    let jitter_ms = i64::from(getrandom::u32()?) % (pause_ms / 2);
    query("UPDATE hand_over SET next_at_ms = $2 WHERE id = $1")
        .bind(id)
        .bind(now_ms + pause_ms / 2 + jitter_ms)
        .execute(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(())
}
