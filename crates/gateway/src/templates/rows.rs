//! Templates in the database.

use std::collections::BTreeMap;

use piecewise_api::{NewTemplate, ProblemKind, Template};
use piecewise_sms::template::{ContentType, Diagnostic, Draft, Field, ReviewState};

use crate::{
    error::{Error, Result},
    server::Refusal,
    store::{Connection, WriteTx, query, query_as, query_scalar},
};

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    account_id: i64,
    name: String,
    content_type: String,
    content: String,
    examples: String,
    countries: String,
    state: String,
    submitted_at_ms: i64,
    reviewed_at_ms: Option<i64>,
    rejection: Option<String>,
}

impl TryFrom<Row> for Template {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let damaged = || Error::Damaged("template");
        Ok(Self {
            id: row.id,
            name: row.name,
            content_type: ContentType::from_name(&row.content_type).ok_or_else(damaged)?,
            content: row.content,
            examples: serde_json::from_str(&row.examples).map_err(|_| damaged())?,
            countries: serde_json::from_str(&row.countries).map_err(|_| damaged())?,
            state: ReviewState::from_name(&row.state).ok_or_else(damaged)?,
            submitted_at_ms: row.submitted_at_ms,
            reviewed_at_ms: row.reviewed_at_ms,
            rejection: row.rejection,
        })
    }
}

/// The template as the linter takes it.
pub(super) fn draft_of(template: &NewTemplate) -> Draft {
    Draft {
        content: template.content.clone(),
        content_type: Some(template.content_type),
        name: Some(template.name.clone()),
        examples: template.examples.clone(),
        countries: template.countries.clone(),
    }
}

/// Every template of an account, last changed first.
pub(crate) async fn list(connection: &mut Connection, account_id: i64) -> Result<Vec<Template>> {
    let rows: Vec<Row> = query_as(
        "SELECT id, account_id, name, content_type, content, examples, countries, state, submitted_at_ms, reviewed_at_ms,
                rejection
         FROM template WHERE account_id = $1 ORDER BY updated_at_ms DESC, id DESC",
    )
    .bind(account_id)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Template::try_from).collect()
}

/// One template of an account.
pub(crate) async fn find(connection: &mut Connection, account_id: i64, id: i64) -> Result<Option<Template>> {
    let row: Option<Row> = query_as(
        "SELECT id, account_id, name, content_type, content, examples, countries, state, submitted_at_ms, reviewed_at_ms,
                rejection
         FROM template WHERE account_id = $1 AND id = $2",
    )
    .bind(account_id)
    .bind(id)
    .fetch_optional(connection)
    .await?;
    row.map(Template::try_from).transpose()
}

/// Stores a template that was handed in; `None` if another has its name, whatever the case.
pub(super) async fn insert(
    tx: &mut WriteTx,
    account_id: i64,
    new: &NewTemplate,
    now_ms: i64,
    review_due_at_ms: i64,
) -> Result<Option<Template>> {
    let id: Option<i64> = query_scalar(
        "INSERT INTO template
             (account_id, name, name_folded, content_type, content, examples, countries, state, submitted_at_ms,
              review_due_at_ms, updated_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9)
         ON CONFLICT (account_id, name_folded) DO NOTHING
         RETURNING id",
    )
    .bind(account_id)
    .bind(new.name.trim())
    .bind(new.name.trim().to_lowercase())
    .bind(new.content_type.as_str())
    .bind(&new.content)
    .bind(to_json(&new.examples))
    .bind(to_json(&new.countries))
    .bind(ReviewState::InReview.as_str())
    .bind(now_ms)
    .bind(review_due_at_ms)
    .fetch_optional(tx)
    .await?;
    match id {
        Some(id) => find(tx, account_id, id).await,
        None => Ok(None),
    }
}

/// The templates whose review is due, each with its account.
pub(super) async fn due_for_review(tx: &mut WriteTx, now_ms: i64) -> Result<Vec<(i64, Template)>> {
    let rows: Vec<Row> = query_as(
        "SELECT id, account_id, name, content_type, content, examples, countries, state, submitted_at_ms, reviewed_at_ms,
                rejection
         FROM template WHERE review_due_at_ms <= $1 ORDER BY review_due_at_ms, id",
    )
    .bind(now_ms)
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| Ok((row.account_id, Template::try_from(row)?))).collect()
}

/// When the next review is due.
pub(super) async fn next_review(connection: &mut Connection) -> Result<Option<i64>> {
    let due = query_scalar("SELECT MIN(review_due_at_ms) FROM template WHERE review_due_at_ms IS NOT NULL");
    Ok(due.fetch_one(connection).await?)
}

/// Stores what a reviewer decided.
pub(super) async fn store_review(
    tx: &mut WriteTx,
    id: i64,
    state: ReviewState,
    rejection: Option<&str>,
    now_ms: i64,
) -> Result<()> {
    query(
        "UPDATE template
         SET state = $2, rejection = $3, reviewed_at_ms = $4, updated_at_ms = $4, review_due_at_ms = NULL
         WHERE id = $1",
    )
    .bind(id)
    .bind(state.as_str())
    .bind(rejection)
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(())
}

/// The refusal of values that a template cannot be sent with.
pub(crate) fn list_values_problem(found: &[Diagnostic], values: &BTreeMap<String, String>) -> Refusal {
    Refusal::of(ProblemKind::Values).field("values").diagnostics(found, |field| match field {
        Field::Value(variable) => values.get(variable).map_or("", String::as_str),
        _ => "",
    })
}

fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
