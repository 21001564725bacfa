//! `/api/v1/session`: signing in, in each way there is, and signing out.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use piecewise_api::{AcceptInvitation, PasswordSignIn, ProblemKind, Session, SignIn};
use utoipa_axum::{router::OpenApiRouter, routes};
use zeroize::Zeroizing;

use super::{Person, agent, token};
use crate::{
    app::App,
    audit::{self, Actor},
    error::Result,
    peer::Peer,
    people::{self, email_key},
    server::{Body, Refusal},
    store::WriteTx,
};

/// The cookie over plain HTTP, as on this machine.
const COOKIE: &str = "piecewise_session";

/// The cookie over HTTPS: the prefix makes browsers refuse it from anyone but this host.
const COOKIE_HTTPS: &str = "__Host-piecewise_session";

/// The routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(who, sign_in, sign_out))
        .routes(routes!(sign_in_with_password))
        .routes(routes!(accept_invitation))
}

/// Who is signed in.
#[utoipa::path(get, path = "/session", responses((status = OK, description = "The session.", body = Session)))]
async fn who(State(app): State<Arc<App>>, person: Person) -> Result<Json<Session>, Refusal> {
    let mut tx = app.store.read().await?;
    Ok(Json(people::session_answer(&mut tx, &app.config, person.id).await?))
}

/// Exchanges the one-time token of a sign-in link for the session cookie.
#[utoipa::path(
    post,
    path = "/session",
    request_body = SignIn,
    responses(
        (status = OK, description = "Signed in; the answer sets the cookie.", body = Session),
        (status = UNAUTHORIZED, description = "The link was used before, is too old, or is not from this gateway.")
    )
)]
async fn sign_in(
    State(app): State<Arc<App>>,
    peer: Peer,
    headers: HeaderMap,
    jar: CookieJar,
    Body(SignIn { token }): Body<SignIn>,
) -> Result<(CookieJar, Json<Session>), Refusal> {
    app.limits.check_sign_in(Some(peer), "")?;
    let mut tx = app.store.write().await?;
    let person_id = token::consume(&mut tx, &token, app.clock.now_ms()).await?.ok_or_else(|| {
        Refusal::of(ProblemKind::TokenInvalid)
            .detail("a link works once and for a day; start the gateway again, or run its sign-in-link command")
    })?;
    begin(&app, tx, person_id, "link", peer, &headers, jar).await
}

/// Signs in with e-mail address and password.
#[utoipa::path(
    post,
    path = "/session/password",
    request_body = PasswordSignIn,
    responses(
        (status = OK, description = "Signed in; the answer sets the cookie.", body = Session),
        (status = UNAUTHORIZED, description = "The address or the password is wrong.")
    )
)]
async fn sign_in_with_password(
    State(app): State<Arc<App>>,
    peer: Peer,
    headers: HeaderMap,
    jar: CookieJar,
    Body(PasswordSignIn { email, password }): Body<PasswordSignIn>,
) -> Result<(CookieJar, Json<Session>), Refusal> {
    let email = email_key(&email);
    let password = Zeroizing::new(password);
    app.limits.check_sign_in(Some(peer), &email)?;
    let mut tx = app.store.read().await?;
    let person = people::find_by_email(&mut tx, &email).await?;
    drop(tx);
    let stored = person.as_ref().and_then(|person| person.password_hash.clone());
    let is_right = app.passwords.is_right(password, stored.clone()).await?;

    let mut tx = app.store.write().await?;
    // What was checked must still be so: the person may have been disabled, or have another password by now.
    let still = people::find_by_email(&mut tx, &email).await?;
    if let Some(person) = still.filter(|person| is_right && person.password_hash == stored) {
        return begin(&app, tx, person.id, "password", peer, &headers, jar).await;
    }
    if let Some(person) = person {
        let actor = Actor { person_id: None, name: "somebody".into(), ip_class: peer.class() };
        let subject = format!("{} ({})", person.name, person.id);
        let now_ms = app.clock.now_ms();
        audit::write_as(&mut tx, person.account_id, &actor, "session.sign_in_failed", &subject, now_ms).await?;
        tx.commit().await?;
    }
    tracing::info!("a sign-in was refused");
    Err(Refusal::of(ProblemKind::SignInFailed)
        .detail("the e-mail address or the password is wrong; an owner can also sign in with a link from the gateway"))
}

