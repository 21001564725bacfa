//! The simulated carrier: filters, transmits piece by piece, reports.
//!
//! Each step of a message is one transaction with its report, so a restart neither loses nor repeats one.

use std::sync::Arc;

use piecewise_api::EventSource;

use super::{
    air, chance,
    outcome::{self, Outcome},
};
use crate::{
    app::App,
    due::work_forever,
    error::{Error, Result},
    messages::{Report, report},
    server::log_cause,
    store::{QueryBuilder, WriteTx, query, query_scalar},
};

/// Messages moved in one transaction.
const N_BATCH: i64 = 200;

/// A message that cannot be moved is tried again after this.
const TRY_AGAIN_MS: i64 = 60_000;

#[derive(sqlx::FromRow)]
struct Delivery {
    id: i64,
    sms_id: String,
    phone: String,
    text: String,
    n_steps_done: i64,
}

/// Moves messages until the gateway shuts down.
pub(crate) async fn carry_forever(app: Arc<App>) {
    work_forever(&app, &app.wake.carrier, || carry_due(&app)).await;
}

/// Moves what is due one step on, and says when the next is.
async fn carry_due(app: &App) -> Result<Option<i64>> {
    let now_ms = app.clock.now_ms();
    let next_at_ms = next_due(app).await?;
    if next_at_ms.is_none_or(|due_at_ms| due_at_ms > now_ms) {
        return Ok(next_at_ms);
    }
    if let Err(error) = move_batch(app, N_BATCH, now_ms).await {
        // One of them cannot be moved: each for itself, so that the others can.
        log_cause(&error);
        for _ in 0..N_BATCH {
            match move_batch(app, 1, now_ms).await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    log_cause(&error);
                    put_off_first(app, now_ms).await?;
                }
            }
        }
    }
    app.hub.wake();
    next_due(app).await
}

async fn next_due(app: &App) -> Result<Option<i64>> {
    let mut tx = app.store.read().await?;
    let next = "SELECT MIN(due_at_ms) FROM sandbox_delivery WHERE due_at_ms IS NOT NULL";
    Ok(query_scalar(next).fetch_one(&mut tx).await?)
}

/// Moves at most `n_batch` messages one step on, in one transaction, and says how many there were.
async fn move_batch(app: &App, n_batch: i64, now_ms: i64) -> Result<usize> {
    let mut tx = app.store.write().await?;
    let mut find =
        QueryBuilder::new("SELECT id, sms_id, phone, text, n_steps_done FROM sandbox_delivery WHERE due_at_ms <= ");
    find.push_bind(now_ms).push(" ORDER BY due_at_ms, id LIMIT ").push_bind(n_batch).push(tx.skip_locked());
    let due: Vec<Delivery> = find.build_as().fetch_all(&mut tx).await?;
    for delivery in &due {
        move_one(app, &mut tx, delivery, now_ms).await?;
    }
    tx.commit().await?;
    Ok(due.len())
}

async fn move_one(app: &App, tx: &mut WriteTx, delivery: &Delivery, now_ms: i64) -> Result<()> {
    let delay_ms = chance::delay_ms(app.config.sandbox_seed, &delivery.phone, app.config.sandbox_delay.0);
    let steps = outcome::steps(Outcome::of(&delivery.phone), delay_ms);
    let at = usize::try_from(delivery.n_steps_done).map_err(|_| Error::Damaged("delivery"))?;
    if let Some(step) = steps.get(at) {
        if step.arrives {
            transmit(tx, delivery, now_ms).await?;
        }
        for (status, reason) in &step.reports {
            let told = Report {
                sms_id: &delivery.sms_id,
                status: *status,
                reason: reason.as_ref(),
                source: EventSource::Sandbox,
                at_ms: now_ms,
            };
            report(tx, &told).await?;
        }
    }
    let due_at_ms = steps.get(at + 1).map(|next| now_ms + next.after_ms);
    // With its last step the text has left the carrier; what arrived of it is in the pieces.
    query(
        "UPDATE sandbox_delivery
         SET n_steps_done = n_steps_done + 1, due_at_ms = $2,
             text = CASE WHEN CAST($2 AS BIGINT) IS NULL THEN '' ELSE text END
         WHERE id = $1",
    )
    .bind(delivery.id)
    .bind(due_at_ms)
    .execute(tx)
    .await?;
    Ok(())
}

/// Puts off the message that is due first and could not be moved.
async fn put_off_first(app: &App, now_ms: i64) -> Result<()> {
    let mut tx = app.store.write().await?;
    query(
        "UPDATE sandbox_delivery SET due_at_ms = $2
         WHERE id = (SELECT id FROM sandbox_delivery WHERE due_at_ms <= $1 ORDER BY due_at_ms, id LIMIT 1)",
    )
    .bind(now_ms)
    .bind(now_ms + TRY_AGAIN_MS)
    .execute(&mut tx)
    .await?;
    tx.commit().await
}

/// Sends the pieces through the air. They do not arrive in order: every second one first.
async fn transmit(tx: &mut WriteTx, delivery: &Delivery, now_ms: i64) -> Result<()> {
    let reference = u8::try_from(delivery.id.rem_euclid(256)).unwrap_or_default();
    let pieces = air::encode(&delivery.text, reference);
    let (odd, even): (Vec<_>, Vec<_>) = pieces.into_iter().enumerate().partition(|(at, _)| at % 2 == 1);
    for (_, piece) in odd.into_iter().chain(even) {
        query("INSERT INTO sandbox_piece (delivery_id, data_coding, n_units, user_data) VALUES ($1, $2, $3, $4)")
            .bind(delivery.id)
            .bind(piece.data_coding)
            .bind(piece.user_data_length)
            .bind(piece.user_data)
            .execute(tx)
            .await?;
    }
    query("UPDATE sandbox_delivery SET arrived_at_ms = $2 WHERE id = $1")
        .bind(delivery.id)
        .bind(now_ms)
        .execute(tx)
        .await?;
    Ok(())
}
