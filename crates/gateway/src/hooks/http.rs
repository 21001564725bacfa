//! `/api/v1/hooks` and `/api/v1/hook-deliveries`: save, change, remove, try; inspect and deliver again.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header},
    response::IntoResponse,
};
use piecewise_api::{
    Hook, HookDelivery, HookDeliveryDetail, HookDeliveryPage, HookDeliveryState, HookEvent, HookKey, HookTest, Hooks,
    NewHook, Permission, ProblemKind, Redelivered,
};
use serde::Deserialize;
use serde_json::json;
use url::Url;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    address,
    call::Called,
    key,
    load::Numbers,
    outbox::N_TOKEN_CHARS,
    rows::{self, Filter},
    sign::sign,
};
use crate::{
    app::App,
    audit,
    permissions::allows,
    random,
    server::{Asked, Body, Refusal, parse_id},
    session::Person,
};

/// Hooks of one account.
const N_HOOKS: usize = 10;

/// Deliveries on a page where the request does not say, and at most.
const N_DELIVERIES: (usize, usize) = (50, 500);

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list, save))
        .routes(routes!(change, remove))
        .routes(routes!(reveal_key))
        .routes(routes!(rotate_key))
        .routes(routes!(try_out))
        .routes(routes!(redeliver_failed))
        .routes(routes!(deliveries))
        .routes(routes!(delivery))
        .routes(routes!(redeliver))
}

/// The hooks, and since when each of them fails.
#[utoipa::path(get, path = "/hooks", responses((status = OK, description = "The hooks.", body = Hooks)))]
async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Json<Hooks>, Refusal> {
    let mut tx = app.store.read().await?;
    let key = key::find(&mut tx, &app.sealer, person.account_id).await?;
    let hooks = rows::list(&mut tx, person.account_id).await?;
    Ok(Json(Hooks { hooks, key_created_at_ms: key.map(|(_, created_at_ms)| created_at_ms) }))
}

/// Saves a hook, once its address has answered GET and POST with 200.
#[utoipa::path(
    post,
    path = "/hooks",
    request_body = NewHook,
    responses((status = CREATED, description = "The new hook.", body = Hook))
)]
async fn save(
    State(app): State<Arc<App>>,
    person: Person,
    Body(new): Body<NewHook>,
) -> Result<(StatusCode, Json<Hook>), Refusal> {
    let url = read(&new)?;
    check(&app, person.account_id, &url).await?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    if rows::list(&mut tx, person.account_id).await?.len() >= N_HOOKS {
        return Err(Refusal::of(ProblemKind::HookUrl)
            .field("url")
            .detail(format!("there are {N_HOOKS} hooks already; remove one first")));
    }
    key::find_or_make(&mut tx, &app.sealer, person.account_id, now_ms).await?;
    let id = rows::insert(&mut tx, person.account_id, &url, &person.name, now_ms).await?;
    rows::subscribe(&mut tx, id, &new).await?;
    audit::write(&mut tx, &person, "hook.create", &id.to_string(), now_ms).await?;
    let hook = rows::find(&mut tx, person.account_id, id).await?.ok_or_else(not_found)?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(hook)))
}

/// Changes a hook. Another address is asked first, as a new one is.
#[utoipa::path(
    post,
    path = "/hooks/{id}",
    params(("id" = i64, Path, description = "The hook.")),
    request_body = NewHook,
    responses((status = OK, description = "The changed hook.", body = Hook))
)]
async fn change(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
    Body(new): Body<NewHook>,
) -> Result<Json<Hook>, Refusal> {
    let url = read(&new)?;
    let id = parse_id(&id)?;
    let mut tx = app.store.read().await?;
    let before = rows::find(&mut tx, person.account_id, id).await?.ok_or_else(not_found)?;
    drop(tx);
    let is_elsewhere = before.url != url.as_str();
    if is_elsewhere {
        check(&app, person.account_id, &url).await?;
    }
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    rows::find(&mut tx, person.account_id, id).await?.ok_or_else(not_found)?;
    if is_elsewhere {
        rows::change(&mut tx, id, &url, now_ms).await?;
    }
    rows::subscribe(&mut tx, id, &new).await?;
    audit::write(&mut tx, &person, "hook.change", &id.to_string(), now_ms).await?;
    let hook = rows::find(&mut tx, person.account_id, id).await?.ok_or_else(not_found)?;
    tx.commit().await?;
    app.wake.hooks.notify_one();
    Ok(Json(hook))
}

