//! `/api/v1/people` and `/api/v1/roles`: who is in the account, and what they may do.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use piecewise_api::{Permission, PersonChange, ProblemKind, Role, RoleAnswer, TeamMember};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::persons::{self, Member};
use crate::{
    app::App,
    audit,
    permissions::{allows, permissions_of},
    server::{Body, Refusal},
    session::{self, Person},
    store::{Connection, WriteTx, query_as},
};

/// The routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(change)).routes(routes!(sign_out)).routes(routes!(roles))
}

/// Everyone of the account.
#[utoipa::path(get, path = "/people", responses((status = OK, description = "The people.", body = [TeamMember])))]
async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Json<Vec<TeamMember>>, Refusal> {
    let mut tx = app.store.read().await?;
    let people = persons::list(&mut tx, person.account_id).await?;
    let mut members = Vec::with_capacity(people.len());
    for member in people {
        members.push(team_member(&mut tx, member).await?);
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
    person: Person,
    Path(id): Path<String>,
    Body(change): Body<PersonChange>,
) -> Result<Json<TeamMember>, Refusal> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let member = find(&mut tx, &person, &id).await?;
    check(&mut tx, &person, &member, change).await?;
    if let Some(role) = change.role.filter(|role| *role != member.role) {
        persons::set_role(&mut tx, member.id, role).await?;
        let subject = format!("{}: {} to {}", member.label(), member.role.as_str(), role.as_str());
        audit::write(&mut tx, &person, "people.role", &subject, now_ms).await?;
    }
    match change.disabled {
        Some(true) if member.disabled_at_ms.is_none() => {
            persons::set_disabled(&mut tx, member.id, Some(now_ms)).await?;
            session::end_all(&mut tx, member.id, None).await?;
            audit::write(&mut tx, &person, "people.disable", &member.label(), now_ms).await?;
        }
        Some(false) if member.disabled_at_ms.is_some() => {
            persons::set_disabled(&mut tx, member.id, None).await?;
            audit::write(&mut tx, &person, "people.enable", &member.label(), now_ms).await?;
        }
        _ => {}
    }
    let member = find(&mut tx, &person, &id).await?;
    let answer = team_member(&mut tx, member).await?;
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
async fn sign_out(State(app): State<Arc<App>>, person: Person, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    let mut tx = app.store.write().await?;
    let member = find(&mut tx, &person, &id).await?;
    check_owners(&person, member.role == Role::Owner && member.id != person.id)?;
    session::end_all(&mut tx, member.id, None).await?;
    audit::write(&mut tx, &person, "session.revoke_all", &member.label(), app.clock.now_ms()).await?;
    tx.commit().await?;
    app.people_changed.send_replace(());
    Ok(StatusCode::NO_CONTENT)
}

/// The roles, and what each permits.
#[utoipa::path(get, path = "/roles", responses((status = OK, description = "The roles.", body = [RoleAnswer])))]
async fn roles(_: Person) -> Json<Vec<RoleAnswer>> {
    let answer = |role: &Role| RoleAnswer { role: *role, permissions: permissions_of(*role) };
    Json(Role::ALL.iter().map(answer).collect())
}

async fn find(connection: &mut Connection, person: &Person, id: &str) -> Result<Member, Refusal> {
    let not_found = || Refusal::of(ProblemKind::NotFound).detail("there is no such person in this account");
    let id = id.parse().map_err(|_| not_found())?;
    persons::find(connection, person.account_id, id).await?.ok_or_else(not_found)
}

/// Only owners decide about owners, and there is always one.
async fn check(tx: &mut WriteTx, person: &Person, member: &Member, change: PersonChange) -> Result<(), Refusal> {
    check_owners(person, member.role == Role::Owner || change.role == Some(Role::Owner))?;
    let is_owner = member.role == Role::Owner && member.disabled_at_ms.is_none();
    let is_lost = change.role.is_some_and(|role| role != Role::Owner) || change.disabled == Some(true);
    if is_owner && is_lost && persons::n_owners(tx, person.account_id).await? <= 1 {
        return Err(Refusal::of(ProblemKind::LastOwner).detail("make somebody else an owner first"));
    }
    Ok(())
}

/// Refuses what is about an owner to whoever is none.
pub(super) fn check_owners(person: &Person, is_about_owners: bool) -> Result<(), Refusal> {
    if is_about_owners && !allows(person.role, Permission::TeamManageOwners) {
        return Err(Refusal::forbidden(Permission::TeamManageOwners, person.role));
    }
    Ok(())
}

async fn team_member(connection: &mut Connection, member: Member) -> Result<TeamMember, Refusal> {
    let (n_sessions, last_seen_at_ms): (i64, Option<i64>) =
        query_as("SELECT COUNT(*), MAX(last_seen_at_ms) FROM session WHERE person_id = $1")
            .bind(member.id)
            .fetch_one(connection)
            .await?;
    Ok(TeamMember {
        id: member.id,
        name: member.name,
        email: member.email,
        role: member.role,
        has_password: member.password_hash.is_some(),
        created_at_ms: member.created_at_ms,
        disabled_at_ms: member.disabled_at_ms,
        n_sessions,
        last_seen_at_ms,
    })
}
