//! The APP KEY of an account, sealed at rest.

use zeroize::Zeroizing;

use crate::{
    error::Result,
    random,
    service::Sealer,
    store::{Connection, WriteTx, query, query_as},
};

/// Digits and letters behind the prefix: 165 bits.
const N_KEY_CHARS: usize = 32;

/// What the key is sealed for: no other row can take its place.
fn sealed_for(account_id: i64) -> String {
    format!("hook_key/{account_id}")
}

/// The key and when it was made, if there is one.
pub(super) async fn find(
    connection: &mut Connection,
    sealer: &Sealer,
    account_id: i64,
) -> Result<Option<(Zeroizing<String>, i64)>> {
    let found: Option<(Vec<u8>, i64)> =
        query_as("SELECT sealed_key, created_at_ms FROM hook_key WHERE account_id = $1")
            .bind(account_id)
            .fetch_optional(connection)
            .await?;
    let Some((octets, created_at_ms)) = found else { return Ok(None) };
    Ok(Some((sealer.open_key(&sealed_for(account_id), &octets)?, created_at_ms)))
}

/// The key, made where there is none.
pub(super) async fn find_or_make(
    tx: &mut WriteTx,
    sealer: &Sealer,
    account_id: i64,
    now_ms: i64,
) -> Result<(Zeroizing<String>, i64)> {
    match find(tx, sealer, account_id).await? {
        Some(found) => Ok(found),
        None => Ok((rotate(tx, sealer, account_id, now_ms).await?, now_ms)),
    }
}

/// Makes a new key; the one before signs nothing any more, not even what is still to be delivered.
pub(super) async fn rotate(
    tx: &mut WriteTx,
    sealer: &Sealer,
    account_id: i64,
    now_ms: i64,
) -> Result<Zeroizing<String>> {
    let app_key = Zeroizing::new(format!("ak_{}", random::alphanumeric(N_KEY_CHARS)?));
    query(
        "INSERT INTO hook_key (account_id, sealed_key, created_at_ms) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE
         SET sealed_key = excluded.sealed_key, created_at_ms = excluded.created_at_ms",
    )
    .bind(account_id)
    .bind(sealer.seal(&sealed_for(account_id), &app_key)?)
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(app_key)
}