/// Removes a hook; what was still to be delivered to it is given up.
#[utoipa::path(
    delete,
    path = "/hooks/{id}",
    params(("id" = i64, Path, description = "The hook.")),
    responses((status = NO_CONTENT, description = "It is gone."))
)]
async fn remove(State(app): State<Arc<App>>, person: Person, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    let id = parse_id(&id)?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    rows::find(&mut tx, person.account_id, id).await?.ok_or_else(not_found)?;
    rows::remove(&mut tx, id, now_ms).await?;
    audit::write(&mut tx, &person, "hook.remove", &id.to_string(), now_ms).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Shows the APP KEY that events are signed with; made when it is first asked for, so that an endpoint can know it
/// before its address is saved. Written down.
#[utoipa::path(
    post,
    path = "/hooks/key/reveal",
    responses((status = OK, description = "The APP KEY.", body = HookKey))
)]
async fn reveal_key(State(app): State<Arc<App>>, person: Person) -> Result<impl IntoResponse, Refusal> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let (app_key, created_at_ms) = key::find_or_make(&mut tx, &app.sealer, person.account_id, now_ms).await?;
    audit::write(&mut tx, &person, "hook_key.reveal", "app_key", now_ms).await?;
    tx.commit().await?;
    let shown = HookKey { app_key: app_key.as_str().to_owned(), created_at_ms };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(shown)))
}

/// Makes a new APP KEY; the one before signs nothing any more. Written down.
#[utoipa::path(
    post,
    path = "/hooks/key/rotate",
    responses((status = OK, description = "The new APP KEY.", body = HookKey))
)]
async fn rotate_key(State(app): State<Arc<App>>, person: Person) -> Result<impl IntoResponse, Refusal> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let app_key = key::rotate(&mut tx, &app.sealer, person.account_id, now_ms).await?;
    audit::write(&mut tx, &person, "hook_key.rotate", "app_key", now_ms).await?;
    tx.commit().await?;
    let shown = HookKey { app_key: app_key.as_str().to_owned(), created_at_ms: now_ms };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(shown)))
}

/// Sends an event that nothing happened for, whether or not the hook hears of such events.
#[utoipa::path(
    post,
    path = "/hooks/{id}/test",
    params(("id" = i64, Path, description = "The hook.")),
    request_body = HookTest,
    responses((status = ACCEPTED, description = "The delivery.", body = HookDelivery))
)]
async fn try_out(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
    Body(HookTest { event }): Body<HookTest>,
) -> Result<(StatusCode, Json<HookDelivery>), Refusal> {
    let hook_id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    rows::find(&mut tx, person.account_id, hook_id).await?.ok_or_else(not_found)?;
    let id = rows::insert_sample(&mut tx, person.account_id, hook_id, event, app.clock.now_ms()).await?;
    let detail = rows::detail(&mut tx, person.account_id, id, Numbers::Masked).await?.ok_or_else(not_found)?;
    tx.commit().await?;
    app.wake.hooks.notify_one();
    Ok((StatusCode::ACCEPTED, Json(detail.delivery)))
}

/// Delivers everything again that was given up for this hook.
#[utoipa::path(
    post,
    path = "/hooks/{id}/redeliver",
    params(("id" = i64, Path, description = "The hook.")),
    responses((status = ACCEPTED, description = "How much is due again.", body = Redelivered))
)]
async fn redeliver_failed(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<Redelivered>), Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    rows::find(&mut tx, person.account_id, id).await?.ok_or_else(not_found)?;
    let n_deliveries = rows::redeliver_failed(&mut tx, id, app.clock.now_ms()).await?;
    tx.commit().await?;
    app.wake.hooks.notify_one();
    Ok((StatusCode::ACCEPTED, Json(Redelivered { n_deliveries })))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Page {
    /// Only deliveries to this hook.
    hook: Option<i64>,
    /// Only this event.
    event: Option<HookEvent>,
    /// Only deliveries in this state.
    state: Option<HookDeliveryState>,
    /// Only deliveries before this one.
    before: Option<i64>,
    /// At most so many: 50 unless said, and never more than 500.
    limit: Option<usize>,
}

