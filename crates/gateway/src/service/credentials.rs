//! SMS_USER and SMS_KEY: made, listed, revealed, and checked in the same time whatever is wrong with them.

use piecewise_api::SmsUser;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::Sealer;
use crate::{
    app::App,
    error::Result,
    random,
    store::{Connection, WriteTx},
};

/// `last_used_at_ms` is written at most this often: it is for people.
const LAST_USED_STEP_MS: i64 = 1000;

/// Makes a new pair and gives back its public part.
pub(super) async fn create(tx: &mut WriteTx, sealer: &Sealer, now_ms: i64) -> Result<SmsUser> {
    let sms_user = format!("sms_{}", random::base36(12)?);
    let sms_key = random::token()?;
    sqlx::query(
        "INSERT INTO sms_user (sms_user, sealed_key, created_at_ms, key_created_at_ms) VALUES ($1, $2, $3, $3)",
    )
    .bind(&sms_user)
    .bind(sealer.seal(&sms_user, &sms_key)?)
    .bind(now_ms)
    .execute(&mut **tx)
    .await?;
    Ok(SmsUser { sms_user, created_at_ms: now_ms, key_created_at_ms: now_ms, last_used_at_ms: None })
}

/// Every pair's public part, oldest first.
pub(super) async fn list(connection: &mut Connection) -> Result<Vec<SmsUser>> {
    let rows: Vec<(String, i64, i64, Option<i64>)> =
        sqlx::query_as("SELECT sms_user, created_at_ms, key_created_at_ms, last_used_at_ms FROM sms_user ORDER BY id")
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

/// The sealed key of `sms_user`.
pub(super) async fn find_sealed(connection: &mut Connection, sms_user: &str) -> Result<Option<Vec<u8>>> {
    Ok(sqlx::query_scalar("SELECT sealed_key FROM sms_user WHERE sms_user = $1")
        .bind(sms_user)
        .fetch_optional(connection)
        .await?)
}

/// Whether `sms_key` is the key of `sms_user`. An unknown user, a missing part and a wrong key take the same way.
pub(crate) async fn authenticate(app: &App, sms_user: &str, sms_key: &str) -> Result<bool> {
    let mut tx = app.store.read().await?;
    let found: Option<(Vec<u8>, Option<i64>)> =
        sqlx::query_as("SELECT sealed_key, last_used_at_ms FROM sms_user WHERE sms_user = $1")
            .bind(sms_user)
            .fetch_optional(&mut *tx)
            .await?;
    drop(tx);
    let expected: Zeroizing<String> = match &found {
        Some((sealed, _)) => app.sealer.open_key(sms_user, sealed)?,
        None => app.sealer.open_decoy()?,
    };
    let is_equal = bool::from(expected.as_bytes().ct_eq(sms_key.as_bytes()));
    let Some((_, last_used_at_ms)) = found.filter(|_| is_equal) else { return Ok(false) };
    write_use(app, sms_user, last_used_at_ms).await?;
    Ok(true)
}

/// The key of `sms_user`, to check a signature with.
pub(crate) async fn find_key(app: &App, sms_user: &str) -> Result<Option<Zeroizing<String>>> {
    let mut tx = app.store.read().await?;
    let sealed = find_sealed(&mut tx, sms_user).await?;
    drop(tx);
    sealed.map(|sealed| app.sealer.open_key(sms_user, &sealed)).transpose()
}

/// Notes that `sms_user` has shown that it has its key.
pub(crate) async fn note_use(app: &App, sms_user: &str) -> Result<()> {
    let mut tx = app.store.read().await?;
    let last_used_at_ms: Option<i64> = sqlx::query_scalar("SELECT last_used_at_ms FROM sms_user WHERE sms_user = $1")
        .bind(sms_user)
        .fetch_one(&mut *tx)
        .await?;
    drop(tx);
    write_use(app, sms_user, last_used_at_ms).await
}

async fn write_use(app: &App, sms_user: &str, last_used_at_ms: Option<i64>) -> Result<()> {
    let now_ms = app.clock.now_ms();
    if last_used_at_ms.is_none_or(|last| last < now_ms - LAST_USED_STEP_MS) {
        let mut tx = app.store.write().await?;
        sqlx::query("UPDATE sms_user SET last_used_at_ms = $2 WHERE sms_user = $1")
            .bind(sms_user)
            .bind(now_ms)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
    }
    Ok(())
}
