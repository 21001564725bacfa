//! The list in the database.

use piecewise_api::{SuppressionEntry, SuppressionScope};
use piecewise_recipients::Phone;

use crate::{
    error::{Error, Result},
    store::{Connection, QueryBuilder, WriteTx, page, query_scalar},
};

/// What a person or a table says about a number.
#[derive(Debug, Clone)]
pub(super) struct Said<'a> {
    /// The number.
    pub(super) phone: &'a Phone,
    /// The scope.
    pub(super) scope: SuppressionScope,
    /// Whether it is released.
    pub(super) is_release: bool,
    /// Why.
    pub(super) reason: &'a str,
    /// What shows it.
    pub(super) evidence: Option<&'a str>,
    /// `console` or `import`.
    pub(super) origin: &'static str,
    /// Who says it.
    pub(super) actor: &'a str,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    phone: String,
    phone_masked: String,
    scope: String,
    is_release: bool,
    reason: String,
    evidence: Option<String>,
    origin: String,
    actor: String,
    at_ms: i64,
}

impl Row {
    /// The whole number, and what people see.
    fn into_entry(self) -> Result<(String, SuppressionEntry)> {
        let entry = SuppressionEntry {
            id: self.id,
            phone_masked: self.phone_masked,
            scope: SuppressionScope::from_name(&self.scope).ok_or(Error::Damaged("suppression"))?,
            is_release: self.is_release,
            reason: self.reason,
            evidence: self.evidence,
            origin: self.origin,
            actor: self.actor,
            at_ms: self.at_ms,
        };
        Ok((self.phone, entry))
    }
}

/// Adds a row, and gives its number.
pub(super) async fn insert(tx: &mut WriteTx, account_id: i64, said: &Said<'_>, now_ms: i64) -> Result<i64> {
    Ok(query_scalar(
        "INSERT INTO suppression
             (account_id, phone, phone_masked, scope, is_release, reason, evidence, origin, actor, at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
    )
    .bind(account_id)
    .bind(said.phone.e164())
    .bind(said.phone.masked())
    .bind(said.scope.as_str())
    .bind(said.is_release)
    .bind(said.reason)
    .bind(said.evidence)
    .bind(said.origin)
    .bind(said.actor)
    .bind(now_ms)
    .fetch_one(tx)
    .await?)
}

/// Rows before `before`, newest first, of one number or of all; each with its whole number.
pub(super) async fn list(
    connection: &mut Connection,
    account_id: i64,
    phone: Option<&str>,
    before: i64,
    limit: usize,
) -> Result<(Vec<(String, SuppressionEntry)>, Option<i64>)> {
    let mut select = QueryBuilder::new(
        "SELECT id, phone, phone_masked, scope, is_release, reason, evidence, origin, actor, at_ms
         FROM suppression WHERE account_id = ",
    );
    select.push_bind(account_id).push(" AND id < ").push_bind(before);
    if let Some(phone) = phone {
        select.push(" AND phone = ").push_bind(phone);
    }
    select.push(" ORDER BY id DESC LIMIT ").push_bind(page::n_asked(limit));
    let mut rows: Vec<Row> = select.build_as().fetch_all(connection).await?;
    let next = page::cut(&mut rows, limit, |row| row.id);
    Ok((rows.into_iter().map(Row::into_entry).collect::<Result<_>>()?, next))
}

/// Whether a number is suppressed in a scope.
pub(super) async fn is_held(
    connection: &mut Connection,
    account_id: i64,
    phone: &str,
    scope: SuppressionScope,
) -> Result<bool> {
    let is_release: Option<bool> = query_scalar(
        "SELECT is_release FROM suppression WHERE account_id = $1 AND phone = $2 AND scope = $3
         ORDER BY id DESC LIMIT 1",
    )
    .bind(account_id)
    .bind(phone)
    .bind(scope.as_str())
    .fetch_optional(connection)
    .await?;
    Ok(is_release == Some(false))
}
