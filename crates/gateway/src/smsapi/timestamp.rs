//! The server's clock for those who ask, and the check of a call's `timestamp` against it.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Map, Value};

use super::{
    caller::Dialect,
    envelope::Answer,
    stop::{Stop, refuse},
    words::Done,
};
use crate::app::App;

/// A `timestamp` may differ this much from our clock.
const TOLERANCE_MS: i64 = 60_000;

/// A `timestamp` below this is in seconds: as milliseconds it would lie in 1973.
const SECONDS_BELOW: i64 = 100_000_000_000;

/// `/smsapi/timestamp/get`: milliseconds since the Unix epoch, to anybody. Only the older dialect has this call.
pub(super) async fn get(State(app): State<Arc<App>>) -> Answer {
    Answer::done(
        Dialect::Signature,
        Done::Request,
        Map::from_iter([("timestamp".to_owned(), Value::from(app.clock.now_ms()))]),
    )
}

/// Seconds or milliseconds, within a minute of our clock.
pub(super) fn check(timestamp: Option<&str>, now_ms: i64) -> Result<(), Stop> {
    let Some(timestamp) = timestamp else { return Ok(()) };
    let given: i64 = timestamp.trim().parse().map_err(|_| refuse(461, "timestamp is not a number"))?;
    let given_ms = if given.unsigned_abs() < SECONDS_BELOW.unsigned_abs() { given * 1000 } else { given };
    if given_ms.abs_diff(now_ms) > TOLERANCE_MS.unsigned_abs() {
        return Err(refuse(461, "timestamp differs from the server's time by more than 60 seconds"));
    }
    Ok(())
}
