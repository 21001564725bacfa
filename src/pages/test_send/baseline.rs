//! How long deliveries usually take, from the tests that were read.

use piecewise_api::Message;
use piecewise_sms::status::Status;

/// Tests that the baseline looks back on.
const N_TESTS: usize = 30;

/// How long it took from accepted to delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Baseline {
    /// Half of the tests were faster.
    pub(super) p50_ms: i64,
    /// Nineteen of twenty were faster.
    pub(super) p95_ms: i64,
    /// How many tests these are.
    pub(super) n: usize,
}

/// The baseline of the newest delivered tests to the country of `message`, without itself; `None` where there are none.
pub(super) fn baseline<'a>(newest_first: impl Iterator<Item = &'a Message>, message: &Message) -> Option<Baseline> {
    let mut durations_ms: Vec<i64> = newest_first
        .filter(|other| other.is_test && other.status == Status::Delivered)
        .filter(|other| other.country == message.country && other.id != message.id)
        .take(N_TESTS)
        .map(|other| other.updated_at_ms - other.accepted_at_ms)
        .collect();
    durations_ms.sort_unstable();
    let at = |percent: usize| durations_ms.get((durations_ms.len() * percent).div_ceil(100).saturating_sub(1)).copied();
    Some(Baseline { p50_ms: at(50)?, p95_ms: at(95)?, n: durations_ms.len() })
}

#[cfg(test)]
mod tests {
    use piecewise_api::Message;
    use piecewise_sms::{pieces::Encoding, status::Status};

    use super::{Baseline, baseline};

    fn message(id: usize, country: &str, duration_ms: i64) -> Message {
        Message {
            id: id.to_string(),
            phone_masked: String::new(),
            country: Some(country.into()),
            template_id: 1,
            template_name: String::new(),
            sms_user: String::new(),
            is_test: true,
            status: Status::Delivered,
            unconfirmed: false,
            reason: None,
            encoding: Encoding::Gsm7,
            n_pieces: 1,
            expected_charge: None,
            charge: None,
            currency: "USD".into(),
            accepted_at_ms: 1_000,
            updated_at_ms: 1_000 + duration_ms,
        }
    }

    ///
    #[test]
    fn the_baseline_is_of_the_last_thirty_tests_to_the_same_country() {
        let this = message(0, "SG", 9);
        assert_eq!(baseline([&this].into_iter(), &this), None, "a test is no baseline for itself");
        let others: Vec<_> = (1..=40_u8).map(|n| message(n.into(), "SG", n.into())).collect();
        let abroad = message(99, "US", 5_000);
        let all = [&this, &abroad].into_iter().chain(&others);
        assert_eq!(baseline(all, &this), Some(Baseline { p50_ms: 15, p95_ms: 29, n: 30 }));
    }
}
