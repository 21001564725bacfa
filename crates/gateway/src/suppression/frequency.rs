//! How often one number may be written to. The messages themselves are counted, by the one writer that accepts them, so
//! that calls at the same time do not pass a limit together.

use std::collections::HashMap;

use piecewise_api::FrequencyLimits;
use piecewise_sms::template::ContentType;

use crate::{
    error::Result,
    store::{Connection, QueryBuilder, WriteTx, query, query_as},
};

const MINUTE_MS: i64 = 60_000;

const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// Numbers in one statement.
const N_AT_ONCE: usize = 1000;

/// Which limit a message would pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TooMany {
    /// That of a minute.
    InAMinute,
    /// That of a day.
    InADay,
}

impl TooMany {
    /// The platform's code.
    pub(crate) const fn code(self) -> u16 {
        match self {
            Self::InAMinute => 496,
            Self::InADay => 498,
        }
    }

    /// What happened.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::InAMinute => "too many messages to this number in one minute",
            Self::InADay => "too many messages to this number in one day",
        }
    }
}

/// The limits of an account.
pub(super) async fn limits(connection: &mut Connection, account_id: i64) -> Result<FrequencyLimits> {
    type Row = (Option<i64>, Option<i64>, Option<i64>, Option<i64>);
    let row: Option<Row> =
        query_as("SELECT per_minute, per_day, otp_per_minute, otp_per_day FROM frequency_limit WHERE account_id = $1")
            .bind(account_id)
            .fetch_optional(connection)
            .await?;
    let (per_minute, per_day, otp_per_minute, otp_per_day) = row.unwrap_or_default();
    Ok(FrequencyLimits { per_minute, per_day, otp_per_minute, otp_per_day })
}

/// Sets the limits of an account.
pub(super) async fn set_limits(tx: &mut WriteTx, account_id: i64, limits: FrequencyLimits) -> Result<()> {
    query(
        "INSERT INTO frequency_limit (account_id, per_minute, per_day, otp_per_minute, otp_per_day)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (account_id) DO UPDATE
         SET per_minute = excluded.per_minute, per_day = excluded.per_day,
             otp_per_minute = excluded.otp_per_minute, otp_per_day = excluded.otp_per_day",
    )
    .bind(account_id)
    .bind(limits.per_minute)
    .bind(limits.per_day)
    .bind(limits.otp_per_minute)
    .bind(limits.otp_per_day)
    .execute(tx)
    .await?;
    Ok(())
}

/// Which of `phones` have had as many messages of this kind as they may, in order. What was suppressed was not sent, and
/// does not count.
pub(crate) async fn too_many(
    tx: &mut WriteTx,
    account_id: i64,
    content_type: ContentType,
    phones: &[&str],
    now_ms: i64,
) -> Result<Vec<Option<TooMany>>> {
    let limits = limits(tx, account_id).await?;
    let is_otp = content_type == ContentType::Otp;
    let (per_minute, per_day) =
        if is_otp { (limits.otp_per_minute, limits.otp_per_day) } else { (limits.per_minute, limits.per_day) };
    if per_minute.is_none() && per_day.is_none() {
        return Ok(vec![None; phones.len()]);
    }
    let mut counted: HashMap<String, (i64, i64)> = HashMap::new();
    for chunk in phones.chunks(N_AT_ONCE) {
        let mut select = QueryBuilder::new("SELECT phone, CAST(SUM(CASE WHEN message.accepted_at_ms > ");
        select.push_bind(now_ms - MINUTE_MS);
        select.push(
            " THEN 1 ELSE 0 END) AS BIGINT), COUNT(*)
              FROM message JOIN submission ON submission.id = message.submission_id
              WHERE status <> 'suppressed' AND message.account_id = ",
        );
        select.push_bind(account_id).push(" AND message.accepted_at_ms > ").push_bind(now_ms - DAY_MS);
        select.push(if is_otp { " AND class = 'otp'" } else { " AND class <> 'otp'" });
        select.push(" AND phone IN (").push_list(chunk.iter().copied()).push(") GROUP BY phone");
        let rows: Vec<(String, i64, i64)> = select.build_as().fetch_all(tx).await?;
        counted.extend(rows.into_iter().map(|(phone, in_a_minute, in_a_day)| (phone, (in_a_minute, in_a_day))));
    }
    let judge = |phone: &&str| {
        let (in_a_minute, in_a_day) = counted.get(*phone).copied().unwrap_or_default();
        if per_minute.is_some_and(|limit| in_a_minute >= limit) {
            Some(TooMany::InAMinute)
        } else if per_day.is_some_and(|limit| in_a_day >= limit) {
            Some(TooMany::InADay)
        } else {
            None
        }
    };
    Ok(phones.iter().map(judge).collect())
}