/// Accepts an invitation: makes the person, with a password, and signs in.
#[utoipa::path(
    post,
    path = "/session/invitation",
    request_body = AcceptInvitation,
    responses(
        (status = OK, description = "Signed in; the answer sets the cookie.", body = Session),
        (status = UNAUTHORIZED, description = "The invitation was accepted or withdrawn, or is too old."),
        (status = CONFLICT, description = "Somebody has this e-mail address already."),
        (status = UNPROCESSABLE_ENTITY, description = "The name or the password cannot be taken.")
    )
)]
async fn accept_invitation(
    State(app): State<Arc<App>>,
    peer: Peer,
    headers: HeaderMap,
    jar: CookieJar,
    Body(given): Body<AcceptInvitation>,
) -> Result<(CookieJar, Json<Session>), Refusal> {
    app.limits.check_sign_in(Some(peer), "")?;
    let person_id = people::accept_invitation(&app, peer, given).await?;
    let tx = app.store.write().await?;
    begin(&app, tx, person_id, "invitation", peer, &headers, jar).await
}

/// Starts the session, writes it down, commits, and answers with its cookie.
async fn begin(
    app: &App,
    mut tx: WriteTx,
    person_id: i64,
    way: &str,
    peer: Peer,
    headers: &HeaderMap,
    jar: CookieJar,
) -> Result<(CookieJar, Json<Session>), Refusal> {
    let now_ms = app.clock.now_ms();
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let token = token::begin(&mut tx, person_id, &agent::class_of(user_agent), &peer.class(), now_ms).await?;
    let answer = people::session_answer(&mut tx, &app.config, person_id).await?;
    let actor = Actor { person_id: Some(person_id), name: answer.name.clone(), ip_class: peer.class() };
    audit::write_as(&mut tx, answer.account_id, &actor, "session.sign_in", &format!("with a {way}"), now_ms).await?;
    tx.commit().await?;
    tracing::info!("signed in");
    let mut cookie = Cookie::new(cookie_name(app), token.as_str().to_owned());
    cookie.set_http_only(true);
    cookie.set_path("/");
    cookie.set_secure(app.is_https());
    // The session ends on this side; the cookie may outlive it.
    cookie.make_permanent();
    cookie.set_same_site(if app.is_https() && is_from_another_origin(app, headers) {
        SameSite::None
    } else {
        SameSite::Lax
    });
    Ok((jar.add(cookie), Json(answer)))
}

/// Signs out.
#[utoipa::path(delete, path = "/session", responses((status = NO_CONTENT, description = "Signed out.")))]
async fn sign_out(
    State(app): State<Arc<App>>,
    person: Person,
    jar: CookieJar,
) -> Result<(CookieJar, StatusCode), Refusal> {
    let mut tx = app.store.write().await?;
    token::end(&mut tx, person.id, person.session_id).await?;
    tx.commit().await?;
    app.people_changed.send_replace(());
    let mut cookie = Cookie::from(cookie_name(&app));
    cookie.set_path("/");
    cookie.set_secure(app.is_https());
    Ok((jar.remove(cookie), StatusCode::NO_CONTENT))
}

/// The name of the session cookie.
pub(crate) fn cookie_name(app: &App) -> &'static str {
    if app.is_https() { COOKIE_HTTPS } else { COOKIE }
}

/// Whether the console stands on another host that the operator allowed.
fn is_from_another_origin(app: &App, headers: &HeaderMap) -> bool {
    headers
        .get(header::ORIGIN)
        .and_then(|origin| origin.to_str().ok())
        .is_some_and(|origin| app.config.allowed_origins.iter().any(|allowed| allowed == origin))
}
