//! Hand-overs that the upstream has certainly not processed: nothing was sent, so nothing is unconfirmed.

use crate::{
    app::App,
    error::Result,
    live,
    messages::upstream::Hold,
    store::{WriteTx, query, query_scalar},
};

/// Takes back that the last attempt may have been processed. If none before it may have been either, the hour in which
/// the upstream recognises the hand-over has not begun.
pub(super) async fn note_not_processed(app: &App, id: i64) -> Result<()> {
    let mut tx = app.store.write().await?;
    take_back(&mut tx, id, app.clock.now_ms()).await?;
    tx.commit().await
}

/// Puts the messages back into the queue, where they wait for the hold to be lifted. Where an earlier attempt may have
/// been processed, the hand-over stays and is repeated, so that it becomes unconfirmed rather than sent twice.
pub(super) async fn hold(app: &App, id: i64, account_id: i64, hold: &Hold) -> Result<()> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    live::put_on_hold(&mut tx, account_id, hold, now_ms).await?;
    if take_back(&mut tx, id, now_ms).await? > 0 {
        tx.commit().await?;
        return super::postpone(app, id).await;
    }
    query("UPDATE message SET journal_state = 'queued', hand_over_id = NULL WHERE hand_over_id = $1")
        .bind(id)
        .execute(&mut tx)
        .await?;
    query("UPDATE hand_over SET state = 'put_back', next_at_ms = NULL WHERE id = $1").bind(id).execute(&mut tx).await?;
    tx.commit().await?;
    app.hub.wake();
    Ok(())
}

/// One attempt fewer without a known outcome; says how many are left.
async fn take_back(tx: &mut WriteTx, id: i64, now_ms: i64) -> Result<i64> {
    let n_unknown: i64 = query_scalar(
        "UPDATE hand_over SET n_unknown = n_unknown - 1,
                first_at_ms = CASE WHEN n_unknown = 1 THEN CAST($2 AS BIGINT) ELSE first_at_ms END
         WHERE id = $1 AND n_unknown > 0 RETURNING n_unknown",
    )
    .bind(id)
    .bind(now_ms)
    .fetch_optional(tx)
    .await?
    .unwrap_or(0);
    Ok(n_unknown)
}
