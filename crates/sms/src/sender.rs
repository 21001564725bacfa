//! Sender IDs: the name that a message comes from, registered country by country (R-221 … R-229).

/// Where the registration of a sender ID for one country stands (R-227).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum SenderState {
    /// Handed in; the platform's staff will get in touch.
    Submitted,
    /// The staff has asked for documents.
    MaterialsRequested,
    /// Every document is there, or none is needed.
    InReview,
    /// Messages to this country come from it.
    Registered,
    /// Refused with a reason.
    Rejected,
}

/// What can happen to a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SenderEvent {
    /// The staff asks for documents, or for more of them.
    RequestMaterials,
    /// The last document that was missing has come.
    CompleteMaterials,
    /// The staff registers it.
    Register,
    /// The staff rejects it.
    Reject,
}

impl SenderEvent {
    /// Every event.
    pub const ALL: [Self; 4] = [Self::RequestMaterials, Self::CompleteMaterials, Self::Register, Self::Reject];
}

impl SenderState {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Submitted, Self::MaterialsRequested, Self::InReview, Self::Registered, Self::Rejected];

    /// The state after `event`, or `None` where the event is not allowed: nothing is registered while a document is
    /// missing, and what is registered or rejected stays so.
    pub const fn after(self, event: SenderEvent) -> Option<Self> {
        match (self, event) {
            (Self::Submitted | Self::MaterialsRequested | Self::InReview, SenderEvent::RequestMaterials) => {
                Some(Self::MaterialsRequested)
            }
            (Self::MaterialsRequested, SenderEvent::CompleteMaterials) => Some(Self::InReview),
            (Self::Submitted | Self::InReview, SenderEvent::Register) => Some(Self::Registered),
            (Self::Submitted | Self::MaterialsRequested | Self::InReview, SenderEvent::Reject) => Some(Self::Rejected),
            _ => None,
        }
    }

    /// Whether nothing more will happen to it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Registered | Self::Rejected)
    }

    /// The name in JSON and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::MaterialsRequested => "materials_requested",
            Self::InReview => "in_review",
            Self::Registered => "registered",
            Self::Rejected => "rejected",
        }
    }

    /// Reads [`SenderState::as_str`] back.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// What is unusual about a sender ID. None of it refuses one, because the rules vary from country to country (R-229).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum SenderWarning {
    /// Something in it is neither a letter of the English alphabet nor a digit.
    Characters,
    /// It has letters and is longer than 11 characters.
    TooLong,
    /// It has no letters and is longer than 15 digits.
    TooManyDigits,
}

impl SenderWarning {
    /// Every warning.
    pub const ALL: [Self; 3] = [Self::Characters, Self::TooLong, Self::TooManyDigits];

    /// The name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Characters => "characters",
            Self::TooLong => "too_long",
            Self::TooManyDigits => "too_many_digits",
        }
    }
}

/// What is unusual about `sender_id`: most carriers take 1 to 11 letters and digits with a letter among them, or up to
/// 15 digits.
///
/// ```
/// use piecewise_sms::sender::{SenderWarning, warning};
///
/// assert_eq!(warning("ACME"), None);
/// assert_eq!(warning("ACME Store"), Some(SenderWarning::Characters));
/// ```
pub fn warning(sender_id: &str) -> Option<SenderWarning> {
    let n_chars = sender_id.chars().count();
    if !sender_id.chars().all(|c| c.is_ascii_alphanumeric()) {
        Some(SenderWarning::Characters)
    } else if sender_id.chars().any(|c| c.is_ascii_alphabetic()) {
        (n_chars > 11).then_some(SenderWarning::TooLong)
    } else {
        (n_chars > 15).then_some(SenderWarning::TooManyDigits)
    }
}

/// The sender of a message to `country`: `asked` where it is registered there, and without a wish the first one that is.
/// `None` means that the platform assigns a random number (R-222, R-228). Case does not matter; what is shown is what
/// was registered.
///
/// ```
/// use piecewise_sms::sender::sender_for;
///
/// let registered = [("ACME", "SG")];
/// assert_eq!(sender_for(Some("acme"), Some("SG"), registered), Some("ACME"));
/// assert_eq!(sender_for(Some("acme"), Some("US"), registered), None);
/// ```
pub fn sender_for<'a>(
    asked: Option<&str>,
    country: Option<&str>,
    registered: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<&'a str> {
    let country = country?;
    registered
        .into_iter()
        .filter(|(_, registered_for)| *registered_for == country)
        .map(|(sender_id, _)| sender_id)
        .find(|sender_id| asked.is_none_or(|asked| asked.eq_ignore_ascii_case(sender_id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R-227: the whole table.
    #[test]
    fn only_legal_transitions_are_made() {
        use SenderEvent::{CompleteMaterials, Register, Reject, RequestMaterials};
        use SenderState::{InReview, MaterialsRequested, Registered, Rejected, Submitted};
        let legal = [
            (Submitted, RequestMaterials, MaterialsRequested),
            (MaterialsRequested, RequestMaterials, MaterialsRequested),
            (InReview, RequestMaterials, MaterialsRequested),
            (MaterialsRequested, CompleteMaterials, InReview),
            (Submitted, Register, Registered),
            (InReview, Register, Registered),
            (Submitted, Reject, Rejected),
            (MaterialsRequested, Reject, Rejected),
            (InReview, Reject, Rejected),
        ];
        for state in SenderState::ALL {
            assert_eq!(SenderState::from_name(state.as_str()), Some(state));
            for event in SenderEvent::ALL {
                let expected = legal.iter().find(|(from, by, _)| (*from, *by) == (state, event)).map(|(.., to)| *to);
                assert_eq!(state.after(event), expected, "{state:?} {event:?}");
                assert!(!state.is_final() || state.after(event).is_none());
            }
        }
    }

    /// R-229: warnings, never refusals.
    #[test]
    fn what_carriers_seldom_take_is_warned_of() {
        for usual in ["A", "ACME", "acme24", "ABCDEFGHIJK", "7", "123456789012345"] {
            assert_eq!(warning(usual), None, "{usual}");
        }
        for (unusual, expected) in [
            ("ABCDEFGHIJKL", SenderWarning::TooLong),
            ("12345678901A", SenderWarning::TooLong),
            ("1234567890123456", SenderWarning::TooManyDigits),
            ("ACME Store", SenderWarning::Characters),
            ("acme.com", SenderWarning::Characters),
            ("+6591234567", SenderWarning::Characters),
            ("品牌", SenderWarning::Characters),
            ("Café", SenderWarning::Characters),
        ] {
            assert_eq!(warning(unusual), Some(expected), "{unusual}");
        }
    }

    /// R-228: over a mixed list, each registration counts for its country only.
    #[test]
    fn a_sender_is_used_for_its_countries_only() {
        let registered = [("ACME", "SG"), ("AcmeShop", "SG"), ("ACME", "GB")];
        let of = |asked, countries: [Option<&str>; 4]| countries.map(|country| sender_for(asked, country, registered));
        let countries = [Some("SG"), Some("US"), Some("GB"), None];
        assert_eq!(of(Some("ACME"), countries), [Some("ACME"), None, Some("ACME"), None]);
        assert_eq!(of(Some("acmeshop"), countries), [Some("AcmeShop"), None, None, None]);
        assert_eq!(of(Some("other"), countries), [None; 4]);
        assert_eq!(of(None, countries), [Some("ACME"), None, Some("ACME"), None]);
        assert_eq!(sender_for(Some("ACME"), Some("SG"), []), None, "R-221: none is needed");
    }
}
