//! `/api/v1/prices`.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode, response::Response};
use piecewise_api::{Price, PriceImport, PricePreview, PriceVersion, Prices, ProblemKind};
use piecewise_sms::prices::PriceTable;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    price_changes::changes,
    price_csv::{self, Wrong},
    prices::{self, VersionedPrices, current_prices},
};
use crate::{
    app::App,
    audit,
    error::Error,
    export::csv,
    idempotency::{IdempotencyKey, Scope},
    server::{Asked, Body, Refusal},
    session::Person,
    store::{Connection, query_scalar},
};

/// Where the idempotency keys of imports are kept.
const IMPORT: &str = "prices/import";

/// Faults that a preview tells.
const N_FAULTS: usize = 200;

/// The routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(show))
        .routes(routes!(download))
        .routes(routes!(list))
        .routes(routes!(import))
        .routes(routes!(preview))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// A version of the table; without it, the one in force.
    version: Option<i64>,
}

async fn find(app: &App, person: &Person, which: Which) -> Result<VersionedPrices, Refusal> {
    let mut tx = app.store.read().await?;
    match which.version {
        None => Ok(current_prices(&mut tx, &app.prices, person.account_id, app.clock.now_ms()).await?),
        Some(version) => prices::find(&mut tx, &app.prices, person.account_id, version)
            .await?
            .ok_or_else(|| Refusal::of(ProblemKind::NotFound).detail("there is no such version of the price table")),
    }
}

/// The price of a piece by country.
#[utoipa::path(
    get,
    path = "/prices",
    params(Which),
    responses(
        (status = OK, description = "The price table.", body = Prices),
        (status = NOT_FOUND, description = "There is no such version.")
    )
)]
async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(which): Asked<Which>,
) -> Result<Json<Prices>, Refusal> {
    let VersionedPrices { version, table } = find(&app, &person, which).await?;
    Ok(Json(Prices {
        currency: table.currency.code().into(),
        effective: table.effective.clone(),
        source: table.source.clone(),
        is_sample: table.is_sample,
        version,
        prices: table.iter().map(|(country, price)| Price { country: country.into(), price }).collect(),
    }))
}

/// The price table as CSV, which can be imported as it is.
#[utoipa::path(
    get,
    path = "/prices.csv",
    params(Which),
    responses(
        (status = OK, description = "The price table.", body = String, content_type = "text/csv"),
        (status = NOT_FOUND, description = "There is no such version.")
    )
)]
async fn download(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(which): Asked<Which>,
) -> Result<Response, Refusal> {
    let VersionedPrices { version, table } = find(&app, &person, which).await?;
    let rows = price_csv::rows(&table);
    let page = move |()| {
        let rows = rows.clone();
        async move { Ok((rows, None)) }
    };
    Ok(csv::download(&format!("prices-{version}.csv"), &price_csv::COLUMNS, (), page)?)
}

/// The versions of the price table, newest first.
#[utoipa::path(
    get,
    path = "/prices/versions",
    responses((status = OK, description = "The versions, without their prices.", body = [PriceVersion]))
)]
async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Json<Vec<PriceVersion>>, Refusal> {
    let mut tx = app.store.read().await?;
    Ok(Json(prices::list(&mut tx, person.account_id).await?))
}

/// Makes the next version of the price table, or stores nothing.
#[utoipa::path(
    post,
    path = "/prices/import",
    params(IdempotencyKey),
    request_body = PriceImport,
    responses(
        (status = CREATED, description = "The new version.", body = PriceVersion),
        (status = CONFLICT, description = "SMS is not connected."),
        (status = UNPROCESSABLE_ENTITY, description = "The table has faults, which `detail` names line by line.")
    )
)]
async fn import(
    State(app): State<Arc<App>>,
    person: Person,
    key: IdempotencyKey,
    Body(request): Body<PriceImport>,
) -> Result<(StatusCode, Json<PriceVersion>), Refusal> {
    let table = price_csv::read(&request)?;
    let now_ms = app.clock.now_ms();
    let account_id = person.account_id;
    let scope = Scope { account_id, call: IMPORT };
    let mut tx = app.store.write().await?;
    if let Some(answer) = key.first_answer(&mut tx, scope, &request).await? {
        return Ok((StatusCode::CREATED, Json(answer)));
    }
    check_currency(&mut tx, account_id, &table).await?;
    prices::keep_sample(&mut tx, account_id, now_ms).await?;
    let version = prices::add(&mut tx, account_id, &table, &person.name, now_ms).await?;
    audit::write(&mut tx, &person, "prices.import", &version.to_string(), now_ms).await?;
    let answer = prices::list(&mut tx, account_id).await?.into_iter().next().ok_or(Error::Damaged("price table"))?;
    key.keep(&mut tx, scope, &request, &answer, now_ms).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(answer)))
}

/// Says what an import would change, or which of its lines are wrong. Stores nothing.
#[utoipa::path(
    post,
    path = "/prices/preview",
    request_body = PriceImport,
    responses(
        (status = OK, description = "What would change, or the faults of the table.", body = PricePreview),
        (status = CONFLICT, description = "SMS is not connected."),
        (status = UNPROCESSABLE_ENTITY, description = "Something that holds for the whole table is wrong.")
    )
)]
async fn preview(
    State(app): State<Arc<App>>,
    person: Person,
    Body(request): Body<PriceImport>,
) -> Result<Json<PricePreview>, Refusal> {
    let table = match price_csv::read(&request) {
        Ok(table) => table,
        Err(Wrong::Lines(mut faults)) => {
            let n_faults = u32::try_from(faults.len()).unwrap_or(u32::MAX);
            faults.truncate(N_FAULTS);
            return Ok(Json(PricePreview { faults, n_faults, ..PricePreview::default() }));
        }
        Err(Wrong::Table(refusal)) => return Err(refusal),
    };
    let mut tx = app.store.read().await?;
    check_currency(&mut tx, person.account_id, &table).await?;
    let now = current_prices(&mut tx, &app.prices, person.account_id, app.clock.now_ms()).await?;
    Ok(Json(changes(&now, &table)))
}

/// Prices are in the currency of the wallet that pays them.
async fn check_currency(connection: &mut Connection, account_id: i64, table: &PriceTable) -> Result<(), Refusal> {
    let currency: Option<String> = query_scalar("SELECT currency FROM wallet WHERE account_id = $1")
        .bind(account_id)
        .fetch_optional(connection)
        .await?;
    let currency = currency.ok_or_else(|| Refusal::of(ProblemKind::NotConnected))?;
    if table.currency.code() == currency {
        return Ok(());
    }
    Err(Refusal::of(ProblemKind::PriceTable)
        .field("currency")
        .detail(format!("the prices must be in the wallet's currency, {currency}")))
}
