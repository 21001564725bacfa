//! Moments in several countries.

use super::*;

/// 2026-01-05, a Monday, at this time (UTC).
fn monday(hour: i64, minute: i64) -> i64 {
    (20_458 * DAY_MINUTES + hour * 60 + minute) * MINUTE_MS
}

fn is_open_in(country: &str, at_ms: i64) -> bool {
    quiet_state(Some(country), ContentType::Marketing, at_ms).is_open()
}

/// every zone of a country must be awake, in winter and in summer.
#[test]
fn all_zones_of_a_country_must_be_awake() {
    // Singapore, UTC+8: from 9 to 20.
    assert!(!is_open_in("SG", monday(0, 59)) && is_open_in("SG", monday(1, 0)));
    assert!(is_open_in("SG", monday(11, 59)) && !is_open_in("SG", monday(12, 0)));
    // The United States from Hawaii (UTC-10) to Eastern summer time (UTC-4): from 8 to 21.
    assert!(!is_open_in("US", monday(17, 45)) && is_open_in("US", monday(18, 0)));
    assert!(is_open_in("US", monday(24, 59)) && !is_open_in("US", monday(25, 0)));
    // India, UTC+5:30: from 10 to 21.
    assert!(!is_open_in("IN", monday(4, 29)) && is_open_in("IN", monday(4, 30)));
}

#[test]
fn the_next_change_is_told() {
    let at = monday(0, 7);
    assert_eq!(quiet_state(Some("SG"), ContentType::Marketing, at), QuietState::Quiet { until_ms: Some(monday(1, 0)) });
    let at = monday(2, 0);
    assert_eq!(quiet_state(Some("SG"), ContentType::Marketing, at), QuietState::Open { until_ms: monday(12, 0) });
    // In France not on Sundays: Saturday ends at 22:00, UTC+2 at the latest, and Monday begins at 8:00, UTC+1.
    let saturday_evening = monday(-28, 0);
    assert_eq!(
        quiet_state(Some("FR"), ContentType::Marketing, saturday_evening),
        QuietState::Quiet { until_ms: Some(monday(7, 0)) }
    );
}

/// OTP is exempt; an unknown zone is held and reported.
#[test]
fn only_marketing_waits() {
    let night = monday(20, 0);
    assert_eq!(quiet_state(Some("SG"), ContentType::Otp, night), QuietState::Exempt);
    assert_eq!(quiet_state(Some("SG"), ContentType::Notification, night), QuietState::Exempt);
    assert_eq!(quiet_state(None, ContentType::Marketing, night), QuietState::UnknownZone);
    assert_eq!(quiet_state(None, ContentType::Otp, night), QuietState::Exempt);
}

#[test]
fn a_strip_shows_a_day() {
    let strip = quiet_strip("SG", monday(0, 0)).unwrap();
    let n_open = strip.iter().filter(|is_open| **is_open).count();
    assert_eq!((n_open, strip[1], strip[2], strip[23], strip[24]), (22, false, true, true, false));
    assert_eq!(quiet_strip("XX", 0), None);
    assert_eq!(quiet_rule("US").basis, QuietBasis::Law);
    assert_eq!(quiet_rule("SG").basis, QuietBasis::Default);
}
