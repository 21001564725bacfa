//! `/api/v1/profile`: what people change about themselves.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use piecewise_api::{NewPassword, ProblemKind, Profile, Session};
use utoipa_axum::{router::OpenApiRouter, routes};
use zeroize::Zeroizing;

use super::{
    invitations::email_taken,
    password,
    persons::{self, checked_email, checked_name},
};
use crate::{
    app::App,
    audit,
    error::Error,
    server::{Body, Refusal},
    session::{self, Person},
    store::query,
};

/// The routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(change)).routes(routes!(set_password))
}

/// Changes one's own name and e-mail address.
#[utoipa::path(
    put,
    path = "/profile",
    request_body = Profile,
    responses(
        (status = OK, description = "The session as it is now.", body = Session),
        (status = CONFLICT, description = "Somebody else has this address."),
        (status = UNPROCESSABLE_ENTITY, description = "The name or the address cannot be taken.")
    )
)]
async fn change(
    State(app): State<Arc<App>>,
    person: Person,
    Body(profile): Body<Profile>,
) -> Result<Json<Session>, Refusal> {
    let name = checked_name(&profile.name)?;
    let email = checked_email(&profile.email)?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    if persons::is_email_taken(&mut tx, &email, Some(person.id)).await? {
        return Err(email_taken());
    }
    query("UPDATE person SET name = $2, email = $3 WHERE id = $1")
        .bind(person.id)
        .bind(name)
        .bind(&email)
        .execute(&mut tx)
        .await?;
    audit::write(&mut tx, &person, "people.profile", name, now_ms).await?;
    let answer = persons::session_answer(&mut tx, &app.config, person.id).await?;
    tx.commit().await?;
    Ok(Json(answer))
}

/// Sets or changes one's own password. Every other session of the person ends.
#[utoipa::path(
    put,
    path = "/profile/password",
    request_body = NewPassword,
    responses(
        (status = NO_CONTENT, description = "The password is set."),
        (status = UNPROCESSABLE_ENTITY, description = "The password cannot be taken, or the current one is wrong.")
    )
)]
async fn set_password(
    State(app): State<Arc<App>>,
    person: Person,
    Body(given): Body<NewPassword>,
) -> Result<StatusCode, Refusal> {
    let mut tx = app.store.read().await?;
    let member = persons::find(&mut tx, person.account_id, person.id).await?.ok_or(Error::Damaged("person"))?;
    drop(tx);
    let Some(email) = &member.email else {
        return Err(Refusal::wrong("email", "set an e-mail address first; you sign in with both"));
    };
    let password = Zeroizing::new(given.password);
    password::check(&password, email)?;
    if member.password_hash.is_some() {
        app.limits.check_sign_in(None, email)?;
        let current = Zeroizing::new(given.current.unwrap_or_default());
        if !app.passwords.is_right(current, member.password_hash.clone()).await? {
            return Err(Refusal::wrong("current", "this is not the current password"));
        }
    }
    let password_hash = app.passwords.hash(password).await?;
    let mut tx = app.store.write().await?;
    // What was checked above must still be so: two changes at once, and only one has the current password.
    let changed = match &member.password_hash {
        Some(current) => query("UPDATE person SET password_hash = $2 WHERE id = $1 AND password_hash = $3")
            .bind(person.id)
            .bind(&password_hash)
            .bind(current),
        None => query("UPDATE person SET password_hash = $2 WHERE id = $1 AND password_hash IS NULL")
            .bind(person.id)
            .bind(&password_hash),
    };
    if changed.execute(&mut tx).await?.rows_affected() == 0 {
        return Err(Refusal::of(ProblemKind::Malformed)
            .status(StatusCode::CONFLICT)
            .detail("the password was changed meanwhile; sign in again"));
    }
    session::end_all(&mut tx, person.id, Some(person.session_id)).await?;
    audit::write(&mut tx, &person, "people.password", &member.label(), app.clock.now_ms()).await?;
    tx.commit().await?;
    app.people_changed.send_replace(());
    Ok(StatusCode::NO_CONTENT)
}
