//! What happens to a template: written, handed in, taken back, judged, deleted. Only what the state machine of a review
//! allows does. Each change is in the caller's transaction and tells the event streams.

use piecewise_api::{NewTemplate, ReviewStepKind};
use piecewise_sms::template::{ReviewEvent, ReviewState};

use super::versions::{Source, VersionRow, select_versions};
use crate::{
    error::{Error, Result},
    events, hooks,
    store::{Connection, WriteTx, query, query_as, query_scalar},
};

/// Why a template was not changed; nothing was.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotChanged {
    /// The account has no such template.
    #[error("there is no such template")]
    Missing,
    /// Another template has the name, whatever its case.
    #[error("the name is taken")]
    NameTaken,
    /// The state of its newest version forbids it.
    #[error("the newest version is {}", .0.as_str())]
    State(ReviewState),
    /// Messages with it are waiting.
    #[error("messages with the template are waiting")]
    InUse,
    /// The gateway failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<sqlx::Error> for NotChanged {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Who changes a template, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct By<'a> {
    /// Whose template it is.
    pub account_id: i64,
    /// A person's name, an SMS_USER, or `sandbox`.
    pub actor: &'a str,
    /// Which way it came.
    pub source: Source,
    /// When.
    pub at_ms: i64,
}

/// What a reviewer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict<'a> {
    Approved,
    Rejected { reason: &'a str },
}

/// Writes a new template: version 1, a draft. Gives its id.
pub(crate) async fn create(tx: &mut WriteTx, new: &NewTemplate, by: By<'_>) -> Result<i64, NotChanged> {
    let name = new.name.trim();
    let id: Option<i64> = query_scalar(
        "INSERT INTO template (account_id, name, name_folded, created_at_ms, updated_at_ms)
         VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT (account_id, name_folded) WHERE deleted_at_ms IS NULL DO NOTHING
         RETURNING id",
    )
    .bind(by.account_id)
    .bind(name)
    .bind(name.to_lowercase())
    .bind(by.at_ms)
    .fetch_optional(tx)
    .await?;
    let id = id.ok_or(NotChanged::NameTaken)?;
    add_version(tx, id, 1, new, by).await?;
    events::template_changed(tx, by.account_id, id, by.at_ms).await?;
    Ok(id)
}

/// Rewrites a template: a draft in place; after a verdict, or after it was taken back, as the next version, so that
/// what was handed in never changes.
pub(crate) async fn edit(tx: &mut WriteTx, id: i64, new: &NewTemplate, by: By<'_>) -> Result<(), NotChanged> {
    let newest = newest(tx, by.account_id, id).await?;
    rename(tx, id, &new.name, by).await?;
    match newest.state()? {
        ReviewState::Draft if newest.withdrawn_at_ms.is_none() => {
            query(
                "UPDATE template_version SET origin = $2, content_type = $3, content = $4, examples = $5, countries = $6
                 WHERE id = $1",
            )
            .bind(newest.id)
            .bind(by.source.as_str())
            .bind(new.content_type.as_str())
            .bind(&new.content)
            .bind(to_json(&new.examples))
            .bind(to_json(&new.countries))
            .execute(tx)
            .await?;
        }
        ReviewState::Draft | ReviewState::Approved | ReviewState::Rejected => {
            add_version(tx, id, newest.version + 1, new, by).await?;
        }
        state @ ReviewState::InReview => return Err(NotChanged::State(state)),
    }
    Ok(events::template_changed(tx, by.account_id, id, by.at_ms).await?)
}

/// Hands the newest version in. `review_due_at_ms` is when the sandbox decides, if it does.
pub(crate) async fn submit(
    tx: &mut WriteTx,
    id: i64,
    review_due_at_ms: Option<i64>,
    by: By<'_>,
) -> Result<(), NotChanged> {
    let newest = newest(tx, by.account_id, id).await?;
    let state = after(&newest, ReviewEvent::Submit)?;
    query(
        "UPDATE template_version
         SET state = $2, submitted_at_ms = $3, review_due_at_ms = $4, withdrawn_at_ms = NULL WHERE id = $1",
    )
    .bind(newest.id)
    .bind(state.as_str())
    .bind(by.at_ms)
    .bind(review_due_at_ms)
    .execute(tx)
    .await?;
    note(tx, &newest, ReviewStepKind::Submitted, None, by).await
}

/// Takes the newest version back from review.
pub(super) async fn withdraw(tx: &mut WriteTx, id: i64, by: By<'_>) -> Result<(), NotChanged> {
    let newest = newest(tx, by.account_id, id).await?;
    let state = after(&newest, ReviewEvent::Withdraw)?;
    query("UPDATE template_version SET state = $2, withdrawn_at_ms = $3, review_due_at_ms = NULL WHERE id = $1")
        .bind(newest.id)
        .bind(state.as_str())
        .bind(by.at_ms)
        .execute(tx)
        .await?;
    note(tx, &newest, ReviewStepKind::Withdrawn, None, by).await
}

/// Stores a reviewer's verdict. From then on an approved version is the one that is sent.
pub(super) async fn decide(
    tx: &mut WriteTx,
    version: &VersionRow,
    name: &str,
    verdict: Verdict<'_>,
    by: By<'_>,
) -> Result<(), NotChanged> {
    let (event, step, rejection) = match verdict {
        Verdict::Approved => (ReviewEvent::Approve, ReviewStepKind::Approved, None),
        Verdict::Rejected { reason } => (ReviewEvent::Reject, ReviewStepKind::Rejected, Some(reason)),
    };
    let state = after(version, event)?;
    query(
        "UPDATE template_version SET state = $2, rejection = $3, reviewed_at_ms = $4, review_due_at_ms = NULL
         WHERE id = $1",
    )
    .bind(version.id)
    .bind(state.as_str())
    .bind(rejection)
    .bind(by.at_ms)
    .execute(tx)
    .await?;
    if state.is_sendable() {
        query("UPDATE template SET approved_version_id = $2 WHERE id = $1")
            .bind(version.template_id)
            .bind(version.id)
            .execute(tx)
            .await?;
    }
    hooks::template_verified(tx, by.account_id, version.template_id, name, rejection, by.at_ms).await?;
    note(tx, version, step, rejection, by).await
}

