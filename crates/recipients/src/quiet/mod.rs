//! Quiet hours: when marketing may arrive in a country (R-243).
//!
//! The rules and their sources are `data/quiet-hours.txt`. A moment is fine where it is fine at every offset from UTC
//! that a country uses; where the offset is not known, a message is held and reported. Public holidays are not known.

mod rules;

use piecewise_sms::template::ContentType;
use serde::{Deserialize, Serialize};

pub use rules::{QuietBasis, QuietRule};

const MINUTE_MS: i64 = 60_000;
/// Rules and offsets are multiples of this.
const STEP_MINUTES: i64 = 15;
const DAY_MINUTES: i64 = 24 * 60;
/// Half hours in a day.
const N_STRIP_SLOTS: usize = 48;

/// Whether a message may go out to a country at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum QuietState {
    /// Always: it is not marketing.
    Exempt,
    /// It may.
    Open {
        /// When it may no more, in milliseconds since 1970 (UTC).
        until_ms: i64,
    },
    /// It must wait.
    Quiet {
        /// When it may, in milliseconds since 1970 (UTC); `None` if never: the country's zones have no such hour in
        /// common.
        until_ms: Option<i64>,
    },
    /// Nobody knows what time it is there: it is held and reported.
    UnknownZone,
}

impl QuietState {
    /// Whether a message may go out now.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Exempt | Self::Open { .. })
    }
}

/// Whether a message of this type may go out to `country` (ISO 3166-1 alpha-2) at `at_ms`, in milliseconds since 1970
/// (UTC).
///
/// ```
/// use piecewise_recipients::quiet::{QuietState, quiet_state};
/// use piecewise_sms::template::ContentType;
///
/// let three_in_the_morning = 1_767_553_200_000; // 2026-01-04 19:00 UTC, a Sunday; Monday 03:00 in Singapore
/// let state = quiet_state(Some("SG"), ContentType::Marketing, three_in_the_morning);
/// assert_eq!(state, QuietState::Quiet { until_ms: Some(three_in_the_morning + 6 * 3_600_000) });
/// assert_eq!(quiet_state(Some("SG"), ContentType::Otp, three_in_the_morning), QuietState::Exempt);
/// ```
pub fn quiet_state(country: Option<&str>, content_type: ContentType, at_ms: i64) -> QuietState {
    if content_type != ContentType::Marketing {
        return QuietState::Exempt;
    }
    let Some((country, (smallest, largest))) = country.and_then(|country| Some((country, rules::offsets(country)?)))
    else {
        return QuietState::UnknownZone;
    };
    let rule = rules::rule(country);
    let at_minute = at_ms.div_euclid(MINUTE_MS);
    let is_open = |minute: i64| is_open(rule, (smallest, largest), minute);
    let now_open = is_open(at_minute);
    // The next moment, on the grid of the rules, at which it is otherwise; within eight days, for those without Sunday.
    let next_step = (at_minute.div_euclid(STEP_MINUTES) + 1) * STEP_MINUTES;
    let mut steps = (0..8 * DAY_MINUTES / STEP_MINUTES).map(|step| next_step + step * STEP_MINUTES);
    let change = steps.find(|&minute| is_open(minute) != now_open).map(|minute| minute * MINUTE_MS);
    if now_open {
        QuietState::Open { until_ms: change.unwrap_or(i64::MAX) }
    } else {
        QuietState::Quiet { until_ms: change }
    }
}

/// The rule for a country; there is one for each.
pub fn quiet_rule(country: &str) -> &'static QuietRule {
    rules::rule(country)
}

/// For each half hour of the 24 that begin at `from_ms` whether marketing may go out to `country`; `None` where nobody
/// knows what time it is there.
pub fn quiet_strip(country: &str, from_ms: i64) -> Option<[bool; N_STRIP_SLOTS]> {
    let offsets = rules::offsets(country)?;
    let rule = rules::rule(country);
    let mut minute = from_ms.div_euclid(MINUTE_MS);
    let mut strip = [false; N_STRIP_SLOTS];
    for slot in &mut strip {
        *slot = is_open(rule, offsets, minute) && is_open(rule, offsets, minute + 29);
        minute += 30;
    }
    Some(strip)
}

/// Whether the moment is within the rule at every offset.
fn is_open(rule: &QuietRule, (smallest, largest): (i64, i64), utc_minute: i64) -> bool {
    let mut offset = smallest;
    loop {
        let local = utc_minute + offset;
        let minute_of_day = local.rem_euclid(DAY_MINUTES);
        // 1970 began on a Thursday; Monday is 0.
        let weekday = (local.div_euclid(DAY_MINUTES) + 3).rem_euclid(7);
        let is_within = rule.from_minute <= minute_of_day && minute_of_day < rule.until_minute;
        if !is_within || rule.days >> weekday & 1 == 0 {
            return false;
        }
        if offset >= largest {
            return true;
        }
        offset = largest.min(offset + 30);
    }
}

#[cfg(test)]
mod tests;
