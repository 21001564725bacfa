//! What people do with a confirmed campaign: approve, pause, resume, cancel. None of it sends anything twice.

use piecewise_api::{CampaignState as S, CampaignWait, ProblemKind};
use piecewise_sms::money::Micros;

use super::rows::{Next, Row, set};
use crate::{
    error::Result,
    server::Refusal,
    session::Person,
    store::{WriteTx, query},
    wallet,
};

fn wrong_state(row: &Row, wanted: &str) -> Result<Refusal> {
    Ok(Refusal::of(ProblemKind::CampaignState)
        .detail(format!("the campaign is {} and cannot be {wanted}", row.state()?.as_str())))
}

/// Approves what somebody else has confirmed.
pub(super) async fn approve(tx: &mut WriteTx, row: &Row, person: &Person, now_ms: i64) -> Result<(), Refusal> {
    if row.state()? != S::AwaitingApproval {
        return Err(wrong_state(row, "approved")?);
    }
    if row.confirmed_by_id == Some(person.id) {
        return Err(Refusal::of(ProblemKind::Forbidden)
            .detail("a campaign of this size needs the approval of somebody other than who confirmed it"));
    }
    query("UPDATE campaign SET approved_by = $2 WHERE id = $1").bind(row.id).bind(&person.name).execute(tx).await?;
    let due_at_ms = row.starts_at_ms.unwrap_or(now_ms).max(now_ms);
    query("UPDATE campaign SET starts_at_ms = $2 WHERE id = $1").bind(row.id).bind(due_at_ms).execute(tx).await?;
    Ok(set(tx, row.id, Next { state: S::Scheduled, waits_for: None, due_at_ms: Some(due_at_ms) }).await?)
}

/// Stops accepting messages. What was accepted before goes its way.
pub(super) async fn pause(tx: &mut WriteTx, row: &Row) -> Result<(), Refusal> {
    if !matches!(row.state()?, S::Running | S::Scheduled) {
        return Err(wrong_state(row, "paused")?);
    }
    let next = Next { state: S::Paused, waits_for: Some(CampaignWait::Person), due_at_ms: None };
    Ok(set(tx, row.id, next).await?)
}

/// Goes on where it stopped.
pub(super) async fn resume(tx: &mut WriteTx, row: &Row, now_ms: i64) -> Result<(), Refusal> {
    if !matches!(row.state()?, S::Paused | S::TooLate) {
        return Err(wrong_state(row, "resumed")?);
    }
    // One that never began keeps its time, if that is still to come.
    let due_at_ms = match row.started_at_ms {
        Some(_) => now_ms.max(row.paced_until_ms),
        None => row.starts_at_ms.unwrap_or(now_ms).max(now_ms),
    };
    query("UPDATE campaign SET starts_at_ms = CASE WHEN started_at_ms IS NULL THEN $2 ELSE starts_at_ms END WHERE id = $1")
        .bind(row.id)
        .bind(due_at_ms)
        .execute(tx)
        .await?;
    let state = if row.started_at_ms.is_some() { S::Running } else { S::Scheduled };
    Ok(set(tx, row.id, Next { state, waits_for: None, due_at_ms: Some(due_at_ms) }).await?)
}

/// Ends it before its end, and gives back what is held for those who wait. A draft goes with everything it has.
pub(super) async fn cancel(tx: &mut WriteTx, row: &Row, now_ms: i64) -> Result<(), Refusal> {
    let state = row.state()?;
    if matches!(state, S::Finished | S::Cancelled) {
        return Err(wrong_state(row, "cancelled")?);
    }
    give_back(tx, row, Micros(row.reserved), now_ms).await?;
    query(
        "UPDATE campaign_recipient SET state = 'cancelled', phone = '', vars = ''
         WHERE campaign_id = $1 AND state = 'waiting'",
    )
    .bind(row.id)
    .execute(tx)
    .await?;
    super::file::forget(tx, row.id).await?;
    query("UPDATE campaign SET ended_at_ms = $2 WHERE id = $1").bind(row.id).bind(now_ms).execute(tx).await?;
    Ok(set(tx, row.id, Next { state: S::Cancelled, waits_for: None, due_at_ms: None }).await?)
}

/// Gives back a part of what is held for a campaign.
pub(super) async fn give_back(tx: &mut WriteTx, row: &Row, amount: Micros, now_ms: i64) -> Result<()> {
    if amount == Micros::ZERO {
        return Ok(());
    }
    query("UPDATE campaign SET reserved = reserved - $2 WHERE id = $1").bind(row.id).bind(amount.0).execute(tx).await?;
    let held_since_ms = row.confirmed_at_ms.unwrap_or(now_ms);
    let release = wallet::Release { account_id: row.account_id, amount, held_since_ms };
    wallet::release(tx, &release, now_ms).await
}
