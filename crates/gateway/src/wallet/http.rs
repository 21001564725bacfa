//! `/api/v1/wallet` and `/api/v1/prices`.

use std::sync::Arc;

use axum::{Json, extract::State};
use piecewise_api::{LedgerEntry, Price, Prices, Wallet};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::ledger;
use crate::{
    app::App,
    server::{Asked, Refusal},
    session::Owner,
};

/// Entries on a page where the request does not say, and at most.
const N_ENTRIES: (i64, i64) = (100, 1000);

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(entries)).routes(routes!(prices))
}

/// The balance.
#[utoipa::path(get, path = "/wallet", responses((status = OK, description = "The wallet.", body = Wallet)))]
async fn show(State(app): State<Arc<App>>, owner: Owner) -> Result<Json<Wallet>, Refusal> {
    let mut tx = app.store.read().await?;
    Ok(Json(ledger::find(&mut tx, owner.account_id, app.prices.currency).await?))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Page {
    /// Only entries before this one.
    before: Option<i64>,
    /// At most so many: 100 unless said, and never more than 1,000.
    limit: Option<i64>,
}

/// The ledger, newest first.
#[utoipa::path(
    get,
    path = "/wallet/entries",
    params(Page),
    responses((status = OK, description = "The entries.", body = [LedgerEntry]))
)]
async fn entries(
    State(app): State<Arc<App>>,
    owner: Owner,
    Asked(page): Asked<Page>,
) -> Result<Json<Vec<LedgerEntry>>, Refusal> {
    let mut tx = app.store.read().await?;
    let limit = page.limit.unwrap_or(N_ENTRIES.0).clamp(1, N_ENTRIES.1);
    Ok(Json(ledger::entries(&mut tx, owner.account_id, page.before.unwrap_or(i64::MAX), limit).await?))
}

/// The price of a piece by country.
#[utoipa::path(get, path = "/prices", responses((status = OK, description = "The price table.", body = Prices)))]
async fn prices(State(app): State<Arc<App>>, _: Owner) -> Json<Prices> {
    let table = &app.prices;
    Json(Prices {
        currency: table.currency.code().into(),
        effective: table.effective.clone(),
        source: table.source.clone(),
        is_sample: table.is_sample,
        prices: table.iter().map(|(country, price)| Price { country: country.into(), price }).collect(),
    })
}
