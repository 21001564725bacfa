//! What became of a message: five statuses as a join over a partial order (R-200 … R-206), and why.

mod reason;
mod track;

pub use reason::Reason;
pub use track::Track;

/// The status of one message to one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Status {
    /// Queued for delivery to the carrier.
    Sending,
    /// With the carrier, no report yet.
    WaitingResult,
    /// Reached the device.
    Delivered,
    /// The carrier could not deliver it.
    Failed,
    /// Blocked by the platform's filters; free of charge.
    Suppressed,
}

impl Status {
    /// Every status, in the order of a message's way.
    pub const ALL: [Self; 5] = [Self::Sending, Self::WaitingResult, Self::Delivered, Self::Failed, Self::Suppressed];

    /// The guide's label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sending => "Sending",
            Self::WaitingResult => "Waiting Result",
            Self::Delivered => "Delivered",
            Self::Failed => "Failed",
            Self::Suppressed => "Suppressed",
        }
    }

    /// The name in JSON and in the database: `sending`, `waiting_result`, …
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::WaitingResult => "waiting_result",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Suppressed => "suppressed",
        }
    }

    /// Reads [`Status::as_str`] back.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }

    /// Whether nothing more is expected.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Delivered | Self::Failed | Self::Suppressed)
    }

    /// Whether a message in this status is charged (D7).
    pub const fn is_charged(self) -> bool {
        matches!(self, Self::WaitingResult | Self::Delivered | Self::Failed)
    }

    /// The join of two reports about one message: commutative, associative and idempotent, so that neither the order
    /// nor the repetition of reports matters. Delivered wins over Failed: a phone that has the text has it.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        const fn rank(status: Status) -> u8 {
            match status {
                Status::Sending => 0,
                Status::WaitingResult => 1,
                Status::Suppressed => 2,
                Status::Failed => 3,
                Status::Delivered => 4,
            }
        }
        if rank(other) > rank(self) { other } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::Status::{Delivered, Failed, Sending, Suppressed, WaitingResult};
    use super::{Reason, Status};

    /// the five labels of the guide, and which of them are final.
    #[test]
    fn the_five_statuses_are_those_of_the_guide() {
        let rows = [
            (Sending, "Sending", "sending", false, false),
            (WaitingResult, "Waiting Result", "waiting_result", false, true),
            (Delivered, "Delivered", "delivered", true, true),
            (Failed, "Failed", "failed", true, true),
            (Suppressed, "Suppressed", "suppressed", true, false),
        ];
        assert_eq!(rows.map(|(status, ..)| status), Status::ALL);
        for (status, label, name, is_final, is_charged) in rows {
            assert_eq!((status.label(), status.as_str()), (label, name));
            assert_eq!((status.is_final(), status.is_charged()), (is_final, is_charged), "{label} (D7)");
            assert_eq!(Status::from_name(name), Some(status));
        }
        assert_eq!(Status::from_name("Delivered"), None);
    }

    /// neither order nor repetition matters, and a final status never goes back.
    #[test]
    fn reports_are_joined_in_any_order() {
        for a in Status::ALL {
            assert_eq!(a.join(a), a);
            for b in Status::ALL {
                assert_eq!(a.join(b), b.join(a));
                assert!(!a.is_final() || a.join(b).is_final(), "{a:?} never goes back");
                for c in Status::ALL {
                    assert_eq!(a.join(b).join(c), a.join(b.join(c)));
                }
            }
        }
        assert_eq!(Delivered.join(Failed), Delivered);
        assert_eq!(Failed.join(WaitingResult), Failed);
        assert_eq!(Suppressed.join(Sending), Suppressed);
    }

    /// a code that is not known never means Delivered.
    #[test]
    fn no_reason_means_delivered() {
        for code in 0..=u16::MAX {
            assert_ne!(Reason::from_code(code).status(), Some(Delivered), "{code}");
        }
    }
}
