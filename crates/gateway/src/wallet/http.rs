//! `/api/v1/wallet`.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode, response::Response};
use piecewise_api::{LedgerKind, LedgerPage, ProblemKind, TopUpRequest, ToppedUp, Wallet, WalletSettings};
use piecewise_recipients::is_country;
use piecewise_sms::money::Micros;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    entries::{self, Filter},
    ledger, price_http, settings,
};
use crate::{
    app::App,
    audit,
    config::UpstreamKind,
    error::Error,
    idempotency::{IdempotencyKey, Scope},
    server::{Asked, Body, Refusal},
    session::Person,
    store::query_scalar,
};

/// Entries on a page where the request does not say, and at most.
const N_ENTRIES: (usize, usize) = (100, 1000);

/// What one top-up of the sandbox may be.
const TOP_UP: std::ops::RangeInclusive<i64> = 1_000_000..=10_000_000_000;

/// What a person may enter as paid in at Aurora, or as its balance at the beginning.
const PAID_IN: std::ops::RangeInclusive<i64> = 1..=1_000_000_000_000;

/// What a wallet of the sandbox may be topped up to in all: a million currency units.
const TOPPED_UP_AT_MOST: i64 = 1_000_000_000_000;

/// Where the idempotency keys of top-ups are kept.
const TOP_UPS: &str = "wallet/top-ups";

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(show))
        .routes(routes!(list))
        .routes(routes!(download))
        .routes(routes!(top_up))
        .routes(routes!(set))
        .merge(price_http::routes())
}

/// The balance.
#[utoipa::path(get, path = "/wallet", responses((status = OK, description = "The wallet.", body = Wallet)))]
async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Json<Wallet>, Refusal> {
    let mut tx = app.store.read().await?;
    Ok(Json(ledger::find(&mut tx, person.account_id, app.clock.now_ms()).await?))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Page {
    /// Only entries before this one.
    before: Option<i64>,
    /// At most so many: 100 unless said, and never more than 1,000.
    limit: Option<u32>,
    /// Only entries of this kind.
    #[param(inline)]
    kind: Option<LedgerKind>,
    /// Only charges for this country.
    country: Option<String>,
    /// Only entries from this time on.
    from_ms: Option<i64>,
    /// Only entries before this time.
    until_ms: Option<i64>,
}

impl Page {
    fn filter(self) -> Result<Filter, Refusal> {
        let Self { kind, country, from_ms, until_ms, .. } = self;
        if country.as_deref().is_some_and(|country| !is_country(country)) {
            return Err(Refusal::of(ProblemKind::Malformed)
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .field("country")
                .detail("a country is two capital letters, as in SG"));
        }
        Ok(Filter { kind, country, from_ms, until_ms })
    }
}

/// The ledger, newest first.
#[utoipa::path(
    get,
    path = "/wallet/entries",
    params(Page),
    responses((status = OK, description = "A page of entries.", body = LedgerPage))
)]
async fn list(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(page): Asked<Page>,
) -> Result<Json<LedgerPage>, Refusal> {
    let limit =
        page.limit.map_or(N_ENTRIES.0, |limit| usize::try_from(limit).unwrap_or(N_ENTRIES.1)).clamp(1, N_ENTRIES.1);
    let before = page.before.unwrap_or(i64::MAX);
    let filter = page.filter()?;
    let mut tx = app.store.read().await?;
    Ok(Json(entries::page(&mut tx, person.account_id, &filter, before, limit).await?))
}

/// The ledger as CSV, newest first; `before` and `limit` mean nothing here.
#[utoipa::path(
    get,
    path = "/wallet/entries.csv",
    params(Page),
    responses((status = OK, description = "Every entry asked for.", body = String, content_type = "text/csv"))
)]
async fn download(State(app): State<Arc<App>>, person: Person, Asked(page): Asked<Page>) -> Result<Response, Refusal> {
    Ok(entries::download(app, person.account_id, page.filter()?).await?)
}

/// Puts sample money into the sandbox's wallet, once however often the request is repeated. Where messages cost
/// money, it writes down what a person has paid in at Aurora.
#[utoipa::path(
    post,
    path = "/wallet/top-ups",
    params(IdempotencyKey),
    request_body = TopUpRequest,
    responses(
        (status = CREATED, description = "The entry, and the wallet after it.", body = ToppedUp),
        (status = CONFLICT, description = "SMS is not connected."),
        (status = UNPROCESSABLE_ENTITY, description = "The idempotency key was used with another request.")
    )
)]
async fn top_up(
    State(app): State<Arc<App>>,
    person: Person,
    key: IdempotencyKey,
    Body(request): Body<TopUpRequest>,
) -> Result<(StatusCode, Json<ToppedUp>), Refusal> {
    let Micros(amount) = request.amount;
    let too_much = |detail: &str| Refusal::of(ProblemKind::Malformed).field("amount").detail(detail);
    let is_live = app.config.upstream == UpstreamKind::Aurora;
    if !(TOP_UP.contains(&amount) || is_live && PAID_IN.contains(&amount)) {
        return Err(too_much("a top-up is from 1 to 10,000 currency units, in millionths"));
    }
    let now_ms = app.clock.now_ms();
    let account_id = person.account_id;
    let scope = Scope { account_id, call: TOP_UPS };
    let mut tx = app.store.write().await?;
    if let Some(answer) = key.first_answer(&mut tx, scope, &request).await? {
        return Ok((StatusCode::CREATED, Json(answer)));
    }
    let topped_up: Option<i64> = query_scalar("SELECT topped_up FROM wallet WHERE account_id = $1")
        .bind(account_id)
        .fetch_optional(&mut tx)
        .await?;
    let topped_up = topped_up.ok_or_else(|| Refusal::of(ProblemKind::NotConnected))?;
    if topped_up + amount > TOPPED_UP_AT_MOST && !is_live {
        return Err(too_much("a wallet of the sandbox takes a million currency units in all"));
    }
    let entry_id = ledger::top_up(&mut tx, account_id, request.amount, now_ms).await?;
    audit::write(&mut tx, &person, "wallet.top_up", &request.amount.to_string(), now_ms).await?;
    let page = entries::page(&mut tx, account_id, &Filter::default(), entry_id + 1, 1).await?;
    let entry = page.entries.into_iter().next().ok_or(Error::Damaged("ledger entry"))?;
    let answer = ToppedUp { entry, wallet: ledger::find(&mut tx, account_id, now_ms).await? };
    key.keep(&mut tx, scope, &request, &answer, now_ms).await?;
    tx.commit().await?;
    app.hub.wake();
    Ok((StatusCode::CREATED, Json(answer)))
}

/// Sets the low-balance threshold and the caps; what is left out is switched off.
#[utoipa::path(
    post,
    path = "/wallet/settings",
    request_body = WalletSettings,
    responses(
        (status = OK, description = "The wallet.", body = Wallet),
        (status = CONFLICT, description = "SMS is not connected.")
    )
)]
async fn set(
    State(app): State<Arc<App>>,
    person: Person,
    Body(request): Body<WalletSettings>,
) -> Result<Json<Wallet>, Refusal> {
    settings::check(&request)?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    if !settings::set(&mut tx, person.account_id, &request, now_ms).await? {
        return Err(Refusal::of(ProblemKind::NotConnected));
    }
    audit::write(&mut tx, &person, "wallet.settings", "", now_ms).await?;
    let wallet = ledger::find(&mut tx, person.account_id, now_ms).await?;
    tx.commit().await?;
    app.hub.wake();
    Ok(Json(wallet))
}
