//! `/api/v1/people` and `/api/v1/roles`: who is in the account, and what they may do.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use piecewise_api::{Permission, PersonChange, ProblemKind, Role, RoleAnswer, TeamMember};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::persons::{self, Person};
use crate::{
    app::App,
    audit,
    permissions::{allows, permissions_of},
    server::{Body, Refusal},
    session::{self, Owner},
    store::{Connection, WriteTx, query_as},
};

/// The routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(change)).routes(routes!(sign_out)).routes(routes!(roles))
}

/// Everyone of the account.
#[utoipa::path(get, path = "/people", responses((status = OK, description = "The people.", body = [TeamMember])))]
async fn list(State(app): State<Arc<App>>, owner: Owner) -> Result<Json<Vec<TeamMember>>, Refusal> {
    let mut tx = app.store.read().await?;
    let people = persons::list(&mut tx, owner.account_id).await?;
    let mut members = Vec::with_capacity(people.len());
    for person in people {
        members.push(member(&mut tx, person).await?);
    }
    Ok(Json(members))
}

/// Changes somebody's role, disables somebody, or lets them in again. It holds from their next request on.
#[utoipa::path(
    patch,
    path = "/people/{id}",
    params(("id" = String, Path, description = "The person's id.")),
    request_body = PersonChange,
    responses(
        (status = OK, description = "The person.", body = TeamMember),
        (status = CONFLICT, description = "The last owner can be neither demoted nor disabled.")
    )
)]
async fn change(
    State(app): State<Arc<App>>,
    owner: Owner,
    Path(id): Path<String>,
    Body(change): Body<PersonChange>,
) -> Result<Json<TeamMember>, Refusal> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let person = find(&mut tx, &owner, &id).await?;
    check(&mut tx, &owner, &person, change).await?;
    if let Some(role) = change.role.filter(|role| *role != person.role) {
        persons::set_role(&mut tx, person.id, role).await?;
        let subject = format!("{}: {} to {}", person.label(), person.role.as_str(), role.as_str());
        audit::write(&mut tx, &owner, "people.role", &subject, now_ms).await?;
    }
    match change.disabled {
        Some(true) if person.disabled_at_ms.is_none() => {
            persons::set_disabled(&mut tx, person.id, Some(now_ms)).await?;
            session::end_all(&mut tx, person.id, None).await?;
            audit::write(&mut tx, &owner, "people.disable", &person.label(), now_ms).await?;
        }
        Some(false) if person.disabled_at_ms.is_some() => {
            persons::set_disabled(&mut tx, person.id, None).await?;
            audit::write(&mut tx, &owner, "people.enable", &person.label(), now_ms).await?;
        }
        _ => {}
    }
    let person = find(&mut tx, &owner, &id).await?;
    let answer = member(&mut tx, person).await?;
    tx.commit().await?;
    app.people_changed.send_replace(());
    Ok(Json(answer))
}

/// Ends every session of somebody.
#[utoipa::path(
    delete,
    path = "/people/{id}/sessions",
    params(("id" = String, Path, description = "The person's id.")),
    responses((status = NO_CONTENT, description = "They are signed out everywhere."))
)]
async fn sign_out(State(app): State<Arc<App>>, owner: Owner, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    let mut tx = app.store.write().await?;
    let person = find(&mut tx, &owner, &id).await?;
    check_owners(&owner, person.role == Role::Owner && person.id != owner.person_id)?;
    session::end_all(&mut tx, person.id, None).await?;
    audit::write(&mut tx, &owner, "session.revoke_all", &person.label(), app.clock.now_ms()).await?;
    tx.commit().await?;
    app.people_changed.send_replace(());
    Ok(StatusCode::NO_CONTENT)
}

/// The roles, and what each permits.
#[utoipa::path(get, path = "/roles", responses((status = OK, description = "The roles.", body = [RoleAnswer])))]
async fn roles(_: Owner) -> Json<Vec<RoleAnswer>> {
    let answer = |role: &Role| RoleAnswer { role: *role, permissions: permissions_of(*role) };
    Json(Role::ALL.iter().map(answer).collect())
}

async fn find(connection: &mut Connection, owner: &Owner, id: &str) -> Result<Person, Refusal> {
    let not_found = || Refusal::of(ProblemKind::NotFound).detail("there is no such person in this account");
    let id = id.parse().map_err(|_| not_found())?;
    persons::find(connection, owner.account_id, id).await?.ok_or_else(not_found)
}

/// Only owners decide about owners, and there is always one.
async fn check(tx: &mut WriteTx, owner: &Owner, person: &Person, change: PersonChange) -> Result<(), Refusal> {
    check_owners(owner, person.role == Role::Owner || change.role == Some(Role::Owner))?;
    let is_owner = person.role == Role::Owner && person.disabled_at_ms.is_none();
    let is_lost = change.role.is_some_and(|role| role != Role::Owner) || change.disabled == Some(true);
    if is_owner && is_lost && persons::n_owners(tx, owner.account_id).await? <= 1 {
        return Err(Refusal::of(ProblemKind::LastOwner).detail("make somebody else an owner first"));
    }
    Ok(())
}

/// Refuses what is about an owner to whoever is none.
pub(super) fn check_owners(owner: &Owner, is_about_owners: bool) -> Result<(), Refusal> {
    if is_about_owners && !allows(owner.role, Permission::TeamManageOwners) {
        return Err(Refusal::forbidden(Permission::TeamManageOwners, owner.role));
    }
    Ok(())
}

async fn member(connection: &mut Connection, person: Person) -> Result<TeamMember, Refusal> {
    let (n_sessions, last_seen_at_ms): (i64, Option<i64>) =
        query_as("SELECT COUNT(*), MAX(last_seen_at_ms) FROM session WHERE person_id = $1")
            .bind(person.id)
            .fetch_one(connection)
            .await?;
    Ok(TeamMember {
        id: person.id,
        name: person.name,
        email: person.email,
        role: person.role,
        has_password: person.password_hash.is_some(),
        created_at_ms: person.created_at_ms,
        disabled_at_ms: person.disabled_at_ms,
        n_sessions,
        last_seen_at_ms,
    })
}
