//! `/api/v1/session`, and the check that a request comes from someone who is signed in.

use std::sync::Arc;

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::IntoResponse,
};
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use piecewise_api::{Mode, ProblemKind, Role, Session, SignIn};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::token;
use crate::{
    app::App,
    audit::Actor,
    error::{Error, Result},
    peer::Peer,
    permissions::permissions_of,
    server::{Body, Refusal},
};

/// The cookie over plain HTTP, as on this machine.
const COOKIE: &str = "piecewise_session";

/// The cookie over HTTPS: the prefix makes browsers refuse it from anyone but this host.
const COOKIE_HTTPS: &str = "__Host-piecewise_session";

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(who, sign_in, sign_out))
}

/// Whoever is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Owner {
    /// The account that the person belongs to.
    pub account_id: i64,
    /// The person's name.
    pub name: String,
    /// The person's role.
    pub role: Role,
    ip_class: String,
    token_hash: Vec<u8>,
}

impl Owner {
    /// What the audit log says of this person.
    pub(crate) fn actor(&self) -> Actor {
        Actor { person_id: None, name: self.name.clone(), ip_class: self.ip_class.clone() }
    }

    /// Whether the session still holds; a stream asks from time to time.
    pub(crate) async fn is_signed_in(&self, app: &App) -> Result<bool> {
        let mut tx = app.store.read().await?;
        Ok(token::find(&mut tx, &self.token_hash, app.clock.now_ms()).await?.is_some())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Owner {
    type Rejection = Refusal;

    /// Whom the guard has let through.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Refusal::of(ProblemKind::SignedOut))
    }
}

/// Who sends these headers from there.
pub(crate) async fn identify(app: &App, peer: Peer, headers: &HeaderMap) -> Result<Owner, Refusal> {
    let jar = CookieJar::from_headers(headers);
    let Some(cookie) = jar.get(cookie_name(app)) else { return Err(Refusal::of(ProblemKind::SignedOut)) };
    let token_hash = token::hash(cookie.value());
    let mut tx = app.store.read().await?;
    let (account_id, name, role) = token::find(&mut tx, &token_hash, app.clock.now_ms())
        .await?
        .ok_or_else(|| Refusal::of(ProblemKind::SignedOut))?;
    let role = Role::from_name(&role).ok_or(Error::Damaged("role"))?;
    Ok(Owner { account_id, name, role, ip_class: peer.class(), token_hash })
}

/// Who is signed in.
#[utoipa::path(get, path = "/session", responses((status = OK, description = "The session.", body = Session)))]
async fn who(owner: Owner) -> Json<Session> {
    Json(session_of(owner.name, owner.role))
}

fn session_of(name: String, role: Role) -> Session {
    Session { name, role, permissions: permissions_of(role), mode: Mode::Sandbox }
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
    headers: HeaderMap,
    jar: CookieJar,
    Body(SignIn { token }): Body<SignIn>,
) -> Result<impl IntoResponse, Refusal> {
    let session = token::exchange(&app.store, &token, app.clock.now_ms()).await?.ok_or_else(|| {
        Refusal::of(ProblemKind::TokenInvalid)
            .detail("a link works once and for a day; start the gateway again, or run its sign-in-link command")
    })?;
    tracing::info!("signed in");
    let mut cookie = Cookie::new(cookie_name(&app), session.as_str().to_owned());
    cookie.set_http_only(true);
    cookie.set_path("/");
    cookie.set_secure(app.is_https());
    // The session ends on this side; the cookie may outlive it.
    cookie.make_permanent();
    cookie.set_same_site(if app.is_https() && is_from_another_origin(&app, &headers) {
        SameSite::None
    } else {
        SameSite::Lax
    });
    Ok((jar.add(cookie), Json(session_of("Owner".into(), Role::Owner))))
}

/// Signs out.
#[utoipa::path(delete, path = "/session", responses((status = NO_CONTENT, description = "Signed out.")))]
async fn sign_out(
    State(app): State<Arc<App>>,
    owner: Owner,
    jar: CookieJar,
) -> Result<(CookieJar, StatusCode), Refusal> {
    token::end(&app.store, &owner.token_hash).await?;
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
