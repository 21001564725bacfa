//! The pairs that Aurora knows our SMS_USERs by, sealed at rest.

use piecewise_api::{LivePair, LivePairCheck};
use zeroize::Zeroizing;

use crate::{
    error::Result,
    service::Sealer,
    store::{Connection, WriteTx, query, query_as, query_scalar},
};

/// SMS_USER and SMS_KEY as Aurora issued them.
pub(super) struct Pair {
    /// The name.
    pub(super) user: String,
    /// The secret.
    pub(super) key: Zeroizing<String>,
}

/// What the key is sealed for: no other row can take its place.
fn sealed_for(sms_user_id: i64) -> String {
    format!("live_key/{sms_user_id}")
}

/// The row of an SMS_USER of the account.
pub(super) async fn id_of(connection: &mut Connection, account_id: i64, sms_user: &str) -> Result<Option<i64>> {
    let found = query_scalar("SELECT id FROM sms_user WHERE account_id = $1 AND sms_user = $2");
    Ok(found.bind(account_id).bind(sms_user).fetch_optional(connection).await?)
}

/// The pair for an SMS_USER, if one was entered.
pub(super) async fn find(
    connection: &mut Connection,
    sealer: &Sealer,
    account_id: i64,
    sms_user: &str,
) -> Result<Option<Pair>> {
    let found: Option<(i64, String, Vec<u8>)> = query_as(
        "SELECT sms_user_id, aurora_user, live_sms_user.sealed_key
         FROM live_sms_user JOIN sms_user ON sms_user.id = sms_user_id
         WHERE sms_user.account_id = $1 AND sms_user.sms_user = $2",
    )
    .bind(account_id)
    .bind(sms_user)
    .fetch_optional(connection)
    .await?;
    let Some((id, user, octets)) = found else { return Ok(None) };
    Ok(Some(Pair { user, key: sealer.open_key(&sealed_for(id), &octets)? }))
}

/// Enters the pair for an SMS_USER, in place of the one before.
pub(super) async fn enter(
    tx: &mut WriteTx,
    sealer: &Sealer,
    account_id: i64,
    sms_user_id: i64,
    pair: &Pair,
    now_ms: i64,
) -> Result<()> {
    query(
        "INSERT INTO live_sms_user (sms_user_id, account_id, aurora_user, sealed_key, entered_at_ms)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (sms_user_id) DO UPDATE
         SET aurora_user = excluded.aurora_user, sealed_key = excluded.sealed_key,
             entered_at_ms = excluded.entered_at_ms, checked_at_ms = NULL, check_code = NULL, check_text = NULL",
    )
    .bind(sms_user_id)
    .bind(account_id)
    .bind(&pair.user)
    .bind(sealer.seal(&sealed_for(sms_user_id), &pair.key)?)
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps what a check found.
pub(super) async fn keep_check(tx: &mut WriteTx, sms_user_id: i64, check: &LivePairCheck) -> Result<()> {
    query("UPDATE live_sms_user SET checked_at_ms = $2, check_code = $3, check_text = $4 WHERE sms_user_id = $1")
        .bind(sms_user_id)
        .bind(check.at_ms)
        .bind(check.is_good.map(i64::from))
        .bind(&check.words)
        .execute(tx)
        .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    sms_user: String,
    aurora_user: Option<String>,
    entered_at_ms: Option<i64>,
    checked_at_ms: Option<i64>,
    check_code: Option<i64>,
    check_text: Option<String>,
}

/// Every SMS_USER of the account that works, and the pair entered for it, without its key.
pub(super) async fn list(connection: &mut Connection, account_id: i64) -> Result<Vec<LivePair>> {
    let rows: Vec<Row> = query_as(
        "SELECT sms_user.sms_user, aurora_user, entered_at_ms, live_sms_user.checked_at_ms, check_code, check_text
         FROM sms_user LEFT JOIN live_sms_user ON sms_user_id = sms_user.id
         WHERE sms_user.account_id = $1 AND NOT is_disabled ORDER BY sms_user.id",
    )
    .bind(account_id)
    .fetch_all(connection)
    .await?;
    let describe = |row: Row| LivePair {
        sms_user: row.sms_user,
        aurora_user: row.aurora_user,
        entered_at_ms: row.entered_at_ms,
        check: row.checked_at_ms.map(|at_ms| LivePairCheck {
            at_ms,
            is_good: row.check_code.map(|code| code == 1),
            words: row.check_text.unwrap_or_default(),
        }),
    };
    Ok(rows.into_iter().map(describe).collect())
}