/// Deletes a template whose messages have all been handed over. What was sent with it stays readable.
pub(crate) async fn delete(tx: &mut WriteTx, id: i64, by: By<'_>) -> Result<(), NotChanged> {
    let newest = newest(tx, by.account_id, id).await?;
    if is_in_use(tx, id).await? {
        return Err(NotChanged::InUse);
    }
    query("UPDATE template SET deleted_at_ms = $2, updated_at_ms = $2 WHERE id = $1")
        .bind(id)
        .bind(by.at_ms)
        .execute(tx)
        .await?;
    query("UPDATE template_version SET review_due_at_ms = NULL WHERE id = $1").bind(newest.id).execute(tx).await?;
    Ok(events::template_changed(tx, by.account_id, id, by.at_ms).await?)
}

/// Whether a message of it is in the queue or being handed over, or a campaign will send it.
async fn is_in_use(connection: &mut Connection, id: i64) -> Result<bool> {
    let is_in_use = query_scalar(
        "SELECT EXISTS (SELECT 1 FROM message JOIN submission ON submission.id = submission_id
                        WHERE journal_state = 'queued' AND template_id = $1)
             OR EXISTS (SELECT 1 FROM hand_over JOIN message ON hand_over_id = hand_over.id
                        JOIN submission ON submission.id = submission_id
                        WHERE state = 'submitting' AND template_id = $1)
             OR EXISTS (SELECT 1 FROM campaign WHERE template_id = $1
                        AND state IN ('awaiting_approval', 'scheduled', 'running', 'paused', 'too_late'))",
    );
    Ok(is_in_use.bind(id).fetch_one(connection).await?)
}

/// The newest version of a template that is not deleted.
pub(super) async fn newest(connection: &mut Connection, account_id: i64, id: i64) -> Result<VersionRow, NotChanged> {
    let found: Option<VersionRow> = query_as(select_versions!(
        "JOIN template ON template_version.id = latest_version_id
         WHERE template.account_id = $1 AND template.id = $2 AND deleted_at_ms IS NULL"
    ))
    .bind(account_id)
    .bind(id)
    .fetch_optional(connection)
    .await?;
    found.ok_or(NotChanged::Missing)
}

fn after(version: &VersionRow, event: ReviewEvent) -> Result<ReviewState, NotChanged> {
    let state = version.state()?;
    state.after(event).ok_or(NotChanged::State(state))
}

async fn rename(tx: &mut WriteTx, id: i64, name: &str, by: By<'_>) -> Result<(), NotChanged> {
    let name = name.trim();
    let folded = name.to_lowercase();
    let is_taken: bool = query_scalar(
        "SELECT EXISTS (SELECT 1 FROM template
                        WHERE account_id = $1 AND name_folded = $2 AND id <> $3 AND deleted_at_ms IS NULL)",
    )
    .bind(by.account_id)
    .bind(&folded)
    .bind(id)
    .fetch_one(tx)
    .await?;
    if is_taken {
        return Err(NotChanged::NameTaken);
    }
    query("UPDATE template SET name = $2, name_folded = $3, updated_at_ms = $4 WHERE id = $1")
        .bind(id)
        .bind(name)
        .bind(folded)
        .bind(by.at_ms)
        .execute(tx)
        .await?;
    Ok(())
}

async fn add_version(tx: &mut WriteTx, id: i64, version: i64, new: &NewTemplate, by: By<'_>) -> Result<(), NotChanged> {
    let version_id: i64 = query_scalar(
        "INSERT INTO template_version
             (template_id, account_id, version, origin, content_type, content, examples, countries, state, created_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9)
         RETURNING id",
    )
    .bind(id)
    .bind(by.account_id)
    .bind(version)
    .bind(by.source.as_str())
    .bind(new.content_type.as_str())
    .bind(&new.content)
    .bind(to_json(&new.examples))
    .bind(to_json(&new.countries))
    .bind(by.at_ms)
    .fetch_one(tx)
    .await?;
    query("UPDATE template SET latest_version_id = $2, updated_at_ms = $3 WHERE id = $1")
        .bind(id)
        .bind(version_id)
        .bind(by.at_ms)
        .execute(tx)
        .await?;
    Ok(())
}

/// Writes a step of the review down, and tells the streams.
async fn note(
    tx: &mut WriteTx,
    version: &VersionRow,
    event: ReviewStepKind,
    reason: Option<&str>,
    by: By<'_>,
) -> Result<(), NotChanged> {
    query("INSERT INTO template_review_step (version_id, at_ms, event, actor, reason) VALUES ($1, $2, $3, $4, $5)")
        .bind(version.id)
        .bind(by.at_ms)
        .bind(event.as_str())
        .bind(by.actor)
        .bind(reason)
        .execute(tx)
        .await?;
    query("UPDATE template SET updated_at_ms = $2 WHERE id = $1")
        .bind(version.template_id)
        .bind(by.at_ms)
        .execute(tx)
        .await?;
    Ok(events::template_changed(tx, by.account_id, version.template_id, by.at_ms).await?)
}

fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
