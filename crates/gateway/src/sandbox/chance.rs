//! Chance that can be repeated: the same seed gives the same delays for the same numbers.

use sha2::{Digest as _, Sha256};

/// How long the way to a number takes, around `delay_ms`: from half of it to one and a half. Without a seed, exactly that.
pub(super) fn delay_ms(seed: Option<u64>, phone: &str, delay_ms: i64) -> i64 {
    let Some(seed) = seed else { return delay_ms };
    let digest = Sha256::new().chain_update(seed.to_be_bytes()).chain_update(phone).finalize();
    let thousandths = digest.first_chunk().map_or(0, |octets| i64::from(u32::from_be_bytes(*octets)) % 1001);
    delay_ms / 2 + delay_ms.saturating_mul(thousandths) / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_delay() {
        let of = |seed, phone| delay_ms(Some(seed), phone, 1000);
        assert_eq!(of(7, "+6591234567"), of(7, "+6591234567"));
        let delays: std::collections::BTreeSet<i64> = (0..50).map(|seed| of(seed, "+6591234567")).collect();
        assert!(delays.len() > 40 && delays.iter().all(|delay| (500..=1500).contains(delay)), "{delays:?}");
        assert_eq!(delay_ms(None, "+6591234567", 1000), 1000);
    }
}
