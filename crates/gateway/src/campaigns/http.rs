//! `/api/v1/campaigns`.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use piecewise_api::{Campaign, CampaignConfirmation, CampaignSettings, CampaignState, NewCampaign, ProblemKind};
use piecewise_sms::money::Micros;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    change,
    confirm::{self, PlanRequest},
    file, read, report,
    rows::{self, Row},
};
use crate::{
    app::App,
    audit,
    idempotency::{IdempotencyKey, Scope},
    server::{Body, Refusal, parse_id},
    session::Person,
    store::{Connection, WriteTx, query, query_as, query_scalar},
    templates::{self, ForSending},
};

/// Characters of a name.
const N_NAME_CHARS: usize = 100;

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show))
        .routes(routes!(put_chunk))
        .routes(routes!(make_plan))
        .routes(routes!(confirm_plan))
        .routes(routes!(approve))
        .routes(routes!(pause))
        .routes(routes!(resume))
        .routes(routes!(cancel))
        .routes(routes!(download))
        .routes(routes!(settings, set))
}

/// The newest campaigns.
#[utoipa::path(get, path = "/campaigns", responses((status = OK, description = "The campaigns.", body = [Campaign])))]
async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Json<Vec<Campaign>>, Refusal> {
    let mut tx = app.store.read().await?;
    Ok(Json(read::list(&mut tx, person.account_id).await?))
}

/// Begins a campaign, without recipients.
#[utoipa::path(
    post,
    path = "/campaigns",
    params(IdempotencyKey),
    request_body = NewCampaign,
    responses(
        (status = CREATED, description = "The campaign, a draft.", body = Campaign),
        (status = CONFLICT, description = "The template is not approved."),
        (status = UNPROCESSABLE_ENTITY, description = "The name or the SMS_USER cannot be used.")
    )
)]
async fn create(
    State(app): State<Arc<App>>,
    person: Person,
    key: IdempotencyKey,
    Body(new): Body<NewCampaign>,
) -> Result<(StatusCode, Json<Campaign>), Refusal> {
    let name = new.name.trim();
    if name.is_empty() || name.chars().count() > N_NAME_CHARS || name.chars().any(char::is_control) {
        return Err(Refusal::wrong("name", "a campaign needs a name of at most 100 characters"));
    }
    let now_ms = app.clock.now_ms();
    let scope = Scope { account_id: person.account_id, call: "campaigns" };
    let mut tx = app.store.write().await?;
    if let Some(answer) = key.first_answer(&mut tx, scope, &new).await? {
        return Ok((StatusCode::CREATED, Json(answer)));
    }
    let template = match templates::find_for_sending(&mut tx, person.account_id, new.template_id).await? {
        ForSending::Sendable(template) => template,
        ForSending::Missing => return Err(Refusal::wrong("template_id", "there is no such template")),
        ForSending::NotApproved => return Err(Refusal::of(ProblemKind::NotApproved).field("template_id")),
    };
    if !confirm::is_sms_user_good(&mut tx, person.account_id, &new.sms_user).await? {
        return Err(Refusal::of(ProblemKind::UnknownSmsUser).field("sms_user"));
    }
    let id: i64 = query_scalar(
        "INSERT INTO campaign (account_id, name, template_id, template_version_id, sms_user, sender, state, created_by,
                               created_by_id, created_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
    )
    .bind(person.account_id)
    .bind(name)
    .bind(template.id)
    .bind(template.version_id)
    .bind(&new.sms_user)
    .bind(new.sender.as_deref().map(str::trim).filter(|sender| !sender.is_empty()))
    .bind(CampaignState::Draft.as_str())
    .bind(&person.name)
    .bind(person.id)
    .bind(now_ms)
    .fetch_one(&mut tx)
    .await?;
    audit::write(&mut tx, &person, "campaign.create", &id.to_string(), now_ms).await?;
    let row = find(&mut tx, &person, id).await?;
    let campaign = read::describe(&mut tx, row).await?;
    key.keep(&mut tx, scope, &new, &campaign, now_ms).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(campaign)))
}

