//! Signing in.

use serde::{Deserialize, Serialize};

use crate::{Permission, Role};

/// `POST /api/v1/session`: exchanges the one-time token of the printed link for a session cookie.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// The token from the link's fragment.
    pub token: String,
}

/// Who is signed in, and to what. `GET /api/v1/session`; `DELETE` signs out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The person's name.
    pub name: String,
    /// The person's role.
    pub role: Role,
    /// What the role permits; controls for anything else are of no use to this person.
    #[serde(default)]
    pub permissions: Vec<Permission>,
    /// What stands behind the gateway.
    pub mode: Mode,
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
