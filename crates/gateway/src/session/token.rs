//! Tokens of sign-in links and of sessions.

use piecewise_api::Role;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::{
    error::{Error, Result},
    people, random,
    store::{Connection, Store, WriteTx, query, query_as, query_scalar},
};

/// A printed link can be used this long.
const LINK_MS: i64 = 24 * 60 * 60 * 1000;

/// A session lasts this long.
const SESSION_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// When a session was last used is kept to this.
const SEEN_EVERY_MS: i64 = 60_000;

/// Who holds a session.
#[derive(Debug, Clone)]
pub(super) struct Holder {
    pub(super) session_id: i64,
    pub(super) person_id: i64,
    pub(super) account_id: i64,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) last_seen_at_ms: i64,
}

/// What is stored of a token.
pub(crate) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Makes a token for a sign-in link of an account's owner; links and sessions that have run out are forgotten.
pub(crate) async fn issue_link_token(store: &Store, account_id: i64, now_ms: i64) -> Result<Zeroizing<String>> {
    let token = random::token()?;
    let mut tx = store.write().await?;
    let person_id = people::find_owner(&mut tx, account_id)
        .await?
        .ok_or_else(|| Error::Setting { setting: "account", reason: format!("there is no account {account_id}") })?;
    query("DELETE FROM sign_in_token WHERE expires_at_ms < $1").bind(now_ms).execute(&mut tx).await?;
    query("DELETE FROM session WHERE expires_at_ms < $1").bind(now_ms).execute(&mut tx).await?;
    query("INSERT INTO sign_in_token (token_hash, person_id, expires_at_ms) VALUES ($1, $2, $3)")
        .bind(hash(&token))
        .bind(person_id)
        .bind(now_ms + LINK_MS)
        .execute(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(token)
}

/// Uses a link's token up, and says whose it was; `None` if it was used, has run out, is not ours, or its person may no
/// longer sign in.
pub(super) async fn consume(tx: &mut WriteTx, link_token: &str, now_ms: i64) -> Result<Option<i64>> {
    let person_id: Option<i64> = query_scalar(
        "UPDATE sign_in_token SET consumed_at_ms = $2
         WHERE token_hash = $1 AND consumed_at_ms IS NULL AND expires_at_ms > $2
               AND person_id IN (SELECT id FROM person WHERE disabled_at_ms IS NULL)
         RETURNING person_id",
    )
    .bind(hash(link_token))
    .bind(now_ms)
    .fetch_optional(tx)
    .await?;
    Ok(person_id)
}

/// Starts a session, and gives its token.
pub(super) async fn begin(
    tx: &mut WriteTx,
    person_id: i64,
    user_agent: &str,
    ip_class: &str,
    now_ms: i64,
) -> Result<Zeroizing<String>> {
    let token = random::token()?;
    query(
        "INSERT INTO session (token_hash, person_id, user_agent, ip_class, created_at_ms, last_seen_at_ms, expires_at_ms)
         VALUES ($1, $2, $3, $4, $5, $5, $6)",
    )
    .bind(hash(&token))
    .bind(person_id)
    .bind(user_agent)
    .bind(ip_class)
    .bind(now_ms)
    .bind(now_ms + SESSION_MS)
    .execute(tx)
    .await?;
    Ok(token)
}

/// Who holds a session, with the role of this moment.
pub(super) async fn find(connection: &mut Connection, token_hash: &[u8], now_ms: i64) -> Result<Option<Holder>> {
    let found: Option<(i64, i64, i64, String, String, i64)> = query_as(
        "SELECT session.id, person.id, person.account_id, person.name, person.role, session.last_seen_at_ms
         FROM session JOIN person ON person.id = session.person_id
         WHERE session.token_hash = $1 AND session.expires_at_ms > $2 AND person.disabled_at_ms IS NULL",
    )
    .bind(token_hash)
    .bind(now_ms)
    .fetch_optional(connection)
    .await?;
    let Some((session_id, person_id, account_id, name, role, last_seen_at_ms)) = found else { return Ok(None) };
    let role = Role::from_name(&role).ok_or(Error::Damaged("role"))?;
    Ok(Some(Holder { session_id, person_id, account_id, name, role, last_seen_at_ms }))
}

/// Notes that a session is in use, unless that was noted within the minute.
pub(super) async fn note_seen(store: &Store, holder: &Holder, now_ms: i64) -> Result<()> {
    if now_ms - holder.last_seen_at_ms < SEEN_EVERY_MS {
        return Ok(());
    }
    let mut tx = store.claim().await?;
    query("UPDATE session SET last_seen_at_ms = $2 WHERE id = $1")
        .bind(holder.session_id)
        .bind(now_ms)
        .execute(&mut tx)
        .await?;
    tx.commit().await
}

/// Ends one session of a person; whether there was one.
pub(super) async fn end(tx: &mut WriteTx, person_id: i64, session_id: i64) -> Result<bool> {
    let ended = query("DELETE FROM session WHERE id = $1 AND person_id = $2").bind(session_id).bind(person_id);
    Ok(ended.execute(tx).await?.rows_affected() > 0)
}

/// Ends every session of a person, but for the one that is to stay, and makes printed links useless.
pub(crate) async fn end_all(tx: &mut WriteTx, person_id: i64, but_for: Option<i64>) -> Result<()> {
    query("DELETE FROM session WHERE person_id = $1 AND id <> $2")
        .bind(person_id)
        .bind(but_for.unwrap_or(0))
        .execute(tx)
        .await?;
    query("DELETE FROM sign_in_token WHERE person_id = $1").bind(person_id).execute(tx).await?;
    Ok(())
}
