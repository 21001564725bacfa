//! Reviews and statuses over random sequences of events.

use piecewise_sms::{
    status::{Status, Track},
    template::{ReviewEvent, ReviewState, Versions},
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// whatever happens, a version is sent only if a reviewer approved that very version.
    #[test]
    fn only_approved_versions_are_ever_sendable(
        events in prop::collection::vec(prop::sample::select(ReviewEvent::ALL.to_vec()), 0..60),
    ) {
        let mut versions = Versions::new();
        let mut approved = Vec::new();
        for event in events {
            let before = versions;
            match versions.after(event) {
                None => {}
                Some(after) => {
                    versions = after;
                    if event == ReviewEvent::Approve {
                        prop_assert_eq!(before.state(), ReviewState::InReview);
                        approved.push(before.version());
                    } else {
                        prop_assert_eq!(after.sendable(), before.sendable(), "only an approval changes what is sent");
                    }
                    prop_assert!(after.version() - before.version() <= 1);
                    let is_next = after.version() > before.version();
                    prop_assert!(!is_next || matches!(before.state(), ReviewState::Approved | ReviewState::Rejected));
                }
            }
            prop_assert_eq!(versions.sendable(), approved.last().copied());
        }
    }

    /// every permutation and duplication of the reports gives the same track.
    #[test]
    fn reports_are_joined_in_any_order(
        reports in prop::collection::vec((prop::sample::select(Status::ALL.to_vec()), 0_i64..1000), 1..8),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
    ) {
        let track = |reports: &[(Status, i64)]| {
            reports.iter().fold(Track::new(), |track, &(status, at_ms)| track.with(status, at_ms))
        };
        let mut shuffled = reports.clone();
        for pick in picks {
            shuffled.push(reports[pick.index(reports.len())]);
            let n = pick.index(shuffled.len());
            shuffled.rotate_left(n);
        }
        prop_assert_eq!(track(&shuffled), track(&reports));
        let halves = shuffled.split_at(shuffled.len() / 2);
        prop_assert_eq!(track(halves.0).join(track(halves.1)), track(&reports));
        let joined = reports.iter().map(|report| report.0).reduce(Status::join);
        prop_assert_eq!(track(&reports).status(), joined);
    }
}
