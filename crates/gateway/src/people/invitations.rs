//! Invitations: a link that makes its bearer somebody of the account, once and within three days.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use piecewise_api::{AcceptInvitation, INVITATION_FRAGMENT, Invitation, Invited, NewInvitation, ProblemKind, Role};
use utoipa_axum::{router::OpenApiRouter, routes};
use zeroize::Zeroizing;

use super::{
    http::check_owners,
    password,
    persons::{self, NewPerson, checked_email, checked_name},
};
use crate::{
    app::App,
    audit::{self, Actor},
    error::{Error, Result},
    peer::Peer,
    random,
    server::{Body, Refusal},
    session::{self, Person},
    store::{WriteTx, query, query_as, query_scalar},
};

/// An invitation can be accepted this long.
const INVITATION_MS: i64 = 3 * 24 * 60 * 60 * 1000;

/// The routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, invite)).routes(routes!(withdraw))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    email: String,
    role: String,
    invited_by: String,
    created_at_ms: i64,
    expires_at_ms: i64,
}

impl TryFrom<Row> for Invitation {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            email: row.email,
            role: Role::from_name(&row.role).ok_or(Error::Damaged("role"))?,
            invited_by: row.invited_by,
            created_at_ms: row.created_at_ms,
            expires_at_ms: row.expires_at_ms,
        })
    }
}

/// Invitations that wait for an answer.
#[utoipa::path(
    get,
    path = "/people/invitations",
    responses((status = OK, description = "The invitations.", body = [Invitation]))
)]
async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Json<Vec<Invitation>>, Refusal> {
    let mut tx = app.store.read().await?;
    let rows: Vec<Row> = query_as(
        "SELECT id, email, role, invited_by, created_at_ms, expires_at_ms FROM invitation
         WHERE account_id = $1 AND expires_at_ms > $2 ORDER BY id",
    )
    .bind(person.account_id)
    .bind(app.clock.now_ms())
    .fetch_all(&mut tx)
    .await?;
    Ok(Json(rows.into_iter().map(Invitation::try_from).collect::<Result<_>>()?))
}

/// Invites somebody. The link is in the answer and nowhere else; one for the same address replaces it.
#[utoipa::path(
    post,
    path = "/people/invitations",
    request_body = NewInvitation,
    responses(
        (status = CREATED, description = "The invitation and its link.", body = Invited),
        (status = CONFLICT, description = "Somebody of the account has this address."),
        (status = UNPROCESSABLE_ENTITY, description = "This is not an e-mail address.")
    )
)]
async fn invite(
    State(app): State<Arc<App>>,
    person: Person,
    Body(NewInvitation { email, role }): Body<NewInvitation>,
) -> Result<(StatusCode, Json<Invited>), Refusal> {
    check_owners(&person, role == Role::Owner)?;
    let email = checked_email(&email)?;
    let now_ms = app.clock.now_ms();
    let token = random::token()?;
    let mut tx = app.store.write().await?;
    if persons::list(&mut tx, person.account_id).await?.iter().any(|member| member.email.as_deref() == Some(&email)) {
        return Err(email_taken());
    }
    let invitation = Invitation {
        id: insert(&mut tx, &person, &email, role, &session::hash(&token), now_ms).await?,
        email,
        role,
        invited_by: person.name.clone(),
        created_at_ms: now_ms,
        expires_at_ms: now_ms + INVITATION_MS,
    };
    let subject = format!("invitation {} as {}", invitation.id, role.as_str());
    audit::write(&mut tx, &person, "people.invite", &subject, now_ms).await?;
    tx.commit().await?;
    let link = session::link(&app.config, &app.base_url, INVITATION_FRAGMENT, &token);
    Ok((StatusCode::CREATED, Json(Invited { invitation, link: link.to_string() })))
}

