//! The dispatcher: from the journal to the upstream.
//!
//! A hand-over is written and committed before the call, and its outcome after it. One without an outcome is repeated
//! under the same `sendRequestId` while the upstream still recognises it; after that nobody can know whether it was
//! sent, so it is marked unconfirmed and never sent again by itself.

mod claim;
mod put_back;
#[cfg(test)]
mod tests;
mod throttle;
mod under_way;

use std::{sync::Arc, time::Duration};

use piecewise_api::Reason;
use piecewise_sms::template::ContentType;

use self::{
    claim::{Claimant, Claimed},
    throttle::Throttle,
    under_way::UnderWay,
};
use super::{
    track::refuse,
    upstream::{HandOver, HandOverError, Receipt, Recipient, Upstream},
};
use crate::{
    app::App,
    error::{Error, Result},
    neighbours::SEEN_WITHIN_MS,
    retention,
    server::log_cause,
    store::{query, query_as, query_scalar},
};

/// Hand-overs under way at the same time.
const N_AT_ONCE: usize = 8;

/// How long to wait where nothing is due; accepted messages wake the dispatcher earlier.
const IDLE_MS: i64 = 1000;

/// The longest pause between two attempts.
const MAX_PAUSE_MS: i64 = 5 * 60 * 1000;

/// Takes messages from the journal to `U`.
#[derive(Debug)]
pub(crate) struct Dispatcher<U> {
    app: Arc<App>,
    upstream: Arc<U>,
    gateway_id: Arc<str>,
}

impl<U: Upstream> Dispatcher<U> {
    /// The dispatcher of the gateway `gateway_id`, which hands over to `upstream`.
    pub(crate) fn new(app: Arc<App>, upstream: U, gateway_id: Arc<str>) -> Self {
        Self { app, upstream: Arc::new(upstream), gateway_id }
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
        let mut under_way = UnderWay::default();
        let mut throttle = Throttle::new(self.app.config.upstream_rate);
        while !self.app.shutdown.is_cancelled() {
            under_way.settle(&self.app);
            let n_free = N_AT_ONCE.saturating_sub(under_way.n_calls());
            let due = match self.claim(n_free, throttle.n_free(self.app.clock.now_ms())).await {
                Ok(due) => due,
                Err(error) => {
                    log_cause(&error);
                    Vec::new()
                }
            };
            let now_ms = self.app.clock.now_ms();
            let found_work = !due.is_empty();
            for Claimed { id, n_numbers } in due {
                throttle.took(n_numbers, now_ms);
                under_way.start(id, hand_over(Arc::clone(&self.app), Arc::clone(&self.upstream), id));
            }
            let look_again_at_ms = if now_ms < throttle.free_at_ms() {
                throttle.free_at_ms().min(now_ms + IDLE_MS)
            } else {
                now_ms + IDLE_MS
            };
            tokio::select! {
                () = under_way.one_ended(&self.app) => {}
                () = self.app.wake.dispatcher.notified(), if under_way.n_calls() < N_AT_ONCE => {}
                () = self.app.clock.sleep_until(look_again_at_ms), if !found_work => {}
                () = self.app.shutdown.cancelled() => {}
            }
        }
        under_way.wait(&self.app).await;
    }

    /// After a start: hand-overs that this gateway held when it ended have no known outcome. They are repeated, or given
    /// up where that is not safe. Those that another gateway holds are left to it.
    async fn resume_interrupted(&self) -> Result<()> {
        let mut tx = self.app.store.write().await?;
        let resumed = query(
            "UPDATE hand_over SET next_at_ms = $1 WHERE state = 'submitting' AND next_at_ms IS NULL AND holder = $2",
        )
        .bind(self.app.clock.now_ms())
        .bind(&*self.gateway_id)
        .execute(&mut tx)
        .await?;
        tx.commit().await?;
        if resumed.rows_affected() > 0 {
            tracing::warn!(n_hand_overs = resumed.rows_affected(), "hand-overs without an outcome will be repeated");
        }
        Ok(())
    }

