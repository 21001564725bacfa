//! Reports: what the platform says about a message, joined into its status; the money follows the status (D7).

use std::collections::{BTreeSet, HashMap};

use piecewise_api::{EventSource, Reason};
use piecewise_sms::{
    money::Micros,
    status::{Reason as KnownReason, Status},
};

use super::accept::Accepted;
use crate::{
    error::{Error, Result},
    events,
    hooks::{self, MessageEvent},
    store::{QueryBuilder, WriteTx},
    wallet::{self, Settlement},
};

/// Reports in one go: seven values each at most, and SQLite takes 32,766.
const N_AT_ONCE: usize = 1000;

/// A report about one message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Report<'a> {
    /// The message.
    pub sms_id: &'a str,
    /// What is reported.
    pub status: Status,
    /// Why.
    pub reason: Option<&'a Reason>,
    /// Who says so.
    pub source: EventSource,
    /// When.
    pub at_ms: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    sms_id: String,
    account_id: i64,
    status: String,
    reserved: i64,
    charge: Option<i64>,
    unit_price: i64,
    country: Option<String>,
    n_pieces: i64,
    price_version: i64,
    accepted_at_ms: i64,
}

/// A message as the reports so far have left it.
struct Known<'a> {
    row: Row,
    status: Status,
    /// The report that last changed its status.
    changed_by: Option<Report<'a>>,
}

