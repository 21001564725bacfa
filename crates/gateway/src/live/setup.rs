//! What has to be in place before messages go out for money, and the countries they may go to.

use piecewise_api::{LiveSetup, LiveStep, LiveStepKind};
use piecewise_recipients::is_country;

use super::{call::send_url, holds, hook, pairs, template_ids};
use crate::{
    app::App,
    config::UpstreamKind,
    error::{Error, Result},
    store::{Connection, WriteTx, query, query_scalar},
    wallet,
};

/// The countries that an account may send to; `None` where all with a price may.
pub(crate) async fn allowed_countries(connection: &mut Connection, account_id: i64) -> Result<Option<Vec<String>>> {
    let found: Option<Option<String>> =
        query_scalar("SELECT allowed_countries FROM live_setting WHERE account_id = $1")
            .bind(account_id)
            .fetch_optional(connection)
            .await?;
    let Some(Some(text)) = found else { return Ok(None) };
    serde_json::from_str(&text).map(Some).map_err(|_| Error::Damaged("setting"))
}

/// Sets them. Gives the first that is no country.
pub(super) async fn allow_countries(
    tx: &mut WriteTx,
    account_id: i64,
    countries: Option<&[String]>,
) -> Result<Result<(), String>> {
    if let Some(wrong) = countries.unwrap_or_default().iter().find(|country| !is_country(country)) {
        return Ok(Err(wrong.clone()));
    }
    let text = countries.map(|countries| serde_json::to_string(countries).unwrap_or_default());
    query(
        "INSERT INTO live_setting (account_id, allowed_countries) VALUES ($1, $2)
         ON CONFLICT (account_id) DO UPDATE SET allowed_countries = excluded.allowed_countries",
    )
    .bind(account_id)
    .bind(text)
    .execute(tx)
    .await?;
    Ok(Ok(()))
}

/// Where everything stands.
pub(super) async fn read(app: &App, tx: &mut WriteTx, account_id: i64) -> Result<LiveSetup> {
    let now_ms = app.clock.now_ms();
    let is_live = app.config.upstream == UpstreamKind::Aurora;
    let address = hook::address_of(tx, account_id, now_ms).await?;
    let mut setup = LiveSetup {
        is_live,
        endpoint: send_url(&app.config.aurora_url),
        hook_url: format!("{}/hooks/aurora/{address}", app.base_url),
        hook_key_entered_at_ms: hook::key_entered_at_ms(tx, account_id).await?,
        last_event_at_ms: query_scalar("SELECT MAX(received_at_ms) FROM live_event WHERE account_id = $1")
            .bind(account_id)
            .fetch_one(tx)
            .await?,
        pairs: pairs::list(tx, account_id).await?,
        templates: template_ids::list(tx, account_id).await?,
        allowed_countries: allowed_countries(tx, account_id).await?,
        holds: holds::list(tx, account_id).await?,
        checklist: Vec::new(),
    };
    let has_prices = wallet::current_prices(tx, &app.prices, account_id, now_ms).await.map(|p| !p.table.is_sample)?;
    let has_cap: bool =
        query_scalar("SELECT EXISTS (SELECT 1 FROM wallet WHERE account_id = $1 AND daily_cap IS NOT NULL)")
            .bind(account_id)
            .fetch_one(tx)
            .await?;
    let is_tested: bool = query_scalar(
        "SELECT EXISTS (SELECT 1 FROM live_message JOIN message ON message.id = message_id
                        JOIN submission ON submission.id = submission_id
                        WHERE live_message.account_id = $1 AND status = 'delivered' AND is_test)",
    )
    .bind(account_id)
    .fetch_one(tx)
    .await?;
    let is_pair_good = |pair: &piecewise_api::LivePair| pair.check.as_ref().is_some_and(|c| c.is_good == Some(true));
    let mut approved = setup.templates.iter().filter(|template| template.state == "approved").peekable();
    let steps = [
        (LiveStepKind::CredentialsTested, !setup.pairs.is_empty() && setup.pairs.iter().all(is_pair_good)),
        (
            LiveStepKind::TemplatesMapped,
            approved.peek().is_some() && approved.all(|template| template.aurora_id.is_some()),
        ),
        (LiveStepKind::PricesLoaded, has_prices),
        (LiveStepKind::HookVerified, setup.last_event_at_ms.is_some()),
        (LiveStepKind::CapsSet, has_cap && setup.allowed_countries.is_some()),
        (LiveStepKind::UpstreamSwitched, is_live),
        (LiveStepKind::FirstTestDelivered, is_tested),
    ];
    setup.checklist = steps.map(|(step, is_done)| LiveStep { step, is_done }).to_vec();
    Ok(setup)
}
