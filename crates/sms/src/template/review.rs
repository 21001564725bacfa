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

impl ReviewEvent {
    /// Every event.
    pub const ALL: [Self; 5] = [Self::Submit, Self::Approve, Self::Reject, Self::Withdraw, Self::Edit];
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

/// The versions of one template: the one that is worked on, and the approved one that stays sendable meanwhile
///
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Versions {
    version: u32,
    state: ReviewState,
    approved: Option<u32>,
}

impl Versions {
    /// A new template: version 1, a draft.
    pub const fn new() -> Self {
        Self { version: 1, state: ReviewState::Draft, approved: None }
    }

    /// The version that is worked on, counted from 1.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// Where that version stands.
    pub const fn state(&self) -> ReviewState {
        self.state
    }

    /// The version that may be sent: the one approved last.
    pub const fn sendable(&self) -> Option<u32> {
        self.approved
    }

    /// The versions after `event`, or `None` where the event is not allowed.
    ///
    /// Editing an approved or a rejected version begins the next one, so that what a reviewer has judged never
    /// changes. A version that was taken back had no verdict and keeps its number.
    #[must_use]
    pub fn after(self, event: ReviewEvent) -> Option<Self> {
        let is_judged = matches!(self.state, ReviewState::Approved | ReviewState::Rejected);
        if is_judged && event == ReviewEvent::Edit {
            let version = self.version.checked_add(1)?;
            return Some(Self { version, state: ReviewState::Draft, ..self });
        }
        let state = self.state.after(event)?;
        let approved = if state.is_sendable() { Some(self.version) } else { self.approved };
        Some(Self { state, approved, ..self })
    }
}

impl Default for Versions {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::{ReviewEvent, ReviewState, Versions};

    /// what is allowed, and nothing else.
    #[test]
    fn only_these_transitions_exist() {
        use ReviewEvent::{Approve, Edit, Reject, Submit, Withdraw};
        use ReviewState::{Approved, Draft, InReview, Rejected};
        let allowed = [
            (Draft, Submit, InReview),
            (InReview, Approve, Approved),
            (InReview, Reject, Rejected),
            (InReview, Withdraw, Draft),
            (Rejected, Edit, Draft),
        ];
        for state in ReviewState::ALL {
            for event in ReviewEvent::ALL {
                let expected = allowed.iter().find(|(from, with, _)| (*from, *with) == (state, event));
                assert_eq!(state.after(event), expected.map(|&(_, _, to)| to), "{state:?} {event:?}");
            }
            assert_eq!(ReviewState::from_name(state.as_str()), Some(state));
        }
    }

    /// the approved version stays sendable until the next one is approved.
    #[test]
    fn an_approved_version_is_sent_until_the_next_is_approved() {
        use ReviewEvent::{Approve, Edit, Reject, Submit, Withdraw};
        let mut versions = Versions::new();
        let steps = [
            (Submit, 1, None),
            (Approve, 1, Some(1)),
            (Edit, 2, Some(1)),
            (Submit, 2, Some(1)),
            (Withdraw, 2, Some(1)),
            (Submit, 2, Some(1)),
            (Reject, 2, Some(1)),
            (Edit, 3, Some(1)),
            (Submit, 3, Some(1)),
            (Approve, 3, Some(3)),
        ];
        for (event, version, sendable) in steps {
            versions = versions.after(event).unwrap_or_else(|| panic!("{event:?} is allowed for {versions:?}"));
            assert_eq!((versions.version(), versions.sendable()), (version, sendable), "after {event:?}");
        }
        assert_eq!(versions.after(ReviewEvent::Withdraw), None);
    }
}
