//! Days and months of UTC, which caps and price tables go by.

use jiff::{Timestamp, civil::Date, tz::Offset};

/// The days since the Unix epoch, and the months since year 0.
pub(super) fn day_and_month_of(at_ms: i64) -> (i64, i64) {
    let date = date_of(at_ms);
    (at_ms.div_euclid(24 * 60 * 60 * 1000), i64::from(date.year()) * 12 + i64::from(date.month()))
}

/// `YYYY-MM-DD`.
pub(super) fn day_text(at_ms: i64) -> String {
    date_of(at_ms).to_string()
}

/// `YYYY-MM-DDTHH:MM:SS.sssZ`.
pub(super) fn time_text(at_ms: i64) -> String {
    format!("{:.3}", Timestamp::from_millisecond(at_ms).unwrap_or_default())
}

/// Whether this is a day, written `YYYY-MM-DD`.
pub(super) fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok()
}

fn date_of(at_ms: i64) -> Date {
    Offset::UTC.to_datetime(Timestamp::from_millisecond(at_ms).unwrap_or_default()).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_begin_at_midnight_of_utc() {
        let last_of_february = 951_868_799_999;
        assert_eq!(day_text(last_of_february), "2000-02-29");
        assert_eq!(time_text(last_of_february), "2000-02-29T23:59:59.999Z");
        let (day, month) = day_and_month_of(last_of_february);
        assert_eq!(day_and_month_of(last_of_february + 1), (day + 1, month + 1));
        assert_eq!(time_text(0), "1970-01-01T00:00:00.000Z");
    }

    #[test]
    fn a_day_is_written_in_one_way() {
        assert!(is_day("2026-02-28"));
        for wrong in ["", "2026-02-29", "2026-2-28", "28.02.2026", "2026-02-28T00:00", "+02026-02-28", "20260228  "] {
            assert!(!is_day(wrong), "{wrong}");
        }
    }
}
