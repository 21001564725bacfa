//! The rows of `person`.

use piecewise_api::{Mode, Role, Session};

use crate::{
    config::{Config, UpstreamKind},
    error::{Error, Result},
    permissions::permissions_of,
    server::Refusal,
    store::{Connection, WriteTx, query, query_as, query_scalar},
};

/// The longest address that mail knows (RFC 5321 §4.5.3.1.3, less the brackets).
const N_EMAIL_CHARS: usize = 254;

/// The longest name.
const N_NAME_CHARS: usize = 64;

/// Somebody of an account.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) id: i64,
    pub(crate) account_id: i64,
    pub(crate) email: Option<String>,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) password_hash: Option<String>,
    pub(crate) created_at_ms: i64,
    pub(crate) disabled_at_ms: Option<i64>,
}

/// Somebody who is not there yet.
#[derive(Debug)]
pub(super) struct NewPerson<'a> {
    pub(super) account_id: i64,
    pub(super) email: Option<&'a str>,
    pub(super) name: &'a str,
    pub(super) role: Role,
    pub(super) password_hash: Option<&'a str>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    account_id: i64,
    email: Option<String>,
    name: String,
    role: String,
    password_hash: Option<String>,
    created_at_ms: i64,
    disabled_at_ms: Option<i64>,
}

impl TryFrom<Row> for Member {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            account_id: row.account_id,
            email: row.email,
            name: row.name,
            role: Role::from_name(&row.role).ok_or(Error::Damaged("role"))?,
            password_hash: row.password_hash,
            created_at_ms: row.created_at_ms,
            disabled_at_ms: row.disabled_at_ms,
        })
    }
}

impl Member {
    /// How the audit log names this person.
    pub(super) fn label(&self) -> String {
        format!("{} ({})", self.name, self.id)
    }
}

/// Everyone of an account, in the order in which they came.
pub(super) async fn list(connection: &mut Connection, account_id: i64) -> Result<Vec<Member>> {
    let rows: Vec<Row> = query_as(
        "SELECT id, account_id, email, name, role, password_hash, created_at_ms, disabled_at_ms
         FROM person WHERE account_id = $1 ORDER BY id",
    )
    .bind(account_id)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Member::try_from).collect()
}

/// One of an account.
pub(super) async fn find(connection: &mut Connection, account_id: i64, id: i64) -> Result<Option<Member>> {
    let row: Option<Row> = query_as(
        "SELECT id, account_id, email, name, role, password_hash, created_at_ms, disabled_at_ms
         FROM person WHERE account_id = $1 AND id = $2",
    )
    .bind(account_id)
    .bind(id)
    .fetch_optional(connection)
    .await?;
    row.map(Member::try_from).transpose()
}

/// Whoever has this address, in whatever account, unless disabled.
pub(crate) async fn find_by_email(connection: &mut Connection, email: &str) -> Result<Option<Member>> {
    let row: Option<Row> = query_as(
        "SELECT id, account_id, email, name, role, password_hash, created_at_ms, disabled_at_ms
         FROM person WHERE email = $1 AND disabled_at_ms IS NULL",
    )
    .bind(email)
    .fetch_optional(connection)
    .await?;
    row.map(Member::try_from).transpose()
}

/// The owner for whom a sign-in link is printed: the first one who is not disabled.
pub(crate) async fn find_owner(connection: &mut Connection, account_id: i64) -> Result<Option<i64>> {
    Ok(query_scalar(
        "SELECT id FROM person WHERE account_id = $1 AND role = 'owner' AND disabled_at_ms IS NULL ORDER BY id LIMIT 1",
    )
    .bind(account_id)
    .fetch_optional(connection)
    .await?)
}

/// How many owners can act for the account.
pub(super) async fn n_owners(connection: &mut Connection, account_id: i64) -> Result<i64> {
    Ok(query_scalar("SELECT COUNT(*) FROM person WHERE account_id = $1 AND role = 'owner' AND disabled_at_ms IS NULL")
        .bind(account_id)
        .fetch_one(connection)
        .await?)
}

