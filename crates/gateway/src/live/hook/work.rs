//! Working events off, in the order in which they came. Several gateways share them.

use std::sync::Arc;

use piecewise_api::EventSource;

use super::event::{Claim, Named, read};
use crate::{
    app::App,
    due::work_forever,
    error::Result,
    live::{holds, template_ids},
    messages::{Report, report_all},
    server::log_cause,
    store::{QueryBuilder, WriteTx, query, query_scalar},
    templates,
};

/// Events in one transaction.
const N_BATCH: i64 = 100;

/// Works events off until the gateway shuts down.
pub(crate) async fn work_off_forever(app: Arc<App>) {
    work_forever(&app, &app.wake.live_events, || work_off(&app)).await;
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    account_id: i64,
    event_type: i64,
    body: String,
}

/// Works off what is there; there is nothing to come back for.
async fn work_off(app: &App) -> Result<Option<i64>> {
    loop {
        let n_done = match work_batch(app, N_BATCH).await {
            Ok(n_done) => n_done,
            Err(error) => {
                // One of them cannot be taken: each for itself, so that the others can.
                log_cause(&error);
                work_one(app).await?
            }
        };
        if n_done == 0 {
            return Ok(None);
        }
        app.hub.wake();
    }
}

async fn work_batch(app: &App, n_batch: i64) -> Result<usize> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let rows = open(&mut tx, n_batch).await?;
    for row in &rows {
        let outcome = take(&mut tx, row, now_ms).await?;
        close(&mut tx, row.id, outcome, now_ms).await?;
    }
    tx.commit().await?;
    Ok(rows.len())
}

/// The first event alone; one that cannot be taken is put aside.
async fn work_one(app: &App) -> Result<usize> {
    let error = match work_batch(app, 1).await {
        Ok(n_done) => return Ok(n_done),
        Err(error) => error,
    };
    log_cause(&error);
    let mut tx = app.store.write().await?;
    let rows = open(&mut tx, 1).await?;
    for row in &rows {
        close(&mut tx, row.id, "failed", app.clock.now_ms()).await?;
    }
    tx.commit().await?;
    Ok(rows.len())
}

async fn open(tx: &mut WriteTx, n_batch: i64) -> Result<Vec<Row>> {
    let mut find = QueryBuilder::new(
        "SELECT id, account_id, event_type, body FROM live_event WHERE done_at_ms IS NULL ORDER BY id LIMIT ",
    );
    find.push_bind(n_batch).push(tx.skip_locked());
    Ok(find.build_as().fetch_all(tx).await?)
}

async fn close(tx: &mut WriteTx, id: i64, outcome: &str, now_ms: i64) -> Result<()> {
    query("UPDATE live_event SET done_at_ms = $2, outcome = $3 WHERE id = $1")
        .bind(id)
        .bind(now_ms)
        .bind(outcome)
        .execute(tx)
        .await?;
    Ok(())
}

/// Joins a claim, and says in a word what came of it.
async fn take(tx: &mut WriteTx, row: &Row, now_ms: i64) -> Result<&'static str> {
    let body = serde_json::from_str(&row.body).unwrap_or_default();
    match read(&body) {
        Claim::Requested(messages) => {
            let mut outcome = "not ours";
            for named in &messages {
                if let Some(sms_id) = find(tx, row.account_id, named).await? {
                    note_arrival(tx, &sms_id).await?;
                    outcome = "joined";
                }
            }
            Ok(outcome)
        }
        Claim::Message { named, status, reason, n_pieces } => {
            let Some(sms_id) = find(tx, row.account_id, &named).await? else { return Ok("not ours") };
            if let Some(n_pieces) = n_pieces {
                keep_pieces(tx, row.account_id, &sms_id, n_pieces).await?;
            }
            let claimed = Report {
                sms_id: &sms_id,
                status,
                reason: reason.as_ref(),
                source: EventSource::Webhook,
                at_ms: now_ms,
            };
            report_all(tx, &[claimed]).await?;
            note_arrival(tx, &sms_id).await?;
            Ok("joined")
        }
        Claim::Template { aurora_id, result, comment } => {
            let Some(template_id) = template_ids::template_of(tx, row.account_id, aurora_id).await? else {
                return Ok("not ours");
            };
            if !templates::decide_from_outside(tx, row.account_id, template_id, result, &comment, now_ms).await? {
                return Ok("changes nothing");
            }
            holds::lift_of_template(tx, row.account_id, template_id).await?;
            Ok("joined")
        }
        Claim::Unknown if row.event_type == 0 => Ok("changes nothing"),
        Claim::Unknown => {
            tracing::warn!("an event from Aurora is of a kind that this version does not know; it is kept as it came");
            Ok("unknown")
        }
    }
}

/// The message that Aurora means: by the id that it gave, and else by the hand-over that the message was in.
async fn find(tx: &mut WriteTx, account_id: i64, named: &Named) -> Result<Option<String>> {
    let known: Option<String> = query_scalar(
        "SELECT sms_id FROM live_message JOIN message ON message.id = message_id
         WHERE live_message.account_id = $1 AND aurora_id = $2",
    )
    .bind(account_id)
    .bind(&named.aurora_id)
    .fetch_optional(tx)
    .await?;
    let Some(send_request_id) = known.is_none().then_some(named.send_request_id.as_deref()).flatten() else {
        return Ok(known);
    };
    let sms_id: Option<String> = query_scalar(
        "SELECT sms_id FROM message JOIN hand_over ON hand_over.id = hand_over_id
         WHERE account_id = $1 AND send_request_id = $2 AND phone = $3",
    )
    .bind(account_id)
    .bind(send_request_id)
    .bind(format!("+{}", named.phone))
    .fetch_optional(tx)
    .await?;
    if let Some(sms_id) = &sms_id {
        query(
            "INSERT INTO live_message (message_id, account_id, aurora_id)
             SELECT id, account_id, $2 FROM message WHERE sms_id = $1 ON CONFLICT DO NOTHING",
        )
        .bind(sms_id)
        .bind(&named.aurora_id)
        .execute(tx)
        .await?;
    }
    Ok(sms_id)
}

/// A message that Aurora speaks of has arrived there, whatever became of the call that handed it over.
async fn note_arrival(tx: &mut WriteTx, sms_id: &str) -> Result<()> {
    query("UPDATE message SET journal_state = 'handed_over' WHERE sms_id = $1 AND journal_state = 'unconfirmed'")
        .bind(sms_id)
        .execute(tx)
        .await?;
    Ok(())
}

async fn keep_pieces(tx: &mut WriteTx, account_id: i64, sms_id: &str, n_pieces: i64) -> Result<()> {
    query(
        "INSERT INTO live_message (message_id, account_id, n_pieces)
         SELECT id, $2, $3 FROM message WHERE sms_id = $1
         ON CONFLICT (message_id) DO UPDATE SET n_pieces = excluded.n_pieces",
    )
    .bind(sms_id)
    .bind(account_id)
    .bind(n_pieces)
    .execute(tx)
    .await?;
    Ok(())
}
