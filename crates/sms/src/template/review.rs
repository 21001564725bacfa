//! The review of a template as a state machine.

/// Where a template version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum ReviewState {
    /// Being written; never sendable.
    Draft,
    /// Handed in.
    InReview,
    /// May be sent.
    Approved,
    /// Refused with a reason.
    Rejected,
}

/// What can happen to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReviewEvent {
    /// A person hands it in.
    Submit,
    /// A reviewer approves.
    Approve,
    /// A reviewer rejects.
    Reject,
    /// The person takes it back.
    Withdraw,
    /// The person edits a rejected one.
    Edit,
}

impl ReviewState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Draft, Self::InReview, Self::Approved, Self::Rejected];

    /// The state after `event`, or `None` where the event is not allowed.
    pub const fn after(self, event: ReviewEvent) -> Option<Self> {
        match (self, event) {
            (Self::Draft, ReviewEvent::Submit) => Some(Self::InReview),
            (Self::InReview, ReviewEvent::Approve) => Some(Self::Approved),
            (Self::InReview, ReviewEvent::Reject) => Some(Self::Rejected),
            (Self::InReview, ReviewEvent::Withdraw) | (Self::Rejected, ReviewEvent::Edit) => Some(Self::Draft),
            _ => None,
        }
    }

    /// Whether messages may be sent with it.
    pub const fn is_sendable(self) -> bool {
        matches!(self, Self::Approved)
    }

    /// `draft`, `in_review`, `approved` or `rejected`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    /// Reads [`ReviewState::as_str`] back.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}
