//! The check that stands before every route of the console API.

use std::sync::Arc;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use piecewise_api::{BASE, ProblemKind};

use super::{Access, ROUTES, allows};
use crate::{app::App, peer::Peer, server::Refusal, session};

/// Lets a request through to its route if the route's row allows it, and leaves whoever is signed in with the request.
pub(crate) async fn guard(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    // A path that no route has goes on to the 404.
    let Some(path) = request.extensions().get::<MatchedPath>().cloned() else { return next.run(request).await };
    let access = match access_of(request.method(), path.as_str()) {
        Ok(access) => access,
        Err(refusal) => return refusal.into_response(),
    };
    if access == Access::Anyone {
        return next.run(request).await;
    }
    let peer = Peer::of(request.extensions(), request.headers(), &app.config.trusted_proxies);
    let person = match session::identify(&app, peer, request.headers()).await {
        Ok(person) => person,
        Err(refusal) => return refusal.into_response(),
    };
    if let Access::Needs(permission) = access
        && !allows(person.role, permission)
    {
        return Refusal::forbidden(permission, person.role).into_response();
    }
    request.extensions_mut().insert(person);
    next.run(request).await
}

/// The row of a route; where there is none, the refusal. The body of `HEAD` is that of `GET`, left out.
fn access_of(method: &Method, path: &str) -> Result<Access, Refusal> {
    let path = path.strip_prefix(BASE).unwrap_or(path);
    let method = if method == Method::HEAD { &Method::GET } else { method };
    let mut rows = ROUTES.iter().filter(|route| route.path == path).peekable();
    if rows.peek().is_none() {
        return Err(Refusal::of(ProblemKind::Forbidden).detail("nobody is permitted to call this address"));
    }
    rows.find(|route| route.method == method).map(|route| route.access).ok_or_else(|| {
        Refusal::of(ProblemKind::Malformed)
            .status(StatusCode::METHOD_NOT_ALLOWED)
            .detail("this address has other methods")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_row_is_refused() {
        assert!(access_of(&Method::GET, "/api/v1/nothing").is_err());
        assert!(access_of(&Method::DELETE, "/api/v1/wallet").is_err());
        assert_eq!(access_of(&Method::HEAD, "/api/v1/session").unwrap(), Access::SignedIn);
    }
}
