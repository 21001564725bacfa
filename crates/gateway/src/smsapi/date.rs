//! Dates as the platform writes them: of UTC+8, whatever the clock of the machine says.

/// What UTC+8 is ahead.
const AHEAD_MS: i64 = 8 * 60 * 60 * 1000;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Days in 400 years of the Gregorian calendar, after which it repeats.
const ERA_DAYS: i64 = 146_097;

/// From 1 March of year 0 to the Unix epoch.
const EPOCH_DAYS: i64 = 719_468;

/// `yyyy-MM-dd`.
pub(super) fn date(at_ms: i64) -> String {
    date_of_day((at_ms + AHEAD_MS).div_euclid(DAY_MS))
}

/// `yyyy-MM-dd HH:mm:ss`.
pub(super) fn date_time(at_ms: i64) -> String {
    let second = (at_ms + AHEAD_MS).div_euclid(1000).rem_euclid(24 * 60 * 60);
    format!("{} {:02}:{:02}:{:02}", date(at_ms), second / 3600, second / 60 % 60, second % 60)
}

/// The day, counted from the Unix epoch's.
pub(super) const fn day_of(at_ms: i64) -> i64 {
    (at_ms + AHEAD_MS).div_euclid(DAY_MS)
}

/// When a day begins.
pub(super) const fn start_of_day_ms(n_days: i64) -> i64 {
    n_days * DAY_MS - AHEAD_MS
}

/// Reads `yyyy-MM-dd`; `None` where there is no such day.
pub(super) fn day_of_date(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-').map(str::parse::<i64>);
    let [year, month, day] = [parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?];
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    let (year, month_from_march) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + (153 * month_from_march + 2) / 5 + day - 1;
    let n_days = era * ERA_DAYS + day_of_era - EPOCH_DAYS;
    (date_of_day(n_days) == text).then_some(n_days)
}

/// `yyyy-MM-dd` of a day that is `n_days` after the Unix epoch's.
///
/// Years begin in March here, so that a leap day is the last of its year.
pub(crate) fn date_of_day(n_days: i64) -> String {
    let n_days = n_days + EPOCH_DAYS;
    let (era, day_of_era) = (n_days.div_euclid(ERA_DAYS), n_days.rem_euclid(ERA_DAYS));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::{date, date_of_day, date_time, day_of, day_of_date, start_of_day_ms};

    #[test]
    fn dates_are_of_utc_plus_eight() {
        for (at_ms, expected) in [
            (0, "1970-01-01"),
            (57_599_999, "1970-01-01"),
            (57_600_000, "1970-01-02"),
            (951_753_600_000, "2000-02-29"),
            (951_839_999_999, "2000-02-29"),
            (951_840_000_000, "2000-03-01"),
            (1_709_164_800_000, "2024-02-29"),
            (1_763_800_000_000, "2025-11-22"),
            (4_107_542_400_000, "2100-03-01"),
            (-28_800_001, "1969-12-31"),
        ] {
            assert_eq!(date(at_ms), expected, "{at_ms}");
        }
    }

    #[test]
    fn dates_round_trip() {
        for n_days in (0..80_000).step_by(7) {
            assert_eq!(day_of_date(&date_of_day(n_days)), Some(n_days));
            assert_eq!(day_of(start_of_day_ms(n_days)), n_days);
            assert_eq!(day_of(start_of_day_ms(n_days) - 1), n_days - 1);
        }
        for wrong in ["", "2026-11", "2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "2026-01-01 ", "+2026-01-01"] {
            assert_eq!(day_of_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_are_of_utc_plus_eight() {
        assert_eq!(date_time(1_772_417_701_999), "2026-03-02 10:15:01");
        assert_eq!(date_time(0), "1970-01-01 08:00:00");
    }
}
