//! Planning a list and confirming it: the two steps in which a campaign gets its recipients and its money.

use std::{collections::BTreeMap, sync::Arc};

use hmac::{Hmac, KeyInit as _, Mac as _};
use piecewise_api::{CampaignConfirmation, CampaignState, ProblemKind};
use piecewise_recipients::{
    PlusSign,
    import::ImportOptions,
    list::{ListOptions, Suppression, SuppressionScope},
    parse_number,
};
use piecewise_sms::money::Micros;
use serde::Deserialize;
use sha2::Sha256;
use utoipa::ToSchema;

use super::{
    file,
    plan::{self, Given, NoPlan, Outcome},
    rows::{Next, Row, set},
};
use crate::{
    app::App,
    error::{Error, Result},
    server::Refusal,
    session::Person,
    store::{Connection, QueryBuilder, WriteTx, query, query_as, query_scalar},
    templates::{self, ForSending, Sendable},
    wallet::{self, Period, Reserved},
};

/// Rows in one statement: eight values each, and SQLite takes 32,766.
const N_ROWS_AT_ONCE: usize = 2000;

/// A confirmed campaign can be taken back for so long before its first message.
const UNDO_MS: i64 = 30_000;

/// A campaign is scheduled at most so far ahead.
const N_AHEAD_MS: i64 = 365 * 24 * 60 * 60_000;

/// Who got the template within this is counted as recent.
const RECENT_MS: i64 = 7 * 24 * 60 * 60_000;

/// `POST /api/v1/campaigns/{id}/plan`: how the file is read, and its hash as the person's side has computed it.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct PlanRequest {
    /// SHA-256 of the file, in small hexadecimal digits.
    pub(super) sha256: String,
    /// What stands between columns, in which encoding; what is left out is found out.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub(super) import: ImportOptions,
    /// What each column is, the country of numbers without one, and which row of a number counts.
    #[schema(value_type = Object)]
    pub(super) list: ListOptions,
}

/// The approved version that a campaign sends, if it is still the approved one of its template.
pub(super) async fn sendable(connection: &mut Connection, row: &Row) -> Result<Option<Sendable>> {
    match templates::find_for_sending(connection, row.account_id, row.template_id).await? {
        ForSending::Sendable(template) if template.version_id == row.template_version_id => Ok(Some(template)),
        _ => Ok(None),
    }
}

/// Reads everything a plan is made of.
pub(super) async fn gather(
    app: &App,
    connection: &mut Connection,
    row: &Row,
    request: PlanRequest,
) -> Result<(Given, i64), Refusal> {
    let template = sendable(connection, row).await?.ok_or_else(not_approved)?;
    let (chunks, sha256) = file::read(connection, row.id).await?;
    if chunks.is_empty() {
        return Err(Refusal::wrong("file", "no part of the file has come yet"));
    }
    if sha256 != request.sha256 {
        return Err(Refusal::wrong("sha256", "the file did not come as it was sent; send it again"));
    }
    let prices = wallet::current_prices(connection, &app.prices, row.account_id, app.clock.now_ms()).await?;
    let list = ListOptions { content_type: template.content_type, ..request.list };
    let given = Given {
        chunks,
        import: request.import,
        list,
        content: template.content,
        suppression: suppression(connection, row.account_id).await?,
        prices: Arc::clone(&prices.table),
    };
    Ok((given, prices.version))
}

/// Makes the plan, beside the threads that answer requests.
pub(super) async fn compute(given: Given, sha256: String, price_version: i64) -> Result<Outcome, Refusal> {
    let planning = tokio::task::spawn_blocking(move || plan::plan(&given, sha256, price_version));
    match planning.await.map_err(|_| Error::Damaged("list"))? {
        Ok(outcome) => Ok(outcome),
        Err(NoPlan::Failed(error)) => Err(error.into()),
        Err(NoPlan::Columns(fault)) => Err(Refusal::wrong("list", fault.to_string())),
        Err(fault @ (NoPlan::File(_) | NoPlan::TooManyPieces { .. })) => Err(Refusal::wrong("file", fault.to_string())),
    }
}

/// The suppression list as it stands: the last word about each number and scope counts.
async fn suppression(connection: &mut Connection, account_id: i64) -> Result<Suppression> {
    let entries: Vec<(String, String, bool)> =
        query_as("SELECT phone, scope, is_release FROM suppression WHERE account_id = $1 ORDER BY id")
            .bind(account_id)
            .fetch_all(connection)
            .await?;
    let mut holds: BTreeMap<(String, String), bool> = BTreeMap::new();
    for (phone, scope, is_release) in entries {
        holds.insert((phone, scope), !is_release);
    }
    let mut suppression = Suppression::default();
    for ((phone, scope), is_held) in holds {
        let scope = SuppressionScope::from_name(&scope).ok_or(Error::Damaged("suppression"))?;
        if is_held && let Ok(number) = parse_number(&phone, PlusSign::Required) {
            suppression.insert(number, scope);
        }
    }
    Ok(suppression)
}

