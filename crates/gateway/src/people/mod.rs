//! The people of an account: who they are, how they prove it, and how they come and go.

mod account;
mod http;
mod invitations;
mod password;
mod persons;
mod profile;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub(crate) use account::{add as add_account, open_first};
pub(crate) use invitations::accept as accept_invitation;
pub(crate) use password::Passwords;
pub(crate) use persons::{email_key, find_by_email, find_owner, session_answer};

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    http::routes().merge(invitations::routes()).merge(profile::routes())
}
