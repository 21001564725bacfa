//! SMS_USER and SMS_KEY: made, listed, replaced, disabled.

use piecewise_api::{KeyCheck, KeyFault, SmsUser};

use super::{Sealer, callers::DAY_MS, tick};
use crate::{
    error::{Error, Result},
    random,
    store::{Connection, QueryBuilder, WriteTx, query, query_scalar},
};

/// After how many days a key should be replaced, where nobody has said.
const KEY_REMINDER_DAYS: u32 = 90;

/// How long a reminder is put off.
const REMINDER_OFF_MS: i64 = 7 * DAY_MS;

/// Each fault with its name in the database.
const FAULTS: [(KeyFault, &str); 5] = [
    (KeyFault::StrayCharacters, "stray_characters"),
    (KeyFault::FormerKey, "former_key"),
    (KeyFault::WrongKey, "wrong_key"),
    (KeyFault::Disabled, "disabled"),
    (KeyFault::Unreadable, "unreadable"),
];

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: i64,
    sms_user: String,
    label: Option<String>,
    pub(super) sealed_key: Vec<u8>,
    pub(super) is_disabled: bool,
    created_at_ms: i64,
    key_created_at_ms: i64,
    regenerated_at_ms: Option<i64>,
    regenerated_by: Option<String>,
    last_used_at_ms: Option<i64>,
    reminder_off_till_ms: i64,
    checked_at_ms: Option<i64>,
    check_fault: Option<String>,
}

impl Row {
    /// Its public part.
    pub(super) fn into_sms_user(self, reminder_days: u32, now_ms: i64) -> Result<SmsUser> {
        let is_old = reminder_days > 0 && self.key_created_at_ms <= now_ms - i64::from(reminder_days) * DAY_MS;
        let fault = |name: &str| FAULTS.iter().find(|(_, other)| *other == name).map(|(fault, _)| *fault);
        let last_check = match (self.checked_at_ms, &self.check_fault) {
            (None, _) => None,
            (Some(at_ms), None) => Some(KeyCheck { at_ms, fault: None }),
            (Some(at_ms), Some(name)) => {
                Some(KeyCheck { at_ms, fault: Some(fault(name).ok_or(Error::Damaged("check"))?) })
            }
        };
        Ok(SmsUser {
            sms_user: self.sms_user,
            label: self.label,
            created_at_ms: self.created_at_ms,
            key_created_at_ms: self.key_created_at_ms,
            last_used_at_ms: self.last_used_at_ms,
            is_disabled: self.is_disabled,
            is_reminder_due: is_old && self.reminder_off_till_ms <= now_ms,
            regenerated_at_ms: self.regenerated_at_ms,
            regenerated_by: self.regenerated_by,
            last_check,
        })
    }
}

fn select(account_id: i64) -> QueryBuilder {
    let mut select = QueryBuilder::new(
        "SELECT id, sms_user, label, sealed_key, is_disabled, created_at_ms, key_created_at_ms, regenerated_at_ms,
                regenerated_by, last_used_at_ms, reminder_off_till_ms, checked_at_ms, check_fault
         FROM sms_user WHERE account_id = ",
    );
    select.push_bind(account_id);
    select
}

/// Makes a new pair and gives back its public part.
pub(super) async fn create(
    tx: &mut WriteTx,
    sealer: &Sealer,
    account_id: i64,
    label: Option<&str>,
    now_ms: i64,
) -> Result<SmsUser> {
    let sms_user = new_name()?;
    let sms_key = random::token()?;
    query(
        "INSERT INTO sms_user (account_id, sms_user, label, sealed_key, created_at_ms, key_created_at_ms)
         VALUES ($1, $2, $3, $4, $5, $5)",
    )
    .bind(account_id)
    .bind(&sms_user)
    .bind(label)
    .bind(sealer.seal(&sms_user, &sms_key)?)
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(SmsUser {
        sms_user,
        label: label.map(str::to_owned),
        created_at_ms: now_ms,
        key_created_at_ms: now_ms,
        ..SmsUser::default()
    })
}

fn new_name() -> Result<String> {
    Ok(format!("sms_{}", random::base36(12)?))
}

/// Every pair's public part, oldest first.
pub(super) async fn list(connection: &mut Connection, account_id: i64, now_ms: i64) -> Result<Vec<SmsUser>> {
    let reminder_days = reminder_days(connection, account_id).await?;
    let mut select = select(account_id);
    select.push(" ORDER BY id");
    let rows: Vec<Row> = select.build_as().fetch_all(connection).await?;
    rows.into_iter().map(|row| row.into_sms_user(reminder_days, now_ms)).collect()
}

