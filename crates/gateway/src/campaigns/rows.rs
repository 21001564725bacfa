//! The row of a campaign.

use piecewise_api::{CampaignState, CampaignWait};

use crate::{
    error::{Error, Result},
    store::{Connection, WriteTx, query, query_as},
};

/// The columns of a [`Row`], and what follows them.
macro_rules! select_campaigns {
    ($rest:literal) => {
        concat!(
            "SELECT campaign.id, campaign.account_id, campaign.name, campaign.template_id, campaign.template_version_id,
                    sms_user, sender, campaign.state, waits_for, n_octets, plan, n_recipients, total, price_version,
                    reserved, starts_at_ms, per_minute, n_canaries, pause_above_percent, paced_until_ms,
                    campaign.created_by,
                    campaign.created_at_ms, confirmed_by, confirmed_by_id, confirmed_at_ms, approved_by,
                    started_at_ms, ended_at_ms
             FROM campaign ",
            $rest
        )
    };
}
pub(super) use select_campaigns;

/// A row of `campaign`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) account_id: i64,
    pub(super) name: String,
    pub(super) template_id: i64,
    pub(super) template_version_id: i64,
    pub(super) sms_user: String,
    pub(super) sender: Option<String>,
    state: String,
    waits_for: Option<String>,
    pub(super) n_octets: i64,
    pub(super) plan: Option<String>,
    pub(super) n_recipients: i64,
    pub(super) total: i64,
    pub(super) price_version: i64,
    pub(super) reserved: i64,
    pub(super) starts_at_ms: Option<i64>,
    pub(super) per_minute: Option<i64>,
    pub(super) n_canaries: i64,
    pub(super) pause_above_percent: Option<i64>,
    pub(super) paced_until_ms: i64,
    pub(super) created_by: String,
    pub(super) created_at_ms: i64,
    pub(super) confirmed_by: Option<String>,
    pub(super) confirmed_by_id: Option<i64>,
    pub(super) confirmed_at_ms: Option<i64>,
    pub(super) approved_by: Option<String>,
    pub(super) started_at_ms: Option<i64>,
    pub(super) ended_at_ms: Option<i64>,
}

impl Row {
    /// Where it stands.
    pub(super) fn state(&self) -> Result<CampaignState> {
        CampaignState::from_name(&self.state).ok_or(Error::Damaged("campaign"))
    }

    /// Why it waits.
    pub(super) fn waits_for(&self) -> Option<CampaignWait> {
        WAITS.into_iter().find(|(_, name)| Some(*name) == self.waits_for.as_deref()).map(|(wait, _)| wait)
    }
}

const WAITS: [(CampaignWait, &str); 5] = [
    (CampaignWait::Person, "person"),
    (CampaignWait::Failures, "failures"),
    (CampaignWait::Canaries, "canaries"),
    (CampaignWait::Template, "template"),
    (CampaignWait::SmsUser, "sms_user"),
];

/// A campaign of the account.
pub(super) async fn find(connection: &mut Connection, account_id: i64, id: i64) -> Result<Option<Row>> {
    let found = query_as(select_campaigns!("WHERE account_id = $1 AND campaign.id = $2"));
    Ok(found.bind(account_id).bind(id).fetch_optional(connection).await?)
}

/// Where a campaign goes next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Next {
    /// Its state from now on.
    pub(super) state: CampaignState,
    /// Why it waits there.
    pub(super) waits_for: Option<CampaignWait>,
    /// When the runner looks at it again; never where there is nothing to do for it.
    pub(super) due_at_ms: Option<i64>,
}

/// Moves a campaign on.
pub(super) async fn set(tx: &mut WriteTx, id: i64, next: Next) -> Result<()> {
    let wait = WAITS.into_iter().find(|(wait, _)| Some(*wait) == next.waits_for).map(|(_, name)| name);
    query("UPDATE campaign SET state = $2, waits_for = $3, due_at_ms = $4 WHERE id = $1")
        .bind(id)
        .bind(next.state.as_str())
        .bind(wait)
        .bind(next.due_at_ms)
        .execute(tx)
        .await?;
    Ok(())
}
