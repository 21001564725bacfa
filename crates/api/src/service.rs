//! The SMS service and its credentials.

use serde::{Deserialize, Serialize};

/// `GET /api/v1/service`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Service {
    /// The SMS_USERs, oldest first; empty means: not connected yet.
    pub sms_users: Vec<SmsUser>,
    /// The address to use as the base URL of an application, without a trailing slash.
    pub base_url: String,
}

impl Service {
    /// Whether SMS is connected.
    pub fn is_connected(&self) -> bool {
        !self.sms_users.is_empty()
    }
}

/// One pair of credentials, without its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmsUser {
    /// The SMS_USER.
    pub sms_user: String,
    /// When it was made.
    pub created_at_ms: i64,
    /// When its key was made or last regenerated.
    pub key_created_at_ms: i64,
    /// When a call was last authenticated with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at_ms: Option<i64>,
}

/// The answer to `POST /api/v1/service/connect` (needs an idempotency key; a repeat makes nothing new).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Connected {
    /// The new SMS_USER; its key is stored encrypted and only shown by an explicit reveal.
    pub sms_user: SmsUser,
}

/// The answer to `POST /api/v1/service/sms-users/{sms_user}/reveal`; audited. Never stored by the console.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revealed {
    /// The SMS_KEY.
    pub sms_key: String,
}
