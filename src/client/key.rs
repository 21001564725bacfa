//! A revealed SMS_KEY, for as long as it is on the screen.

use std::fmt;

/// An SMS_KEY. It is shown and then dropped, and cannot be printed by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct SmsKey(String);

impl SmsKey {
    pub(super) fn new(key: String) -> Self {
        Self(key)
    }

    /// A key for tests.
    #[cfg(test)]
    pub fn sample(key: &str) -> Self {
        Self::new(key.into())
    }

    /// The key itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SmsKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SmsKey(…)")
    }
}
