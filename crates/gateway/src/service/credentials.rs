//! SMS_USER and SMS_KEY: made, listed, revealed, and checked in the same time whatever is wrong with them.

use piecewise_api::SmsUser;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::Sealer;
use crate::{
    app::App,
    error::Result,
    random,
    store::{Connection, WriteTx, query, query_as, query_scalar},
};

/// `last_used_at_ms` is written at most this often: it is for people.
const LAST_USED_STEP_MS: i64 = 1000;

/// Makes a new pair and gives back its public part.
pub(super) async fn create(tx: &mut WriteTx, sealer: &Sealer, account_id: i64, now_ms: i64) -> Result<SmsUser> {
    let sms_user = format!("sms_{}", random::base36(12)?);
    let sms_key = random::token()?;
    query(
        "INSERT INTO sms_user (account_id, sms_user, sealed_key, created_at_ms, key_created_at_ms)
         VALUES ($1, $2, $3, $4, $4)",
    )
    .bind(account_id)
    .bind(&sms_user)
    .bind(sealer.seal(&sms_user, &sms_key)?)
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(SmsUser { sms_user, created_at_ms: now_ms, key_created_at_ms: now_ms, last_used_at_ms: None })
}

/// Every pair's public part, oldest first.
pub(super) async fn list(connection: &mut Connection, account_id: i64) -> Result<Vec<SmsUser>> {
    let rows: Vec<(String, i64, i64, Option<i64>)> =
        query_as("SELECT sms_user, created_at_ms, key_created_at_ms, last_used_at_ms FROM sms_user WHERE account_id = $1 ORDER BY id")
            .bind(account_id)
            .fetch_all(connection)
            .await?;
    let user = |(sms_user, created_at_ms, key_created_at_ms, last_used_at_ms)| SmsUser {
        sms_user,
        created_at_ms,
        key_created_at_ms,
        last_used_at_ms,
    };
    Ok(rows.into_iter().map(user).collect())
}

/// The sealed key of `sms_user`, if it is the account's.
pub(super) async fn find_sealed(
    connection: &mut Connection,
    account_id: i64,
    sms_user: &str,
) -> Result<Option<Vec<u8>>> {
    Ok(query_scalar("SELECT sealed_key FROM sms_user WHERE account_id = $1 AND sms_user = $2")
        .bind(account_id)
        .bind(sms_user)
        .fetch_optional(connection)
        .await?)
}

/// The account of `sms_user`, if `sms_key` is its key. An unknown user, a missing part and a wrong key take the same way.
pub(crate) async fn authenticate(app: &App, sms_user: &str, sms_key: &str) -> Result<Option<i64>> {
    let mut tx = app.store.read().await?;
    let found: Option<(i64, Vec<u8>, Option<i64>)> =
        query_as("SELECT account_id, sealed_key, last_used_at_ms FROM sms_user WHERE sms_user = $1")
            .bind(sms_user)
            .fetch_optional(&mut tx)
            .await?;
    drop(tx);
    let expected: Zeroizing<String> = match &found {
        Some((_, sealed, _)) => app.sealer.open_key(sms_user, sealed)?,
        None => app.sealer.open_decoy()?,
    };
    let is_equal = bool::from(expected.as_bytes().ct_eq(sms_key.as_bytes()));
    let Some((account_id, _, last_used_at_ms)) = found.filter(|_| is_equal) else { return Ok(None) };
    write_use(app, sms_user, last_used_at_ms).await?;
    Ok(Some(account_id))
}

/// The account and the key of `sms_user`, to check a signature with.
pub(crate) async fn find_key(app: &App, sms_user: &str) -> Result<Option<(i64, Zeroizing<String>)>> {
    let mut tx = app.store.read().await?;
    let found: Option<(i64, Vec<u8>)> = query_as("SELECT account_id, sealed_key FROM sms_user WHERE sms_user = $1")
        .bind(sms_user)
        .fetch_optional(&mut tx)
        .await?;
    drop(tx);
    let Some((account_id, sealed)) = found else { return Ok(None) };
    Ok(Some((account_id, app.sealer.open_key(sms_user, &sealed)?)))
}

/// Notes that `sms_user` has shown that it has its key.
pub(crate) async fn note_use(app: &App, sms_user: &str) -> Result<()> {
    let mut tx = app.store.read().await?;
    let last_used_at_ms: Option<i64> = query_scalar("SELECT last_used_at_ms FROM sms_user WHERE sms_user = $1")
        .bind(sms_user)
        .fetch_one(&mut tx)
        .await?;
    drop(tx);
    write_use(app, sms_user, last_used_at_ms).await
}

async fn write_use(app: &App, sms_user: &str, last_used_at_ms: Option<i64>) -> Result<()> {
    let now_ms = app.clock.now_ms();
    if last_used_at_ms.is_none_or(|last| last < now_ms - LAST_USED_STEP_MS) {
        let mut tx = app.store.write().await?;
        query("UPDATE sms_user SET last_used_at_ms = $2 WHERE sms_user = $1")
            .bind(sms_user)
            .bind(now_ms)
            .execute(&mut tx)
            .await?;
        tx.commit().await?;
    }
    Ok(())
}
