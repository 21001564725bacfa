//! One message, test sends and the number check.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use piecewise_api::{Message, MessageDetail, NumberCheck, NumberCheckRequest, ProblemKind, TestRequest};
use piecewise_recipients::{PlusSign, parse_phone};
use piecewise_sms::template::{Severity, Template as Parsed, lint_values};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    accept::{NotAccepted, Order, Origin, accept},
    log, read,
};
use crate::{
    app::App,
    error::Error,
    idempotency::{IdempotencyKey, Scope},
    server::{Body, Refusal, parse_id},
    session::Person,
    store::{WriteTx, query_scalar},
    suppression,
    templates::{self, ForSending},
    wallet::current_prices,
};

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .merge(log::routes())
        .routes(routes!(show))
        .routes(routes!(send_test))
        .routes(routes!(check_number))
}

/// One message with its text and its timeline.
#[utoipa::path(
    get,
    path = "/messages/{id}",
    params(("id" = String, Path, description = "The id that the log has for it.")),
    responses((status = OK, description = "The message.", body = MessageDetail))
)]
async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Json<MessageDetail>, Refusal> {
    let mut tx = app.store.read().await?;
    read::detail(&mut tx, person.account_id, &id).await?.map(Json).ok_or_else(|| Refusal::of(ProblemKind::NotFound))
}

/// What a phone number is.
#[utoipa::path(
    post,
    path = "/numbers/check",
    request_body = NumberCheckRequest,
    responses((status = OK, description = "What is known of it.", body = NumberCheck))
)]
async fn check_number(_: Person, Body(request): Body<NumberCheckRequest>) -> Json<NumberCheck> {
    Json(match parse_phone(&request.phone, PlusSign::Required) {
        Ok(phone) => {
            NumberCheck { e164: Some(phone.e164().into()), country: phone.country().map(Into::into), fault: None }
        }
        Err(fault) => NumberCheck { e164: None, country: None, fault: Some(fault.as_str().into()) },
    })
}

/// One test message, however often the request is repeated.
#[utoipa::path(
    post,
    path = "/templates/{id}/tests",
    params(IdempotencyKey, ("id" = i64, Path, description = "The template id.")),
    request_body = TestRequest,
    responses(
        (status = ACCEPTED, description = "The message, on its way.", body = Message),
        (status = PAYMENT_REQUIRED, description = "The balance is too low."),
        (status = CONFLICT, description = "The template is not approved, or SMS is not connected."),
        (status = UNPROCESSABLE_ENTITY, description = "The number, a value or the SMS_USER cannot be used.")
    )
)]
async fn send_test(
    State(app): State<Arc<App>>,
    person: Person,
    Path(template_id): Path<String>,
    key: IdempotencyKey,
    Body(request): Body<TestRequest>,
) -> Result<(StatusCode, Json<Message>), Refusal> {
    let template_id = parse_id(&template_id)?;
    let call = format!("tests/{template_id}");
    let scope = Scope { account_id: person.account_id, call: &call };
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    if let Some(answer) = key.first_answer(&mut tx, scope, &request).await? {
        return Ok((StatusCode::ACCEPTED, Json(answer)));
    }
    let message = accept_test(&app, &mut tx, person.account_id, template_id, &request, now_ms).await?;
    key.keep(&mut tx, scope, &request, &message, now_ms).await?;
    tx.commit().await?;
    app.wake.dispatcher.notify_one();
    app.hub.wake();
    Ok((StatusCode::ACCEPTED, Json(message)))
}

async fn accept_test(
    app: &App,
    tx: &mut WriteTx,
    account_id: i64,
    template_id: i64,
    request: &TestRequest,
    now_ms: i64,
) -> Result<Message, Refusal> {
    let template = match templates::find_for_sending(tx, account_id, template_id).await? {
        ForSending::Sendable(template) => template,
        ForSending::Missing => return Err(Refusal::of(ProblemKind::NotFound)),
        ForSending::NotApproved => {
            return Err(Refusal::of(ProblemKind::NotApproved).detail("only approved templates can be tested"));
        }
    };
    let users: Vec<String> = query_scalar("SELECT sms_user FROM sms_user WHERE account_id = $1 AND NOT is_disabled")
        .bind(account_id)
        .fetch_all(tx)
        .await?;
    if users.is_empty() {
        return Err(Refusal::of(ProblemKind::NotConnected));
    }
    if !users.contains(&request.sms_user) {
        return Err(Refusal::of(ProblemKind::UnknownSmsUser).field("sms_user"));
    }
    let phone = parse_phone(&request.phone, PlusSign::Required)
        .map_err(|fault| Refusal::of(ProblemKind::NumberInvalid).field("phone").detail(fault.as_str()))?;
    let found = lint_values(&Parsed::parse(&template.content), &request.values);
    if found.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
        return Err(templates::list_values_problem(&found, &request.values));
    }
    let found = suppression::too_many(tx, account_id, template.content_type, &[phone.e164()], now_ms).await?;
    if let Some(Some(too_many)) = found.first() {
        return Err(Refusal::of(ProblemKind::RateLimited).field("phone").detail(too_many.words()));
    }
    let prices = current_prices(tx, &app.prices, account_id, now_ms).await?;
    let unit_price = phone
        .country()
        .and_then(|country| prices.table.price(country))
        .ok_or_else(|| Refusal::of(ProblemKind::PriceUnknown).field("phone"))?;
    let order = Order {
        account_id,
        sms_user: &request.sms_user,
        template: &template,
        values: &request.values,
        sender: None,
        custom_args: None,
        recipients: &[(phone, unit_price)],
        price_version: prices.version,
        written: &[],
        origin: Origin::Test,
    };
    let accepted = accept(tx, &order, now_ms).await.map_err(|refused| match refused {
        NotAccepted::Balance { needed } => {
            Refusal::of(ProblemKind::Balance).detail(format!("the message costs {needed} {}", prices.table.currency))
        }
        NotAccepted::SpendCap { period } => Refusal::of(ProblemKind::SpendCap)
            .detail(format!("the message would pass the cap of this {}; raise it, or wait", period.name())),
        NotAccepted::TooManyPieces { n_pieces } => Refusal::of(ProblemKind::Values)
            .field("values")
            .detail(format!("the text has {n_pieces} pieces, and at most 255 can be concatenated")),
        NotAccepted::Country { country } => Refusal::wrong(
            "phone",
            format!("{country} is not among the countries that this account sends to; see Going live"),
        ),
        NotAccepted::Failed(error) => error.into(),
    })?;
    let row_id = accepted.first().ok_or(Error::Damaged("message"))?.row_id;
    Ok(read::find_by_row(tx, row_id).await?.ok_or(Error::Damaged("message"))?)
}
