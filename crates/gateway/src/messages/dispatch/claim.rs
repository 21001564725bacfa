//! What is handed over next: hand-overs to repeat, then groups of queued messages. All of it in one transaction, which
//! is committed before any call.

use std::collections::{HashMap, HashSet};

use crate::{
    error::Result,
    events,
    messages::N_MAX_RECIPIENTS,
    random, retention,
    store::{QueryBuilder, Store, WriteTx, query, query_as, query_scalar},
};

/// The upstream recognises a `sendRequestId` for an hour; the margin is for clocks that differ.
pub(super) const RECOGNISED_MS: i64 = 55 * 60 * 1000;

/// Rows looked at in one go.
const N_WINDOW: i64 = 2000;

/// Who claims, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claimant<'a> {
    /// The gateway.
    pub gateway_id: &'a str,
    /// Now.
    pub now_ms: i64,
    /// Gateways that were seen after this, by the time of their machines, are alive.
    pub alive_since_ms: i64,
}

/// What was claimed: a hand-over, and how many numbers it has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claimed {
    /// The hand-over.
    pub id: i64,
    /// Its numbers.
    pub n_numbers: usize,
}

/// Hand-overs whose next call is due, or whose holder ended during a call. A call under way in a gateway that lives is
/// left to it.
fn find_due(claimant: &Claimant<'_>) -> QueryBuilder {
    let mut find = QueryBuilder::new("SELECT id FROM hand_over WHERE state = 'submitting' AND (next_at_ms <= ");
    find.push_bind(claimant.now_ms).push(" OR next_at_ms IS NULL AND COALESCE(holder, '') <> ");
    find.push_bind(claimant.gateway_id);
    find.push(" AND NOT EXISTS (SELECT 1 FROM gateway WHERE gateway.id = holder AND seen_at_ms > ");
    find.push_bind(claimant.alive_since_ms).push("))");
    find
}

/// Whether there is anything to claim.
pub(super) async fn has_work(store: &Store, claimant: &Claimant<'_>) -> Result<bool> {
    let mut tx = store.read().await?;
    let is_queued = query_scalar("SELECT EXISTS (SELECT 1 FROM message WHERE journal_state = 'queued')");
    if is_queued.fetch_one(&mut tx).await? {
        return Ok(true);
    }
    let mut find = find_due(claimant);
    find.push(" LIMIT 1");
    let is_due: Option<i64> = find.build_scalar().fetch_optional(&mut tx).await?;
    Ok(is_due.is_some())
}

/// Gives up the hand-overs that are due again and too old to be recognised.
pub(super) async fn give_up_forgotten(store: &Store, claimant: &Claimant<'_>) -> Result<()> {
    let find = || {
        let mut find = find_due(claimant);
        find.push(" AND n_unknown > 0 AND first_at_ms <= ").push_bind(claimant.now_ms - RECOGNISED_MS);
        find.build_scalar()
    };
    let mut tx = store.read().await?;
    let found: Vec<i64> = find().fetch_all(&mut tx).await?;
    drop(tx);
    if found.is_empty() {
        return Ok(());
    }
    let mut tx = store.write().await?;
    let still_there: Vec<i64> = find().fetch_all(&mut tx).await?;
    for id in still_there {
        give_up(&mut tx, id, claimant.now_ms).await?;
    }
    tx.commit().await
}

/// Hand-overs that are due again and still recognised.
pub(super) async fn claim_repeats(tx: &mut WriteTx, n_free: usize, claimant: &Claimant<'_>) -> Result<Vec<Claimed>> {
    let mut find = find_due(claimant);
    find.push(" AND (n_unknown = 0 OR first_at_ms > ").push_bind(claimant.now_ms - RECOGNISED_MS);
    find.push(") ORDER BY next_at_ms LIMIT ").push_bind(i64::try_from(n_free).unwrap_or(i64::MAX));
    find.push(tx.skip_locked());
    let due: Vec<i64> = find.build_scalar().fetch_all(tx).await?;
    let mut claimed = Vec::new();
    for id in due {
        query(
            "UPDATE hand_over
             SET n_attempts = n_attempts + 1, n_unknown = n_unknown + 1, last_at_ms = $2, next_at_ms = NULL, holder = $3,
                 first_at_ms = CASE WHEN n_unknown = 0 THEN CAST($2 AS BIGINT) ELSE first_at_ms END
             WHERE id = $1",
        )
        .bind(id)
        .bind(claimant.now_ms)
        .bind(claimant.gateway_id)
        .execute(tx)
        .await?;
        let n_numbers: i64 =
            query_scalar("SELECT COUNT(*) FROM message WHERE hand_over_id = $1").bind(id).fetch_one(tx).await?;
        claimed.push(Claimed { id, n_numbers: usize::try_from(n_numbers).unwrap_or(0) });
    }
    Ok(claimed)
}

