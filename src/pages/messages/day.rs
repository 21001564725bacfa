//! Days where the reader is.

/// The first moment of a day `YYYY-MM-DD`, or of the one `n_later` days after it.
pub(super) fn start_ms(iso: &str, n_later: i32) -> Option<i64> {
    let mut parts = iso.splitn(3, '-');
    let mut next = || parts.next()?.parse::<i32>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    let is_day = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then(|| midnight_ms(year, month, day + n_later))
}

#[cfg(target_arch = "wasm32")]
fn midnight_ms(year: i32, month: i32, day: i32) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a date's time is a whole number below 2^53")]
    let at_ms = js_sys::Date::new_with_year_month_day(year.unsigned_abs(), month - 1, day).get_time() as i64;
    at_ms
}

/// Outside a browser there is no time zone, and months count 31 days.
#[cfg(not(target_arch = "wasm32"))]
fn midnight_ms(year: i32, month: i32, day: i32) -> i64 {
    ((i64::from(year) - 1970) * 372 + i64::from(month - 1) * 31 + i64::from(day - 1)) * 86_400_000
}
