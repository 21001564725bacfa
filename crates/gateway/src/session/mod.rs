//! Signing in: a one-time token from a printed link, an invitation, or an e-mail address and a password become a session
//! in a cookie. Only hashes are stored.

mod agent;
mod http;
mod list;
mod person;
mod token;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use zeroize::Zeroizing;

use crate::{app::App, config::Config};

pub(crate) use http::cookie_name;
pub(crate) use person::{Person, identify};
pub(crate) use token::{end_all, hash, issue_link_token};

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    http::routes().merge(list::routes())
}

/// A link to the console with a token in its fragment: browsers send that to nobody.
pub(crate) fn link(config: &Config, base_url: &str, fragment: &str, token: &str) -> Zeroizing<String> {
    let console = match (&config.console_url, config.allowed_origins.first()) {
        (Some(url), _) => url.as_str(),
        (None, Some(origin)) if config.console.is_none() => origin,
        (None, _) => base_url,
    };
    Zeroizing::new(format!("{}/#{fragment}={token}", console.trim_end_matches('/')))
}
