//! How often somebody may call: limits that this gateway keeps in memory, by the machine's own clock.
//!
//! A limit is so many calls within a minute, all at once or spread; 0 means none. Several gateways on one database each
//! keep their own.

use std::{
    hash::Hash,
    net::IpAddr,
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use governor::{
    Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
    state::keyed::DefaultKeyedStateStore,
};
use piecewise_api::ProblemKind;

use crate::{config::Config, peer::Peer, server::Refusal};

/// After so many checks, keys that are as good as new are forgotten.
const N_CHECKS_BETWEEN_CLEANINGS: u32 = 10_000;

/// A limit for each key.
#[derive(Debug)]
struct Limit<K: Clone + Hash + Eq> {
    limiter: Option<RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock>>,
    n_checks: AtomicU32,
}

impl<K: Clone + Hash + Eq> Limit<K> {
    fn per_minute(n_calls: u32) -> Self {
        let limiter = NonZeroU32::new(n_calls).map(|n_calls| RateLimiter::keyed(Quota::per_minute(n_calls)));
        Self { limiter, n_checks: AtomicU32::new(0) }
    }

    /// Counts a call; where it is one too many, says how long to wait.
    fn check(&self, key: &K) -> Result<(), Duration> {
        let Some(limiter) = &self.limiter else { return Ok(()) };
        if self.n_checks.fetch_add(1, Ordering::Relaxed) % N_CHECKS_BETWEEN_CLEANINGS == N_CHECKS_BETWEEN_CLEANINGS - 1
        {
            limiter.retain_recent();
        }
        limiter.check_key(key).map_err(|too_early| too_early.wait_time_from(limiter.clock().now()))
    }
}

/// Every limit.
#[derive(Debug)]
pub(crate) struct Limits {
    sign_in_address: Limit<IpAddr>,
    sign_in_email: Limit<String>,
    person: Limit<i64>,
    sms_user: Limit<String>,
}

impl Limits {
    /// The limits of the configuration.
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            sign_in_address: Limit::per_minute(config.sign_ins_per_address),
            sign_in_email: Limit::per_minute(config.sign_ins_per_email),
            person: Limit::per_minute(config.calls_per_person),
            sms_user: Limit::per_minute(config.calls_per_sms_user),
        }
    }

    /// Counts an attempt to sign in from `peer`, and one with `email` where it is not empty.
    pub(crate) fn check_sign_in(&self, peer: Option<Peer>, email: &str) -> Result<(), Refusal> {
        if let Some(peer) = peer {
            self.sign_in_address.check(&peer.0).map_err(too_many)?;
        }
        if !email.is_empty() {
            self.sign_in_email.check(&email.to_owned()).map_err(too_many)?;
        }
        Ok(())
    }

    /// Counts a call of the console's API.
    pub(crate) fn check_person(&self, person_id: i64) -> Result<(), Refusal> {
        self.person.check(&person_id).map_err(too_many)
    }

    /// Counts a call of `/smsapi`; where it is one too many, gives the seconds to wait.
    pub(crate) fn check_sms_user(&self, sms_user: &str) -> Result<(), u64> {
        self.sms_user.check(&sms_user.to_owned()).map_err(seconds)
    }
}

fn too_many(wait: Duration) -> Refusal {
    let n_seconds = seconds(wait);
    Refusal::of(ProblemKind::RateLimited).detail(format!("call again in {n_seconds} s")).retry_after(n_seconds)
}

/// Whole seconds after which the next call is let through.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_own_limit() {
        let limit = Limit::per_minute(2);
        assert_eq!([limit.check(&1), limit.check(&1)], [Ok(()), Ok(())]);
        let wait = limit.check(&1).unwrap_err();
        assert!(wait > Duration::from_secs(20) && wait <= Duration::from_secs(30), "{wait:?}");
        assert_eq!(limit.check(&2), Ok(()));
        let none = Limit::per_minute(0);
        assert!((0..1000).all(|_| none.check(&1).is_ok()));
    }
}
