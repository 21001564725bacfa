//! `/api/v1/service`: connect, show, name, disable, and what is known of the callers.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
};
use piecewise_api::{
    CallerReport, Connected, Consequences, CredentialFacts, LabelRequest, NewSmsUser, ProblemKind, Service,
    ServiceSettings, SmsUser,
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    callers::flush_callers,
    credentials::{self, Row},
    key_http, report, tick,
};
use crate::{
    app::App,
    audit,
    config::UpstreamKind,
    error::Error,
    idempotency::{IdempotencyKey, Scope},
    server::{Asked, Body, Refusal},
    session::Person,
    store::{Connection, WriteTx},
    wallet,
};

/// Where the idempotency keys of connecting are kept.
const CONNECT: &str = "connect";

/// Characters of a label.
const N_LABEL_CHARS: usize = 60;

/// The longest time after which a key should be replaced.
const MAX_REMINDER_DAYS: u32 = 3650;

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(show))
        .routes(routes!(set))
        .routes(routes!(facts))
        .routes(routes!(connect))
        .routes(routes!(label))
        .routes(routes!(disable))
        .routes(routes!(enable))
        .routes(routes!(put_reminder_off))
        .routes(routes!(callers))
        .routes(routes!(consequences))
        .merge(key_http::routes())
        .merge(tick::routes())
}

/// The pair that a path names.
pub(super) async fn find_row(connection: &mut Connection, person: &Person, sms_user: &str) -> Result<Row, Refusal> {
    credentials::find(connection, person.account_id, sms_user)
        .await?
        .ok_or_else(|| Refusal::of(ProblemKind::NotFound).detail("there is no such SMS_USER"))
}

/// The public part of what a path names, as it is now.
pub(super) async fn read_again(
    connection: &mut Connection,
    person: &Person,
    sms_user: &str,
    now_ms: i64,
) -> Result<SmsUser, Refusal> {
    let days = credentials::reminder_days(connection, person.account_id).await?;
    let row = credentials::find(connection, person.account_id, sms_user).await?.ok_or(Error::Damaged("SMS_USER"))?;
    Ok(row.into_sms_user(days, now_ms)?)
}

async fn service(app: &App, connection: &mut Connection, person: &Person) -> Result<Service, Refusal> {
    Ok(Service {
        sms_users: credentials::list(connection, person.account_id, app.clock.now_ms()).await?,
        base_url: app.base_url.clone(),
        key_reminder_days: credentials::reminder_days(connection, person.account_id).await?,
    })
}

/// The SMS_USERs, and the base URL for applications.
#[utoipa::path(get, path = "/service", responses((status = OK, description = "The service.", body = Service)))]
async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Json<Service>, Refusal> {
    flush_callers(&app).await?;
    let mut tx = app.store.read().await?;
    Ok(Json(service(&app, &mut tx, &person).await?))
}

/// Sets after how many days a key should be replaced.
#[utoipa::path(
    post,
    path = "/service/settings",
    request_body = ServiceSettings,
    responses((status = OK, description = "The service.", body = Service))
)]
async fn set(
    State(app): State<Arc<App>>,
    person: Person,
    Body(request): Body<ServiceSettings>,
) -> Result<Json<Service>, Refusal> {
    if request.key_reminder_days > MAX_REMINDER_DAYS {
        return Err(Refusal::of(ProblemKind::Malformed)
            .field("key_reminder_days")
            .detail("from 0, which is never, to 3650 days"));
    }
    let mut tx = app.store.write().await?;
    credentials::set_reminder_days(&mut tx, person.account_id, request.key_reminder_days).await?;
    let days = request.key_reminder_days.to_string();
    audit::write(&mut tx, &person, "credentials.remind", &days, app.clock.now_ms()).await?;
    let answer = service(&app, &mut tx, &person).await?;
    tx.commit().await?;
    Ok(Json(answer))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// The SMS_USER as the application has it.
    sms_user: String,
}

/// What helps to find out why calls are refused with 401.
#[utoipa::path(
    get,
    path = "/service/facts",
    params(Which),
    responses((status = OK, description = "What is known of the SMS_USER.", body = CredentialFacts))
)]
async fn facts(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(which): Asked<Which>,
) -> Result<Json<CredentialFacts>, Refusal> {
    flush_callers(&app).await?;
    let mut tx = app.store.read().await?;
    Ok(Json(report::facts(&mut tx, person.account_id, &which.sms_user, &app.base_url).await?))
}

/// Makes an SMS_USER with its SMS_KEY; the first time, opens the wallet with sample money.
#[utoipa::path(
    post,
    path = "/service/connect",
    params(IdempotencyKey),
    request_body = Option<NewSmsUser>,
    responses(
        (status = CREATED, description = "The new SMS_USER.", body = Connected),
        (status = UNPROCESSABLE_ENTITY, description = "The idempotency key was used with another request.")
    )
)]
async fn connect(
    State(app): State<Arc<App>>,
    person: Person,
    key: IdempotencyKey,
    body: Bytes,
) -> Result<(StatusCode, Json<Connected>), Refusal> {
    let malformed = |_| Refusal::of(ProblemKind::Malformed).detail("the body is empty, or a JSON object with a label");
    let request: Option<NewSmsUser> =
        if body.is_empty() { None } else { serde_json::from_slice(&body).map_err(malformed)? };
    let request = request.unwrap_or_default();
    let label = check_label(request.label.as_deref())?;
    let now_ms = app.clock.now_ms();
    let scope = Scope { account_id: person.account_id, call: CONNECT };
    let mut tx = app.store.write().await?;
    if let Some(answer) = key.first_answer(&mut tx, scope, &request).await? {
        return Ok((StatusCode::CREATED, Json(answer)));
    }
    let sms_user = credentials::create(&mut tx, &app.sealer, person.account_id, label, now_ms).await?;
    match app.config.upstream {
        UpstreamKind::Sandbox => wallet::open_with_sample_money(&mut tx, person.account_id, now_ms).await?,
        UpstreamKind::Aurora => drop(wallet::open_empty(&mut tx, person.account_id).await?),
    }
    audit::write(&mut tx, &person, "credentials.create", &sms_user.sms_user, now_ms).await?;
    let answer = Connected { sms_user };
    key.keep(&mut tx, scope, &request, &answer, now_ms).await?;
    tx.commit().await?;
    app.hub.wake();
    Ok((StatusCode::CREATED, Json(answer)))
}

