//! Tokens of sign-in links and of sessions.

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::{
    error::Result,
    random,
    store::{Connection, Store, query, query_as, query_scalar},
};

/// A printed link can be used this long.
const LINK_MS: i64 = 24 * 60 * 60 * 1000;

/// A session lasts this long.
pub(super) const SESSION_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// What is stored of a token.
pub(super) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Makes a token for a sign-in link; links that have run out are forgotten.
pub(crate) async fn issue_link_token(store: &Store, account_id: i64, now_ms: i64) -> Result<Zeroizing<String>> {
    let token = random::token()?;
    let mut tx = store.write().await?;
    query("DELETE FROM sign_in_token WHERE expires_at_ms < $1").bind(now_ms).execute(&mut tx).await?;
    query("DELETE FROM session WHERE expires_at_ms < $1").bind(now_ms).execute(&mut tx).await?;
    query("INSERT INTO sign_in_token (token_hash, account_id, expires_at_ms) VALUES ($1, $2, $3)")
        .bind(hash(&token))
        .bind(account_id)
        .bind(now_ms + LINK_MS)
        .execute(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(token)
}

/// Exchanges a link's token for a session's; `None` if the link was used, has run out or is not ours.
pub(super) async fn exchange(store: &Store, link_token: &str, now_ms: i64) -> Result<Option<Zeroizing<String>>> {
    let mut tx = store.write().await?;
    let account_id: Option<i64> = query_scalar(
        "UPDATE sign_in_token SET consumed_at_ms = $2
         WHERE token_hash = $1 AND consumed_at_ms IS NULL AND expires_at_ms > $2 RETURNING account_id",
    )
    .bind(hash(link_token))
    .bind(now_ms)
    .fetch_optional(&mut tx)
    .await?;
    let Some(account_id) = account_id else { return Ok(None) };
    let token = random::token()?;
    query(
        "INSERT INTO session (token_hash, account_id, name, role, created_at_ms, expires_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(hash(&token))
    .bind(account_id)
    .bind("Owner")
    .bind("owner")
    .bind(now_ms)
    .bind(now_ms + SESSION_MS)
    .execute(&mut tx)
    .await?;
    tx.commit().await?;
    Ok(Some(token))
}

/// Who holds a session: account, name and role.
pub(super) async fn find(
    connection: &mut Connection,
    token_hash: &[u8],
    now_ms: i64,
) -> Result<Option<(i64, String, String)>> {
    Ok(query_as("SELECT account_id, name, role FROM session WHERE token_hash = $1 AND expires_at_ms > $2")
        .bind(token_hash)
        .bind(now_ms)
        .fetch_optional(connection)
        .await?)
}

/// Ends a session.
pub(super) async fn end(store: &Store, token_hash: &[u8]) -> Result<()> {
    let mut tx = store.write().await?;
    query("DELETE FROM session WHERE token_hash = $1").bind(token_hash).execute(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}