/// What messages of one hand-over have in common: template, values and account in the key, and the sender.
type GroupKey = (Vec<u8>, Option<String>);

/// Groups the oldest queued messages by template, values and sender, at most `n_numbers` of them. A number that stands
/// twice in a group waits for the next one: the upstream refuses repeats. What is on hold stays in the queue.
pub(super) async fn claim_queued(
    tx: &mut WriteTx,
    n_free: usize,
    n_numbers: usize,
    claimant: &Claimant<'_>,
) -> Result<Vec<Claimed>> {
    let n_window = i64::try_from(n_numbers).unwrap_or(i64::MAX).min(N_WINDOW);
    let mut find = QueryBuilder::new(
        "SELECT message.id, phone, group_key, message.sender
         FROM message JOIN submission ON submission.id = message.submission_id
         WHERE message.id IN (SELECT id FROM message WHERE journal_state = 'queued' AND NOT EXISTS (
                   SELECT 1 FROM hold JOIN submission ON submission.id = message.submission_id
                   WHERE hold.account_id = message.account_id
                     AND (hold.sms_user IS NULL OR hold.sms_user = submission.sms_user)
                     AND (hold.template_id IS NULL OR hold.template_id = submission.template_id))
               ORDER BY id LIMIT ",
    );
    find.push_bind(n_window).push(tx.skip_locked()).push(") ORDER BY message.id");
    let queued: Vec<(i64, String, Vec<u8>, Option<String>)> = find.build_as().fetch_all(tx).await?;
    let mut order: Vec<GroupKey> = Vec::new();
    let mut groups: HashMap<GroupKey, (Vec<i64>, HashSet<String>)> = HashMap::new();
    for (id, phone, group_key, sender) in queued {
        let group_key = (group_key, sender);
        if !groups.contains_key(&group_key) {
            if order.len() == n_free {
                continue;
            }
            order.push(group_key.clone());
        }
        let (ids, phones) = groups.entry(group_key).or_default();
        if ids.len() < N_MAX_RECIPIENTS && phones.insert(phone) {
            ids.push(id);
        }
    }
    let mut claimed = Vec::new();
    for (ids, _) in order.iter().filter_map(|group_key| groups.remove(group_key)) {
        let n_numbers = ids.len();
        let id: i64 = query_scalar(
            "INSERT INTO hand_over (send_request_id, state, n_attempts, first_at_ms, last_at_ms, holder)
             VALUES ($1, 'submitting', 1, $2, $2, $3) RETURNING id",
        )
        .bind(format!("piecewise-{}", random::base36(25)?))
        .bind(claimant.now_ms)
        .bind(claimant.gateway_id)
        .fetch_one(tx)
        .await?;
        let mut update = QueryBuilder::new("UPDATE message SET journal_state = 'submitting', hand_over_id = ");
        update.push_bind(id).push(" WHERE id IN (").push_list(ids).push(")");
        update.build().execute(tx).await?;
        claimed.push(Claimed { id, n_numbers });
    }
    Ok(claimed)
}

/// Marks a hand-over as unconfirmed, and says so in its messages' timelines.
async fn give_up(tx: &mut WriteTx, id: i64, now_ms: i64) -> Result<()> {
    query("UPDATE hand_over SET state = 'unconfirmed', next_at_ms = NULL WHERE id = $1").bind(id).execute(tx).await?;
    let messages: Vec<(i64, i64)> = query_as(
        "UPDATE message
         SET journal_state = 'unconfirmed', updated_at_ms = $2
         WHERE hand_over_id = $1 AND status = 'sending' RETURNING account_id, id",
    )
    .bind(id)
    .bind(now_ms)
    .fetch_all(tx)
    .await?;
    // Those that were reported on meanwhile have arrived.
    query("UPDATE message SET journal_state = 'handed_over' WHERE hand_over_id = $1 AND status <> 'sending'")
        .bind(id)
        .execute(tx)
        .await?;
    for (_, message_id) in &messages {
        query(
            "INSERT INTO message_event (message_id, at_ms, status, source, is_unconfirmed)
             VALUES ($1, $2, 'sending', 'gateway', TRUE)",
        )
        .bind(message_id)
        .bind(now_ms)
        .execute(tx)
        .await?;
    }
    events::messages_changed(tx, &messages, now_ms).await?;
    retention::forget_codes_of(tx, id, now_ms).await?;
    tracing::error!(hand_over = id, n_messages = messages.len(), "a hand-over is unconfirmed and needs a person");
    Ok(())
}
