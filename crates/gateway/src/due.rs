//! Tasks that do what is due and then sleep until more is.

use std::{sync::Arc, time::Duration};

use tokio::sync::Notify;

use crate::{app::App, error::Result, server::log_cause};

/// How long to wait where nothing is due; whoever makes work wakes the task earlier.
const IDLE_MS: i64 = 60_000;

/// Calls `work`, which says when more is due, then, or when `wake` says so, until the gateway shuts down.
pub(crate) async fn work_forever<F>(app: &Arc<App>, wake: &Notify, work: impl Fn() -> F)
where
    F: Future<Output = Result<Option<i64>>>,
{
    while !app.shutdown.is_cancelled() {
        let next_at_ms = match work().await {
            Ok(next_at_ms) => next_at_ms,
            Err(error) => {
                log_cause(&error);
                tokio::time::sleep(Duration::from_secs(1)).await;
                continue;
            }
        };
        let until_ms = next_at_ms.unwrap_or(app.clock.now_ms() + IDLE_MS);
        tokio::select! {
            () = app.clock.sleep_until(until_ms) => {}
            () = wake.notified() => {}
            () = app.shutdown.cancelled() => {}
        }
    }
}
