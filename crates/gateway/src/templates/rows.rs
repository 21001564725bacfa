//! Templates in the database, as they are read.

use std::collections::{BTreeMap, HashMap};

use piecewise_api::{ProblemKind, ReviewStep, ReviewStepKind, Template, TemplateDetail};
use piecewise_sms::template::{ContentType, Diagnostic, Field, ReviewState};

use super::versions::{VersionRow, select_versions};
use crate::{
    error::{Error, Result},
    server::Refusal,
    store::{Connection, QueryBuilder, query_as, query_scalar},
};

/// What may be sent: the approved version of a template. Its text never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sendable {
    /// The template.
    pub id: i64,
    /// Its approved version, by its row.
    pub version_id: i64,
    /// The template's name.
    pub name: String,
    /// What the version is for.
    pub content_type: ContentType,
    /// Its text with its variables.
    pub content: String,
}

/// What there is to send under a template id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ForSending {
    /// The account has no such template.
    Missing,
    /// None of its versions is approved.
    NotApproved,
    /// This.
    Sendable(Sendable),
}

/// A template's name; its approved version's id, type and text, where there is one.
type ForSendingRow = (String, Option<i64>, Option<String>, Option<String>);

/// What may be sent under a template id.
pub(crate) async fn find_for_sending(connection: &mut Connection, account_id: i64, id: i64) -> Result<ForSending> {
    let found: Option<ForSendingRow> = query_as(
        "SELECT template.name, template_version.id, content_type, content
         FROM template LEFT JOIN template_version ON template_version.id = approved_version_id
         WHERE template.account_id = $1 AND template.id = $2 AND deleted_at_ms IS NULL",
    )
    .bind(account_id)
    .bind(id)
    .fetch_optional(connection)
    .await?;
    Ok(match found {
        None => ForSending::Missing,
        Some((name, Some(version_id), Some(content_type), Some(content))) => ForSending::Sendable(Sendable {
            id,
            version_id,
            name,
            content_type: ContentType::from_name(&content_type).ok_or(Error::Damaged("template"))?,
            content,
        }),
        Some(_) => ForSending::NotApproved,
    })
}

/// The text of an approved version of a template, for whoever puts a message together.
pub(crate) async fn approved_content(
    connection: &mut Connection,
    account_id: i64,
    id: i64,
    version_id: i64,
) -> Result<Option<String>> {
    let content = query_scalar(
        "SELECT content FROM template_version
         WHERE account_id = $1 AND template_id = $2 AND id = $3 AND state = 'approved'",
    );
    Ok(content.bind(account_id).bind(id).bind(version_id).fetch_optional(connection).await?)
}

/// Which templates are listed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// With the version that is shown, or its successor, of this type.
    pub content_type: Option<ContentType>,
    /// The same for its state.
    pub state: Option<ReviewState>,
    /// With these words in the name or in a text, whatever their case; or with this id.
    pub search: Option<String>,
}

impl Wanted {
    fn includes(&self, template: &Template) -> bool {
        let successor = template.successor.as_ref();
        let is_of_type =
            |wanted| template.content_type == wanted || successor.is_some_and(|version| version.content_type == wanted);
        let is_in_state = |wanted| template.state == wanted || successor.is_some_and(|version| version.state == wanted);
        let has_words = |words: &str| {
            let words = words.trim().to_lowercase();
            template.id.to_string() == words
                || template.name.to_lowercase().contains(&words)
                || template.content.to_lowercase().contains(&words)
                || successor.is_some_and(|version| version.content.to_lowercase().contains(&words))
        };
        self.content_type.is_none_or(is_of_type)
            && self.state.is_none_or(is_in_state)
            && self.search.as_deref().is_none_or(has_words)
    }
}

#[derive(sqlx::FromRow)]
struct Head {
    id: i64,
    name: String,
    latest_version_id: Option<i64>,
    approved_version_id: Option<i64>,
}

impl Head {
    /// The version that is shown, and its successor.
    fn shown<'a>(&self, versions: &'a HashMap<i64, VersionRow>) -> Result<(&'a VersionRow, Option<&'a VersionRow>)> {
        let version = |id: Option<i64>| id.and_then(|id| versions.get(&id));
        let latest = version(self.latest_version_id).ok_or(Error::Damaged("template"))?;
        Ok(match version(self.approved_version_id) {
            None => (latest, None),
            Some(approved) => (approved, Some(latest).filter(|latest| latest.id != approved.id)),
        })
    }
}

/// The templates of an account that are wanted, last changed first.
pub(crate) async fn list(connection: &mut Connection, account_id: i64, wanted: &Wanted) -> Result<Vec<Template>> {
    let heads: Vec<Head> = query_as(
        "SELECT id, name, latest_version_id, approved_version_id
         FROM template WHERE account_id = $1 AND deleted_at_ms IS NULL ORDER BY updated_at_ms DESC, id DESC",
    )
    .bind(account_id)
    .fetch_all(connection)
    .await?;
    let rows: Vec<VersionRow> = query_as(select_versions!(
        "JOIN template ON template_version.id IN (latest_version_id, approved_version_id)
         WHERE template.account_id = $1 AND deleted_at_ms IS NULL"
    ))
    .bind(account_id)
    .fetch_all(connection)
    .await?;
    let versions = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut templates = Vec::with_capacity(heads.len());
    for head in heads {
        let (shown, successor) = head.shown(&versions)?;
        let template = shown.to_template(head.name.clone(), successor)?;
        if wanted.includes(&template) {
            templates.push(template);
        }
    }
    Ok(templates)
}

