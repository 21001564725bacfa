//! The runner: from waiting recipients to accepted messages, a batch in one transaction.

use std::{collections::BTreeMap, sync::Arc};

use piecewise_api::{CampaignState as S, CampaignWait};
use piecewise_recipients::{Phone, PlusSign, parse_phone};
use piecewise_sms::money::Micros;

use super::{
    change::give_back,
    confirm::{is_sms_user_good, sendable},
    read::progress,
    rows::{Next, Row, select_campaigns, set},
};
use crate::{
    app::App,
    due::work_forever,
    error::{Error, Result},
    messages::{NotAccepted, Order, Origin, accept},
    store::{Connection, QueryBuilder, WriteTx, query, query_as, query_scalar},
    templates::Sendable,
    wallet,
};

/// Recipients in one transaction.
const N_BATCH: i64 = 500;

/// A campaign that begins later than this after its time does not begin by itself.
const LATE_MS: i64 = 60 * 60_000;

/// How long the others wait for the first recipients of each country.
const CANARIES_WITHIN_MS: i64 = 10 * 60_000;

/// How often what became of them is looked at.
const LOOK_AGAIN_MS: i64 = 1000;

/// Final statuses before their failures say anything.
const N_FINAL_AT_LEAST: u64 = 20;

/// Runs campaigns until the gateway shuts down.
pub(crate) async fn run_forever(app: Arc<App>) {
    work_forever(&app, &app.wake.campaigns, || run_due(&app)).await;
}

/// Gives every campaign that is due one batch, and says when the next is.
async fn run_due(app: &App) -> Result<Option<i64>> {
    let mut tx = app.store.read().await?;
    let due: Vec<i64> = query_scalar("SELECT id FROM campaign WHERE due_at_ms <= $1 ORDER BY due_at_ms, id")
        .bind(app.clock.now_ms())
        .fetch_all(&mut tx)
        .await?;
    drop(tx);
    for id in due {
        run_one(app, id).await?;
    }
    let mut tx = app.store.read().await?;
    let next = query_scalar("SELECT MIN(due_at_ms) FROM campaign WHERE due_at_ms IS NOT NULL");
    Ok(next.fetch_one(&mut tx).await?)
}

async fn run_one(app: &App, id: i64) -> Result<()> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    // Another gateway, or a person, may have been faster.
    let row: Option<Row> = query_as(select_campaigns!("WHERE campaign.id = $1 AND due_at_ms <= $2"))
        .bind(id)
        .bind(now_ms)
        .fetch_optional(&mut tx)
        .await?;
    let Some(row) = row else { return Ok(()) };
    match step(&mut tx, &row, now_ms).await {
        Ok(next) => {
            set(&mut tx, id, next).await?;
            tx.commit().await?;
        }
        Err(NotAccepted::Failed(error)) => return Err(error),
        Err(refused) => {
            tracing::error!(campaign = id, error = %refused, "a campaign pauses");
            drop(tx);
            let mut tx = app.store.write().await?;
            set(&mut tx, id, paused(CampaignWait::Person)).await?;
            tx.commit().await?;
        }
    }
    app.wake.dispatcher.notify_one();
    app.hub.wake();
    Ok(())
}

fn paused(wait: CampaignWait) -> Next {
    Next { state: S::Paused, waits_for: Some(wait), due_at_ms: None }
}

/// One batch, or the reason why there is none.
async fn step(tx: &mut WriteTx, row: &Row, now_ms: i64) -> Result<Next, NotAccepted> {
    let starts_at_ms = row.starts_at_ms.unwrap_or(now_ms);
    match row.state()? {
        S::Scheduled if now_ms > starts_at_ms + LATE_MS => {
            tracing::warn!(campaign = row.id, "a campaign is too late and waits for a person");
            return Ok(Next { state: S::TooLate, waits_for: None, due_at_ms: None });
        }
        S::Scheduled => {
            query("UPDATE campaign SET started_at_ms = $2 WHERE id = $1").bind(row.id).bind(now_ms).execute(tx).await?;
        }
        S::Running => {}
        state => return Ok(Next { state, waits_for: row.waits_for(), due_at_ms: None }),
    }
    let Some(template) = sendable(tx, row).await? else { return Ok(paused(CampaignWait::Template)) };
    if !is_sms_user_good(tx, row.account_id, &row.sms_user).await? {
        return Ok(paused(CampaignWait::SmsUser));
    }
    if has_too_many_failures(tx, row).await? {
        tracing::warn!(campaign = row.id, "a campaign pauses: too many messages are not delivered");
        return Ok(paused(CampaignWait::Failures));
    }
    let running = |waits_for, due_at_ms| Next { state: S::Running, waits_for, due_at_ms: Some(due_at_ms) };
    let (n_batch, pause_ms) = pace(row.per_minute);
    let canaries = waiting(tx, row.id, true, n_batch).await?;
    if canaries.is_empty() && must_wait_for_canaries(tx, row, now_ms).await? {
        return Ok(running(Some(CampaignWait::Canaries), now_ms + LOOK_AGAIN_MS));
    }
    let batch = if canaries.is_empty() { waiting(tx, row.id, false, n_batch).await? } else { canaries };
    if batch.is_empty() {
        // What was suppressed meanwhile has been given back already; this is nothing, or the rest of a rounding.
        give_back(tx, row, Micros(row.reserved), now_ms).await?;
        query("UPDATE campaign SET ended_at_ms = $2 WHERE id = $1").bind(row.id).bind(now_ms).execute(tx).await?;
        return Ok(Next { state: S::Finished, waits_for: None, due_at_ms: None });
    }
    accept_batch(tx, row, &template, &batch, now_ms).await?;
    query("UPDATE campaign SET paced_until_ms = $2 WHERE id = $1")
        .bind(row.id)
        .bind(now_ms + pause_ms)
        .execute(tx)
        .await?;
    Ok(running(None, now_ms + pause_ms))
}

