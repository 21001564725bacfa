//! SMSHook: where an account hears of events, and what became of each delivery.

use serde::{Deserialize, Serialize};

/// An event that can be posted to a hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HookEvent {
    /// A call was accepted; one event for all of its messages.
    Requested,
    /// A message reached the phone.
    Delivered,
    /// A message was stopped by the platform's filters.
    Suppressed,
    /// The carrier could not deliver a message.
    Failed,
    /// The review of a template ended.
    TemplateVerify,
}

impl HookEvent {
    /// Every event.
    pub const ALL: [Self; 5] = [Self::Requested, Self::Delivered, Self::Suppressed, Self::Failed, Self::TemplateVerify];

    /// Its `eventType` on the wire.
    pub const fn code(self) -> i64 {
        match self {
            Self::Requested => 1,
            Self::Delivered => 20,
            Self::Suppressed => 4,
            Self::Failed => 5,
            Self::TemplateVerify => 8,
        }
    }

    /// Reads [`HookEvent::code`] back.
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.code() == code)
    }

    /// Its `event` on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requested => "Requested",
            Self::Delivered => "Delivered",
            Self::Suppressed => "Suppressed",
            Self::Failed => "Failed",
            Self::TemplateVerify => "Template Verify",
        }
    }
}

/// `GET /api/v1/hooks`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hooks {
    /// The hooks, oldest first.
    pub hooks: Vec<Hook>,
    /// When the APP KEY was made or last changed; absent before it is first asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_created_at_ms: Option<i64>,
}

/// An address that hears of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hook {
    /// Its number.
    pub id: i64,
    /// The address.
    pub url: String,
    /// What it hears of.
    pub events: Vec<HookEvent>,
    /// Who saved it.
    pub created_by: String,
    /// When it was saved.
    pub created_at_ms: i64,
    /// When it was last changed.
    pub updated_at_ms: i64,
    /// Since when it has taken nothing; absent where the last attempt succeeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failing_since_ms: Option<i64>,
    /// Deliveries that are still to be made.
    pub n_open: i64,
    /// Deliveries that were given up, of those that are kept.
    pub n_failed: i64,
    /// When it last took an event, as far as is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_delivered_at_ms: Option<i64>,
}

/// `POST /api/v1/hooks`, and `POST /api/v1/hooks/{id}` to change one: saved only once the address has answered GET and
/// POST with 200.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewHook {
    /// The address.
    pub url: String,
    /// What it is to hear of; at least one.
    pub events: Vec<HookEvent>,
}

/// The answer to `POST /api/v1/hooks/key/reveal` and `…/rotate`; audited. Never stored by the console.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HookKey {
    /// The APP KEY.
    pub app_key: String,
    /// When it was made.
    pub created_at_ms: i64,
}

/// `POST /api/v1/hooks/{id}/test`: an event that nothing happened for, on the way of every other event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HookTest {
    /// Which one.
    pub event: HookEvent,
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HookDeliveryState {
    /// It is due, now or later.
    Waiting,
    /// It is under way.
    Sending,
    /// The endpoint took it.
    Delivered,
    /// It was given up.
    Failed,
}

impl HookDeliveryState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Sending, Self::Delivered, Self::Failed];

    /// The name in JSON and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }

    /// Reads [`HookDeliveryState::as_str`] back.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// One event on its way to one hook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HookDelivery {
    /// Its number.
    pub id: i64,
    /// The hook.
    pub hook_id: i64,
    /// The event.
    pub event: HookEvent,
    /// Whether nothing happened for it: it was made to try the hook.
    pub is_test: bool,
    /// When it happened.
    pub at_ms: i64,
    /// Where it stands.
    pub state: HookDeliveryState,
    /// Attempts since it was last set going.
    pub n_attempts: i64,
    /// When the next attempt is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at_ms: Option<i64>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at_ms: Option<i64>,
    /// The message that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// The template that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template_id: Option<i64>,
}

/// `GET /api/v1/hook-deliveries?hook=&event=&state=&before=&limit=`: newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HookDeliveryPage {
    /// The rows.
    pub deliveries: Vec<HookDelivery>,
    /// Pass as `before` for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// `GET /api/v1/hook-deliveries/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HookDeliveryDetail {
    /// The row.
    pub delivery: HookDelivery,
    /// The body as it is sent, with the numbers in it masked, or whole with `?numbers=whole`.
    pub body: String,
    /// Every attempt, oldest first.
    pub attempts: Vec<HookAttempt>,
}

/// One attempt to deliver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HookAttempt {
    /// When it ended.
    pub at_ms: i64,
    /// How long it took.
    pub took_ms: i64,
    /// The HTTP status of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<i64>,
    /// Why there was no answer, as a stable word: `no_such_host`, `address_not_allowed`, `no_connection`, `tls`,
    /// `not_http`, `timeout`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// How the answer begins; long rows of digits are masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// The answer to `POST /api/v1/hooks/{id}/redeliver`: every failed delivery of the hook is due again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Redelivered {
    /// How many.
    pub n_deliveries: i64,
}
