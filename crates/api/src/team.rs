//! The people of an account, as those see them who decide about them.

use serde::{Deserialize, Serialize};

use crate::{Permission, Role};

/// The token in the link of an invitation: `<console>/#invitation=<token>`.
pub const INVITATION_FRAGMENT: &str = "invitation";

/// Somebody of the account. `GET /api/v1/people`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamMember {
    /// The person.
    pub id: i64,
    /// The name.
    pub name: String,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The role.
    pub role: Role,
    /// Whether the person can sign in with a password.
    pub has_password: bool,
    /// When the person came.
    pub created_at_ms: i64,
    /// When the person was disabled; absent where they can sign in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled_at_ms: Option<i64>,
    /// Sessions that are open.
    pub n_sessions: i64,
    /// When one of them was last used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen_at_ms: Option<i64>,
}

/// `PATCH /api/v1/people/{id}`: what is absent stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonChange {
    /// The new role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Whether the person is kept out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
}

/// `POST /api/v1/people/invitations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewInvitation {
    /// The e-mail address, with which the person will sign in.
    pub email: String,
    /// The role.
    pub role: Role,
}

/// An invitation that waits for an answer. `GET /api/v1/people/invitations`; `DELETE
/// /api/v1/people/invitations/{id}` takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// The invitation.
    pub id: i64,
    /// The e-mail address.
    pub email: String,
    /// The role.
    pub role: Role,
    /// The name of whoever invited.
    pub invited_by: String,
    /// When.
    pub created_at_ms: i64,
    /// Until when it can be accepted.
    pub expires_at_ms: i64,
}

/// An invitation with its link, which is shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invited {
    /// The invitation.
    pub invitation: Invitation,
    /// The link to give to the person, and to nobody else.
    pub link: String,
}

/// What a role permits. `GET /api/v1/roles`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleAnswer {
    /// The role.
    pub role: Role,
    /// What it permits.
    pub permissions: Vec<Permission>,
}

/// `PUT /api/v1/profile`: what people say of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
}

/// `PUT /api/v1/profile/password`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPassword {
    /// The current one, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<String>,
    /// The new one, 12 to 128 characters.
    pub password: String,
}