/// Keeps a plan and its recipients, in place of a plan that there was before.
pub(super) async fn keep_plan(tx: &mut WriteTx, row: &Row, mut outcome: Outcome, now_ms: i64) -> Result<()> {
    query("DELETE FROM campaign_recipient WHERE campaign_id = $1").bind(row.id).execute(tx).await?;
    let version = row.template_version_id.to_string();
    for chunk in outcome.recipients.chunks(N_ROWS_AT_ONCE) {
        let mut insert = QueryBuilder::new(
            "INSERT INTO campaign_recipient
                 (campaign_id, file_row, phone, vars, country, n_pieces, unit_price, state, row_key) ",
        );
        let values = &outcome.values;
        let vars = |group: u32| values.get(group as usize).map_or("{}", String::as_str);
        let keys = chunk
            .iter()
            .map(|recipient| row_key(row.id, &version, &recipient.phone, vars(recipient.group)))
            .collect::<Result<Vec<_>>>()?;
        insert.push_rows(&chunk.iter().zip(keys).collect::<Vec<_>>(), |(recipient, key)| {
            [
                row.id.into(),
                i64::from(recipient.file_row).into(),
                (&recipient.phone).into(),
                vars(recipient.group).into(),
                recipient.country.into(),
                i64::from(recipient.n_pieces).into(),
                recipient.unit_price.map(|price| price.0).into(),
                "waiting".into(),
                key.clone().into(),
            ]
        });
        insert.build().execute(tx).await?;
    }
    outcome.plan.n_recent = n_recent(tx, row, now_ms).await?;
    let plan = serde_json::to_string(&outcome.plan).map_err(|_| Error::Damaged("plan"))?;
    query("UPDATE campaign SET plan = $2, n_recipients = $3, total = $4, price_version = $5 WHERE id = $1")
        .bind(row.id)
        .bind(plan)
        .bind(i64::from(outcome.plan.n_accepted))
        .bind(outcome.plan.total.0)
        .bind(outcome.plan.price_version)
        .execute(tx)
        .await?;
    set(tx, row.id, Next { state: CampaignState::Planned, waits_for: None, due_at_ms: None }).await
}

/// What makes a recipient of a campaign the same one: it can be there once.
fn row_key(campaign_id: i64, version: &str, phone: &str, vars: &str) -> Result<Vec<u8>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&campaign_id.to_be_bytes()).map_err(|_| Error::Damaged("campaign"))?;
    for part in [version, phone, vars] {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part.as_bytes());
    }
    Ok(mac.finalize().into_bytes().to_vec())
}

