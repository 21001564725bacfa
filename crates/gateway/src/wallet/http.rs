//! `/api/v1/wallet` and `/api/v1/prices`.

use std::sync::Arc;

use axum::{Json, Router, extract::State, routing::get};
use piecewise_api::{LedgerEntry, Price, Prices, Wallet};
use serde::Deserialize;

use super::ledger;
use crate::{
    app::App,
    server::{Asked, Refusal},
    session::Owner,
};

/// Entries on a page where the request does not say, and at most.
const N_ENTRIES: (i64, i64) = (100, 1000);

/// The routes below `/api/v1`.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/wallet", get(show)).route("/wallet/entries", get(entries)).route("/prices", get(prices))
}

async fn show(State(app): State<Arc<App>>, owner: Owner) -> Result<Json<Wallet>, Refusal> {
    let mut tx = app.store.read().await?;
    Ok(Json(ledger::find(&mut tx, owner.account_id, app.prices.currency).await?))
}

#[derive(Debug, Deserialize)]
struct Page {
    before: Option<i64>,
    limit: Option<i64>,
}

async fn entries(
    State(app): State<Arc<App>>,
    owner: Owner,
    Asked(page): Asked<Page>,
) -> Result<Json<Vec<LedgerEntry>>, Refusal> {
    let mut tx = app.store.read().await?;
    let limit = page.limit.unwrap_or(N_ENTRIES.0).clamp(1, N_ENTRIES.1);
    Ok(Json(ledger::entries(&mut tx, owner.account_id, page.before.unwrap_or(i64::MAX), limit).await?))
}

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
