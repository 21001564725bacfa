//! `/api/v1/senders` for whoever registers, and `/api/v1/sandbox/senders` for the sandbox's staff.

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use piecewise_api::{NewSenders, ProblemKind, RequestedMaterials, Sender, SenderCountry, SenderRejection};
use piecewise_recipients::is_country;
use piecewise_sms::sender::SenderEvent;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{cards, rows};
use crate::{
    app::App,
    audit,
    server::{Body, Refusal, parse_id},
    session::Person,
    store::WriteTx,
};

/// Characters of a sender ID. Carriers take far fewer, and that is only warned of.
const N_SENDER_CHARS: usize = 30;

/// Documents in one request, and characters of the name of one.
const N_MATERIALS: (usize, usize) = (20, 200);

/// Characters of a reason.
const N_REASON_CHARS: usize = 500;

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list, submit))
        .routes(routes!(show))
        .routes(routes!(receive))
        .routes(routes!(country))
        .routes(routes!(request_materials))
        .routes(routes!(register))
        .routes(routes!(reject))
}

/// The registrations, newest first.
#[utoipa::path(get, path = "/senders", responses((status = OK, description = "The registrations.", body = [Sender])))]
async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Json<Vec<Sender>>, Refusal> {
    let mut tx = app.store.read().await?;
    Ok(Json(rows::list(&mut tx, person.account_id, None).await?))
}

/// One registration with its checklist and what happened to it.
#[utoipa::path(
    get,
    path = "/senders/{id}",
    params(("id" = i64, Path, description = "The registration.")),
    responses((status = OK, description = "The registration.", body = Sender))
)]
async fn show(State(app): State<Arc<App>>, person: Person, Path(id): Path<String>) -> Result<Json<Sender>, Refusal> {
    let mut tx = app.store.read().await?;
    rows::find(&mut tx, person.account_id, parse_id(&id)?).await?.map(Json).ok_or_else(not_found)
}

/// Hands a sender ID in: one registration for each country, all or none.
#[utoipa::path(
    post,
    path = "/senders",
    request_body = NewSenders,
    responses((status = CREATED, description = "The new registrations.", body = [Sender]))
)]
async fn submit(
    State(app): State<Arc<App>>,
    person: Person,
    Body(new): Body<NewSenders>,
) -> Result<(StatusCode, Json<Vec<Sender>>), Refusal> {
    let sender_id = new.sender_id.trim();
    if sender_id.is_empty() || sender_id.chars().count() > N_SENDER_CHARS || sender_id.chars().any(char::is_control) {
        return Err(Refusal::wrong("sender_id", format!("a sender ID has 1 to {N_SENDER_CHARS} characters")));
    }
    let countries: BTreeSet<&str> = new.countries.iter().map(String::as_str).collect();
    if countries.is_empty() {
        return Err(Refusal::wrong("countries", "choose at least one country"));
    }
    if let Some(unknown) = countries.iter().find(|country| !is_country(country)) {
        let shown: String = unknown.chars().filter(|c| !c.is_control()).take(10).collect();
        return Err(Refusal::wrong("countries", format!("`{shown}` is no country; write two capitals such as SG")));
    }
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let mut senders = Vec::new();
    for country in countries {
        let id = rows::insert(&mut tx, person.account_id, sender_id, country, &person.name, now_ms).await?.ok_or_else(
            || {
                Refusal::of(ProblemKind::SenderState)
                    .field("countries")
                    .detail(format!("this sender ID is registered or under way for {country} already"))
            },
        )?;
        audit::write(&mut tx, &person, "sender.submit", &id.to_string(), now_ms).await?;
        senders.push(rows::find(&mut tx, person.account_id, id).await?.ok_or_else(not_found)?);
    }
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(senders)))
}

/// Ticks a document off the checklist. With the last one the review begins.
#[utoipa::path(
    post,
    path = "/senders/{id}/materials/{material_id}/received",
    params(
        ("id" = i64, Path, description = "The registration."),
        ("material_id" = i64, Path, description = "The document."),
    ),
    responses((status = OK, description = "The registration.", body = Sender))
)]
async fn receive(
    State(app): State<Arc<App>>,
    person: Person,
    Path((id, material_id)): Path<(String, String)>,
) -> Result<Json<Sender>, Refusal> {
    let (id, material_id) = (parse_id(&id)?, parse_id(&material_id)?);
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let before = rows::find(&mut tx, person.account_id, id).await?.ok_or_else(not_found)?;
    if !before.materials.iter().any(|material| material.id == material_id) {
        return Err(not_found());
    }
    if before.state.is_final() {
        return Err(wrong_state(&before));
    }
    rows::receive(&mut tx, material_id, now_ms).await?;
    let after = rows::find(&mut tx, person.account_id, id).await?.ok_or_else(not_found)?;
    let is_complete = after.materials.iter().all(|material| material.received_at_ms.is_some());
    if is_complete && let Some(state) = after.state.after(SenderEvent::CompleteMaterials) {
        rows::set_state(&mut tx, id, state, None, &person.name, now_ms).await?;
    }
    audit::write(&mut tx, &person, "sender.material", &id.to_string(), now_ms).await?;
    finish(tx, &person, id).await
}

