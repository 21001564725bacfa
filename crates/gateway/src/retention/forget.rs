//! Removing: values of calls, numbers of messages.

use crate::{
    error::Result,
    store::{QueryBuilder, WriteTx, query, query_as, query_scalar},
};

/// Removes the verification codes of a hand-over whose outcome is known, unless another hand-over still needs them.
pub(crate) async fn forget_codes_of(tx: &mut WriteTx, hand_over_id: i64, now_ms: i64) -> Result<()> {
    query(
        "UPDATE submission SET vars = '{}', group_key = $2, values_removed_at_ms = $3
         WHERE class = 'otp' AND values_removed_at_ms IS NULL
           AND id IN (SELECT submission_id FROM message WHERE hand_over_id = $1)
           AND NOT EXISTS (SELECT 1 FROM message
                           WHERE submission_id = submission.id AND journal_state IN ('queued', 'submitting'))",
    )
    .bind(hand_over_id)
    .bind(Vec::<u8>::new())
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(())
}

/// Removes the codes of calls that were accepted before `before_ms`, whatever became of them; at most `n_batch` calls.
pub(super) async fn forget_old_codes(tx: &mut WriteTx, before_ms: i64, n_batch: i64, now_ms: i64) -> Result<u64> {
    let removed = query(
        "UPDATE submission SET vars = '{}', group_key = $3, values_removed_at_ms = $4
         WHERE id IN (SELECT id FROM submission
                      WHERE class = 'otp' AND values_removed_at_ms IS NULL AND accepted_at_ms < $1
                      ORDER BY accepted_at_ms LIMIT $2)",
    )
    .bind(before_ms)
    .bind(n_batch)
    .bind(Vec::<u8>::new())
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(removed.rows_affected())
}

/// Removes the numbers, the values and what the application wanted to hear back, of calls of a class that were accepted
/// before `before_ms`; at most `n_batch` calls.
pub(super) async fn forget_old_numbers(
    tx: &mut WriteTx,
    class: &str,
    before_ms: i64,
    n_batch: i64,
    now_ms: i64,
) -> Result<usize> {
    let old: Vec<i64> = query_scalar(
        "SELECT id FROM submission
         WHERE class = $1 AND numbers_removed_at_ms IS NULL AND accepted_at_ms < $2
           AND NOT EXISTS (SELECT 1 FROM message
                           WHERE submission_id = submission.id AND journal_state IN ('queued', 'submitting'))
         ORDER BY accepted_at_ms LIMIT $3",
    )
    .bind(class)
    .bind(before_ms)
    .bind(n_batch)
    .fetch_all(tx)
    .await?;
    for &submission_id in &old {
        query(
            "DELETE FROM sandbox_piece WHERE delivery_id IN
                 (SELECT sandbox_delivery.id
                  FROM sandbox_delivery JOIN message ON message.sms_id = sandbox_delivery.sms_id
                  WHERE submission_id = $1)",
        )
        .bind(submission_id)
        .execute(tx)
        .await?;
        query("DELETE FROM sandbox_delivery WHERE sms_id IN (SELECT sms_id FROM message WHERE submission_id = $1)")
            .bind(submission_id)
            .execute(tx)
            .await?;
        query("UPDATE message SET phone = '', sms_id = public_id WHERE submission_id = $1")
            .bind(submission_id)
            .execute(tx)
            .await?;
        forget_values(tx, submission_id, now_ms).await?;
        query("UPDATE submission SET numbers_removed_at_ms = $2 WHERE id = $1")
            .bind(submission_id)
            .bind(now_ms)
            .execute(tx)
            .await?;
    }
    Ok(old.len())
}

async fn forget_values(tx: &mut WriteTx, submission_id: i64, now_ms: i64) -> Result<()> {
    query(
        "UPDATE submission
         SET vars = '{}', custom_args = NULL, group_key = $2, values_removed_at_ms = COALESCE(values_removed_at_ms, $3)
         WHERE id = $1",
    )
    .bind(submission_id)
    .bind(Vec::<u8>::new())
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(())
}

/// Removes a number from at most `n_batch` messages of an account that have been handed over, with the values of calls
/// that were to this number alone.
pub(super) async fn forget_number(
    tx: &mut WriteTx,
    account_id: i64,
    phone: &str,
    n_batch: i64,
    now_ms: i64,
) -> Result<u64> {
    let found: Vec<(i64, i64, String)> = query_as(
        "SELECT id, submission_id, sms_id FROM message
         WHERE account_id = $1 AND phone = $2 AND journal_state NOT IN ('queued', 'submitting') LIMIT $3",
    )
    .bind(account_id)
    .bind(phone)
    .bind(n_batch)
    .fetch_all(tx)
    .await?;
    if found.is_empty() {
        return Ok(0);
    }
    let sms_ids = || found.iter().map(|(_, _, sms_id)| sms_id);
    let mut pieces = QueryBuilder::new(
        "DELETE FROM sandbox_piece WHERE delivery_id IN (SELECT id FROM sandbox_delivery WHERE sms_id IN (",
    );
    pieces.push_list(sms_ids()).push("))");
    pieces.build().execute(tx).await?;
    let mut deliveries = QueryBuilder::new("DELETE FROM sandbox_delivery WHERE sms_id IN (");
    deliveries.push_list(sms_ids()).push(")");
    deliveries.build().execute(tx).await?;
    let mut messages = QueryBuilder::new("UPDATE message SET phone = '', sms_id = public_id WHERE id IN (");
    messages.push_list(found.iter().map(|(id, ..)| id)).push(")");
    messages.build().execute(tx).await?;
    for (_, submission_id, _) in &found {
        let is_shared: bool =
            query_scalar("SELECT EXISTS (SELECT 1 FROM message WHERE submission_id = $1 AND phone <> '')")
                .bind(submission_id)
                .fetch_one(tx)
                .await?;
        if !is_shared {
            forget_values(tx, *submission_id, now_ms).await?;
        }
    }
    Ok(u64::try_from(found.len()).unwrap_or(u64::MAX))
}

/// Messages to a number that are still to be handed over.
pub(super) async fn n_under_way(tx: &mut WriteTx, account_id: i64, phone: &str) -> Result<i64> {
    Ok(query_scalar(
        "SELECT COUNT(*) FROM message
         WHERE account_id = $1 AND phone = $2 AND journal_state IN ('queued', 'submitting')",
    )
    .bind(account_id)
    .bind(phone)
    .fetch_one(tx)
    .await?)
}
