//! `/api/v1/sandbox/reviews`: the versions in review, for people who decide.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use piecewise_api::{PendingReview, ProblemKind, Rejection, Template, TemplateVersion};
use piecewise_sms::template::Field;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    change::{By, Verdict, decide},
    http::refusal,
    review::findings,
    rows,
    versions::{VersionRow, select_versions},
};
use crate::{
    app::App,
    audit,
    error::Error,
    server::{Body, Refusal, parse_id, problem_diagnostics},
    session::Person,
    store::{Connection, query_as},
};

/// Characters of a reason.
const N_REASON_CHARS: usize = 500;

/// The routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(approve)).routes(routes!(reject))
}

/// The versions in review, longest waiting first.
#[utoipa::path(
    get,
    path = "/sandbox/reviews",
    responses((status = OK, description = "What waits for a decision.", body = [PendingReview]))
)]
async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Json<Vec<PendingReview>>, Refusal> {
    let mut tx = app.store.read().await?;
    let rows: Vec<VersionRow> = query_as(select_versions!(
        "JOIN template ON template.id = template_id
         WHERE template_version.account_id = $1 AND state = 'in_review' AND deleted_at_ms IS NULL
         ORDER BY submitted_at_ms, template_version.id"
    ))
    .bind(person.account_id)
    .fetch_all(&mut tx)
    .await?;
    let mut reviews = Vec::with_capacity(rows.len());
    for row in rows {
        reviews.push(describe(&mut tx, &row).await?);
    }
    Ok(Json(reviews))
}

/// What the reviewer needs, examples and applicant countries included.
async fn describe(connection: &mut Connection, row: &VersionRow) -> Result<PendingReview, Refusal> {
    let template = rows::find(connection, row.account_id, row.template_id).await?.ok_or(Error::Damaged("template"))?;
    let version = row.to_version()?;
    let found = findings(row, &template.name)?;
    Ok(PendingReview {
        id: row.id,
        template_id: row.template_id,
        diagnostics: problem_diagnostics(&found, |field| text_of(field, &template.name, &version)),
        approved_content: template.state.is_sendable().then_some(template.content),
        name: template.name,
        decided_at_ms: row.review_due_at_ms,
        version,
    })
}

fn text_of<'a>(field: &Field, name: &'a str, version: &'a TemplateVersion) -> &'a str {
    match field {
        Field::Content => &version.content,
        Field::Name => name,
        Field::Value(variable) => version.examples.get(variable).map_or("", String::as_str),
        _ => "",
    }
}

/// Approves a version, which may be sent from then on.
#[utoipa::path(
    post,
    path = "/sandbox/reviews/{id}/approve",
    params(("id" = i64, Path, description = "The id of the review.")),
    responses(
        (status = OK, description = "The template.", body = Template),
        (status = CONFLICT, description = "The version is not in review any more.")
    )
)]
async fn approve(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Json<Template>, Refusal> {
    judge(&app, &person, &id, Verdict::Approved).await
}

/// Rejects a version, and says why.
#[utoipa::path(
    post,
    path = "/sandbox/reviews/{id}/reject",
    params(("id" = i64, Path, description = "The id of the review.")),
    request_body = Rejection,
    responses(
        (status = OK, description = "The template.", body = Template),
        (status = CONFLICT, description = "The version is not in review any more.")
    )
)]
async fn reject(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
    Body(rejection): Body<Rejection>,
) -> Result<Json<Template>, Refusal> {
    let reason = rejection.reason.trim();
    if reason.is_empty() || reason.chars().count() > N_REASON_CHARS {
        return Err(Refusal::of(ProblemKind::Malformed)
            .field("reason")
            .detail("say what is wrong and what to do, in at most 500 characters"));
    }
    judge(&app, &person, &id, Verdict::Rejected { reason }).await
}

async fn judge(app: &App, person: &Person, id: &str, verdict: Verdict<'_>) -> Result<Json<Template>, Refusal> {
    let not_found = || Refusal::of(ProblemKind::NotFound);
    let id = parse_id(id)?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let version: VersionRow =
        query_as(select_versions!("WHERE template_version.account_id = $1 AND template_version.id = $2"))
            .bind(person.account_id)
            .bind(id)
            .fetch_optional(&mut tx)
            .await?
            .ok_or_else(not_found)?;
    let template = rows::find(&mut tx, person.account_id, version.template_id).await?.ok_or_else(not_found)?;
    let by = By { account_id: person.account_id, actor: &person.name, source: version.source()?, at_ms: now_ms };
    decide(&mut tx, &version, &template.name, verdict, by).await.map_err(refusal)?;
    let action = if verdict == Verdict::Approved { "templates.approve" } else { "templates.reject" };
    audit::write(&mut tx, person, action, &format!("{} v{}", template.id, version.version), now_ms).await?;
    let template = rows::find(&mut tx, person.account_id, version.template_id).await?.ok_or_else(not_found)?;
    tx.commit().await?;
    app.hub.wake();
    Ok(Json(template))
}
