//! The gateway's only source of time. In the sandbox it can be moved on, never back; how far is kept in the database,
//! so that a restart and the other gateways on it have the same time.

use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use tokio::sync::watch;

use crate::{
    error::Result,
    store::{Store, WriteTx, query_scalar},
};

/// A clock; its copies show the same time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clock {
    advanced_ms: Arc<watch::Sender<i64>>,
}

impl Clock {
    /// A clock that is as far on as the database says.
    pub(crate) async fn open(store: &Store) -> Result<Self> {
        let clock = Self::default();
        clock.follow(store).await?;
        Ok(clock)
    }

    /// Milliseconds since the Unix epoch, UTC.
    pub(crate) fn now_ms(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX).saturating_add(self.advanced_ms())
    }

    /// The time of the machine, which is not moved on: how long ago another gateway was seen.
    pub(crate) fn machine_now_ms(&self) -> i64 {
        self.now_ms() - self.advanced_ms()
    }

    /// How far it has been moved on, in all.
    pub(crate) fn advanced_ms(&self) -> i64 {
        *self.advanced_ms.borrow()
    }

    /// Sleeps until `at_ms`; returns at once if that is past, and as soon as the clock is moved on to it.
    pub(crate) async fn sleep_until(&self, at_ms: i64) {
        let mut moved = self.advanced_ms.subscribe();
        loop {
            let wait_ms = u64::try_from(at_ms.saturating_sub(self.now_ms())).unwrap_or(0);
            if wait_ms == 0 {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(Duration::from_millis(wait_ms)) => {}
                // The sender is this clock's own, so this never fails.
                _ = moved.changed() => {}
            }
        }
    }

    /// Moves on to what the database says; never back.
    pub(crate) async fn follow(&self, store: &Store) -> Result<()> {
        let mut tx = store.read().await?;
        let stored: Option<i64> = query_scalar("SELECT advanced_ms FROM sandbox_clock").fetch_optional(&mut tx).await?;
        self.move_to(stored.unwrap_or(0));
        Ok(())
    }

    /// Shows the time that [`store_advance`] has stored, once it is committed.
    pub(crate) fn move_to(&self, advanced_ms: i64) {
        self.advanced_ms.send_if_modified(|known| {
            let is_later = advanced_ms > *known;
            if is_later {
                *known = advanced_ms;
            }
            is_later
        });
    }
}

/// Moves the stored time on by `step_ms`, and says how far that is in all.
pub(crate) async fn store_advance(tx: &mut WriteTx, step_ms: i64) -> Result<i64> {
    let advanced_ms = query_scalar(
        "INSERT INTO sandbox_clock (id, advanced_ms) VALUES (1, $1)
         ON CONFLICT (id) DO UPDATE SET advanced_ms = sandbox_clock.advanced_ms + excluded.advanced_ms
         RETURNING advanced_ms",
    )
    .bind(step_ms)
    .fetch_one(tx)
    .await?;
    tx.announce_clock().await?;
    Ok(advanced_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_sleeper_wakes_when_the_clock_is_moved_on() {
        let clock = Clock::default();
        let wake_at_ms = clock.now_ms() + 3_600_000;
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(wake_at_ms).await }
        });
        clock.move_to(1_800_000);
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.move_to(3_600_000);
        tokio::time::timeout(Duration::from_secs(5), sleeper).await.unwrap().unwrap();
    }

    #[test]
    fn it_never_goes_back() {
        let clock = Clock::default();
        clock.move_to(5000);
        clock.move_to(4000);
        assert_eq!(clock.advanced_ms(), 5000);
    }
}
