//! `/api/v1/templates`: hand in, list, show.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use piecewise_api::{NewTemplate, ProblemKind, Template};
use piecewise_sms::template::{Field, Purpose, Severity, lint};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::rows;
use crate::{
    app::App,
    events,
    server::{Body, Refusal},
    session::Owner,
};

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, submit)).routes(routes!(show))
}

/// Every template, last changed first.
#[utoipa::path(get, path = "/templates", responses((status = OK, description = "The templates.", body = [Template])))]
async fn list(State(app): State<Arc<App>>, owner: Owner) -> Result<Json<Vec<Template>>, Refusal> {
    let mut tx = app.store.read().await?;
    Ok(Json(rows::list(&mut tx, owner.account_id).await?))
}

/// One template.
#[utoipa::path(
    get,
    path = "/templates/{id}",
    params(("id" = i64, Path, description = "The template id.")),
    responses((status = OK, description = "The template.", body = Template))
)]
async fn show(State(app): State<Arc<App>>, owner: Owner, Path(id): Path<String>) -> Result<Json<Template>, Refusal> {
    let id = id.parse().map_err(|_| Refusal::of(ProblemKind::NotFound))?;
    let mut tx = app.store.read().await?;
    rows::find(&mut tx, owner.account_id, id).await?.map(Json).ok_or_else(|| Refusal::of(ProblemKind::NotFound))
}

/// Hands a template in. It is linted with the function that the editor used; errors refuse it.
#[utoipa::path(
    post,
    path = "/templates",
    request_body = NewTemplate,
    responses(
        (status = CREATED, description = "The template, in review.", body = Template),
        (status = CONFLICT, description = "Another template has this name."),
        (status = UNPROCESSABLE_ENTITY, description = "The linter found errors: `diagnostics` has them.")
    )
)]
async fn submit(
    State(app): State<Arc<App>>,
    owner: Owner,
    Body(new): Body<NewTemplate>,
) -> Result<(StatusCode, Json<Template>), Refusal> {
    let found = lint(&rows::draft_of(&new), Purpose::Submit);
    if found.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
        return Err(Refusal::of(ProblemKind::Lint).diagnostics(&found, |field| match field {
            Field::Content => &new.content,
            Field::Name => &new.name,
            Field::Value(variable) => new.examples.get(variable).map_or("", String::as_str),
            _ => "",
        }));
    }
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let due_at_ms = now_ms + app.config.review_delay.0;
    let template = rows::insert(&mut tx, owner.account_id, &new, now_ms, due_at_ms)
        .await?
        .ok_or_else(|| Refusal::of(ProblemKind::NameTaken).field("name"))?;
    events::template_changed(&mut tx, owner.account_id, template.id, now_ms).await?;
    tx.commit().await?;
    app.hub.wake();
    app.wake.reviewer.notify_one();
    Ok((StatusCode::CREATED, Json(template)))
}