    /// Takes up to `n_free` hand-overs of up to `n_numbers` numbers: first those to repeat, then new ones from the queue.
    /// Committed before the call.
    async fn claim(&self, n_free: usize, n_numbers: usize) -> Result<Vec<Claimed>> {
        let claimant = Claimant {
            gateway_id: &self.gateway_id,
            now_ms: self.app.clock.now_ms(),
            alive_since_ms: self.app.clock.machine_now_ms() - SEEN_WITHIN_MS,
        };
        if n_free == 0 || n_numbers == 0 || !claim::has_work(&self.app.store, &claimant).await? {
            return Ok(Vec::new());
        }
        claim::give_up_forgotten(&self.app.store, &claimant).await?;
        let mut tx = self.app.store.claim().await?;
        let mut claimed = claim::claim_repeats(&mut tx, n_free, &claimant).await?;
        let n_left = n_numbers.saturating_sub(claimed.iter().map(|repeat| repeat.n_numbers).sum());
        claimed.extend(claim::claim_queued(&mut tx, n_free - claimed.len(), n_left, &claimant).await?);
        tx.commit().await?;
        self.app.hub.wake();
        Ok(claimed)
    }
}

/// Makes one call and records its outcome. Where that fails, the hand-over stays open, to be repeated.
async fn hand_over<U: Upstream>(app: Arc<App>, upstream: Arc<U>, id: i64) {
    let failed = match try_hand_over(&app, &*upstream, id).await {
        Ok(()) => return,
        Err(error) => error,
    };
    log_cause(&failed);
    if let Error::Damaged(_) = failed
        && let Err(error) = refuse_damaged(&app, id).await
    {
        log_cause(&error);
    }
    try_again_later(&app, id).await;
}

async fn try_hand_over(app: &App, upstream: &impl Upstream, id: i64) -> Result<()> {
    let group = load(app, id).await?;
    let patience = Duration::from_millis(app.config.upstream_timeout.0.unsigned_abs());
    let answer = tokio::time::timeout(patience, upstream.hand_over(&group)).await;
    let refused = |reason: &Reason| group.recipients.iter().map(|_| Receipt::Refused(reason.clone())).collect();
    let receipts: Vec<Receipt> = match answer {
        Ok(Ok(receipts)) => receipts,
        Ok(Err(HandOverError::Refused(reason))) => refused(&reason),
        Ok(Err(error @ HandOverError::NoAnswer(_))) => {
            tracing::warn!(hand_over = id, %error, "a hand-over will be repeated");
            return postpone(app, id).await;
        }
        Ok(Err(HandOverError::NotProcessed(why))) => {
            tracing::warn!(hand_over = id, why, "a hand-over was not processed and will be repeated");
            put_back::note_not_processed(app, id).await?;
            return postpone(app, id).await;
        }
        Ok(Err(HandOverError::Held(hold))) => {
            tracing::error!(hand_over = id, code = hold.reason.code, "the upstream refuses until a person acts");
            return put_back::hold(app, id, group.account_id, &hold).await;
        }
        Err(_) => {
            tracing::warn!(hand_over = id, "a hand-over took too long and will be repeated");
            return postpone(app, id).await;
        }
    };
    let sms_ids = group.recipients.iter().map(|recipient| recipient.sms_id.as_str());
    record(app, id, sms_ids.zip(&receipts)).await
}

/// Account, SMS_USER, template, version of the template, kind of content, values.
type SubmissionRow = (i64, String, i64, i64, String, String);