/// What is known of sender IDs in a country, with its source.
#[utoipa::path(
    get,
    path = "/sender-countries/{country}",
    params(("country" = String, Path, description = "ISO 3166-1 alpha-2.")),
    responses((status = OK, description = "The card.", body = SenderCountry))
)]
async fn country(_: Person, Path(country): Path<String>) -> Result<Json<SenderCountry>, Refusal> {
    if !is_country(&country) {
        return Err(not_found());
    }
    Ok(Json(cards::card(&country)?))
}

/// The sandbox's staff asks for documents.
#[utoipa::path(
    post,
    path = "/sandbox/senders/{id}/request-materials",
    params(("id" = i64, Path, description = "The registration.")),
    request_body = RequestedMaterials,
    responses((status = OK, description = "The registration.", body = Sender))
)]
async fn request_materials(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
    Body(request): Body<RequestedMaterials>,
) -> Result<Json<Sender>, Refusal> {
    let names: Vec<String> = request.materials.iter().map(|name| name.trim().to_owned()).collect();
    let is_name = |name: &String| (1..=N_MATERIALS.1).contains(&name.chars().count()) && !name.contains('\0');
    if names.is_empty() || names.len() > N_MATERIALS.0 || !names.iter().all(is_name) {
        return Err(Refusal::wrong("materials", "name one to twenty documents"));
    }
    let id = parse_id(&id)?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    happen(&mut tx, &person, id, SenderEvent::RequestMaterials, None, now_ms).await?;
    rows::request(&mut tx, id, &names, now_ms).await?;
    finish(tx, &person, id).await
}

/// The sandbox's staff registers a sender ID: messages to its country come from it.
#[utoipa::path(
    post,
    path = "/sandbox/senders/{id}/register",
    params(("id" = i64, Path, description = "The registration.")),
    responses((status = OK, description = "The registration.", body = Sender))
)]
async fn register(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Json<Sender>, Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    happen(&mut tx, &person, id, SenderEvent::Register, None, app.clock.now_ms()).await?;
    finish(tx, &person, id).await
}

/// The sandbox's staff rejects a registration, with a reason.
#[utoipa::path(
    post,
    path = "/sandbox/senders/{id}/reject",
    params(("id" = i64, Path, description = "The registration.")),
    request_body = SenderRejection,
    responses((status = OK, description = "The registration.", body = Sender))
)]
async fn reject(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
    Body(SenderRejection { reason }): Body<SenderRejection>,
) -> Result<Json<Sender>, Refusal> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > N_REASON_CHARS || reason.contains('\0') {
        return Err(Refusal::wrong("reason", "say why, in up to 500 characters"));
    }
    let id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    happen(&mut tx, &person, id, SenderEvent::Reject, Some(reason), app.clock.now_ms()).await?;
    finish(tx, &person, id).await
}

/// Makes a transition, if it is a legal one.
async fn happen(
    tx: &mut WriteTx,
    person: &Person,
    id: i64,
    event: SenderEvent,
    rejection: Option<&str>,
    now_ms: i64,
) -> Result<(), Refusal> {
    let before = rows::find(tx, person.account_id, id).await?.ok_or_else(not_found)?;
    let state = before.state.after(event).ok_or_else(|| wrong_state(&before))?;
    rows::set_state(tx, id, state, rejection, &person.name, now_ms).await?;
    let action = match event {
        SenderEvent::RequestMaterials => "sender.request_materials",
        SenderEvent::CompleteMaterials => "sender.material",
        SenderEvent::Register => "sender.register",
        SenderEvent::Reject => "sender.reject",
    };
    audit::write(tx, person, action, &id.to_string(), now_ms).await?;
    Ok(())
}

async fn finish(mut tx: WriteTx, person: &Person, id: i64) -> Result<Json<Sender>, Refusal> {
    let sender = rows::find(&mut tx, person.account_id, id).await?.ok_or_else(not_found)?;
    tx.commit().await?;
    Ok(Json(sender))
}

fn not_found() -> Refusal {
    Refusal::of(ProblemKind::NotFound)
}

fn wrong_state(sender: &Sender) -> Refusal {
    Refusal::of(ProblemKind::SenderState).detail(format!("it is {} now", sender.state.as_str().replace('_', " ")))
}
