//! Counters of what the gateway has done. What happens in a transaction counts once that is committed.

use piecewise_sms::status::Status;
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family},
    registry::Registry,
};

/// The counters of this gateway since its start.
#[derive(Debug, Clone, Default)]
pub(crate) struct Totals {
    accepted: Counter,
    ended: Family<Ended, Counter>,
    hook_attempts: Family<Attempted, Counter>,
}

/// What has happened in a transaction.
#[derive(Debug, Default)]
pub(crate) struct Happened {
    /// Messages that were accepted.
    pub n_accepted: u64,
    /// The final statuses that messages came to.
    pub ended: Vec<Status>,
    /// Attempts to deliver an event to a hook: whether it was taken.
    pub hook_attempts: Vec<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Ended {
    status: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Attempted {
    result: &'static str,
}

impl Totals {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register("messages_accepted", "Messages that were accepted", self.accepted.clone());
        let about = "Messages that came to a final status; one that is corrected counts again";
        registry.register("messages_ended", about, self.ended.clone());
        let about = "Attempts to deliver an event to a hook";
        registry.register("hook_attempts", about, self.hook_attempts.clone());
        // Every series is there from the start, so that the first increase shows.
        for status in Status::ALL.iter().filter(|status| status.is_final()) {
            let _ = self.ended.get_or_create(&Ended { status: status.as_str() });
        }
        for is_taken in [true, false] {
            let _ = self.hook_attempts.get_or_create(&attempted(is_taken));
        }
    }

    /// Counts what happened in a transaction that was committed.
    pub(crate) fn add(&self, happened: Happened) {
        self.accepted.inc_by(happened.n_accepted);
        for status in happened.ended {
            self.ended.get_or_create(&Ended { status: status.as_str() }).inc();
        }
        for is_taken in happened.hook_attempts {
            self.hook_attempts.get_or_create(&attempted(is_taken)).inc();
        }
    }
}

const fn attempted(is_taken: bool) -> Attempted {
    Attempted { result: if is_taken { "delivered" } else { "failed" } }
}
