//! Numbers, money, dates and country names as the reader's language writes them, by the browser's `Intl`.
//!
//! Natively (in tests) there is no `Intl`: plain forms stand in, so that components render everywhere.

mod amount;
#[cfg(target_arch = "wasm32")]
mod intl;
#[cfg(not(target_arch = "wasm32"))]
mod plain;

pub mod time_zone;

#[cfg(target_arch = "wasm32")]
use intl as imp;
#[cfg(not(target_arch = "wasm32"))]
use plain as imp;

pub use amount::{AmountFault, read_amount};
use std::cell::Cell;

use piecewise_sms::money::Micros;

use crate::i18n;

thread_local! {
    static AHEAD_MS: Cell<i64> = const { Cell::new(0) };
}

/// A text in small letters, for comparing.
pub fn small_letters(text: &str) -> String {
    imp::small_letters(text)
}

/// A whole number: `1,600`.
pub fn integer(n: u64) -> String {
    imp::integer(n, i18n::current())
}

/// An amount with its currency behind it: `0.0824 USD`.
pub fn money(amount: Micros, currency: &str) -> String {
    format!("{}\u{a0}{currency}", imp::decimal(amount, i18n::current()))
}

/// The amount alone, where the currency stands in the head of the column.
pub fn amount(amount: Micros) -> String {
    imp::decimal(amount, i18n::current())
}

/// The price of one piece, to at least four places, so that prices line up in a column.
pub fn unit_price(amount: Micros) -> String {
    imp::unit_price(amount, i18n::current())
}

/// A country's name; its code where the name is not known.
pub fn country(code: &str) -> String {
    imp::country(code, i18n::current())
}

/// A moment, to the second, in the reader's time zone.
pub fn date_time(at_ms: i64) -> String {
    imp::date_time(at_ms, i18n::current())
}

/// The device's own time zone, and every one that the browser knows.
pub fn time_zones() -> (String, Vec<String>) {
    imp::time_zones()
}

/// A day of the form `YYYY-MM-DD`.
pub fn day(iso: &str) -> String {
    imp::day(iso, i18n::current())
}

/// A day of the form `YYYY-MM-DD` without its year: `Nov 23`.
pub fn day_short(iso: &str) -> String {
    imp::day_short(iso, i18n::current())
}

/// A share of a million in percent, to the tenth, rounded down so that 100 % means all.
pub fn share(ppm: u32) -> String {
    format!("{}.{}%", ppm / 10_000, ppm / 1_000 % 10)
}

/// The first moment of a day of the form `YYYY-MM-DD`, where the reader is.
pub fn begin_of_day_ms(iso: &str) -> Option<i64> {
    imp::begin_of_day_ms(iso)
}

/// The day on the reader's calendar, as `YYYY-MM-DD`.
pub fn day_of(at_ms: i64) -> String {
    imp::day_of(at_ms)
}

/// How long ago, in the largest unit that fits: `3 minutes ago`.
pub fn ago(at_ms: i64, now_ms: i64) -> String {
    let (n, unit) = largest_unit(at_ms - now_ms);
    imp::relative(n, unit, i18n::current())
}

/// The clock of the page, in milliseconds since the Unix epoch; ahead of the device's by as much as the sandbox's is.
pub fn now_ms() -> i64 {
    imp::now_ms() + AHEAD_MS.get()
}

/// How far the sandbox's clock was moved on.
pub fn set_ahead(ahead_ms: i64) {
    AHEAD_MS.set(ahead_ms);
}

/// A signed distance in time in its largest whole unit, as `Intl.RelativeTimeFormat` names it.
fn largest_unit(distance_ms: i64) -> (i64, &'static str) {
    const UNITS: [(i64, &str); 4] = [(86_400_000, "day"), (3_600_000, "hour"), (60_000, "minute"), (1_000, "second")];
    UNITS
        .into_iter()
        .find(|(unit_ms, _)| distance_ms.abs() >= *unit_ms)
        .map_or((0, "second"), |(unit_ms, name)| (distance_ms / unit_ms, name))
}

#[cfg(test)]
mod tests {
    use super::largest_unit;

    #[test]
    fn a_distance_is_told_in_its_largest_unit() {
        assert_eq!(largest_unit(-999), (0, "second"));
        assert_eq!(largest_unit(-61_000), (-1, "minute"));
        assert_eq!(largest_unit(-7_200_000), (-2, "hour"));
        assert_eq!(largest_unit(-3 * 86_400_000), (-3, "day"));
    }
}
