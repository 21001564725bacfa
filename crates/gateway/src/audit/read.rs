//! Reading the log: pages, and the check of the chain.

use piecewise_api::{AuditCheck, AuditEntry};

use super::chain::{Row, hex};
use crate::{
    error::Result,
    store::{Connection, QueryBuilder, Store, query_as},
};

/// Rows that are read at once where all are wanted.
pub(super) const N_ROWS: i64 = 1000;

/// Which rows are wanted.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Rows before this number.
    pub(super) before: Option<i64>,
    /// The action, or what it starts with if this ends with a dot.
    pub(super) action: Option<String>,
    /// The person who did it.
    pub(super) actor_id: Option<i64>,
    /// Not before this time.
    pub(super) from_ms: Option<i64>,
    /// Before this time.
    pub(super) to_ms: Option<i64>,
}

/// Rows, newest first.
pub(super) async fn page(
    connection: &mut Connection,
    account_id: i64,
    wanted: &Wanted,
    n_rows: i64,
) -> Result<Vec<Row>> {
    let mut sql = QueryBuilder::new(
        "SELECT number, at_ms, actor_id, actor, ip_class, action, subject, previous_hash, hash FROM audit
         WHERE account_id = ",
    );
    sql.push_bind(account_id);
    if let Some(before) = wanted.before {
        sql.push(" AND number < ").push_bind(before);
    }
    match wanted.action.as_deref() {
        Some(family) if family.ends_with('.') => {
            sql.push(" AND action LIKE ").push_bind(format!("{family}%"));
        }
        Some(action) => {
            sql.push(" AND action = ").push_bind(action);
        }
        None => {}
    }
    if let Some(actor_id) = wanted.actor_id {
        sql.push(" AND actor_id = ").push_bind(actor_id);
    }
    if let Some(from_ms) = wanted.from_ms {
        sql.push(" AND at_ms >= ").push_bind(from_ms);
    }
    if let Some(to_ms) = wanted.to_ms {
        sql.push(" AND at_ms < ").push_bind(to_ms);
    }
    sql.push(" ORDER BY number DESC LIMIT ").push_bind(n_rows);
    Ok(sql.build_as::<Row>().fetch_all(connection).await?)
}

/// The rows that follow `number`, oldest first.
pub(super) async fn after(connection: &mut Connection, account_id: i64, number: i64) -> Result<Vec<Row>> {
    Ok(query_as(
        "SELECT number, at_ms, actor_id, actor, ip_class, action, subject, previous_hash, hash FROM audit
         WHERE account_id = $1 AND number > $2 ORDER BY number LIMIT $3",
    )
    .bind(account_id)
    .bind(number)
    .bind(N_ROWS)
    .fetch_all(connection)
    .await?)
}

/// Computes the whole chain anew.
pub(super) async fn verify(store: &Store, account_id: i64) -> Result<AuditCheck> {
    let mut tx = store.read().await?;
    let mut n_entries = 0;
    let mut head = Vec::new();
    loop {
        let rows = after(&mut tx, account_id, n_entries).await?;
        if rows.is_empty() {
            return Ok(AuditCheck { n_entries, head: hex(&head), first_broken: None });
        }
        for row in rows {
            let is_next = row.number == n_entries + 1 && row.previous_hash == head;
            if !is_next || row.hash != row.expected_hash(account_id) {
                return Ok(AuditCheck { n_entries, head: hex(&head), first_broken: Some(n_entries + 1) });
            }
            n_entries = row.number;
            head = row.hash;
        }
    }
}

impl From<Row> for AuditEntry {
    fn from(row: Row) -> Self {
        Self {
            number: row.number,
            at_ms: row.at_ms,
            actor_id: row.actor_id,
            actor: row.actor,
            ip_class: row.ip_class,
            action: row.action,
            subject: row.subject,
            previous_hash: hex(&row.previous_hash),
            hash: hex(&row.hash),
        }
    }
}
