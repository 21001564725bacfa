//! Faults on purpose: a sandbox that plays the platform for another gateway fails as the platform may.

use std::time::Duration;

use super::stop::{Stop, refuse};
use crate::{app::App, error::Result, random};

/// Fails some calls before they do anything.
pub(super) fn before(app: &App) -> Result<(), Stop> {
    if random::is_among(app.config.fault_calls_failed)? {
        return Err(refuse(501, "server exception, on purpose"));
    }
    Ok(())
}

/// Keeps some callers waiting for an answer to what was done.
pub(super) async fn after(app: &App) -> Result<()> {
    if random::is_among(app.config.fault_answers_late)? {
        tokio::time::sleep(Duration::from_millis(app.config.fault_lateness.0.unsigned_abs())).await;
    }
    Ok(())
}
