//! Whoever is signed in, of whatever role.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use axum_extra::extract::CookieJar;
use piecewise_api::{ProblemKind, Role};

use super::{http::cookie_name, token};
use crate::{app::App, audit::Actor, error::Result, peer::Peer, server::Refusal};

/// Whoever is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// The account that the person belongs to.
    pub account_id: i64,
    /// The person's id.
    pub id: i64,
    /// The person's name.
    pub name: String,
    /// The person's role.
    pub role: Role,
    /// The session.
    pub session_id: i64,
    ip_class: String,
    token_hash: Vec<u8>,
}

impl Person {
    /// What the audit log says of this person.
    pub(crate) fn actor(&self) -> Actor {
        Actor { person_id: Some(self.id), name: self.name.clone(), ip_class: self.ip_class.clone() }
    }

    /// Whether the session still holds, and with which role; a stream asks from time to time.
    pub(crate) async fn is_signed_in(&mut self, app: &App) -> Result<bool> {
        let mut tx = app.store.read().await?;
        let holder = token::find(&mut tx, &self.token_hash, app.clock.now_ms()).await?;
        if let Some(holder) = &holder {
            self.role = holder.role;
        }
        Ok(holder.is_some())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Person {
    type Rejection = Refusal;

    /// Whom the guard has let through.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Refusal::of(ProblemKind::SignedOut))
    }
}

/// Who sends these headers from there.
pub(crate) async fn identify(app: &App, peer: Peer, headers: &HeaderMap) -> Result<Person, Refusal> {
    let jar = CookieJar::from_headers(headers);
    let Some(cookie) = jar.get(cookie_name(app)) else { return Err(Refusal::of(ProblemKind::SignedOut)) };
    let token_hash = token::hash(cookie.value());
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.read().await?;
    let holder = token::find(&mut tx, &token_hash, now_ms).await?.ok_or_else(|| Refusal::of(ProblemKind::SignedOut))?;
    drop(tx);
    app.limits.check_person(holder.person_id)?;
    token::note_seen(&app.store, &holder, now_ms).await?;
    Ok(Person {
        account_id: holder.account_id,
        id: holder.person_id,
        name: holder.name,
        role: holder.role,
        session_id: holder.session_id,
        ip_class: peer.class(),
        token_hash,
    })
}