/// Takes reports, in order: keeps each as it came, joins it, moves the money. A report about no message of ours is dropped.
///
/// A report that changes the status also settles an unconfirmed message: it was handed over after all.
/// A message is charged once, when it is first known to be with the carrier, and never refunded.
pub(crate) async fn report_all(tx: &mut WriteTx, reports: &[Report<'_>]) -> Result<()> {
    for chunk in reports.chunks(N_AT_ONCE) {
        take(tx, chunk).await?;
    }
    Ok(())
}

async fn take(tx: &mut WriteTx, reports: &[Report<'_>]) -> Result<()> {
    let mut known = find(tx, reports).await?;
    let mut kept: Vec<(i64, &Report<'_>)> = Vec::with_capacity(reports.len());
    let mut happened = Vec::new();
    let mut settlement = Settlement::default();
    for told in reports {
        let Some(message) = known.get_mut(told.sms_id) else {
            tracing::warn!("a report about an unknown message was dropped");
            continue;
        };
        kept.push((message.row.id, told));
        if let Some(reason) = told.reason
            && u16::try_from(reason.code)
                .map_or(true, |code| matches!(KnownReason::from_code(code), KnownReason::Other(_)))
        {
            tracing::warn!(
                code = reason.code,
                "a report has a code that this version does not know; it is shown as it is"
            );
        }
        let after = message.status.join(told.status);
        if after == message.status {
            continue;
        }
        move_money(&mut settlement, message, after, told.at_ms)?;
        message.status = after;
        if after.is_final() {
            tx.happened.ended.push(after);
        }
        message.changed_by = Some(*told);
        happened.push(MessageEvent {
            account_id: message.row.account_id,
            message_id: message.row.id,
            status: after,
            reason: told.reason,
            at_ms: told.at_ms,
        });
    }
    keep(tx, &kept).await?;
    let Some(last) = reports.last() else { return Ok(()) };
    if happened.is_empty() {
        return Ok(());
    }
    settlement.write(tx, last.at_ms).await?;
    let changed: Vec<_> = known.values().filter_map(|known| Some((known, known.changed_by?))).collect();
    update(tx, &changed).await?;
    hooks::message_events(tx, &happened).await?;
    let changed: BTreeSet<_> = happened.iter().map(|event| (event.account_id, event.message_id)).collect();
    events::messages_changed(tx, &Vec::from_iter(changed), last.at_ms).await
}

/// The messages that the reports are about, by their smsId.
async fn find<'a>(tx: &mut WriteTx, reports: &[Report<'a>]) -> Result<HashMap<String, Known<'a>>> {
    let mut select = QueryBuilder::new(
        "SELECT message.id, sms_id, message.account_id, status, reserved, charge, unit_price, country, n_pieces,
                price_version, message.accepted_at_ms
         FROM message JOIN submission ON submission.id = message.submission_id
         WHERE sms_id IN (",
    );
    let sms_ids: BTreeSet<&str> = reports.iter().map(|told| told.sms_id).collect();
    select.push_list(sms_ids).push(")");
    let rows: Vec<Row> = select.build_as().fetch_all(tx).await?;
    let known = |row: Row| {
        let status = Status::from_name(&row.status).ok_or(Error::Damaged("message"))?;
        Ok((row.sms_id.clone(), Known { row, status, changed_by: None }))
    };
    rows.into_iter().map(known).collect()
}

/// What a message's money does as it comes to the status `after`.
fn move_money(settlement: &mut Settlement, message: &mut Known<'_>, after: Status, at_ms: i64) -> Result<()> {
    let row = &mut message.row;
    let pending_of = |status: Status, row: &Row| {
        if status.is_final() { 0 } else { row.reserved + row.charge.unwrap_or(0) }
    };
    let pending_before = pending_of(message.status, row);
    if after.is_charged() && row.charge.is_none() {
        let unit_price = Micros(row.unit_price);
        let n_pieces = u32::try_from(row.n_pieces).map_err(|_| Error::Damaged("message"))?;
        let amount = unit_price.times(n_pieces.into()).ok_or(Error::Damaged("price"))?;
        settlement.charge(wallet::Charge {
            account_id: row.account_id,
            message_id: row.id,
            held: Micros(row.reserved),
            amount,
            n_pieces,
            country: row.country.clone(),
            unit_price,
            price_version: row.price_version,
            at_ms,
        })?;
        row.charge = Some(amount.0);
        row.reserved = 0;
    } else if after.is_final() && row.reserved != 0 {
        settlement.release(&wallet::Release {
            account_id: row.account_id,
            amount: Micros(row.reserved),
            held_since_ms: row.accepted_at_ms,
        })?;
        row.reserved = 0;
    }
    let pending_after = pending_of(after, row);
    if pending_after != pending_before {
        settlement.change_pending(row.account_id, pending_after - pending_before)?;
    }
    Ok(())
}

/// Keeps the reports as they came.
async fn keep(tx: &mut WriteTx, reports: &[(i64, &Report<'_>)]) -> Result<()> {
    if reports.is_empty() {
        return Ok(());
    }
    let mut insert =
        QueryBuilder::new("INSERT INTO message_event (message_id, at_ms, status, source, reason_code, reason_text) ");
    insert.push_rows(reports, |(message_id, told)| {
        [
            message_id.into(),
            told.at_ms.into(),
            told.status.as_str().into(),
            source_name(told.source).into(),
            told.reason.map(|reason| reason.code).into(),
            told.reason.map(|reason| reason.text.as_str()).into(),
        ]
    });
    insert.build().execute(tx).await?;
    Ok(())
}

/// Writes what the messages have become.
async fn update(tx: &mut WriteTx, changed: &[(&Known<'_>, Report<'_>)]) -> Result<()> {
    let mut update = QueryBuilder::new(
        "UPDATE message
         SET status = became.column2, reason_code = became.column3, reason_text = became.column4,
             reserved = became.column5, charge = became.column6, updated_at_ms = became.column7,
             journal_state = CASE journal_state WHEN 'unconfirmed' THEN 'handed_over' ELSE journal_state END
         FROM (",
    );
    update.push_rows(changed, |(known, told)| {
        [
            known.row.id.into(),
            known.status.as_str().into(),
            told.reason.map(|reason| reason.code).into(),
            told.reason.map(|reason| reason.text.as_str()).into(),
            known.row.reserved.into(),
            known.row.charge.into(),
            told.at_ms.into(),
        ]
    });
    update.push(") AS became WHERE message.id = became.column1");
    update.build().execute(tx).await?;
    Ok(())
}

/// Suppresses messages that were accepted in this transaction: they are never handed over, and cost nothing.
pub(crate) async fn suppress(tx: &mut WriteTx, accepted: &[Accepted], reason: &Reason, at_ms: i64) -> Result<()> {
    let refused: Vec<_> = accepted.iter().map(|message| (message.sms_id.as_str(), reason)).collect();
    refuse(tx, &refused, at_ms).await
}

/// Suppresses messages by their smsId, each with the reason why it is never handed over.
pub(super) async fn refuse(tx: &mut WriteTx, refused: &[(&str, &Reason)], at_ms: i64) -> Result<()> {
    for chunk in refused.chunks(N_AT_ONCE) {
        let mut update = QueryBuilder::new("UPDATE message SET journal_state = 'refused' WHERE sms_id IN (");
        update.push_list(chunk.iter().map(|(sms_id, _)| *sms_id)).push(")");
        update.build().execute(tx).await?;
        let suppressed: Vec<_> = chunk
            .iter()
            .map(|(sms_id, reason)| Report {
                sms_id,
                status: Status::Suppressed,
                reason: Some(reason),
                source: EventSource::Gateway,
                at_ms,
            })
            .collect();
        report_all(tx, &suppressed).await?;
    }
    Ok(())
}

/// The source's name in the database.
pub(super) const fn source_name(source: EventSource) -> &'static str {
    match source {
        EventSource::Gateway => "gateway",
        EventSource::Sandbox => "sandbox",
        EventSource::Webhook => "webhook",
    }
}
