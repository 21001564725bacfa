//! The chain: each row's hash covers its fields and the hash of the row before it, so that a row that is changed, removed
//! or put between others afterwards shows.
//!
//! The hash is SHA-256 of the JSON array `[account, number, at_ms, actor_id, actor, ip_class, action, subject,
//! previous_hash]` without spaces, the previous hash in hexadecimal digits and empty in the first row: anyone can compute
//! it from an export.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::{
    error::Result,
    session::Person,
    store::{WriteTx, query, query_as},
};

/// Who did something.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    /// The person's id, where it is a known person.
    pub person_id: Option<i64>,
    /// The name.
    pub name: String,
    /// Where from, roughly.
    pub ip_class: String,
}

/// A row as it is stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) number: i64,
    pub(super) at_ms: i64,
    pub(super) actor_id: Option<i64>,
    pub(super) actor: String,
    pub(super) ip_class: String,
    pub(super) action: String,
    pub(super) subject: String,
    pub(super) previous_hash: Vec<u8>,
    pub(super) hash: Vec<u8>,
}

impl Row {
    /// What the row's hash has to be.
    pub(super) fn expected_hash(&self, account_id: i64) -> Vec<u8> {
        let fields = serde_json::json!([
            account_id,
            self.number,
            self.at_ms,
            self.actor_id,
            self.actor,
            self.ip_class,
            self.action,
            self.subject,
            hex(&self.previous_hash),
        ]);
        Sha256::digest(fields.to_string().as_bytes()).to_vec()
    }
}

/// Notes that whoever is signed in did `action` to `subject`.
///
/// `action` is `<what>.<verb>`, such as `credentials.reveal`; `subject` names one thing.
pub(crate) async fn write(tx: &mut WriteTx, person: &Person, action: &str, subject: &str, now_ms: i64) -> Result<()> {
    write_as(tx, person.account_id, &person.actor(), action, subject, now_ms).await
}

/// Notes that `actor`, who need not be signed in, did `action` to `subject`.
///
/// The transaction must be one of `Store::write`: it orders the writers of all gateways, so that there is one chain.
pub(crate) async fn write_as(
    tx: &mut WriteTx,
    account_id: i64,
    actor: &Actor,
    action: &str,
    subject: &str,
    now_ms: i64,
) -> Result<()> {
    let last: Option<(i64, Vec<u8>)> =
        query_as("SELECT number, hash FROM audit WHERE account_id = $1 ORDER BY number DESC LIMIT 1")
            .bind(account_id)
            .fetch_optional(tx)
            .await?;
    let (last_number, previous_hash) = last.unwrap_or_default();
    let mut row = Row {
        number: last_number + 1,
        at_ms: now_ms,
        actor_id: actor.person_id,
        actor: actor.name.clone(),
        ip_class: actor.ip_class.clone(),
        action: action.into(),
        subject: subject.into(),
        previous_hash,
        hash: Vec::new(),
    };
    row.hash = row.expected_hash(account_id);
    query(
        "INSERT INTO audit
             (account_id, number, at_ms, actor_id, actor, ip_class, action, subject, previous_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(account_id)
    .bind(row.number)
    .bind(row.at_ms)
    .bind(row.actor_id)
    .bind(row.actor)
    .bind(row.ip_class)
    .bind(row.action)
    .bind(row.subject)
    .bind(row.previous_hash)
    .bind(row.hash)
    .execute(tx)
    .await?;
    Ok(())
}

/// Hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected hash is that of `python3 -c 'import hashlib, json; print(hashlib.sha256(json.dumps([10001, 1, 5, None,
    /// "Zoë", "this machine", "credentials.reveal", "sms_\n1", ""], ensure_ascii=False, separators=(",",
    /// ":")).encode()).hexdigest())'`.
    #[test]
    fn the_hash_can_be_computed_elsewhere() {
        let row = Row {
            number: 1,
            at_ms: 5,
            actor_id: None,
            actor: "Zoë".into(),
            ip_class: "this machine".into(),
            action: "credentials.reveal".into(),
            subject: "sms_\n1".into(),
            previous_hash: Vec::new(),
            hash: Vec::new(),
        };
        assert_eq!(hex(&row.expected_hash(10_001)), "13f8fbdfb8e9db4768de35e7755fa73b255ef57230216dc951e287c7fb24f2bc");
    }
}
