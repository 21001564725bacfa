//! The SMS service and its SMS_USERs.

use serde::{Deserialize, Serialize};

/// `GET /api/v1/service`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Service {
    /// The SMS_USERs, oldest first; empty means: not connected yet.
    pub sms_users: Vec<SmsUser>,
    /// The address to use as the base URL of an application, without a trailing slash.
    pub base_url: String,
    /// After how many days a key should be replaced; 0: nobody is reminded.
    #[serde(default)]
    pub key_reminder_days: u32,
}

impl Service {
    /// Whether SMS is connected.
    pub fn is_connected(&self) -> bool {
        !self.sms_users.is_empty()
    }
}

/// One pair of credentials, without its key.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmsUser {
    /// The SMS_USER.
    pub sms_user: String,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// When it was made.
    pub created_at_ms: i64,
    /// When its key was made or last regenerated.
    pub key_created_at_ms: i64,
    /// When a call was last authenticated with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at_ms: Option<i64>,
    /// Whether calls with it are refused until it is enabled again.
    #[serde(default)]
    pub is_disabled: bool,
    /// Whether its key is so old that it should be replaced, and nobody has put that off.
    #[serde(default)]
    pub is_reminder_due: bool,
    /// When it or its key was last regenerated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regenerated_at_ms: Option<i64>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regenerated_by: Option<String>,
    /// What the last check found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_check: Option<KeyCheck>,
}

/// `POST /api/v1/service/connect` with an idempotency key; the body may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSmsUser {
    /// What people will call it, at most 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// The answer to `POST /api/v1/service/connect` (a repeat makes nothing new).
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

/// `POST /api/v1/service/settings`. Answers with the `Service`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceSettings {
    /// After how many days a key should be replaced, at most 3,650; 0: nobody is reminded.
    #[cfg_attr(feature = "openapi", schema(maximum = 3650))]
    pub key_reminder_days: u32,
}

/// `POST /api/v1/service/sms-users/{sms_user}/label`. Answers with the `SmsUser`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LabelRequest {
    /// At most 60 characters; absent, or empty: no label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// `POST /api/v1/service/sms-users/{sms_user}/check`: would this pair be accepted? Sends nothing.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeyCheckRequest {
    /// The key as an application has it; absent: only whether the stored one works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms_key: Option<String>,
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeyCheck {
    /// When.
    pub at_ms: i64,
    /// What is wrong; absent: a call with this pair is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<KeyFault>,
}

/// What is wrong with a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum KeyFault {
    /// The key is right but for characters around it that do not show.
    StrayCharacters,
    /// The key was right before it was regenerated.
    FormerKey,
    /// It is another key.
    WrongKey,
    /// The SMS_USER is disabled.
    Disabled,
    /// The stored key cannot be opened with this gateway's secret key.
    Unreadable,
}