fn check_label(label: Option<&str>) -> Result<Option<&str>, Refusal> {
    let label = label.map(str::trim).filter(|label| !label.is_empty());
    if label.is_some_and(|label| label.chars().count() > N_LABEL_CHARS || label.chars().any(char::is_control)) {
        return Err(Refusal::of(ProblemKind::Malformed)
            .field("label")
            .detail("a label has at most 60 characters, and no line breaks"));
    }
    Ok(label)
}

/// Does `action` to the pair that a path names, and answers with it.
async fn change(
    app: &App,
    person: &Person,
    sms_user: &str,
    action: &str,
    effect: impl AsyncFnOnce(&mut WriteTx, i64, i64) -> crate::Result<()>,
) -> Result<Json<SmsUser>, Refusal> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let row = find_row(&mut tx, person, sms_user).await?;
    effect(&mut tx, row.id, now_ms).await?;
    audit::write(&mut tx, person, action, sms_user, now_ms).await?;
    let answer = read_again(&mut tx, person, sms_user, now_ms).await?;
    tx.commit().await?;
    Ok(Json(answer))
}

/// Names an SMS_USER.
#[utoipa::path(
    post,
    path = "/service/sms-users/{sms_user}/label",
    params(("sms_user" = String, Path, description = "The SMS_USER.")),
    request_body = LabelRequest,
    responses((status = OK, description = "The SMS_USER.", body = SmsUser))
)]
async fn label(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
    Body(request): Body<LabelRequest>,
) -> Result<Json<SmsUser>, Refusal> {
    let label = check_label(request.label.as_deref())?;
    change(&app, &person, &sms_user, "credentials.label", async |tx, id, _| credentials::set_label(tx, id, label).await)
        .await
}

/// Refuses every call with this SMS_USER from now on, until it is enabled again.
#[utoipa::path(
    post,
    path = "/service/sms-users/{sms_user}/disable",
    params(("sms_user" = String, Path, description = "The SMS_USER.")),
    responses((status = OK, description = "The SMS_USER.", body = SmsUser))
)]
async fn disable(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
) -> Result<Json<SmsUser>, Refusal> {
    change(&app, &person, &sms_user, "credentials.disable", async |tx, id, _| {
        credentials::set_disabled(tx, id, true).await
    })
    .await
}

/// Takes calls with this SMS_USER again.
#[utoipa::path(
    post,
    path = "/service/sms-users/{sms_user}/enable",
    params(("sms_user" = String, Path, description = "The SMS_USER.")),
    responses((status = OK, description = "The SMS_USER.", body = SmsUser))
)]
async fn enable(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
) -> Result<Json<SmsUser>, Refusal> {
    change(&app, &person, &sms_user, "credentials.enable", async |tx, id, _| {
        credentials::set_disabled(tx, id, false).await
    })
    .await
}

/// Puts the reminder to replace an old key off for 7 days.
#[utoipa::path(
    post,
    path = "/service/sms-users/{sms_user}/put-reminder-off",
    params(("sms_user" = String, Path, description = "The SMS_USER.")),
    responses((status = OK, description = "The SMS_USER.", body = SmsUser))
)]
async fn put_reminder_off(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
) -> Result<Json<SmsUser>, Refusal> {
    change(&app, &person, &sms_user, "credentials.put_reminder_off", credentials::put_reminder_off).await
}

/// Who called in the last 7 days, and whether somebody still uses a pair that has been replaced.
#[utoipa::path(
    get,
    path = "/service/sms-users/{sms_user}/callers",
    params(("sms_user" = String, Path, description = "The SMS_USER.")),
    responses((status = OK, description = "The callers.", body = CallerReport))
)]
async fn callers(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
) -> Result<Json<CallerReport>, Refusal> {
    flush_callers(&app).await?;
    let mut tx = app.store.read().await?;
    let row = find_row(&mut tx, &person, &sms_user).await?;
    Ok(Json(report::caller_report(&mut tx, row.id, app.clock.now_ms()).await?))
}

/// What regenerating the key or the user means now.
#[utoipa::path(
    get,
    path = "/service/sms-users/{sms_user}/consequences",
    params(("sms_user" = String, Path, description = "The SMS_USER.")),
    responses((status = OK, description = "What follows.", body = Consequences))
)]
async fn consequences(
    State(app): State<Arc<App>>,
    person: Person,
    Path(sms_user): Path<String>,
) -> Result<Json<Consequences>, Refusal> {
    flush_callers(&app).await?;
    let mut tx = app.store.read().await?;
    let row = find_row(&mut tx, &person, &sms_user).await?;
    let now_ms = app.clock.now_ms();
    Ok(Json(report::consequences(&mut tx, person.account_id, row.id, &sms_user, now_ms).await?))
}