/// One template of an account.
pub(crate) async fn find(connection: &mut Connection, account_id: i64, id: i64) -> Result<Option<Template>> {
    let Some((head, rows)) = find_versions(connection, account_id, id).await? else { return Ok(None) };
    let versions = rows.into_iter().map(|row| (row.id, row)).collect();
    let (shown, successor) = head.shown(&versions)?;
    Ok(Some(shown.to_template(head.name.clone(), successor)?))
}

/// One template with all its versions and their reviews.
pub(super) async fn detail(connection: &mut Connection, account_id: i64, id: i64) -> Result<Option<TemplateDetail>> {
    let Some((head, rows)) = find_versions(connection, account_id, id).await? else { return Ok(None) };
    let versions = rows.iter().map(VersionRow::to_version).collect::<Result<_>>()?;
    let by_id = rows.into_iter().map(|row| (row.id, row)).collect();
    let (shown, successor) = head.shown(&by_id)?;
    let template = shown.to_template(head.name.clone(), successor)?;
    Ok(Some(TemplateDetail { template, versions, history: history(connection, id).await? }))
}

async fn find_versions(
    connection: &mut Connection,
    account_id: i64,
    id: i64,
) -> Result<Option<(Head, Vec<VersionRow>)>> {
    let head: Option<Head> = query_as(
        "SELECT id, name, latest_version_id, approved_version_id
         FROM template WHERE account_id = $1 AND id = $2 AND deleted_at_ms IS NULL",
    )
    .bind(account_id)
    .bind(id)
    .fetch_optional(connection)
    .await?;
    let Some(head) = head else { return Ok(None) };
    let rows = query_as(select_versions!("WHERE template_id = $1 ORDER BY version DESC"))
        .bind(head.id)
        .fetch_all(connection)
        .await?;
    Ok(Some((head, rows)))
}

async fn history(connection: &mut Connection, template_id: i64) -> Result<Vec<ReviewStep>> {
    let rows: Vec<(i64, i64, String, String, Option<String>)> = query_as(
        "SELECT version, at_ms, event, actor, reason
         FROM template_review_step JOIN template_version ON template_version.id = version_id
         WHERE template_id = $1 ORDER BY template_review_step.id",
    )
    .bind(template_id)
    .fetch_all(connection)
    .await?;
    let damaged = || Error::Damaged("template");
    rows.into_iter()
        .map(|(version, at_ms, event, by, reason)| {
            Ok(ReviewStep {
                version: u32::try_from(version).map_err(|_| damaged())?,
                at_ms,
                event: ReviewStepKind::from_name(&event).ok_or_else(damaged)?,
                by,
                reason,
            })
        })
        .collect()
}

/// A template as applications read it: its newest version, which is the one they write.
#[derive(Debug, Clone)]
pub(crate) struct Newest {
    /// The template.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What the version is for.
    pub content_type: ContentType,
    /// The version's text.
    pub content: String,
    /// Where the version stands.
    pub state: ReviewState,
    /// When the template was made.
    pub created_at_ms: i64,
    /// When it changed last.
    pub updated_at_ms: i64,
}

/// The newest version of each template of an account, in the order of their ids; or of one template.
pub(crate) async fn newest(connection: &mut Connection, account_id: i64, id: Option<i64>) -> Result<Vec<Newest>> {
    let mut select = QueryBuilder::new(
        "SELECT template.id, name, content_type, content, state, template.created_at_ms, updated_at_ms
         FROM template JOIN template_version ON template_version.id = latest_version_id
         WHERE deleted_at_ms IS NULL AND template.account_id = ",
    );
    select.push_bind(account_id);
    if let Some(id) = id {
        select.push(" AND template.id = ").push_bind(id);
    }
    select.push(" ORDER BY template.id");
    let rows: Vec<(i64, String, String, String, String, i64, i64)> = select.build_as().fetch_all(connection).await?;
    let damaged = || Error::Damaged("template");
    rows.into_iter()
        .map(|(id, name, content_type, content, state, created_at_ms, updated_at_ms)| {
            Ok(Newest {
                id,
                name,
                content_type: ContentType::from_name(&content_type).ok_or_else(damaged)?,
                content,
                state: ReviewState::from_name(&state).ok_or_else(damaged)?,
                created_at_ms,
                updated_at_ms,
            })
        })
        .collect()
}

/// The refusal of values that a template cannot be sent with.
pub(crate) fn list_values_problem(found: &[Diagnostic], values: &BTreeMap<String, String>) -> Refusal {
    Refusal::of(ProblemKind::Values).field("values").diagnostics(found, |field| match field {
        Field::Value(variable) => values.get(variable).map_or("", String::as_str),
        _ => "",
    })
}
