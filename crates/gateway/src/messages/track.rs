//! Reports: what the platform says about a message, joined into its status; the money follows the status (D7).

use piecewise_api::{EventSource, Reason};
use piecewise_sms::{
    money::Micros,
    status::{Reason as KnownReason, Status},
};

use super::accept::Accepted;
use crate::{
    error::{Error, Result},
    events, hooks,
    store::{WriteTx, query, query_as},
    wallet,
};

/// A report about one message.
#[derive(Debug)]
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

/// Takes a report: keeps it as it came, joins it, moves the money. A report about no message of ours is dropped.
///
/// A report that changes the status also settles an unconfirmed message: it was handed over after all.
/// A message is charged once, when it is first known to be with the carrier, and never refunded.
pub(crate) async fn report(tx: &mut WriteTx, report: &Report<'_>) -> Result<()> {
    let row: Option<Row> = query_as(
        "SELECT message.id, message.account_id, status, reserved, charge, unit_price, country, n_pieces,
                price_version, message.accepted_at_ms
         FROM message JOIN submission ON submission.id = message.submission_id
         WHERE sms_id = $1",
    )
    .bind(report.sms_id)
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else {
        tracing::warn!("a report about an unknown message was dropped");
        return Ok(());
    };
    query(
        "INSERT INTO message_event (message_id, at_ms, status, source, reason_code, reason_text)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(row.id)
    .bind(report.at_ms)
    .bind(report.status.as_str())
    .bind(source_name(report.source))
    .bind(report.reason.map(|reason| reason.code))
    .bind(report.reason.map(|reason| &reason.text))
    .execute(tx)
    .await?;

    if let Some(reason) = report.reason
        && u16::try_from(reason.code).map_or(true, |code| matches!(KnownReason::from_code(code), KnownReason::Other(_)))
    {
        tracing::warn!(code = reason.code, "a report has a code that this version does not know; it is shown as it is");
    }

    let before = Status::from_name(&row.status).ok_or(Error::Damaged("message"))?;
    let after = before.join(report.status);
    if after == before {
        return Ok(());
    }
    let mut reserved = Micros(row.reserved);
    let mut charge = row.charge.map(Micros);
    if after.is_charged() && charge.is_none() {
        let unit_price = Micros(row.unit_price);
        let n_pieces = u32::try_from(row.n_pieces).map_err(|_| Error::Damaged("message"))?;
        let amount = unit_price.times(n_pieces.into()).ok_or(Error::Damaged("price"))?;
        let charged = wallet::Charge {
            account_id: row.account_id,
            message_id: row.id,
            held: reserved,
            amount,
            n_pieces,
            country: row.country.as_deref(),
            unit_price,
            price_version: row.price_version,
        };
        wallet::charge(tx, &charged, report.at_ms).await?;
        charge = Some(amount);
        reserved = Micros::ZERO;
    } else if after.is_final() && reserved != Micros::ZERO {
        let release =
            wallet::Release { account_id: row.account_id, amount: reserved, held_since_ms: row.accepted_at_ms };
        wallet::release(tx, &release, report.at_ms).await?;
        reserved = Micros::ZERO;
    }
    let pending_of = |status: Status, reserved: i64, charge: Option<i64>| {
        if status.is_final() { 0 } else { reserved + charge.unwrap_or(0) }
    };
    let pending_before = pending_of(before, row.reserved, row.charge);
    let pending_after = pending_of(after, reserved.0, charge.map(|charge| charge.0));
    if pending_after != pending_before {
        wallet::change_pending(tx, row.account_id, pending_after - pending_before, report.at_ms).await?;
    }
    query(
        "UPDATE message
         SET status = $2, reason_code = $3, reason_text = $4, reserved = $5, charge = $6, updated_at_ms = $7,
             journal_state = CASE journal_state WHEN 'unconfirmed' THEN 'handed_over' ELSE journal_state END
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(after.as_str())
    .bind(report.reason.map(|reason| reason.code))
    .bind(report.reason.map(|reason| &reason.text))
    .bind(reserved.0)
    .bind(charge.map(|charge| charge.0))
    .bind(report.at_ms)
    .execute(tx)
    .await?;
    hooks::message_event(tx, row.account_id, row.id, after, report.reason, report.at_ms).await?;
    events::message_changed(tx, row.account_id, row.id, report.at_ms).await
}

/// Suppresses messages that were accepted in this transaction: they are never handed over, and cost nothing.
pub(crate) async fn suppress(tx: &mut WriteTx, accepted: &[Accepted], reason: &Reason, at_ms: i64) -> Result<()> {
    for message in accepted {
        query("UPDATE message SET journal_state = 'refused' WHERE id = $1").bind(message.row_id).execute(tx).await?;
        let suppressed = Report {
            sms_id: &message.sms_id,
            status: Status::Suppressed,
            reason: Some(reason),
            source: EventSource::Gateway,
            at_ms,
        };
        report(tx, &suppressed).await?;
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