/// The pair of `sms_user`, if it is the account's.
pub(super) async fn find(connection: &mut Connection, account_id: i64, sms_user: &str) -> Result<Option<Row>> {
    let mut select = select(account_id);
    select.push(" AND sms_user = ").push_bind(sms_user);
    Ok(select.build_as().fetch_optional(connection).await?)
}

/// What a regeneration replaces (D3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Replaced {
    /// The key; the SMS_USER stays.
    Key,
    /// The SMS_USER and its key; what was made with it stays the account's.
    UserAndKey,
}

/// Replaces the key, or the whole pair, and gives the SMS_USER's name. The old pair is remembered only to tell who uses
/// it. A repeat of a call under a new name is still recognised.
pub(super) async fn regenerate(
    tx: &mut WriteTx,
    sealer: &Sealer,
    row: &Row,
    replaced: Replaced,
    by: &str,
    now_ms: i64,
) -> Result<String> {
    let sms_user = match replaced {
        Replaced::Key => row.sms_user.clone(),
        Replaced::UserAndKey => new_name()?,
    };
    query("INSERT INTO former_sms_key (sms_user_id, sms_user, sealed_key, replaced_at_ms) VALUES ($1, $2, $3, $4)")
        .bind(row.id)
        .bind(&row.sms_user)
        .bind(&row.sealed_key)
        .bind(now_ms)
        .execute(tx)
        .await?;
    query(
        "UPDATE sms_user
         SET sms_user = $2, sealed_key = $3, key_generation = key_generation + 1, key_created_at_ms = $4,
             regenerated_at_ms = $4, regenerated_by = $5, reminder_off_till_ms = 0, checked_at_ms = NULL,
             check_fault = NULL
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(&sms_user)
    .bind(sealer.seal(&sms_user, &random::token()?)?)
    .bind(now_ms)
    .bind(by)
    .execute(tx)
    .await?;
    tick::untick_all(tx, row.id).await?;
    if replaced == Replaced::UserAndKey {
        query("UPDATE send_replay SET sms_user = $2 WHERE sms_user = $1")
            .bind(&row.sms_user)
            .bind(&sms_user)
            .execute(tx)
            .await?;
    }
    Ok(sms_user)
}

/// Takes a pair's force away, or gives it back. What is under way with it is refused.
pub(super) async fn set_disabled(tx: &mut WriteTx, id: i64, is_disabled: bool) -> Result<()> {
    query("UPDATE sms_user SET is_disabled = $2, key_generation = key_generation + 1 WHERE id = $1")
        .bind(id)
        .bind(is_disabled)
        .execute(tx)
        .await?;
    Ok(())
}

/// Names a pair.
pub(super) async fn set_label(tx: &mut WriteTx, id: i64, label: Option<&str>) -> Result<()> {
    query("UPDATE sms_user SET label = $2 WHERE id = $1").bind(id).bind(label).execute(tx).await?;
    Ok(())
}

/// Puts the reminder off.
pub(super) async fn put_reminder_off(tx: &mut WriteTx, id: i64, now_ms: i64) -> Result<()> {
    query("UPDATE sms_user SET reminder_off_till_ms = $2 WHERE id = $1")
        .bind(id)
        .bind(now_ms + REMINDER_OFF_MS)
        .execute(tx)
        .await?;
    Ok(())
}

/// Keeps what a check found.
pub(super) async fn keep_check(tx: &mut WriteTx, id: i64, check: &KeyCheck) -> Result<()> {
    let name = check.fault.and_then(|fault| FAULTS.iter().find(|(other, _)| *other == fault)).map(|(_, name)| *name);
    query("UPDATE sms_user SET checked_at_ms = $2, check_fault = $3 WHERE id = $1")
        .bind(id)
        .bind(check.at_ms)
        .bind(name)
        .execute(tx)
        .await?;
    Ok(())
}

/// After how many days a key of the account should be replaced; 0: never.
pub(crate) async fn reminder_days(connection: &mut Connection, account_id: i64) -> Result<u32> {
    let days: Option<i64> = query_scalar("SELECT key_reminder_days FROM service_setting WHERE account_id = $1")
        .bind(account_id)
        .fetch_optional(connection)
        .await?;
    days.map_or(Ok(KEY_REMINDER_DAYS), |days| u32::try_from(days).map_err(|_| Error::Damaged("setting")))
}

/// Sets it.
pub(super) async fn set_reminder_days(tx: &mut WriteTx, account_id: i64, days: u32) -> Result<()> {
    query(
        "INSERT INTO service_setting (account_id, key_reminder_days) VALUES ($1, $2)
         ON CONFLICT (account_id) DO UPDATE SET key_reminder_days = excluded.key_reminder_days",
    )
    .bind(account_id)
    .bind(days)
    .execute(tx)
    .await?;
    Ok(())
}
