//! The gateway's only source of time, so that a test or the sandbox can have its own.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A clock.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Clock;

impl Clock {
    #[expect(clippy::unused_self, reason = "whoever asks for the time holds a clock, so that it can be another one")]
    /// Milliseconds since the Unix epoch, UTC.
    pub(crate) fn now_ms(self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    /// Sleeps until `at_ms`; returns at once if that is past.
    pub(crate) async fn sleep_until(self, at_ms: i64) {
        let wait_ms = u64::try_from(at_ms - self.now_ms()).unwrap_or(0);
        tokio::time::sleep(Duration::from_millis(wait_ms)).await;
    }
}
