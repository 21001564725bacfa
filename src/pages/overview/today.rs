//! Today's figures, counted from the messages that were read.

use std::rc::Rc;

use piecewise_api::Message;
use piecewise_sms::status::Status;

use crate::order::sorted_by;

/// Today in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Today {
    /// Messages accepted today.
    pub(super) n_sent: u64,
    /// Their pieces.
    pub(super) n_pieces: u64,
    /// How many stand in each status, in the order of [`Status::ALL`].
    n_by_status: [u64; 5],
    /// Half of the delivered ones were faster.
    pub(super) median_ms: Option<i64>,
    /// Whether today has older messages that were not read.
    pub(super) is_partial: bool,
}

impl Today {
    /// Counts the messages accepted since `start_ms`; `has_more` says that there are older ones than `newest_first`.
    pub(super) fn of(newest_first: &[Rc<Message>], has_more: bool, start_ms: i64) -> Self {
        let today: Vec<&Message> = newest_first
            .iter()
            .map(|message| &**message)
            .filter(|message| message.accepted_at_ms >= start_ms)
            .collect();
        let n_in = |status: Status| today.iter().filter(|message| message.status == status).count() as u64;
        let durations_ms: Vec<i64> = today
            .iter()
            .filter(|message| message.status == Status::Delivered)
            .map(|message| message.updated_at_ms - message.accepted_at_ms)
            .collect();
        let durations_ms = sorted_by(durations_ms, Ord::cmp);
        Self {
            n_sent: today.len() as u64,
            n_pieces: today.iter().map(|message| u64::from(message.n_pieces)).sum(),
            n_by_status: Status::ALL.map(n_in),
            median_ms: durations_ms.get(durations_ms.len() / 2).copied(),
            is_partial: has_more && today.len() == newest_first.len(),
        }
    }

    /// How many stand in `status`.
    pub(super) fn n(&self, status: Status) -> u64 {
        Status::ALL.into_iter().zip(self.n_by_status).filter(|(known, _)| *known == status).map(|(_, n)| n).sum()
    }

    /// How many are on their way.
    pub(super) fn n_open(&self) -> u64 {
        self.n(Status::Sending) + self.n(Status::WaitingResult)
    }

    /// How many will not arrive.
    pub(super) fn n_undelivered(&self) -> u64 {
        self.n(Status::Failed) + self.n(Status::Suppressed)
    }

    /// Delivered ones of those that are decided, in whole percent rounded down, so that 100 means all.
    pub(super) fn percent_delivered(&self) -> Option<u64> {
        let n_decided = self.n(Status::Delivered) + self.n_undelivered();
        (self.n(Status::Delivered) * 100).checked_div(n_decided)
    }
}

/// Midnight, where the reader is.
#[cfg(target_arch = "wasm32")]
pub(super) fn start_of_today_ms(now_ms: i64) -> i64 {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 stay far below 2^53")]
    let date = js_sys::Date::new(&(now_ms as f64).into());
    date.set_hours(0);
    date.set_minutes(0);
    date.set_seconds(0);
    date.set_milliseconds(0);
    #[expect(clippy::cast_possible_truncation, reason = "a date's time is a whole number below 2^53")]
    let midnight_ms = date.get_time() as i64;
    midnight_ms
}

/// Midnight in UTC: outside a browser there is no time zone.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn start_of_today_ms(now_ms: i64) -> i64 {
    now_ms - now_ms.rem_euclid(86_400_000)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use piecewise_api::Message;
    use piecewise_sms::{pieces::Encoding, status::Status};

    use super::Today;

    fn message(accepted_at_ms: i64, status: Status) -> Rc<Message> {
        Rc::new(Message {
            id: accepted_at_ms.to_string(),
            phone_masked: String::new(),
            country: None,
            template_id: 1,
            template_name: String::new(),
            sms_user: String::new(),
            is_test: true,
            status,
            unconfirmed: false,
            reason: None,
            encoding: Encoding::Gsm7,
            n_pieces: 2,
            expected_charge: None,
            charge: None,
            currency: "USD".into(),
            accepted_at_ms,
            updated_at_ms: accepted_at_ms + 1_000,
        })
    }

    ///
    #[test]
    fn only_today_counts() {
        let rows = [
            message(30, Status::Sending),
            message(20, Status::Delivered),
            message(15, Status::Suppressed),
            message(5, Status::Delivered),
        ];
        let today = Today::of(&rows, true, 10);
        assert_eq!((today.n_sent, today.n_pieces, today.n_open(), today.n_undelivered()), (3, 6, 1, 1));
        assert_eq!(today.percent_delivered(), Some(50));
        assert_eq!(today.median_ms, Some(1_000));
        assert!(!today.is_partial);
    }

    #[test]
    fn nothing_sent_is_no_rate_and_an_unread_rest_is_said() {
        let today = Today::of(&[], false, 0);
        assert_eq!((today.percent_delivered(), today.median_ms), (None, None));
        assert!(Today::of(&[message(20, Status::Sending)], true, 10).is_partial);
    }
}
