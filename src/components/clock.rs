//! Time as people say it: how long ago, with the exact moment on hover and focus.

use crate::i18n::t;
use gloo_timers::callback::Interval;
use yew::prelude::*;

use crate::{format, i18n, markup::html};

const MINUTE_MS: i64 = 60 * 1000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// The page's clock, in milliseconds since the Unix epoch; re-renders the component every `period_ms`.
#[hook]
pub fn use_clock(period_ms: u32) -> i64 {
    let now_ms = use_state_eq(format::now_ms);
    let setter = now_ms.setter();
    use_effect_with(period_ms, move |period_ms| {
        let ticking = Interval::new(*period_ms, move || setter.set(format::now_ms()));
        move || drop(ticking)
    });
    // An event can be younger than the last tick; "in 2 seconds" would be wrong.
    (*now_ms).max(format::now_ms())
}

/// Props of [`TimeAgo`].
#[derive(Properties, PartialEq)]
pub struct TimeAgoProps {
    /// The moment.
    pub at_ms: i64,
    /// The clock, from [`use_clock`].
    pub now_ms: i64,
}

/// Says how long ago something was.
#[component]
pub fn TimeAgo(props: &TimeAgoProps) -> Html {
    let exact = format::date_time(props.at_ms);
    html! {
        <span class="time-ago" tabindex="0" data-exact={exact.clone()}>
            { ago(props.at_ms, props.now_ms) }
            <span class="visually-hidden">{ format!(" ({exact})") }</span>
        </span>
    }
}

/// How long ago a moment was. The first minute is one step, so that nothing ticks and nothing is out of date.
pub fn ago(at_ms: i64, now_ms: i64) -> String {
    if now_ms - at_ms < 60_000 { t!("time.just_now") } else { format::ago(at_ms, now_ms) }
}

/// A length of time as a person would write it down: `0.8 s`, `42 s`, `3 min 5 s`, `2 h 10 min`.
pub fn duration(n_ms: i64) -> String {
    let n_ms = n_ms.max(0);
    let n_seconds = n_ms / 1_000;
    match n_seconds {
        0 if n_ms < 100 => t!("time.at_once"),
        0..10 => t!("time.seconds", n = format!("{}.{}", n_seconds, n_ms % 1_000 / 100)),
        10..60 => t!("time.seconds", n = n_seconds),
        60..3_600 => t!("time.minutes", minutes = n_seconds / 60, seconds = n_seconds % 60),
        _ => t!("time.hours", hours = n_seconds / 3_600, minutes = n_seconds % 3_600 / 60),
    }
}

/// A length of time that may be days.
pub fn span_words(span_ms: i64) -> String {
    let n_days = span_ms / DAY_MS;
    let rest_ms = span_ms % DAY_MS;
    if n_days == 0 {
        return duration(span_ms);
    }
    let days = i18n::plural("clock.n_days", n_days.unsigned_abs());
    if rest_ms < MINUTE_MS { days } else { format!("{days} {}", duration(rest_ms)) }
}

#[cfg(test)]
mod tests {
    use super::{DAY_MS, HOUR_MS, duration, span_words};

    #[test]
    fn a_length_of_time_has_its_units() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        for (n_ms, words) in
            [(-5, "under 0.1 s"), (812, "0.8 s"), (42_900, "42 s"), (185_000, "3 min 5 s"), (7_800_000, "2 h 10 min")]
        {
            assert_eq!(duration(n_ms), words);
        }
    }

    #[test]
    fn days_are_told_as_days() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        assert_eq!(span_words(6 * HOUR_MS), "6 h 0 min");
        assert_eq!(span_words(DAY_MS), "1 day");
        assert_eq!(span_words(3 * DAY_MS + HOUR_MS), "3 days 1 h 0 min");
    }
}