/// One campaign, with what became of its recipients so far.
#[utoipa::path(
    get,
    path = "/campaigns/{id}",
    params(("id" = i64, Path, description = "The campaign.")),
    responses((status = OK, description = "The campaign.", body = Campaign))
)]
async fn show(State(app): State<Arc<App>>, person: Person, Path(id): Path<String>) -> Result<Json<Campaign>, Refusal> {
    let mut tx = app.store.read().await?;
    let row = find(&mut tx, &person, parse_id(&id)?).await?;
    Ok(Json(read::describe(&mut tx, row).await?))
}

/// Takes a chunk of the file, at most 196,608 octets; the first has the place 0. A chunk that comes again replaces
/// itself.
#[utoipa::path(
    put,
    path = "/campaigns/{id}/file/{place}",
    params(
        ("id" = i64, Path, description = "The campaign."),
        ("place" = i64, Path, description = "The chunk's place, from 0.")
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = OK, description = "The campaign.", body = Campaign),
        (status = CONFLICT, description = "The campaign was confirmed.")
    )
)]
async fn put_chunk(
    State(app): State<Arc<App>>,
    person: Person,
    Path((id, place)): Path<(String, String)>,
    octets: Bytes,
) -> Result<Json<Campaign>, Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    let row = find_open(&mut tx, &person, id).await?;
    let at_most = file::N_FILE_OCTETS / i64::try_from(file::N_CHUNK_OCTETS).unwrap_or(1);
    let place: i64 = place
        .parse()
        .ok()
        .filter(|place| (0..=at_most).contains(place))
        .ok_or_else(|| Refusal::wrong("place", "the place of a chunk is a number from 0 on"))?;
    if octets.is_empty() || octets.len() > file::N_CHUNK_OCTETS {
        return Err(Refusal::wrong("file", format!("a chunk has from 1 to {} octets", file::N_CHUNK_OCTETS)));
    }
    if file::keep(&mut tx, row.id, place, &octets).await? > file::N_FILE_OCTETS {
        return Err(Refusal::wrong("file", "the file is larger than 512 MB"));
    }
    finish(&app, tx, &person, id).await
}

/// Plans the file with the same functions that the browser planned with, and keeps the recipients.
#[utoipa::path(
    post,
    path = "/campaigns/{id}/plan",
    params(("id" = i64, Path, description = "The campaign.")),
    request_body = PlanRequest,
    responses(
        (status = OK, description = "The campaign with its plan.", body = Campaign),
        (status = CONFLICT, description = "The campaign was confirmed, or its template is not approved any more."),
        (status = UNPROCESSABLE_ENTITY, description = "The file is no list, or not the one that was sent.")
    )
)]
async fn make_plan(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
    Body(request): Body<PlanRequest>,
) -> Result<Json<Campaign>, Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.read().await?;
    let row = find_open(&mut tx, &person, id).await?;
    let sha256 = request.sha256.clone();
    let (given, price_version) = confirm::gather(&app, &mut tx, &row, request).await?;
    drop(tx);
    let outcome = confirm::compute(given, sha256, price_version).await?;
    let mut tx = app.store.write().await?;
    let row = find_open(&mut tx, &person, id).await?;
    confirm::keep_plan(&mut tx, &row, outcome, app.clock.now_ms()).await?;
    finish(&app, tx, &person, id).await
}