/// Writes somebody new, and gives the id.
pub(super) async fn insert(tx: &mut WriteTx, person: &NewPerson<'_>, now_ms: i64) -> Result<i64> {
    Ok(query_scalar(
        "INSERT INTO person (account_id, email, name, role, password_hash, created_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
    )
    .bind(person.account_id)
    .bind(person.email.map(str::to_owned))
    .bind(person.name)
    .bind(person.role.as_str())
    .bind(person.password_hash.map(str::to_owned))
    .bind(now_ms)
    .fetch_one(tx)
    .await?)
}

/// Whether somebody else, in whatever account, has this address.
pub(super) async fn is_email_taken(connection: &mut Connection, email: &str, but_for: Option<i64>) -> Result<bool> {
    let id: Option<i64> =
        query_scalar("SELECT id FROM person WHERE email = $1").bind(email).fetch_optional(connection).await?;
    Ok(id.is_some_and(|id| Some(id) != but_for))
}

/// What the console hears of whoever is signed in.
pub(crate) async fn session_answer(connection: &mut Connection, config: &Config, person_id: i64) -> Result<Session> {
    let (account_id, account, email, name, role, has_password): (i64, String, Option<String>, String, String, bool) =
        query_as(
            "SELECT person.account_id, account.name, person.email, person.name, person.role,
                    person.password_hash IS NOT NULL
             FROM person JOIN account ON account.id = person.account_id WHERE person.id = $1",
        )
        .bind(person_id)
        .fetch_one(connection)
        .await?;
    let role = Role::from_name(&role).ok_or(Error::Damaged("role"))?;
    let permissions = permissions_of(role);
    let mode = match config.upstream {
        UpstreamKind::Sandbox => Mode::Sandbox,
        UpstreamKind::Aurora => Mode::Live,
    };
    Ok(Session { person_id, name, email, role, account_id, account, has_password, permissions, mode })
}

/// The address as it is kept and compared: trimmed, in small letters.
pub(crate) fn email_key(given: &str) -> String {
    given.trim().to_lowercase()
}

/// The address as it is kept, where it can be one.
pub(super) fn checked_email(given: &str) -> Result<String, Refusal> {
    let email = email_key(given);
    let has_two_sides = email.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.contains('@') && !domain.starts_with('.') && domain.contains('.')
    });
    let is_clean = !email.chars().any(|c| c.is_whitespace() || c.is_control());
    if has_two_sides && is_clean && email.chars().count() <= N_EMAIL_CHARS && !email.ends_with('.') {
        return Ok(email);
    }
    Err(Refusal::wrong("email", "an address looks like name@example.com"))
}

/// The name as it is kept, where it can be one.
pub(super) fn checked_name(given: &str) -> Result<&str, Refusal> {
    let name = given.trim();
    if name.is_empty() || name.chars().count() > N_NAME_CHARS || name.chars().any(char::is_control) {
        return Err(Refusal::wrong("name", "a name has 1 to 64 characters, all in one line"));
    }
    Ok(name)
}

/// Changes somebody's role.
pub(super) async fn set_role(tx: &mut WriteTx, id: i64, role: Role) -> Result<()> {
    query("UPDATE person SET role = $2 WHERE id = $1").bind(id).bind(role.as_str()).execute(tx).await?;
    Ok(())
}

/// Disables somebody, or lets them in again.
pub(super) async fn set_disabled(tx: &mut WriteTx, id: i64, disabled_at_ms: Option<i64>) -> Result<()> {
    query("UPDATE person SET disabled_at_ms = $2 WHERE id = $1").bind(id).bind(disabled_at_ms).execute(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_kept_in_one_form() {
        assert_eq!(checked_email(" Lucy@Example.COM ").unwrap(), "lucy@example.com");
        for wrong in
            ["", "lucy", "@example.com", "lucy@", "lucy@localhost", "a b@example.com", "a@b@example.com", "a@.b"]
        {
            assert!(checked_email(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn names_are_one_line() {
        assert_eq!(checked_name(" 王小明 ").unwrap(), "王小明");
        for wrong in ["", "  ", "a\nb", &"x".repeat(65)] {
            assert!(checked_name(wrong).is_err(), "{wrong:?}");
        }
    }
}
