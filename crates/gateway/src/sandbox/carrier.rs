//! The simulated carrier: filters, transmits piece by piece, reports.
//!
//! Each step of a message is one transaction with its report, so a restart neither loses nor repeats one.

use std::{sync::Arc, time::Duration};

use piecewise_api::EventSource;
use piecewise_sms::status::Status;

use super::{air, outcome::Outcome};
use crate::{
    app::App,
    error::Result,
    messages::{Report, report},
    server::log_cause,
    store::{WriteTx, query, query_as, query_scalar},
};

/// How long to wait where nothing is due; a hand-over wakes the carrier earlier.
const IDLE_MS: i64 = 60_000;

/// Messages moved in one transaction.
const N_BATCH: i64 = 200;

#[derive(sqlx::FromRow)]
struct Delivery {
    id: i64,
    sms_id: String,
    phone: String,
    text: String,
    step: String,
}

/// Moves messages until the gateway shuts down.
pub(crate) async fn carry_forever(app: Arc<App>) {
    while !app.shutdown.is_cancelled() {
        let next_at_ms = match carry_due(&app).await {
            Ok(next_at_ms) => next_at_ms,
            Err(error) => {
                log_cause(&error);
                tokio::time::sleep(Duration::from_secs(1)).await;
                continue;
            }
        };
        let until_ms = next_at_ms.unwrap_or(app.clock.now_ms() + IDLE_MS);
        tokio::select! {
            () = app.clock.sleep_until(until_ms) => {}
            () = app.wake.carrier.notified() => {}
            () = app.shutdown.cancelled() => {}
        }
    }
}

/// Moves what is due one step on, and says when the next is.
async fn carry_due(app: &App) -> Result<Option<i64>> {
    let next = "SELECT MIN(due_at_ms) FROM sandbox_delivery WHERE due_at_ms IS NOT NULL";
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.read().await?;
    let next_at_ms: Option<i64> = query_scalar(next).fetch_one(&mut tx).await?;
    drop(tx);
    if next_at_ms.is_none_or(|due_at_ms| due_at_ms > now_ms) {
        return Ok(next_at_ms);
    }
    let mut tx = app.store.write().await?;
    let due: Vec<Delivery> = query_as(
        "SELECT id, sms_id, phone, text, step FROM sandbox_delivery
         WHERE due_at_ms <= $1 ORDER BY due_at_ms, id LIMIT $2",
    )
    .bind(now_ms)
    .bind(N_BATCH)
    .fetch_all(&mut tx)
    .await?;
    for delivery in &due {
        let outcome = Outcome::of(&delivery.phone);
        match (delivery.step.as_str(), outcome) {
            ("platform", Outcome::Ends(Status::Suppressed, ..)) => {
                tell(&mut tx, delivery, Status::Suppressed, outcome, now_ms).await?;
                set_step(&mut tx, delivery.id, "ended", None).await?;
            }
            ("platform", Outcome::Silence) => {
                tell(&mut tx, delivery, Status::WaitingResult, Outcome::Silence, now_ms).await?;
                set_step(&mut tx, delivery.id, "silent", None).await?;
            }
            ("platform", _) => {
                tell(&mut tx, delivery, Status::WaitingResult, Outcome::Silence, now_ms).await?;
                let rest_ms = app.config.sandbox_delay.0 * 2 / 3;
                set_step(&mut tx, delivery.id, "carrier", Some(now_ms + rest_ms)).await?;
            }
            (_, Outcome::Ends(status, ..)) => {
                tell(&mut tx, delivery, status, outcome, now_ms).await?;
                set_step(&mut tx, delivery.id, "ended", None).await?;
            }
            (_, Outcome::Delivered | Outcome::Silence) => {
                transmit(&mut tx, delivery, now_ms).await?;
                tell(&mut tx, delivery, Status::Delivered, outcome, now_ms).await?;
                set_step(&mut tx, delivery.id, "ended", None).await?;
            }
        }
    }
    let next_at_ms = query_scalar(next).fetch_one(&mut tx).await?;
    tx.commit().await?;
    app.hub.wake();
    Ok(next_at_ms)
}

async fn tell(tx: &mut WriteTx, delivery: &Delivery, status: Status, outcome: Outcome, at_ms: i64) -> Result<()> {
    let reason = outcome.reason();
    let told =
        Report { sms_id: &delivery.sms_id, status, reason: reason.as_ref(), source: EventSource::Sandbox, at_ms };
    report(tx, &told).await
}

async fn set_step(tx: &mut WriteTx, id: i64, step: &str, due_at_ms: Option<i64>) -> Result<()> {
    query("UPDATE sandbox_delivery SET step = $2, due_at_ms = $3 WHERE id = $1")
        .bind(id)
        .bind(step)
        .bind(due_at_ms)
        .execute(tx)
        .await?;
    Ok(())
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