/// Confirms a plan: all of its money is held or none, and it begins at its time.
#[utoipa::path(
    post,
    path = "/campaigns/{id}/confirm",
    params(IdempotencyKey, ("id" = i64, Path, description = "The campaign.")),
    request_body = CampaignConfirmation,
    responses(
        (status = OK, description = "The campaign, scheduled or waiting for an approval.", body = Campaign),
        (status = PAYMENT_REQUIRED, description = "The balance is too low; `detail` says by how much."),
        (status = CONFLICT, description = "It was confirmed before, or its template is not approved any more."),
        (status = UNPROCESSABLE_ENTITY, description = "The plan is another one than was seen.")
    )
)]
async fn confirm_plan(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Body(asked): Body<CampaignConfirmation>,
) -> Result<Json<Campaign>, Refusal> {
    let id = parse_id(&id)?;
    if asked.per_minute == Some(0) || asked.pause_above_percent.is_some_and(|percent| !(1..=100).contains(&percent)) {
        return Err(Refusal::wrong("per_minute", "a limit is at least 1, and a percentage at most 100"));
    }
    if asked.n_canaries > 1000 {
        return Err(Refusal::wrong("n_canaries", "at most 1,000 recipients of a country go first"));
    }
    let now_ms = app.clock.now_ms();
    let call = format!("campaigns/{id}/confirm");
    let scope = Scope { account_id: person.account_id, call: &call };
    let mut tx = app.store.write().await?;
    if let Some(answer) = key.first_answer(&mut tx, scope, &asked).await? {
        return Ok(Json(answer));
    }
    let row = find(&mut tx, &person, id).await?;
    confirm::confirm(&mut tx, &row, &asked, &person, now_ms).await?;
    audit::write(&mut tx, &person, "campaign.confirm", &id.to_string(), now_ms).await?;
    let row = find(&mut tx, &person, id).await?;
    let campaign = read::describe(&mut tx, row).await?;
    key.keep(&mut tx, scope, &asked, &campaign, now_ms).await?;
    tx.commit().await?;
    app.wake.campaigns.notify_one();
    app.hub.wake();
    Ok(Json(campaign))
}

/// Approves a campaign that somebody else has confirmed.
#[utoipa::path(
    post,
    path = "/campaigns/{id}/approve",
    params(("id" = i64, Path, description = "The campaign.")),
    responses(
        (status = OK, description = "The campaign, scheduled.", body = Campaign),
        (status = CONFLICT, description = "It does not wait for an approval.")
    )
)]
async fn approve(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Json<Campaign>, Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    let row = find(&mut tx, &person, id).await?;
    change::approve(&mut tx, &row, &person, app.clock.now_ms()).await?;
    written(&app, tx, &person, "campaign.approve", id).await
}

/// Stops a campaign until it is resumed. Messages that were accepted go their way.
#[utoipa::path(
    post,
    path = "/campaigns/{id}/pause",
    params(("id" = i64, Path, description = "The campaign.")),
    responses(
        (status = OK, description = "The campaign, paused.", body = Campaign),
        (status = CONFLICT, description = "It does not run.")
    )
)]
async fn pause(State(app): State<Arc<App>>, person: Person, Path(id): Path<String>) -> Result<Json<Campaign>, Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    let row = find(&mut tx, &person, id).await?;
    change::pause(&mut tx, &row).await?;
    written(&app, tx, &person, "campaign.pause", id).await
}

/// Goes on where a campaign stopped; nobody who has a message gets another.
#[utoipa::path(
    post,
    path = "/campaigns/{id}/resume",
    params(("id" = i64, Path, description = "The campaign.")),
    responses(
        (status = OK, description = "The campaign.", body = Campaign),
        (status = CONFLICT, description = "It is not paused.")
    )
)]
async fn resume(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Json<Campaign>, Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    let row = find(&mut tx, &person, id).await?;
    change::resume(&mut tx, &row, app.clock.now_ms()).await?;
    written(&app, tx, &person, "campaign.resume", id).await
}

/// Ends a campaign; who waits gets nothing, and the money held for them is given back.
#[utoipa::path(
    post,
    path = "/campaigns/{id}/cancel",
    params(("id" = i64, Path, description = "The campaign.")),
    responses(
        (status = OK, description = "The campaign, cancelled.", body = Campaign),
        (status = CONFLICT, description = "It has ended.")
    )
)]
async fn cancel(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Json<Campaign>, Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    let row = find(&mut tx, &person, id).await?;
    change::cancel(&mut tx, &row, app.clock.now_ms()).await?;
    written(&app, tx, &person, "campaign.cancel", id).await
}

