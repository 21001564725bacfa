//! Campaigns as people see them.

use piecewise_api::{Campaign, CampaignProgress, RunningCampaign};
use piecewise_sms::{money::Micros, status::Status};

use super::rows::{Row, select_campaigns};
use crate::{
    error::{Error, Result},
    store::{Connection, query_as},
};

/// Campaigns that are listed.
const N_LISTED: i64 = 200;

/// The newest campaigns of an account.
pub(super) async fn list(connection: &mut Connection, account_id: i64) -> Result<Vec<Campaign>> {
    let rows: Vec<Row> = query_as(select_campaigns!("WHERE account_id = $1 ORDER BY campaign.id DESC LIMIT $2"))
        .bind(account_id)
        .bind(N_LISTED)
        .fetch_all(connection)
        .await?;
    let mut campaigns = Vec::with_capacity(rows.len());
    for row in rows {
        campaigns.push(describe(connection, row).await?);
    }
    Ok(campaigns)
}

/// A campaign with what became of its recipients.
pub(super) async fn describe(connection: &mut Connection, row: Row) -> Result<Campaign> {
    let (template_name, template_version): (String, i64) = query_as(
        "SELECT template.name, template_version.version
         FROM template_version JOIN template ON template.id = template_id WHERE template_version.id = $1",
    )
    .bind(row.template_version_id)
    .fetch_one(connection)
    .await?;
    let progress = progress(connection, &row).await?;
    let state = row.state()?;
    let waits_for = row.waits_for();
    let plan = match &row.plan {
        Some(text) => Some(serde_json::from_str(text).map_err(|_| Error::Damaged("plan"))?),
        None => None,
    };
    let small = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Campaign {
        id: row.id,
        name: row.name,
        state,
        template_id: row.template_id,
        template_name,
        template_version,
        sms_user: row.sms_user,
        sender: row.sender,
        n_octets: row.n_octets,
        plan,
        starts_at_ms: row.starts_at_ms,
        per_minute: row.per_minute.map(small),
        n_canaries: small(row.n_canaries),
        pause_above_percent: row.pause_above_percent.map(small),
        waits_for,
        progress,
        created_by: row.created_by,
        created_at_ms: row.created_at_ms,
        confirmed_by: row.confirmed_by,
        confirmed_at_ms: row.confirmed_at_ms,
        approved_by: row.approved_by,
        started_at_ms: row.started_at_ms,
        ended_at_ms: row.ended_at_ms,
    })
}

/// What became of a campaign's recipients so far.
pub(super) async fn progress(connection: &mut Connection, row: &Row) -> Result<CampaignProgress> {
    let mut progress = CampaignProgress { reserved: Micros(row.reserved), ..CampaignProgress::default() };
    let recipients: Vec<(String, i64)> = query_as(
        "SELECT state, COUNT(*) FROM campaign_recipient
         WHERE campaign_id = $1 AND state <> 'accepted' GROUP BY state",
    )
    .bind(row.id)
    .fetch_all(connection)
    .await?;
    for (state, n) in recipients {
        let n = u64::try_from(n).unwrap_or(0);
        match state.as_str() {
            "waiting" => progress.n_waiting = n,
            _ => progress.n_cancelled += n,
        }
    }
    let messages: Vec<(String, i64, i64, i64)> = query_as(
        "SELECT status, COUNT(*), CAST(COALESCE(SUM(charge), 0) AS BIGINT), CAST(SUM(reserved) AS BIGINT)
         FROM message JOIN submission ON submission.id = submission_id
         WHERE campaign_id = $1 GROUP BY status",
    )
    .bind(row.id)
    .fetch_all(connection)
    .await?;
    for (status, n, charged, reserved) in messages {
        let status = Status::from_name(&status).ok_or(Error::Damaged("message"))?;
        let n = u64::try_from(n).unwrap_or(0);
        progress.statuses.add(status, n);
        progress.charged = Micros(progress.charged.0 + charged);
        progress.reserved = Micros(progress.reserved.0 + reserved);
    }
    Ok(progress)
}

/// The campaigns that run or wait on an SMS_USER.
pub(crate) async fn running_on(
    connection: &mut Connection,
    account_id: i64,
    sms_user: &str,
) -> Result<Vec<RunningCampaign>> {
    let rows: Vec<Row> = query_as(select_campaigns!(
        "WHERE account_id = $1 AND sms_user = $2
           AND campaign.state IN ('awaiting_approval', 'scheduled', 'running', 'paused', 'too_late')
         ORDER BY campaign.id"
    ))
    .bind(account_id)
    .bind(sms_user)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| RunningCampaign { id: row.id, name: row.name }).collect())
}

#[cfg(test)]
mod tests {
    use piecewise_api::CampaignState;

    #[test]
    fn the_states_in_the_query_are_the_open_ones() {
        let open: Vec<&str> =
            CampaignState::ALL.into_iter().filter(|state| state.is_open()).map(CampaignState::as_str).collect();
        assert_eq!(open, ["awaiting_approval", "scheduled", "running", "paused", "too_late"]);
    }
}
