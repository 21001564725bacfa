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
