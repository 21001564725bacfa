//! Hooks and their deliveries in the database.

use piecewise_api::{Hook, HookAttempt, HookDelivery, HookDeliveryDetail, HookDeliveryState, HookEvent, NewHook};
use url::Url;

use super::load::{self, Numbers};
use crate::{
    error::{Error, Result},
    random,
    store::{Connection, QueryBuilder, WriteTx, page, query, query_as, query_scalar},
};

#[derive(sqlx::FromRow)]
struct HookRow {
    id: i64,
    url: String,
    created_by: String,
    created_at_ms: i64,
    updated_at_ms: i64,
    failing_since_ms: Option<i64>,
    n_open: i64,
    n_failed: i64,
    last_delivered_at_ms: Option<i64>,
}

/// The hooks of an account, oldest first.
pub(super) async fn list(connection: &mut Connection, account_id: i64) -> Result<Vec<Hook>> {
    let rows: Vec<HookRow> = query_as(
        "SELECT id, url, created_by, created_at_ms, updated_at_ms, failing_since_ms,
                (SELECT COUNT(*) FROM hook_delivery WHERE hook_id = hook.id AND next_at_ms IS NOT NULL) AS n_open,
                (SELECT COUNT(*) FROM hook_delivery WHERE hook_id = hook.id AND state = 'failed') AS n_failed,
                (SELECT MAX(ended_at_ms) FROM hook_delivery WHERE hook_id = hook.id AND state = 'delivered')
                    AS last_delivered_at_ms
         FROM hook WHERE account_id = $1 AND removed_at_ms IS NULL ORDER BY id",
    )
    .bind(account_id)
    .fetch_all(connection)
    .await?;
    let mut hooks = Vec::new();
    for row in rows {
        let codes: Vec<i64> = query_scalar("SELECT event_type FROM hook_subscription WHERE hook_id = $1")
            .bind(row.id)
            .fetch_all(connection)
            .await?;
        hooks.push(Hook {
            id: row.id,
            url: row.url,
            events: HookEvent::ALL.into_iter().filter(|event| codes.contains(&event.code())).collect(),
            created_by: row.created_by,
            created_at_ms: row.created_at_ms,
            updated_at_ms: row.updated_at_ms,
            failing_since_ms: row.failing_since_ms,
            n_open: row.n_open,
            n_failed: row.n_failed,
            last_delivered_at_ms: row.last_delivered_at_ms,
        });
    }
    Ok(hooks)
}

/// One hook of an account.
pub(super) async fn find(connection: &mut Connection, account_id: i64, id: i64) -> Result<Option<Hook>> {
    Ok(list(connection, account_id).await?.into_iter().find(|hook| hook.id == id))
}

/// Stores a hook, and gives its number.
pub(super) async fn insert(tx: &mut WriteTx, account_id: i64, url: &Url, created_by: &str, now_ms: i64) -> Result<i64> {
    Ok(query_scalar(
        "INSERT INTO hook (account_id, url, created_by, created_at_ms, updated_at_ms, checked_at_ms)
         VALUES ($1, $2, $3, $4, $4, $4) RETURNING id",
    )
    .bind(account_id)
    .bind(url.as_str())
    .bind(created_by)
    .bind(now_ms)
    .fetch_one(tx)
    .await?)
}

/// Gives a hook, which has answered just now, another address.
pub(super) async fn change(tx: &mut WriteTx, id: i64, url: &Url, now_ms: i64) -> Result<()> {
    query(
        "UPDATE hook SET url = $2, updated_at_ms = $3, checked_at_ms = $3, failing_since_ms = NULL
         WHERE id = $1",
    )
    .bind(id)
    .bind(url.as_str())
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(())
}