async fn load(app: &App, id: i64) -> Result<HandOver> {
    let mut tx = app.store.read().await?;
    let send_request_id: String =
        query_scalar("SELECT send_request_id FROM hand_over WHERE id = $1").bind(id).fetch_one(&mut tx).await?;
    let (account_id, sms_user, template_id, template_version_id, class, vars): SubmissionRow = query_as(
        "SELECT account_id, sms_user, template_id, template_version_id, class,
                CASE WHEN values_removed_at_ms IS NULL THEN vars ELSE '' END
         FROM submission WHERE id = (SELECT MIN(submission_id) FROM message WHERE hand_over_id = $1)",
    )
    .bind(id)
    .fetch_one(&mut tx)
    .await?;
    let rows: Vec<(String, String, Option<String>, Option<String>)> =
        query_as("SELECT sms_id, phone, country, sender FROM message WHERE hand_over_id = $1 ORDER BY id")
            .bind(id)
            .fetch_all(&mut tx)
            .await?;
    Ok(HandOver {
        send_request_id,
        account_id,
        sms_user,
        template_id,
        template_version_id,
        class: ContentType::from_name(&class).ok_or(Error::Damaged("message"))?,
        values: serde_json::from_str(&vars).map_err(|_| Error::Damaged("message"))?,
        recipients: rows
            .into_iter()
            .map(|(sms_id, phone, country, sender)| Recipient { sms_id, phone, country, sender })
            .collect(),
    })
}

/// Records what the upstream said. A refused message was never sent, so it is Suppressed and free.
async fn record<'a>(app: &App, id: i64, receipts: impl Iterator<Item = (&'a str, &'a Receipt)>) -> Result<()> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    query("UPDATE hand_over SET state = 'answered', next_at_ms = NULL WHERE id = $1").bind(id).execute(&mut tx).await?;
    query("UPDATE message SET journal_state = 'handed_over' WHERE hand_over_id = $1").bind(id).execute(&mut tx).await?;
    let refused: Vec<_> = receipts
        .filter_map(|(sms_id, receipt)| match receipt {
            Receipt::Refused(reason) => Some((sms_id, reason)),
            Receipt::Taken => None,
        })
        .collect();
    refuse(&mut tx, &refused, now_ms).await?;
    retention::forget_codes_of(&mut tx, id, now_ms).await?;
    tx.commit().await?;
    app.hub.wake();
    Ok(())
}

/// A hand-over whose rows cannot be read can never be made. Where it has not been called yet, nothing of it was sent, and
/// its messages are Suppressed; otherwise it becomes unconfirmed like any other.
async fn refuse_damaged(app: &App, id: i64) -> Result<()> {
    let mut tx = app.store.read().await?;
    let n_attempts: i64 =
        query_scalar("SELECT n_attempts FROM hand_over WHERE id = $1").bind(id).fetch_one(&mut tx).await?;
    let sms_ids: Vec<String> =
        query_scalar("SELECT sms_id FROM message WHERE hand_over_id = $1").bind(id).fetch_all(&mut tx).await?;
    drop(tx);
    if n_attempts > 1 {
        return Ok(());
    }
    let reason = Reason { code: 490, text: "the stored message is damaged; it was not handed over".into() };
    let receipts = vec![Receipt::Refused(reason); sms_ids.len()];
    record(app, id, sms_ids.iter().map(String::as_str).zip(&receipts)).await
}

/// Sets the next attempt, however long the database takes to be there again.
async fn try_again_later(app: &App, id: i64) {
    while let Err(error) = postpone(app, id).await {
        log_cause(&error);
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
            () = app.shutdown.cancelled() => return,
        }
    }
}

/// Sets the next attempt of a hand-over without an outcome: the pause doubles, with jitter.
async fn postpone(app: &App, id: i64) -> Result<()> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let n_attempts: i64 =
        query_scalar("SELECT n_attempts FROM hand_over WHERE id = $1").bind(id).fetch_one(&mut tx).await?;
    let pause_ms = (1000_i64 << n_attempts.clamp(0, 16)).min(MAX_PAUSE_MS);
    let jitter_ms = i64::from(getrandom::u32()?) % (pause_ms / 2);
    query("UPDATE hand_over SET next_at_ms = $2 WHERE id = $1 AND state = 'submitting'")
        .bind(id)
        .bind(now_ms + pause_ms / 2 + jitter_ms)
        .execute(&mut tx)
        .await?;
    tx.commit().await
}
