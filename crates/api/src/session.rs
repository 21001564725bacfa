//! Signing in, and one's own sessions.

use serde::{Deserialize, Serialize};

use crate::{Permission, Role};

/// `POST /api/v1/session`: exchanges the one-time token of the printed link for a session cookie.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// The token from the link's fragment.
    pub token: String,
}

/// `POST /api/v1/session/password`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordSignIn {
    /// The e-mail address, in small or capital letters.
    pub email: String,
    /// The password.
    pub password: String,
}

/// `POST /api/v1/session/invitation`: makes the invited person, and signs in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcceptInvitation {
    /// The token from the link's fragment.
    pub token: String,
    /// The person's name.
    pub name: String,
    /// The person's password, 12 to 128 characters.
    pub password: String,
}

/// Who is signed in, and to what. `GET /api/v1/session`; `DELETE` signs out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The person.
    pub person_id: i64,
    /// The person's name.
    pub name: String,
    /// The person's e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The person's role.
    pub role: Role,
    /// The account's id.
    pub account_id: i64,
    /// The account's name.
    pub account: String,
    /// Whether the person can sign in with a password.
    pub has_password: bool,
    /// What the role permits; controls for anything else are of no use to this person.
    pub permissions: Vec<Permission>,
    /// What stands behind the gateway.
    pub mode: Mode,
}

/// One of one's own sessions. `GET /api/v1/sessions`; `DELETE /api/v1/sessions/{id}` ends it, and `DELETE
/// /api/v1/sessions` all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionInfo {
    /// The session.
    pub id: i64,
    /// Whether it is the one that asks.
    pub is_this_one: bool,
    /// Browser and system, such as `Firefox on Linux`.
    pub user_agent: String,
    /// Where from, roughly.
    pub ip_class: String,
    /// When it began.
    pub created_at_ms: i64,
    /// When it was last used, within a minute.
    pub last_seen_at_ms: i64,
    /// When it ends by itself.
    pub expires_at_ms: i64,
}

/// What stands behind the gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Everything on this machine; nothing is sent and nothing costs.
    Sandbox,
    /// Aurora SendCloud; messages are sent and cost money.
    Live,
}