/// Takes an invitation back.
#[utoipa::path(
    delete,
    path = "/people/invitations/{id}",
    params(("id" = String, Path, description = "The invitation's id.")),
    responses((status = NO_CONTENT, description = "Its link works no more."))
)]
async fn withdraw(State(app): State<Arc<App>>, person: Person, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    let not_found = || Refusal::of(ProblemKind::NotFound).detail("there is no such invitation; it may be accepted");
    let id: i64 = id.parse().map_err(|_| not_found())?;
    let mut tx = app.store.write().await?;
    let role: Option<String> = query_scalar("SELECT role FROM invitation WHERE account_id = $1 AND id = $2")
        .bind(person.account_id)
        .bind(id)
        .fetch_optional(&mut tx)
        .await?;
    let role = role.ok_or_else(not_found)?;
    check_owners(&person, role == Role::Owner.as_str())?;
    query("DELETE FROM invitation WHERE account_id = $1 AND id = $2")
        .bind(person.account_id)
        .bind(id)
        .execute(&mut tx)
        .await?;
    audit::write(&mut tx, &person, "people.withdraw", &format!("invitation {id}"), app.clock.now_ms()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes whoever holds the link somebody of the account, and gives their id.
pub(crate) async fn accept(app: &App, peer: Peer, given: AcceptInvitation) -> Result<i64, Refusal> {
    let token_hash = session::hash(&given.token);
    let name = checked_name(&given.name)?;
    let password = Zeroizing::new(given.password);
    let mut tx = app.store.read().await?;
    let found = find(&mut tx, &token_hash, app.clock.now_ms()).await?;
    drop(tx);
    let (_, _, email, _) = found.ok_or_else(token_invalid)?;
    password::check(&password, &email)?;
    let password_hash = app.passwords.hash(password).await?;

    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let (id, account_id, email, role) = find(&mut tx, &token_hash, now_ms).await?.ok_or_else(token_invalid)?;
    if persons::is_email_taken(&mut tx, &email, None).await? {
        return Err(email_taken());
    }
    query("DELETE FROM invitation WHERE id = $1").bind(id).execute(&mut tx).await?;
    let role = Role::from_name(&role).ok_or(Error::Damaged("role"))?;
    let person = NewPerson { account_id, email: Some(&email), name, role, password_hash: Some(&password_hash) };
    let person_id = persons::insert(&mut tx, &person, now_ms).await?;
    let actor = Actor { person_id: Some(person_id), name: name.to_owned(), ip_class: peer.class() };
    let subject = format!("invitation {id} as {}", role.as_str());
    audit::write_as(&mut tx, account_id, &actor, "people.join", &subject, now_ms).await?;
    tx.commit().await?;
    Ok(person_id)
}

/// Id, account, address and role of the invitation with this token.
async fn find(
    connection: &mut crate::store::Connection,
    token_hash: &[u8],
    now_ms: i64,
) -> Result<Option<(i64, i64, String, String)>> {
    Ok(query_as("SELECT id, account_id, email, role FROM invitation WHERE token_hash = $1 AND expires_at_ms > $2")
        .bind(token_hash)
        .bind(now_ms)
        .fetch_optional(connection)
        .await?)
}

async fn insert(
    tx: &mut WriteTx,
    person: &Person,
    email: &str,
    role: Role,
    token_hash: &[u8],
    now_ms: i64,
) -> Result<i64> {
    query("DELETE FROM invitation WHERE expires_at_ms < $1 OR (account_id = $2 AND email = $3)")
        .bind(now_ms)
        .bind(person.account_id)
        .bind(email)
        .execute(tx)
        .await?;
    Ok(query_scalar(
        "INSERT INTO invitation (account_id, token_hash, email, role, invited_by, created_at_ms, expires_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
    )
    .bind(person.account_id)
    .bind(token_hash)
    .bind(email)
    .bind(role.as_str())
    .bind(&person.name)
    .bind(now_ms)
    .bind(now_ms + INVITATION_MS)
    .fetch_one(tx)
    .await?)
}

fn token_invalid() -> Refusal {
    Refusal::of(ProblemKind::TokenInvalid).detail("an invitation works once and for three days; ask for another one")
}

/// The refusal of an address that somebody has.
pub(super) fn email_taken() -> Refusal {
    Refusal::of(ProblemKind::EmailTaken).field("email").detail("sign in with it, or use another address")
}