/// What became of every recipient, as CSV with masked numbers.
#[utoipa::path(
    get,
    path = "/campaigns/{id}/report.csv",
    params(("id" = i64, Path, description = "The campaign.")),
    responses((status = OK, description = "Every recipient.", body = String, content_type = "text/csv"))
)]
async fn download(State(app): State<Arc<App>>, person: Person, Path(id): Path<String>) -> Result<Response, Refusal> {
    let mut tx = app.store.read().await?;
    let row = find(&mut tx, &person, parse_id(&id)?).await?;
    drop(tx);
    Ok(report::download(app, row.id)?)
}

/// From which size on a second person has to approve.
#[utoipa::path(
    get,
    path = "/campaigns/settings",
    responses((status = OK, description = "The limits.", body = CampaignSettings))
)]
async fn settings(State(app): State<Arc<App>>, person: Person) -> Result<Json<CampaignSettings>, Refusal> {
    let mut tx = app.store.read().await?;
    let found: Option<(Option<i64>, Option<i64>)> =
        query_as("SELECT approve_from_recipients, approve_from_total FROM campaign_setting WHERE account_id = $1")
            .bind(person.account_id)
            .fetch_optional(&mut tx)
            .await?;
    let (recipients, total) = found.unwrap_or_default();
    Ok(Json(CampaignSettings {
        approve_from_recipients: recipients.and_then(|n| u32::try_from(n).ok()),
        approve_from_total: total.map(Micros),
    }))
}

/// Sets from which size on a second person has to approve.
#[utoipa::path(
    post,
    path = "/campaigns/settings",
    request_body = CampaignSettings,
    responses((status = OK, description = "The limits.", body = CampaignSettings))
)]
async fn set(
    State(app): State<Arc<App>>,
    person: Person,
    Body(new): Body<CampaignSettings>,
) -> Result<Json<CampaignSettings>, Refusal> {
    if new.approve_from_total.is_some_and(|total| total < Micros::ZERO) {
        return Err(Refusal::wrong("approve_from_total", "an amount is not below zero"));
    }
    let mut tx = app.store.write().await?;
    query(
        "INSERT INTO campaign_setting (account_id, approve_from_recipients, approve_from_total) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE
         SET approve_from_recipients = excluded.approve_from_recipients,
             approve_from_total = excluded.approve_from_total",
    )
    .bind(person.account_id)
    .bind(new.approve_from_recipients.map(i64::from))
    .bind(new.approve_from_total.map(|total| total.0))
    .execute(&mut tx)
    .await?;
    audit::write(&mut tx, &person, "campaign.settings", "", app.clock.now_ms()).await?;
    tx.commit().await?;
    Ok(Json(new))
}

async fn find(connection: &mut Connection, person: &Person, id: i64) -> Result<Row, Refusal> {
    rows::find(connection, person.account_id, id).await?.ok_or_else(|| Refusal::of(ProblemKind::NotFound))
}

/// One whose list can still change.
async fn find_open(connection: &mut Connection, person: &Person, id: i64) -> Result<Row, Refusal> {
    let row = find(connection, person, id).await?;
    match row.state()? {
        CampaignState::Draft | CampaignState::Planned => Ok(row),
        state => Err(Refusal::of(ProblemKind::CampaignState)
            .detail(format!("the campaign is {}; its list does not change any more", state.as_str()))),
    }
}

/// Writes down who did it, and finishes.
async fn written(
    app: &App,
    mut tx: WriteTx,
    person: &Person,
    action: &str,
    id: i64,
) -> Result<Json<Campaign>, Refusal> {
    audit::write(&mut tx, person, action, &id.to_string(), app.clock.now_ms()).await?;
    finish(app, tx, person, id).await
}

async fn finish(app: &App, mut tx: WriteTx, person: &Person, id: i64) -> Result<Json<Campaign>, Refusal> {
    let row = find(&mut tx, person, id).await?;
    let campaign = read::describe(&mut tx, row).await?;
    tx.commit().await?;
    app.wake.campaigns.notify_one();
    app.hub.wake();
    Ok(Json(campaign))
}
