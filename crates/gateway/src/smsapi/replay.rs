//! `sendRequestId`: within an hour, only the first call with the same id is processed; a repeat gets its answer again,
//! and nothing is charged twice. The scope is one SMS_USER. A refused call is not kept: it did nothing.

use super::envelope::Answer;
use crate::{
    error::{Error, Result},
    store::{Connection, WriteTx, query, query_scalar},
};

/// How long a `sendRequestId` is recognised.
const RECOGNISED_MS: i64 = 60 * 60 * 1000;

/// The answer of the first call.
pub(super) async fn find(
    connection: &mut Connection,
    sms_user: &str,
    send_request_id: &str,
    now_ms: i64,
) -> Result<Option<Answer>> {
    let found: Option<String> = query_scalar(
        "SELECT answer FROM send_replay WHERE sms_user = $1 AND send_request_id = $2 AND created_at_ms > $3",
    )
    .bind(sms_user)
    .bind(send_request_id)
    .bind(now_ms - RECOGNISED_MS)
    .fetch_optional(connection)
    .await?;
    found.map(|answer| serde_json::from_str(&answer).map_err(|_| Error::Damaged("answer"))).transpose()
}

/// Keeps an answer, in the transaction of the call.
pub(super) async fn keep(
    tx: &mut WriteTx,
    sms_user: &str,
    send_request_id: &str,
    answer: &Answer,
    now_ms: i64,
) -> Result<()> {
    query("DELETE FROM send_replay WHERE created_at_ms <= $1").bind(now_ms - RECOGNISED_MS).execute(tx).await?;
    query("INSERT INTO send_replay (sms_user, send_request_id, answer, created_at_ms) VALUES ($1, $2, $3, $4)")
        .bind(sms_user)
        .bind(send_request_id)
        .bind(serde_json::to_string(answer).map_err(|_| Error::Damaged("answer"))?)
        .bind(now_ms)
        .execute(tx)
        .await?;
    Ok(())
}
