//! Holds: what the platform refuses until a person acts. The messages stay in the queue, and nothing of them is lost.

use piecewise_api::LiveHold;

use crate::{
    error::Result,
    messages::Hold,
    store::{Connection, WriteTx, query, query_as, query_scalar},
};

/// Puts messages on hold; once for the same.
pub(crate) async fn put(tx: &mut WriteTx, account_id: i64, hold: &Hold, now_ms: i64) -> Result<()> {
    let is_there: bool = query_scalar(
        "SELECT EXISTS (SELECT 1 FROM hold WHERE account_id = $1 AND COALESCE(sms_user, '') = $2
                        AND COALESCE(template_id, 0) = $3)",
    )
    .bind(account_id)
    .bind(hold.sms_user.as_deref().unwrap_or_default())
    .bind(hold.template_id.unwrap_or_default())
    .fetch_one(tx)
    .await?;
    if is_there {
        return Ok(());
    }
    query(
        "INSERT INTO hold (account_id, sms_user, template_id, reason_code, reason_text, since_ms)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(account_id)
    .bind(&hold.sms_user)
    .bind(hold.template_id)
    .bind(hold.reason.code)
    .bind(&hold.reason.text)
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    sms_user: Option<String>,
    template_id: Option<i64>,
    reason_text: String,
    since_ms: i64,
    n_messages: i64,
}

/// What is on hold, oldest first, and how many messages wait because of it.
pub(super) async fn list(connection: &mut Connection, account_id: i64) -> Result<Vec<LiveHold>> {
    let rows: Vec<Row> = query_as(
        "SELECT id, sms_user, template_id, reason_text, since_ms,
                (SELECT COUNT(*) FROM message JOIN submission ON submission.id = message.submission_id
                 WHERE message.account_id = hold.account_id AND journal_state = 'queued'
                   AND (hold.sms_user IS NULL OR hold.sms_user = submission.sms_user)
                   AND (hold.template_id IS NULL OR hold.template_id = submission.template_id)) AS n_messages
         FROM hold WHERE account_id = $1 ORDER BY id",
    )
    .bind(account_id)
    .fetch_all(connection)
    .await?;
    let describe = |row: Row| LiveHold {
        id: row.id,
        sms_user: row.sms_user,
        template_id: row.template_id,
        reason: row.reason_text,
        since_ms: row.since_ms,
        n_messages: row.n_messages,
    };
    Ok(rows.into_iter().map(describe).collect())
}

/// Lets a hold's messages go on; whether there was one.
pub(super) async fn lift(tx: &mut WriteTx, account_id: i64, id: i64) -> Result<bool> {
    let lifted =
        query("DELETE FROM hold WHERE account_id = $1 AND id = $2").bind(account_id).bind(id).execute(tx).await?;
    Ok(lifted.rows_affected() > 0)
}

/// Lets the messages of an SMS_USER go on: its pair was entered anew.
pub(super) async fn lift_of_sms_user(tx: &mut WriteTx, account_id: i64, sms_user: &str) -> Result<()> {
    query("DELETE FROM hold WHERE account_id = $1 AND sms_user = $2")
        .bind(account_id)
        .bind(sms_user)
        .execute(tx)
        .await?;
    Ok(())
}

/// Lets the messages of a template go on: its id was entered anew, or it was approved.
pub(super) async fn lift_of_template(tx: &mut WriteTx, account_id: i64, template_id: i64) -> Result<()> {
    query("DELETE FROM hold WHERE account_id = $1 AND template_id = $2")
        .bind(account_id)
        .bind(template_id)
        .execute(tx)
        .await?;
    Ok(())
}
