//! Figures as charts and tables have them.

use piecewise_api::{Figures, StatusCounts};
use piecewise_sms::status::Status;
use yew::prelude::*;

use crate::{
    components::{chart::Fill, duration, status_word},
    format,
    i18n::{self, t},
};

/// The statuses from the bottom of a column and from the left of a bar: arrived first, lost last.
pub(super) const ORDER: [Status; 5] =
    [Status::Delivered, Status::WaitingResult, Status::Sending, Status::Suppressed, Status::Failed];

/// The time zone whose days are meant: the one that the person chose, or the device's.
#[hook]
pub(super) fn use_zone() -> Option<String> {
    let own = use_memo((), |()| Some(format::time_zones().0).filter(|zone| !zone.is_empty()));
    format::time_zone::chosen().or_else(|| (*own).clone())
}

/// How many have a status.
pub(super) const fn count(counts: &StatusCounts, status: Status) -> u64 {
    match status {
        Status::Sending => counts.sending,
        Status::WaitingResult => counts.waiting_result,
        Status::Delivered => counts.delivered,
        Status::Failed => counts.failed,
        Status::Suppressed => counts.suppressed,
    }
}

/// The parts of a column or a bar.
pub(super) fn parts_of(counts: &StatusCounts) -> Vec<(Fill, u64)> {
    ORDER.into_iter().map(|status| (Fill::Status(status), count(counts, status))).collect()
}

/// All of it in words: `Nov 23: 12 messages, 10 Delivered, 2 Failed`.
pub(super) fn in_words(name: &str, counts: &StatusCounts) -> String {
    let mut words = vec![i18n::plural("messages.n_read", counts.total)];
    for status in ORDER {
        let n = count(counts, status);
        if n > 0 {
            words.push(format!("{} {}", format::integer(n), status_word(status)));
        }
    }
    t!("statistics.of", name = name, words = words.join(&t!("statistics.and")))
}

/// The delivery rate, or a dash while no fate is known.
pub(super) fn rate(figures: &Figures) -> String {
    figures.delivered_ppm.map_or_else(dash, format::share)
}

/// The median time to delivery, or a dash.
pub(super) fn median(figures: &Figures) -> String {
    figures.median_delivery_ms.map_or_else(dash, duration)
}

fn dash() -> String {
    "–".into()
}

#[cfg(test)]
mod tests {
    use piecewise_api::StatusCounts;
    use piecewise_sms::status::Status;

    use super::{ORDER, in_words};

    #[test]
    fn every_status_has_its_place() {
        for status in Status::ALL {
            assert!(ORDER.contains(&status), "{status:?}");
        }
    }

    #[test]
    fn only_what_there_is_is_told() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        let counts = StatusCounts { total: 3, delivered: 2, failed: 1, ..StatusCounts::default() };
        assert_eq!(in_words("Nov 23", &counts), "Nov 23: 3 messages, 2 Delivered, 1 Failed");
    }
}
