//! `/api/v1/service`: connect, show, reveal.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header},
    response::IntoResponse,
};
use piecewise_api::{Connected, ProblemKind, Revealed, Service};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::credentials;
use crate::{
    app::App,
    audit,
    idempotency::{IdempotencyKey, Scope},
    server::Refusal,
    session::Owner,
    wallet,
};

/// Where the idempotency keys of connecting are kept.
const CONNECT: &str = "connect";

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(connect)).routes(routes!(reveal))
}

/// The SMS_USERs, and the base URL for applications.
#[utoipa::path(get, path = "/service", responses((status = OK, description = "The service.", body = Service)))]
async fn show(State(app): State<Arc<App>>, owner: Owner) -> Result<Json<Service>, Refusal> {
    let mut tx = app.store.read().await?;
    let sms_users = credentials::list(&mut tx, owner.account_id).await?;
    Ok(Json(Service { sms_users, base_url: app.base_url.clone() }))
}

/// Makes an SMS_USER with its SMS_KEY; the first time, opens the wallet with sample money.
#[utoipa::path(
    post,
    path = "/service/connect",
    params(IdempotencyKey),
    responses((status = CREATED, description = "The new SMS_USER.", body = Connected))
)]
async fn connect(
    State(app): State<Arc<App>>,
    owner: Owner,
    key: IdempotencyKey,
) -> Result<(StatusCode, Json<Connected>), Refusal> {
    let now_ms = app.clock.now_ms();
    let scope = Scope { account_id: owner.account_id, call: CONNECT };
    let mut tx = app.store.write().await?;
    if let Some(answer) = key.first_answer(&mut tx, scope, &()).await? {
        return Ok((StatusCode::CREATED, Json(answer)));
    }
    let sms_user = credentials::create(&mut tx, &app.sealer, owner.account_id, now_ms).await?;
    wallet::open_with_sample_money(&mut tx, owner.account_id, now_ms).await?;
    audit::write(&mut tx, &owner, "credentials.create", &sms_user.sms_user, now_ms).await?;
    let answer = Connected { sms_user };
    key.keep(&mut tx, scope, &(), &answer, now_ms).await?;
    tx.commit().await?;
    app.hub.wake();
    Ok((StatusCode::CREATED, Json(answer)))
}

/// The one way out for an SMS_KEY: asked for by a person, written down, and kept by no cache.
#[utoipa::path(
    post,
    path = "/service/sms-users/{sms_user}/reveal",
    params(("sms_user" = String, Path, description = "The SMS_USER.")),
    responses((status = OK, description = "The SMS_KEY.", body = Revealed))
)]
async fn reveal(
    State(app): State<Arc<App>>,
    owner: Owner,
    Path(sms_user): Path<String>,
) -> Result<impl IntoResponse, Refusal> {
    let mut tx = app.store.write().await?;
    let sealed = credentials::find_sealed(&mut tx, owner.account_id, &sms_user)
        .await?
        .ok_or_else(|| Refusal::of(ProblemKind::NotFound).detail("there is no such SMS_USER"))?;
    let sms_key = app.sealer.open_key(&sms_user, &sealed)?;
    audit::write(&mut tx, &owner, "credentials.reveal", &sms_user, app.clock.now_ms()).await?;
    tx.commit().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(Revealed { sms_key: sms_key.as_str().to_owned() })))
}
