//! Removing: values of calls, numbers of messages.

use crate::{
    error::Result,
    store::{QueryBuilder, Store, WriteTx, query, query_scalar},
};

/// Calls or rows in one transaction: others get their turn in between.
pub(super) const N_BATCH: i64 = 200;

/// Rows in one statement.
const N_AT_ONCE: usize = 2000;

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
/// before `before_ms`; at most `n_batch` calls. In a claim, which this makes a writer.
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
    if old.is_empty() {
        return Ok(0);
    }
    let mut find = QueryBuilder::new(
        "SELECT id FROM sandbox_delivery WHERE sms_id IN (SELECT sms_id FROM message WHERE submission_id IN (",
    );
    find.push_list(&old).push(")) ORDER BY id").push(tx.lock());
    let deliveries: Vec<i64> = find.build_scalar().fetch_all(tx).await?;
    tx.become_a_writer().await?;
    remove_deliveries(tx, &deliveries).await?;
    for &submission_id in &old {
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

/// Messages that a number is to be removed from, at most as many as are given.
pub(super) enum Which<'a> {
    /// Those of an account to a number that have been handed over.
    Of {
        /// The account.
        account_id: i64,
        /// The number.
        phone: &'a str,
    },
    /// Those that were under way when their number was forgotten, and are not any more.
    Marked,
}

/// Removes the number from all of these messages, and says how many there were.
pub(super) async fn forget_all(store: &Store, which: &Which<'_>, now_ms: i64) -> Result<u64> {
    let mut n_messages = 0;
    loop {
        let mut tx = store.claim().await?;
        let n_found = forget_numbers(&mut tx, which, N_BATCH, now_ms).await?;
        tx.commit().await?;
        n_messages += n_found;
        if n_found == 0 {
            return Ok(n_messages);
        }
    }
}

/// Removes the number from at most `n_batch` messages, with the values of calls that were to this number alone. In a
/// claim, which this makes a writer.
async fn forget_numbers(tx: &mut WriteTx, which: &Which<'_>, n_batch: i64, now_ms: i64) -> Result<u64> {
    let mut find = QueryBuilder::new(
        "SELECT id, submission_id, sms_id FROM message WHERE journal_state NOT IN ('queued', 'submitting') AND ",
    );
    match which {
        Which::Of { account_id, phone } => {
            find.push("account_id = ").push_bind(account_id).push(" AND phone = ").push_bind(*phone)
        }
        Which::Marked => find.push("forget_when_done"),
    };
    find.push(" LIMIT ").push_bind(n_batch);
    let found: Vec<(i64, i64, String)> = find.build_as().fetch_all(tx).await?;
    if found.is_empty() {
        return Ok(0);
    }
    let mut find = QueryBuilder::new("SELECT id FROM sandbox_delivery WHERE sms_id IN (");
    find.push_list(found.iter().map(|(_, _, sms_id)| sms_id)).push(") ORDER BY id").push(tx.lock());
    let deliveries: Vec<i64> = find.build_scalar().fetch_all(tx).await?;
    tx.become_a_writer().await?;
    remove_deliveries(tx, &deliveries).await?;
    let mut messages =
        QueryBuilder::new("UPDATE message SET phone = '', sms_id = public_id, forget_when_done = FALSE WHERE id IN (");
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

/// Removes what the simulated phones have of messages.
async fn remove_deliveries(tx: &mut WriteTx, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(N_AT_ONCE) {
        let mut pieces = QueryBuilder::new("DELETE FROM sandbox_piece WHERE delivery_id IN (");
        pieces.push_list(chunk).push(")");
        pieces.build().execute(tx).await?;
        let mut deliveries = QueryBuilder::new("DELETE FROM sandbox_delivery WHERE id IN (");
        deliveries.push_list(chunk).push(")");
        deliveries.build().execute(tx).await?;
    }
    Ok(())
}

/// Marks the messages of an account to a number that are still to be handed over: the number is removed from them
/// afterwards. Says how many there are.
pub(super) async fn mark_under_way(tx: &mut WriteTx, account_id: i64, phone: &str) -> Result<u64> {
    let marked = query(
        "UPDATE message SET forget_when_done = TRUE
         WHERE account_id = $1 AND phone = $2 AND journal_state IN ('queued', 'submitting')",
    )
    .bind(account_id)
    .bind(phone)
    .execute(tx)
    .await?;
    Ok(marked.rows_affected())
}
