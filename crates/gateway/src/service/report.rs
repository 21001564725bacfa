//! What people read about the callers of an SMS_USER, and about one that is refused.

use std::collections::HashMap;

use piecewise_api::{CallerDay, CallerReport, Consequences, CredentialFacts, SmsCaller};

use super::callers::{DAY_MS, N_DAYS};
use crate::{
    campaigns,
    error::Result,
    smsapi::date_of_day,
    store::{Connection, query_as, query_scalar},
};

/// Who called in the last 7 days, the latest first.
pub(super) async fn callers(connection: &mut Connection, sms_user_id: i64, now_ms: i64) -> Result<Vec<SmsCaller>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        network: String,
        client: String,
        first_at_ms: i64,
        last_at_ms: i64,
        last_old_key_at_ms: Option<i64>,
        ticked_at_ms: Option<i64>,
        ticked_by: Option<String>,
    }
    #[derive(sqlx::FromRow)]
    struct Calls {
        network: String,
        client: String,
        day: i64,
        n_accepted: i64,
        n_old_key: i64,
        n_refused: i64,
    }
    let first_day = now_ms.div_euclid(DAY_MS) - N_DAYS + 1;
    let rows: Vec<Row> = query_as(
        "SELECT network, client, first_at_ms, last_at_ms, last_old_key_at_ms,
                CASE WHEN ticked_at_ms > COALESCE(last_old_key_at_ms, 0) THEN ticked_at_ms END AS ticked_at_ms, ticked_by
         FROM sms_caller
         WHERE sms_user_id = $1 AND last_at_ms >= $2 ORDER BY last_at_ms DESC, network, client",
    )
    .bind(sms_user_id)
    .bind(first_day * DAY_MS)
    .fetch_all(connection)
    .await?;
    let days: Vec<Calls> = query_as(
        "SELECT network, client, day, n_accepted, n_old_key, n_refused FROM sms_caller_day
         WHERE sms_user_id = $1 AND day >= $2 ORDER BY day",
    )
    .bind(sms_user_id)
    .bind(first_day)
    .fetch_all(connection)
    .await?;
    let n = |count: i64| u64::try_from(count).unwrap_or(0);
    let mut days_of: HashMap<(String, String), Vec<CallerDay>> = HashMap::new();
    for day in days {
        days_of.entry((day.network, day.client)).or_default().push(CallerDay {
            day: date_of_day(day.day),
            n_accepted: n(day.n_accepted),
            n_old_key: n(day.n_old_key),
            n_refused: n(day.n_refused),
        });
    }
    let caller = |row: Row| SmsCaller {
        days: days_of.remove(&(row.network.clone(), row.client.clone())).unwrap_or_default(),
        network: row.network,
        client: row.client,
        first_at_ms: row.first_at_ms,
        last_at_ms: row.last_at_ms,
        last_old_key_at_ms: row.last_old_key_at_ms,
        ticked_by: row.ticked_at_ms.and(row.ticked_by),
        ticked_at_ms: row.ticked_at_ms,
    };
    Ok(rows.into_iter().map(caller).collect())
}

/// The same, with what the banner asks for.
pub(super) async fn caller_report(connection: &mut Connection, sms_user_id: i64, now_ms: i64) -> Result<CallerReport> {
    let last_old_key_at_ms = last_old_key_at_ms(connection, sms_user_id).await?;
    let regenerated_at_ms: Option<i64> = query_scalar("SELECT regenerated_at_ms FROM sms_user WHERE id = $1")
        .bind(sms_user_id)
        .fetch_one(connection)
        .await?;
    let quiet_since_ms = last_old_key_at_ms.max(regenerated_at_ms).unwrap_or(0);
    Ok(CallerReport {
        callers: callers(connection, sms_user_id, now_ms).await?,
        last_old_key_at_ms,
        is_old_key_quiet: quiet_since_ms <= now_ms - DAY_MS,
    })
}

async fn last_old_key_at_ms(connection: &mut Connection, sms_user_id: i64) -> Result<Option<i64>> {
    Ok(query_scalar("SELECT MAX(last_old_key_at_ms) FROM sms_caller WHERE sms_user_id = $1")
        .bind(sms_user_id)
        .fetch_one(connection)
        .await?)
}

/// What regenerating means now.
pub(super) async fn consequences(
    connection: &mut Connection,
    account_id: i64,
    sms_user_id: i64,
    sms_user: &str,
    now_ms: i64,
) -> Result<Consequences> {
    let n_pending: i64 = query_scalar(
        "SELECT COUNT(*) FROM message JOIN submission ON submission.id = message.submission_id
         WHERE message.account_id = $1 AND message.status IN ('sending', 'waiting_result') AND submission.sms_user = $2",
    )
    .bind(account_id)
    .bind(sms_user)
    .fetch_one(connection)
    .await?;
    Ok(Consequences {
        callers: callers(connection, sms_user_id, now_ms).await?,
        campaigns: campaigns::running_on(connection, account_id, sms_user).await?,
        n_pending_messages: u64::try_from(n_pending).unwrap_or(0),
    })
}

/// What helps to find out why calls with `sms_user` are refused; of this account only.
pub(super) async fn facts(
    connection: &mut Connection,
    account_id: i64,
    sms_user: &str,
    base_url: &str,
) -> Result<CredentialFacts> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: i64,
        sms_user: String,
        is_disabled: bool,
        regenerated_at_ms: Option<i64>,
        regenerated_by: Option<String>,
        last_used_at_ms: Option<i64>,
    }
    let row: Option<Row> = query_as(
        "SELECT id, sms_user, is_disabled, regenerated_at_ms, regenerated_by, last_used_at_ms FROM sms_user
         WHERE account_id = $1
           AND (sms_user = $2 OR id IN (SELECT sms_user_id FROM former_sms_key WHERE former_sms_key.sms_user = $2))",
    )
    .bind(account_id)
    .bind(sms_user)
    .fetch_optional(connection)
    .await?;
    let mut facts = CredentialFacts {
        is_known: false,
        replaced_by: None,
        is_disabled: false,
        regenerated_at_ms: None,
        regenerated_by: None,
        last_used_at_ms: None,
        last_old_key_at_ms: None,
        base_url: base_url.into(),
        send_path: "/smsapi/send".into(),
    };
    if let Some(row) = row {
        facts.is_known = row.sms_user == sms_user;
        facts.last_old_key_at_ms = last_old_key_at_ms(connection, row.id).await?;
        facts.replaced_by = (!facts.is_known).then_some(row.sms_user);
        facts.is_disabled = row.is_disabled;
        facts.regenerated_at_ms = row.regenerated_at_ms;
        facts.regenerated_by = row.regenerated_by;
        facts.last_used_at_ms = row.last_used_at_ms;
    }
    Ok(facts)
}
