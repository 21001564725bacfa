//! The three content types.

/// What a template is for; there is no default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum ContentType {
    /// Two-factor authentication and verification codes.
    Otp,
    /// System alerts, reminders and status updates.
    Notification,
    /// Promotional campaigns and customer engagement.
    Marketing,
}

impl ContentType {
    /// Every type, in the guide's order.
    pub const ALL: [Self; 3] = [Self::Otp, Self::Notification, Self::Marketing];

    /// The name in JSON: `otp`, `notification`, `marketing`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Otp => "otp",
            Self::Notification => "notification",
            Self::Marketing => "marketing",
        }
    }

    /// Reads [`ContentType::as_str`] back.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}