/// Sets what a hook hears of, from now on.
pub(super) async fn subscribe(tx: &mut WriteTx, id: i64, new: &NewHook) -> Result<()> {
    query("DELETE FROM hook_subscription WHERE hook_id = $1").bind(id).execute(tx).await?;
    for event in HookEvent::ALL.into_iter().filter(|event| new.events.contains(event)) {
        query("INSERT INTO hook_subscription (hook_id, event_type) VALUES ($1, $2)")
            .bind(id)
            .bind(event.code())
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// Takes a hook away. What was still to be delivered to it is given up.
pub(super) async fn remove(tx: &mut WriteTx, id: i64, now_ms: i64) -> Result<()> {
    query("UPDATE hook SET removed_at_ms = $2 WHERE id = $1").bind(id).bind(now_ms).execute(tx).await?;
    query("DELETE FROM hook_subscription WHERE hook_id = $1").bind(id).execute(tx).await?;
    query(
        "UPDATE hook_delivery SET state = 'failed', next_at_ms = NULL, ended_at_ms = $2
         WHERE hook_id = $1 AND next_at_ms IS NOT NULL",
    )
    .bind(id)
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down an event that nothing happened for, and gives its number.
pub(super) async fn insert_sample(
    tx: &mut WriteTx,
    account_id: i64,
    hook_id: i64,
    event: HookEvent,
    now_ms: i64,
) -> Result<i64> {
    Ok(query_scalar(
        "INSERT INTO hook_delivery
             (account_id, hook_id, event_type, is_sample, at_ms, token, state, n_attempts, next_at_ms)
         VALUES ($1, $2, $3, TRUE, $4, $5, 'waiting', 0, $4) RETURNING id",
    )
    .bind(account_id)
    .bind(hook_id)
    .bind(event.code())
    .bind(now_ms)
    .bind(random::alphanumeric(super::outbox::N_TOKEN_CHARS)?)
    .fetch_one(tx)
    .await?)
}

/// Which deliveries are listed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filter {
    /// Of one hook only.
    pub(super) hook_id: Option<i64>,
    /// Of one event only.
    pub(super) event: Option<HookEvent>,
    /// In one state only.
    pub(super) state: Option<HookDeliveryState>,
    /// One delivery only.
    pub(super) id: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct DeliveryRow {
    id: i64,
    hook_id: i64,
    event_type: i64,
    is_sample: bool,
    at_ms: i64,
    state: String,
    n_attempts: i64,
    next_at_ms: Option<i64>,
    ended_at_ms: Option<i64>,
    public_id: Option<String>,
    template_id: Option<i64>,
}

impl TryFrom<DeliveryRow> for HookDelivery {
    type Error = Error;

    fn try_from(row: DeliveryRow) -> Result<Self> {
        let damaged = || Error::Damaged("delivery");
        let state = HookDeliveryState::from_name(&row.state).ok_or_else(damaged)?;
        Ok(Self {
            id: row.id,
            hook_id: row.hook_id,
            event: HookEvent::from_code(row.event_type).ok_or_else(damaged)?,
            is_test: row.is_sample,
            at_ms: row.at_ms,
            state,
            n_attempts: row.n_attempts,
            next_at_ms: row.next_at_ms.filter(|_| state == HookDeliveryState::Waiting),
            ended_at_ms: row.ended_at_ms,
            message_id: row.public_id,
            template_id: row.template_id,
        })
    }
}

/// Deliveries before the row `before`, newest first, and where to go on.
pub(super) async fn deliveries(
    connection: &mut Connection,
    account_id: i64,
    filter: Filter,
    before: i64,
    limit: usize,
) -> Result<(Vec<HookDelivery>, Option<i64>)> {
    let mut select = QueryBuilder::new(
        "SELECT id, hook_id, event_type, is_sample, at_ms, state, n_attempts, next_at_ms, ended_at_ms,
                (SELECT public_id FROM message WHERE message.id = hook_delivery.message_id) AS public_id, template_id
         FROM hook_delivery WHERE account_id = ",
    );
    select.push_bind(account_id).push(" AND id < ").push_bind(before);
    if let Some(hook_id) = filter.hook_id {
        select.push(" AND hook_id = ").push_bind(hook_id);
    }
    if let Some(event) = filter.event {
        select.push(" AND event_type = ").push_bind(event.code());
    }
    if let Some(state) = filter.state {
        select.push(" AND state = ").push_bind(state.as_str());
    }
    if let Some(id) = filter.id {
        select.push(" AND id = ").push_bind(id);
    }
    select.push(" ORDER BY id DESC LIMIT ").push_bind(page::n_asked(limit));
    let mut rows: Vec<DeliveryRow> = select.build_as().fetch_all(connection).await?;
    let next = page::cut(&mut rows, limit, |row| row.id);
    Ok((rows.into_iter().map(HookDelivery::try_from).collect::<Result<_>>()?, next))
}

#[derive(sqlx::FromRow)]
struct AttemptRow {
    at_ms: i64,
    took_ms: i64,
    http_status: Option<i64>,
    fault: Option<String>,
    answer: Option<String>,
}

/// A delivery with its body and its attempts. Before the first attempt there is no signature.
pub(super) async fn detail(
    connection: &mut Connection,
    account_id: i64,
    id: i64,
    numbers: Numbers,
) -> Result<Option<HookDeliveryDetail>> {
    let filter = Filter { hook_id: None, event: None, state: None, id: Some(id) };
    let (mut found, _) = deliveries(connection, account_id, filter, i64::MAX, 1).await?;
    let Some(delivery) = found.pop() else { return Ok(None) };
    let signature: Option<String> =
        query_scalar("SELECT signature FROM hook_delivery WHERE id = $1").bind(id).fetch_one(connection).await?;
    let payload = load::payload(connection, id, numbers).await?;
    let rows: Vec<AttemptRow> = query_as(
        "SELECT at_ms, took_ms, http_status, fault, answer FROM hook_attempt WHERE delivery_id = $1 ORDER BY id",
    )
    .bind(id)
    .fetch_all(connection)
    .await?;
    let attempts = rows
        .into_iter()
        .map(|row| HookAttempt {
            at_ms: row.at_ms,
            took_ms: row.took_ms,
            status: row.http_status,
            fault: row.fault,
            answer: row.answer,
        })
        .collect();
    Ok(Some(HookDeliveryDetail { delivery, body: payload.body(&signature.unwrap_or_default())?, attempts }))
}

/// Makes a delivery of a hook that is still there due at once, and begins its pauses anew. One that is under way goes
/// on. Says whether there is such a delivery.
pub(super) async fn redeliver(tx: &mut WriteTx, account_id: i64, id: i64, now_ms: i64) -> Result<bool> {
    let found: Option<i64> = query_scalar(
        "SELECT hook_delivery.id FROM hook_delivery JOIN hook ON hook.id = hook_id
         WHERE hook_delivery.id = $2 AND hook_delivery.account_id = $1 AND removed_at_ms IS NULL",
    )
    .bind(account_id)
    .bind(id)
    .fetch_optional(tx)
    .await?;
    if found.is_none() {
        return Ok(false);
    }
    query(
        "UPDATE hook_delivery SET state = 'waiting', n_attempts = 0, next_at_ms = $2, ended_at_ms = NULL
         WHERE id = $1 AND state <> 'sending'",
    )
    .bind(id)
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(true)
}

/// Makes every failed delivery of a hook due at once; says how many.
pub(super) async fn redeliver_failed(tx: &mut WriteTx, hook_id: i64, now_ms: i64) -> Result<i64> {
    let updated = query(
        "UPDATE hook_delivery SET state = 'waiting', n_attempts = 0, next_at_ms = $2, ended_at_ms = NULL
         WHERE hook_id = $1 AND state = 'failed'",
    )
    .bind(hook_id)
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(i64::try_from(updated.rows_affected()).unwrap_or(i64::MAX))
}