/// Recipients who got a message of this template of late.
async fn n_recent(tx: &mut WriteTx, row: &Row, now_ms: i64) -> Result<u32> {
    let n: i64 = query_scalar(
        "SELECT COUNT(DISTINCT campaign_recipient.phone) FROM campaign_recipient
         WHERE campaign_id = $1 AND phone IN (
             SELECT message.phone FROM message JOIN submission ON submission.id = submission_id
             WHERE message.account_id = $2 AND template_id = $3 AND NOT is_test AND message.accepted_at_ms > $4)",
    )
    .bind(row.id)
    .bind(row.account_id)
    .bind(row.template_id)
    .bind(now_ms - RECENT_MS)
    .fetch_one(tx)
    .await?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Holds the money of all of it, or of nothing, and sets when it begins; or asks a second person first.
pub(super) async fn confirm(
    tx: &mut WriteTx,
    row: &Row,
    asked: &CampaignConfirmation,
    person: &Person,
    now_ms: i64,
) -> Result<(), Refusal> {
    if row.state()? != CampaignState::Planned {
        return Err(Refusal::of(ProblemKind::CampaignState)
            .detail(format!("the campaign is {} and cannot be confirmed", row.state()?.as_str())));
    }
    if i64::from(asked.n_recipients) != row.n_recipients {
        return Err(Refusal::wrong("n_recipients", format!("there are {} recipients", row.n_recipients)));
    }
    if asked.total.0 != row.total {
        return Err(Refusal::wrong("total", "the plan costs something else by now; look at it again"));
    }
    if row.n_recipients == 0 {
        return Err(Refusal::wrong("n_recipients", "nobody is on the list"));
    }
    let is_without_price: bool =
        query_scalar("SELECT EXISTS (SELECT 1 FROM campaign_recipient WHERE campaign_id = $1 AND unit_price IS NULL)")
            .bind(row.id)
            .fetch_one(tx)
            .await?;
    if is_without_price {
        return Err(Refusal::of(ProblemKind::PriceUnknown)
            .detail("some recipients are in countries without a price; import a price, or take them off the list"));
    }
    if asked.starts_at_ms.is_some_and(|at_ms| at_ms > now_ms + N_AHEAD_MS) {
        return Err(Refusal::wrong("starts_at_ms", "a campaign is scheduled at most a year ahead"));
    }
    sendable(tx, row).await?.ok_or_else(not_approved)?;
    if !is_sms_user_good(tx, row.account_id, &row.sms_user).await? {
        return Err(Refusal::of(ProblemKind::UnknownSmsUser));
    }
    let total = Micros(row.total);
    match wallet::reserve(tx, row.account_id, total, now_ms).await? {
        // It is held for the campaign, and is of no message yet.
        Reserved::Held => wallet::change_pending(tx, row.account_id, -total.0, now_ms).await?,
        Reserved::TooLittle => {
            let available: Option<i64> = query_scalar("SELECT available FROM wallet WHERE account_id = $1")
                .bind(row.account_id)
                .fetch_optional(tx)
                .await?;
            let available = Micros(available.unwrap_or(0));
            let short = Micros(total.0 - available.0);
            return Err(Refusal::of(ProblemKind::Balance)
                .detail(format!("needed {total}, available {available}, short by {short}; nothing was sent")));
        }
        Reserved::Capped(period) => return Err(capped(period)),
    }
    let starts_at_ms = asked.starts_at_ms.unwrap_or(0).max(now_ms + UNDO_MS);
    query(
        "UPDATE campaign SET reserved = total, starts_at_ms = $2, per_minute = $3, n_canaries = $4,
                pause_above_percent = $5, confirmed_by = $6, confirmed_by_id = $7, confirmed_at_ms = $8
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(starts_at_ms)
    .bind(asked.per_minute.map(i64::from))
    .bind(i64::from(asked.n_canaries))
    .bind(asked.pause_above_percent.map(i64::from))
    .bind(&person.name)
    .bind(person.id)
    .bind(now_ms)
    .execute(tx)
    .await?;
    choose_canaries(tx, row.id, i64::from(asked.n_canaries)).await?;
    file::forget(tx, row.id).await?;
    let next = if needs_approval(tx, row).await? {
        Next { state: CampaignState::AwaitingApproval, waits_for: None, due_at_ms: None }
    } else {
        Next { state: CampaignState::Scheduled, waits_for: None, due_at_ms: Some(starts_at_ms) }
    };
    set(tx, row.id, next).await?;
    Ok(())
}

/// Whether the SMS_USER exists and is not disabled.
pub(super) async fn is_sms_user_good(connection: &mut Connection, account_id: i64, sms_user: &str) -> Result<bool> {
    let good = query_scalar(
        "SELECT EXISTS (SELECT 1 FROM sms_user WHERE account_id = $1 AND sms_user = $2 AND NOT is_disabled)",
    );
    Ok(good.bind(account_id).bind(sms_user).fetch_one(connection).await?)
}

/// The first recipients of each country.
async fn choose_canaries(tx: &mut WriteTx, id: i64, n_canaries: i64) -> Result<()> {
    if n_canaries == 0 {
        return Ok(());
    }
    query(
        "UPDATE campaign_recipient SET is_canary = TRUE
         WHERE campaign_id = $1 AND file_row IN (
             SELECT file_row FROM (
                 SELECT file_row, ROW_NUMBER() OVER (PARTITION BY country ORDER BY file_row) AS place
                 FROM campaign_recipient WHERE campaign_id = $1) AS placed
             WHERE place <= $2)",
    )
    .bind(id)
    .bind(n_canaries)
    .execute(tx)
    .await?;
    Ok(())
}

async fn needs_approval(tx: &mut WriteTx, row: &Row) -> Result<bool> {
    let limits: Option<(Option<i64>, Option<i64>)> =
        query_as("SELECT approve_from_recipients, approve_from_total FROM campaign_setting WHERE account_id = $1")
            .bind(row.account_id)
            .fetch_optional(tx)
            .await?;
    let (from_recipients, from_total) = limits.unwrap_or_default();
    Ok(from_recipients.is_some_and(|n| row.n_recipients >= n) || from_total.is_some_and(|n| row.total >= n))
}

fn capped(period: Period) -> Refusal {
    Refusal::of(ProblemKind::SpendCap)
        .detail(format!("the campaign would pass the cap of this {}; raise it, or wait", period.name()))
}

/// The template's approved version is another one, or none.
pub(super) fn not_approved() -> Refusal {
    Refusal::of(ProblemKind::NotApproved)
        .detail("the version of the template that this campaign sends is not the approved one any more; begin anew")
}
