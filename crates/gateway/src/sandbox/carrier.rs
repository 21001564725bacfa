//! The simulated carrier: filters, transmits piece by piece, reports.
//!
//! Each step of a message is one transaction with its report, so a restart neither loses nor repeats one.

use std::sync::Arc;

use piecewise_api::EventSource;

use super::{
    air, chance,
    outcome::{self, Outcome, Step},
};
use crate::{
    app::App,
    due::work_forever,
    error::{Error, Result},
    messages::{Report, report_all},
    server::log_cause,
    store::{QueryBuilder, WriteTx, query, query_scalar},
};

/// Messages moved in one transaction.
const N_BATCH: i64 = 200;

/// Pieces in one statement: four values each, and SQLite takes 32,766.
const N_PIECES_AT_ONCE: usize = 4000;

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

/// Moves at most `n_batch` messages one step on, in one transaction, and says how many there were. Those that another
/// gateway is moving are left to it; the turn among the writers is taken only for the reports.
async fn move_batch(app: &App, n_batch: i64, now_ms: i64) -> Result<usize> {
    let mut tx = app.store.claim().await?;
    let mut find =
        QueryBuilder::new("SELECT id, sms_id, phone, text, n_steps_done FROM sandbox_delivery WHERE due_at_ms <= ");
    find.push_bind(now_ms).push(" ORDER BY due_at_ms, id LIMIT ").push_bind(n_batch).push(tx.skip_locked());
    let due: Vec<Delivery> = find.build_as().fetch_all(&mut tx).await?;
    if due.is_empty() {
        return Ok(0);
    }
    let moves = due.iter().map(|delivery| Move::of(app, delivery, now_ms)).collect::<Result<Vec<_>>>()?;
    transmit(&mut tx, &moves).await?;
    step_on(&mut tx, &moves, now_ms).await?;
    let reports: Vec<Report<'_>> = moves.iter().flat_map(|step| step.reports(now_ms)).collect();
    tx.become_a_writer().await?;
    report_all(&mut tx, &reports).await?;
    tx.commit().await?;
    Ok(due.len())
}

/// A message's next step.
struct Move<'a> {
    delivery: &'a Delivery,
    step: Option<Step>,
    /// When the step after it is due.
    due_at_ms: Option<i64>,
}

impl<'a> Move<'a> {
    fn of(app: &App, delivery: &'a Delivery, now_ms: i64) -> Result<Self> {
        let delay_ms = chance::delay_ms(app.config.sandbox_seed, &delivery.phone, app.config.sandbox_delay.0);
        let at = usize::try_from(delivery.n_steps_done).map_err(|_| Error::Damaged("delivery"))?;
        let mut steps = outcome::steps(Outcome::of(&delivery.phone), delay_ms).into_iter().skip(at);
        let step = steps.next();
        let due_at_ms = steps.next().map(|next| now_ms + next.after_ms);
        Ok(Self { delivery, step, due_at_ms })
    }

    fn arrives(&self) -> bool {
        self.step.as_ref().is_some_and(|step| step.arrives)
    }

    fn reports(&self, at_ms: i64) -> impl Iterator<Item = Report<'_>> {
        self.step.iter().flat_map(|step| &step.reports).map(move |(status, reason)| Report {
            sms_id: &self.delivery.sms_id,
            status: *status,
            reason: reason.as_ref(),
            source: EventSource::Sandbox,
            at_ms,
        })
    }
}

/// Sends the pieces of what arrives through the air. They do not arrive in order: every second one first.
async fn transmit(tx: &mut WriteTx, moves: &[Move<'_>]) -> Result<()> {
    let mut pieces = Vec::new();
    for Move { delivery, .. } in moves.iter().filter(|step| step.arrives()) {
        let reference = u8::try_from(delivery.id.rem_euclid(256)).unwrap_or_default();
        let sent = air::encode(&delivery.text, reference);
        let (odd, even): (Vec<_>, Vec<_>) = sent.into_iter().enumerate().partition(|(at, _)| at % 2 == 1);
        pieces.extend(odd.into_iter().chain(even).map(|(_, piece)| (delivery.id, piece)));
    }
    for chunk in pieces.chunks(N_PIECES_AT_ONCE) {
        let mut insert = QueryBuilder::new("INSERT INTO sandbox_piece (delivery_id, data_coding, n_units, user_data) ");
        insert.push_rows(chunk, |(delivery_id, piece)| {
            [delivery_id.into(), piece.data_coding.into(), piece.user_data_length.into(), (&piece.user_data).into()]
        });
        insert.build().execute(tx).await?;
    }
    Ok(())
}

/// Notes that the messages have made their steps. With its last step the text has left the carrier; what arrived of it is
/// in the pieces.
async fn step_on(tx: &mut WriteTx, moves: &[Move<'_>], now_ms: i64) -> Result<()> {
    let mut update = QueryBuilder::new(
        "UPDATE sandbox_delivery
         SET n_steps_done = n_steps_done + 1, due_at_ms = moved.column2,
             arrived_at_ms = COALESCE(moved.column3, arrived_at_ms),
             text = CASE WHEN moved.column2 IS NULL THEN '' ELSE text END
         FROM (",
    );
    update.push_rows(moves, |step| {
        [step.delivery.id.into(), step.due_at_ms.into(), step.arrives().then_some(now_ms).into()]
    });
    update.push(") AS moved WHERE sandbox_delivery.id = moved.column1");
    update.build().execute(tx).await?;
    Ok(())
}

/// Puts off the message that is due first and could not be moved.
async fn put_off_first(app: &App, now_ms: i64) -> Result<()> {
    let mut tx = app.store.claim().await?;
    let mut find = QueryBuilder::new("SELECT id FROM sandbox_delivery WHERE due_at_ms <= ");
    find.push_bind(now_ms).push(" ORDER BY due_at_ms, id LIMIT 1").push(tx.skip_locked());
    let first: Option<i64> = find.build_scalar().fetch_optional(&mut tx).await?;
    query("UPDATE sandbox_delivery SET due_at_ms = $2 WHERE id = $1")
        .bind(first)
        .bind(now_ms + TRY_AGAIN_MS)
        .execute(&mut tx)
        .await?;
    tx.commit().await
}
