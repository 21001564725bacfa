//! Registrations in the database.

use piecewise_api::{Known, Sender, SenderMaterial, SenderStep};
use piecewise_sms::sender::{SenderState, warning};

use super::cards;
use crate::{
    error::{Error, Result},
    store::{Connection, QueryBuilder, WriteTx, query, query_as, query_scalar},
};

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    sender_id: String,
    country: String,
    state: String,
    rejection: Option<String>,
}

#[derive(sqlx::FromRow)]
struct MaterialRow {
    id: i64,
    name: String,
    requested_at_ms: i64,
    received_at_ms: Option<i64>,
}

/// The registrations of an account, newest first; or one of them.
pub(super) async fn list(connection: &mut Connection, account_id: i64, id: Option<i64>) -> Result<Vec<Sender>> {
    let mut select =
        QueryBuilder::new("SELECT id, sender_id, country, state, rejection FROM sender WHERE account_id = ");
    select.push_bind(account_id);
    if let Some(id) = id {
        select.push(" AND id = ").push_bind(id);
    }
    select.push(" ORDER BY id DESC");
    let rows: Vec<Row> = select.build_as().fetch_all(connection).await?;
    let mut senders = Vec::new();
    for row in rows {
        senders.push(complete(connection, row).await?);
    }
    Ok(senders)
}

/// One registration of an account.
pub(super) async fn find(connection: &mut Connection, account_id: i64, id: i64) -> Result<Option<Sender>> {
    Ok(list(connection, account_id, Some(id)).await?.pop())
}

async fn complete(connection: &mut Connection, row: Row) -> Result<Sender> {
    let materials: Vec<MaterialRow> = query_as(
        "SELECT id, name, requested_at_ms, received_at_ms FROM sender_material WHERE sender_row_id = $1 ORDER BY id",
    )
    .bind(row.id)
    .fetch_all(connection)
    .await?;
    let steps: Vec<(i64, String, String)> =
        query_as("SELECT at_ms, state, actor FROM sender_event WHERE sender_row_id = $1 ORDER BY id")
            .bind(row.id)
            .fetch_all(connection)
            .await?;
    let history = steps
        .into_iter()
        .map(|(at_ms, state, actor)| Ok(SenderStep { at_ms, state: state_of(&state)?, actor }))
        .collect::<Result<_>>()?;
    let mut warnings: Vec<String> = warning(&row.sender_id).map(|found| found.as_str().into()).into_iter().collect();
    if cards::card(&row.country)?.offered == Known::No {
        warnings.push("country_not_offered".into());
    }
    Ok(Sender {
        id: row.id,
        state: state_of(&row.state)?,
        sender_id: row.sender_id,
        country: row.country,
        rejection: row.rejection,
        warnings,
        materials: materials
            .into_iter()
            .map(|row| SenderMaterial {
                id: row.id,
                name: row.name,
                requested_at_ms: row.requested_at_ms,
                received_at_ms: row.received_at_ms,
            })
            .collect(),
        history,
    })
}

fn state_of(name: &str) -> Result<SenderState> {
    SenderState::from_name(name).ok_or(Error::Damaged("registration"))
}

/// Hands a sender ID in for a country, and gives the registration's number; `None` if one is under way or registered
/// there already.
pub(super) async fn insert(
    tx: &mut WriteTx,
    account_id: i64,
    sender_id: &str,
    country: &str,
    actor: &str,
    now_ms: i64,
) -> Result<Option<i64>> {
    let id: Option<i64> = query_scalar(
        "INSERT INTO sender
             (account_id, sender_id, sender_folded, country, state, submitted_by, submitted_at_ms, updated_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
         ON CONFLICT (account_id, sender_folded, country) WHERE state <> 'rejected' DO NOTHING
         RETURNING id",
    )
    .bind(account_id)
    .bind(sender_id)
    .bind(sender_id.to_lowercase())
    .bind(country)
    .bind(SenderState::Submitted.as_str())
    .bind(actor)
    .bind(now_ms)
    .fetch_optional(tx)
    .await?;
    if let Some(id) = id {
        insert_step(tx, id, SenderState::Submitted, actor, now_ms).await?;
    }
    Ok(id)
}

async fn insert_step(tx: &mut WriteTx, id: i64, state: SenderState, actor: &str, now_ms: i64) -> Result<()> {
    query("INSERT INTO sender_event (sender_row_id, at_ms, state, actor) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(now_ms)
        .bind(state.as_str())
        .bind(actor)
        .execute(tx)
        .await?;
    Ok(())
}

/// Brings a registration to `state`, with the reason where it is rejected.
pub(super) async fn set_state(
    tx: &mut WriteTx,
    id: i64,
    state: SenderState,
    rejection: Option<&str>,
    actor: &str,
    now_ms: i64,
) -> Result<()> {
    query("UPDATE sender SET state = $2, rejection = $3, updated_at_ms = $4 WHERE id = $1")
        .bind(id)
        .bind(state.as_str())
        .bind(rejection)
        .bind(now_ms)
        .execute(tx)
        .await?;
    insert_step(tx, id, state, actor, now_ms).await
}

/// Adds documents to the checklist.
pub(super) async fn request(tx: &mut WriteTx, id: i64, names: &[String], now_ms: i64) -> Result<()> {
    for name in names {
        query("INSERT INTO sender_material (sender_row_id, name, requested_at_ms) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(name)
            .bind(now_ms)
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// Ticks a document off.
pub(super) async fn receive(tx: &mut WriteTx, material_id: i64, now_ms: i64) -> Result<()> {
    query("UPDATE sender_material SET received_at_ms = $2 WHERE id = $1 AND received_at_ms IS NULL")
        .bind(material_id)
        .bind(now_ms)
        .execute(tx)
        .await?;
    Ok(())
}

/// The sender IDs that are registered, each with its country, latest first.
pub(crate) async fn registered(connection: &mut Connection, account_id: i64) -> Result<Vec<(String, String)>> {
    Ok(query_as(
        "SELECT sender_id, country FROM sender WHERE account_id = $1 AND state = 'registered'
         ORDER BY updated_at_ms DESC, id DESC",
    )
    .bind(account_id)
    .fetch_all(connection)
    .await?)
}
