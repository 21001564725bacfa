//! `/api/v1/templates`: hand in, list, show, take back, delete.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use piecewise_api::{NewTemplate, ProblemKind, ReviewTime, Template, TemplateDetail};
use piecewise_sms::template::{ContentType, Field, Purpose, ReviewState, Severity, lint};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    change::{self, By, NotChanged},
    queue,
    review::due_at_ms,
    review_times,
    rows::{self, Wanted},
    versions::{Source, draft_of},
};
use crate::{
    app::App,
    error::Error,
    server::{Asked, Body, Refusal, parse_id},
    session::Person,
    store::WriteTx,
};

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list, submit))
        .routes(routes!(list_review_times))
        .routes(routes!(show, delete))
        .routes(routes!(submit_version))
        .routes(routes!(withdraw))
        .merge(queue::routes())
}

/// Which templates are listed: those of which the version that is shown, or its successor, is as asked.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filters {
    /// The content type.
    #[serde(rename = "type")]
    #[param(value_type = Option<piecewise_api::openapi::ContentType>)]
    content_type: Option<ContentType>,
    /// The state of review.
    #[param(value_type = Option<piecewise_api::openapi::ReviewState>)]
    state: Option<ReviewState>,
    /// Words of the name or the text, whatever their case; or the id.
    search: Option<String>,
}

/// The templates that are asked for, last changed first.
#[utoipa::path(
    get,
    path = "/templates",
    params(Filters),
    responses((status = OK, description = "The templates.", body = [Template]))
)]
async fn list(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(Filters { content_type, state, search }): Asked<Filters>,
) -> Result<Json<Vec<Template>>, Refusal> {
    let wanted = Wanted { content_type, state, search };
    let mut tx = app.store.read().await?;
    Ok(Json(rows::list(&mut tx, person.account_id, &wanted).await?))
}

/// How long reviews took, by type and applicant countries.
#[utoipa::path(
    get,
    path = "/templates/review-times",
    responses((status = OK, description = "A range for each that was reviewed.", body = [ReviewTime]))
)]
async fn list_review_times(State(app): State<Arc<App>>, person: Person) -> Result<Json<Vec<ReviewTime>>, Refusal> {
    let mut tx = app.store.read().await?;
    Ok(Json(review_times::find(&mut tx, person.account_id).await?))
}

/// One template with its versions and what happened in their reviews.
#[utoipa::path(
    get,
    path = "/templates/{id}",
    params(("id" = i64, Path, description = "The template id.")),
    responses((status = OK, description = "The template.", body = TemplateDetail))
)]
async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Json<TemplateDetail>, Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.read().await?;
    rows::detail(&mut tx, person.account_id, id).await?.map(Json).ok_or_else(|| Refusal::of(ProblemKind::NotFound))
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
    person: Person,
    Body(new): Body<NewTemplate>,
) -> Result<(StatusCode, Json<Template>), Refusal> {
    check(&new)?;
    let by = by(&person, app.clock.now_ms());
    let mut tx = app.store.write().await?;
    let id = change::create(&mut tx, &new, by).await.map_err(refusal)?;
    change::submit(&mut tx, id, due_at_ms(&app.config, by.at_ms), by).await.map_err(refusal)?;
    Ok((StatusCode::CREATED, finish(&app, tx, &person, id).await?))
}

/// Hands the next version of a template in; the approved one stays sendable meanwhile.
#[utoipa::path(
    post,
    path = "/templates/{id}/versions",
    params(("id" = i64, Path, description = "The template id.")),
    request_body = NewTemplate,
    responses(
        (status = CREATED, description = "The template with its next version in review.", body = Template),
        (status = CONFLICT, description = "A version is in review, or another template has this name."),
        (status = UNPROCESSABLE_ENTITY, description = "The linter found errors: `diagnostics` has them.")
    )
)]
async fn submit_version(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
    Body(new): Body<NewTemplate>,
) -> Result<(StatusCode, Json<Template>), Refusal> {
    let id = parse_id(&id)?;
    check(&new)?;
    let by = by(&person, app.clock.now_ms());
    let mut tx = app.store.write().await?;
    change::edit(&mut tx, id, &new, by).await.map_err(refusal)?;
    change::submit(&mut tx, id, due_at_ms(&app.config, by.at_ms), by).await.map_err(refusal)?;
    Ok((StatusCode::CREATED, finish(&app, tx, &person, id).await?))
}

/// Takes the version in review back; it becomes a draft.
#[utoipa::path(
    post,
    path = "/templates/{id}/withdraw",
    params(("id" = i64, Path, description = "The template id.")),
    responses(
        (status = OK, description = "The template.", body = Template),
        (status = CONFLICT, description = "No version is in review.")
    )
)]
async fn withdraw(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Json<Template>, Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    change::withdraw(&mut tx, id, by(&person, app.clock.now_ms())).await.map_err(refusal)?;
    finish(&app, tx, &person, id).await
}

/// Deletes a template. What was sent with it stays readable.
#[utoipa::path(
    delete,
    path = "/templates/{id}",
    params(("id" = i64, Path, description = "The template id.")),
    responses(
        (status = NO_CONTENT, description = "It is deleted."),
        (status = CONFLICT, description = "Messages of it are queued or being handed over.")
    )
)]
async fn delete(State(app): State<Arc<App>>, person: Person, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    let id = parse_id(&id)?;
    let mut tx = app.store.write().await?;
    change::delete(&mut tx, id, by(&person, app.clock.now_ms())).await.map_err(refusal)?;
    tx.commit().await?;
    app.hub.wake();
    Ok(StatusCode::NO_CONTENT)
}

/// Commits, wakes who waits for it, and shows what became of the template.
async fn finish(app: &App, mut tx: WriteTx, person: &Person, id: i64) -> Result<Json<Template>, Refusal> {
    let template = rows::find(&mut tx, person.account_id, id).await?.ok_or(Error::Damaged("template"))?;
    tx.commit().await?;
    app.hub.wake();
    app.wake.reviewer.notify_one();
    Ok(Json(template))
}

fn by(person: &Person, at_ms: i64) -> By<'_> {
    By { account_id: person.account_id, actor: &person.name, source: Source::Console, at_ms }
}

fn check(new: &NewTemplate) -> Result<(), Refusal> {
    let found = lint(&draft_of(new), Purpose::Submit);
    if !found.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
        return Ok(());
    }
    Err(Refusal::of(ProblemKind::Lint).diagnostics(&found, |field| match field {
        Field::Content => &new.content,
        Field::Name => &new.name,
        Field::Value(variable) => new.examples.get(variable).map_or("", String::as_str),
        _ => "",
    }))
}

/// Why a change was refused, for a person.
pub(super) fn refusal(refused: NotChanged) -> Refusal {
    match refused {
        NotChanged::Missing => Refusal::of(ProblemKind::NotFound),
        NotChanged::NameTaken => Refusal::of(ProblemKind::NameTaken).field("name"),
        NotChanged::State(state) => Refusal::of(ProblemKind::TemplateState).detail(match state {
            ReviewState::InReview => "the newest version is in review; withdraw it before you change it",
            ReviewState::Draft => "the newest version is a draft; hand it in first",
            ReviewState::Approved => "the newest version is approved already; hand in another one to change it",
            ReviewState::Rejected => "the newest version is rejected already; hand in a corrected one",
        }),
        NotChanged::InUse => {
            Refusal::of(ProblemKind::TemplateInUse).detail("delete it when its messages have been sent")
        }
        NotChanged::Failed(error) => error.into(),
    }
}