/// How many go at once, and how long to wait after them.
fn pace(per_minute: Option<i64>) -> (i64, i64) {
    match per_minute {
        None => (N_BATCH, 0),
        Some(per_minute) => {
            let n_batch = (per_minute / 60).clamp(1, N_BATCH);
            (n_batch, n_batch * 60_000 / per_minute.max(1))
        }
    }
}

#[derive(sqlx::FromRow)]
struct Waiting {
    file_row: i64,
    phone: String,
    vars: String,
    n_pieces: i64,
    unit_price: i64,
}

async fn waiting(connection: &mut Connection, id: i64, is_canary: bool, n_batch: i64) -> Result<Vec<Waiting>> {
    let rows = query_as(
        "SELECT file_row, phone, vars, n_pieces, unit_price FROM campaign_recipient
         WHERE campaign_id = $1 AND state = 'waiting' AND is_canary = $2 ORDER BY file_row LIMIT $3",
    );
    Ok(rows.bind(id).bind(is_canary).bind(n_batch).fetch_all(connection).await?)
}

/// Whether the first recipients of each country are still on their way.
async fn must_wait_for_canaries(connection: &mut Connection, row: &Row, now_ms: i64) -> Result<bool> {
    if row.n_canaries == 0 {
        return Ok(false);
    }
    let last_at_ms: Option<i64> = query_scalar(
        "SELECT MAX(accepted_at_ms) FROM message JOIN campaign_recipient ON message_id = message.id
         WHERE campaign_id = $1 AND is_canary AND status IN ('sending', 'waiting_result')",
    )
    .bind(row.id)
    .fetch_one(connection)
    .await?;
    Ok(last_at_ms.is_some_and(|at_ms| now_ms < at_ms + CANARIES_WITHIN_MS))
}

async fn has_too_many_failures(connection: &mut Connection, row: &Row) -> Result<bool> {
    let Some(percent) = row.pause_above_percent else { return Ok(false) };
    let statuses = progress(connection, row).await?.statuses;
    let n_failed = statuses.failed + statuses.suppressed;
    let n_final = n_failed + statuses.delivered;
    Ok(n_final >= N_FINAL_AT_LEAST && n_failed * 100 > n_final * u64::try_from(percent).unwrap_or(100))
}

/// Turns recipients into messages. Their money is held already.
async fn accept_batch(
    tx: &mut WriteTx,
    row: &Row,
    template: &Sendable,
    batch: &[Waiting],
    now_ms: i64,
) -> Result<(), NotAccepted> {
    let mut groups: BTreeMap<&str, Vec<&Waiting>> = BTreeMap::new();
    for recipient in batch {
        groups.entry(&recipient.vars).or_default().push(recipient);
    }
    let mut planned = 0_i64;
    let mut message_ids = Vec::with_capacity(batch.len());
    for (vars, group) in groups {
        let values: BTreeMap<String, String> = serde_json::from_str(vars).map_err(|_| Error::Damaged("campaign"))?;
        let recipients = group
            .iter()
            .map(|recipient| {
                let phone: Phone =
                    parse_phone(&recipient.phone, PlusSign::Required).map_err(|_| Error::Damaged("campaign"))?;
                Ok((phone, Micros(recipient.unit_price)))
            })
            .collect::<Result<Vec<_>>>()?;
        let order = Order {
            account_id: row.account_id,
            sms_user: &row.sms_user,
            template,
            values: &values,
            sender: row.sender.as_deref(),
            custom_args: None,
            recipients: &recipients,
            price_version: row.price_version,
            written: &[],
            origin: Origin::Campaign(row.id),
        };
        let accepted = accept(tx, &order, now_ms).await?;
        for (recipient, message) in group.iter().zip(&accepted) {
            planned += recipient.unit_price * recipient.n_pieces;
            message_ids.push(message.row_id);
            query(
                "UPDATE campaign_recipient SET state = 'accepted', message_id = $3, phone = '', vars = ''
                 WHERE campaign_id = $1 AND file_row = $2",
            )
            .bind(row.id)
            .bind(recipient.file_row)
            .bind(message.row_id)
            .execute(tx)
            .await?;
        }
    }
    let mut select = QueryBuilder::new("SELECT CAST(COALESCE(SUM(reserved), 0) AS BIGINT) FROM message WHERE id IN (");
    select.push_list(message_ids).push(")");
    let held: i64 = select.build_scalar().fetch_one(tx).await?;
    // The held part is the messages' own now; what is not needed for suppressed ones goes back.
    query("UPDATE campaign SET reserved = reserved - $2 WHERE id = $1").bind(row.id).bind(held).execute(tx).await?;
    wallet::change_pending(tx, row.account_id, held, now_ms).await?;
    Ok(give_back(tx, row, Micros(planned - held), now_ms).await?)
}

#[cfg(test)]
mod tests {
    use super::{N_BATCH, pace};

    #[test]
    fn a_throttle_is_kept_to_at_any_speed() {
        assert_eq!(pace(None), (N_BATCH, 0));
        for per_minute in [1, 6, 59, 60, 600, 100_000] {
            let (n_batch, pause_ms) = pace(Some(per_minute));
            assert!(n_batch * 60_000 <= per_minute * (pause_ms + 1), "{per_minute}: {n_batch} in {pause_ms} ms");
            assert!((1..=N_BATCH).contains(&n_batch), "{per_minute}");
        }
    }
}
