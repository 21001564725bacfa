//! `/api/v1/messages`: the log, its counts and what is learned from tests.

use std::sync::Arc;

use axum::{Json, extract::State};
use piecewise_api::{DeliveryBaseline, MessageFilter, MessagePage, MessageSearch, ProblemKind, StatusCounts};
use piecewise_recipients::{PlusSign, parse_phone};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{counts, export};
use crate::{
    app::App,
    messages::read,
    server::{Asked, Body, Refusal},
    session::Person,
};

/// Messages on a page where the request does not say, and at most.
const N_MESSAGES: (usize, usize) = (50, 500);

/// The routes below `/api/v1`.
pub(in crate::messages) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(export::export))
        .routes(routes!(list))
        .routes(routes!(search))
        .routes(routes!(count))
        .routes(routes!(baselines))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Page {
    /// `next` of the page before.
    before: Option<i64>,
    /// At most so many: 50 unless said, and never more than 500.
    limit: Option<u32>,
}

/// The message log, newest first.
#[utoipa::path(
    get,
    path = "/messages",
    params(Page, MessageFilter),
    responses((status = OK, description = "A page of messages.", body = MessagePage))
)]
async fn list(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(page): Asked<Page>,
    Asked(filter): Asked<MessageFilter>,
) -> Result<Json<MessagePage>, Refusal> {
    read_page(&app, &person, &read::Wanted { filter: &filter, phone: None }, page).await
}

/// The messages to one number, newest first. It changes nothing; the number stands in the body and not in the address.
#[utoipa::path(
    post,
    path = "/messages/search",
    request_body = MessageSearch,
    responses(
        (status = OK, description = "A page of messages.", body = MessagePage),
        (status = UNPROCESSABLE_ENTITY, description = "The number is not valid.")
    )
)]
async fn search(
    State(app): State<Arc<App>>,
    person: Person,
    Body(search): Body<MessageSearch>,
) -> Result<Json<MessagePage>, Refusal> {
    let phone = parse_phone(&search.phone, PlusSign::Required)
        .map_err(|fault| Refusal::of(ProblemKind::NumberInvalid).field("phone").detail(fault.as_str()))?;
    let before = search.before.map(|before| before.parse()).transpose();
    let before = before.map_err(|_| Refusal::of(ProblemKind::Malformed).field("before"))?;
    let page = Page { before, limit: search.limit };
    read_page(&app, &person, &read::Wanted { filter: &search.filter, phone: Some(phone.e164()) }, page).await
}

async fn read_page(
    app: &App,
    person: &Person,
    wanted: &read::Wanted<'_>,
    page: Page,
) -> Result<Json<MessagePage>, Refusal> {
    let limit = page.limit.map_or(N_MESSAGES.0, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let limit = limit.clamp(1, N_MESSAGES.1);
    let before = page.before.unwrap_or(i64::MAX);
    let mut tx = app.store.read().await?;
    let (rows, next) = read::list(&mut tx, person.account_id, wanted, before, limit).await?;
    let messages = rows.into_iter().map(|(message, _)| message).collect();
    Ok(Json(MessagePage { messages, next: next.map(|id| id.to_string()) }))
}

/// How many messages a filter means, by status.
#[utoipa::path(
    get,
    path = "/messages/counts",
    params(MessageFilter),
    responses((status = OK, description = "The counts.", body = StatusCounts))
)]
async fn count(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(filter): Asked<MessageFilter>,
) -> Result<Json<StatusCounts>, Refusal> {
    let mut tx = app.store.read().await?;
    Ok(Json(counts::count(&mut tx, person.account_id, &filter).await?))
}

/// How long the last 30 delivered tests took, by country.
#[utoipa::path(
    get,
    path = "/messages/baseline",
    responses((status = OK, description = "One for each country that was tested.", body = [DeliveryBaseline]))
)]
async fn baselines(State(app): State<Arc<App>>, person: Person) -> Result<Json<Vec<DeliveryBaseline>>, Refusal> {
    let mut tx = app.store.read().await?;
    Ok(Json(counts::baselines(&mut tx, person.account_id).await?))
}