/// The deliveries that are kept, newest first.
#[utoipa::path(
    get,
    path = "/hook-deliveries",
    params(Page),
    responses((status = OK, description = "A page of them.", body = HookDeliveryPage))
)]
async fn deliveries(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(page): Asked<Page>,
) -> Result<Json<HookDeliveryPage>, Refusal> {
    let limit = page.limit.unwrap_or(N_DELIVERIES.0).clamp(1, N_DELIVERIES.1);
    let filter = Filter { hook_id: page.hook, event: page.event, state: page.state, id: None };
    let mut tx = app.store.read().await?;
    let (deliveries, next) =
        rows::deliveries(&mut tx, person.account_id, filter, page.before.unwrap_or(i64::MAX), limit).await?;
    Ok(Json(HookDeliveryPage { deliveries, next: next.map(|id| id.to_string()) }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct View {
    /// Whether numbers are masked, which they are unless said, or whole: that needs `messages.read` too, and is audited.
    #[param(inline)]
    numbers: Option<Numbers>,
}

/// One delivery: its body as it is sent, with masked or whole numbers, and every attempt.
#[utoipa::path(
    get,
    path = "/hook-deliveries/{id}",
    params(("id" = i64, Path, description = "The delivery."), View),
    responses((status = OK, description = "The delivery.", body = HookDeliveryDetail))
)]
async fn delivery(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
    Asked(view): Asked<View>,
) -> Result<Json<HookDeliveryDetail>, Refusal> {
    let id = parse_id(&id)?;
    let numbers = view.numbers.unwrap_or(Numbers::Masked);
    if numbers == Numbers::Masked {
        let mut tx = app.store.read().await?;
        return rows::detail(&mut tx, person.account_id, id, numbers).await?.map(Json).ok_or_else(not_found);
    }
    if !allows(person.role, Permission::MessagesRead) {
        return Err(Refusal::forbidden(Permission::MessagesRead, person.role));
    }
    let mut tx = app.store.write().await?;
    let detail = rows::detail(&mut tx, person.account_id, id, numbers).await?.ok_or_else(not_found)?;
    audit::write(&mut tx, &person, "hooks.read_numbers", &format!("delivery {id}"), app.clock.now_ms()).await?;
    tx.commit().await?;
    Ok(Json(detail))
}

/// Delivers an event again, whatever became of it before.
#[utoipa::path(
    post,
    path = "/hook-deliveries/{id}/redeliver",
    params(("id" = i64, Path, description = "The delivery.")),
    responses((status = ACCEPTED, description = "The delivery.", body = HookDelivery))
)]
async fn redeliver(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<HookDelivery>), Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    if !rows::redeliver(&mut tx, person.account_id, id, app.clock.now_ms()).await? {
        return Err(not_found());
    }
    let detail = rows::detail(&mut tx, person.account_id, id, Numbers::Masked).await?.ok_or_else(not_found)?;
    tx.commit().await?;
    app.wake.hooks.notify_one();
    Ok((StatusCode::ACCEPTED, Json(detail.delivery)))
}

fn not_found() -> Refusal {
    Refusal::of(ProblemKind::NotFound)
}

/// What a person typed, as far as it can be judged without calling anybody.
fn read(new: &NewHook) -> Result<Url, Refusal> {
    let url =
        address::parse(&new.url).map_err(|reason| Refusal::of(ProblemKind::HookUrl).field("url").detail(reason))?;
    if new.events.is_empty() {
        return Err(Refusal::of(ProblemKind::Malformed)
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .field("events")
            .detail("choose at least one event"));
    }
    Ok(url)
}

/// Asks an address before it is saved: it must answer GET and POST with 200. The POST is signed as events are, and is
/// none of them: its `eventType` is 0.
async fn check(app: &App, account_id: i64, url: &Url) -> Result<(), Refusal> {
    let mut tx = app.store.read().await?;
    let app_key = key::find(&mut tx, &app.sealer, account_id).await?;
    drop(tx);
    let timestamp = app.clock.now_ms();
    let token = random::alphanumeric(N_TOKEN_CHARS)?;
    let app_key = app_key.as_ref().map_or("", |(app_key, _)| app_key.as_str());
    let signature = sign(app_key, &timestamp.to_string(), &token)?;
    let body = json!({
        "event": "Test", "eventType": 0, "userId": account_id, "timestamp": timestamp, "token": token,
        "signature": signature,
    });
    for (method, body) in [("GET", None), ("POST", Some(body.to_string()))] {
        let called = app.hook_caller.call(url, body).await;
        if !called.is_taken() {
            return Err(Refusal::of(ProblemKind::HookUrl).field("url").detail(words(method, &called)));
        }
    }
    Ok(())
}

fn words(method: &str, called: &Called) -> String {
    match &called.result {
        Ok(answer) if (300..400).contains(&answer.status) => {
            format!("{method} was answered with {}, and redirects are not followed; it must be 200", answer.status)
        }
        Ok(answer) => format!("{method} was answered with {}; it must be 200", answer.status),
        Err(fault) => format!("{method} failed: {fault}"),
    }
}
