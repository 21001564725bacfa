//! The steps of an axis: whole numbers that people count in.

/// The parts of an axis at most.
const N_STEPS: u64 = 4;

/// Where the lines of an axis from nothing to at least `largest` stand.
pub(super) fn steps(largest: u64) -> Vec<u64> {
    let mut power = 1_u64;
    loop {
        for digit in [1, 2, 5] {
            let step = digit * power;
            if step * N_STEPS >= largest {
                return (0..=largest.max(1).div_ceil(step)).map(|n| n * step).collect();
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn an_axis_has_few_round_steps_and_reaches_the_largest() {
        for (largest, expected) in [
            (0, vec![0, 1]),
            (1, vec![0, 1]),
            (3, vec![0, 1, 2, 3]),
            (7, vec![0, 2, 4, 6, 8]),
            (21, vec![0, 10, 20, 30]),
            (1_000, vec![0, 500, 1_000]),
            (98_765, vec![0, 50_000, 100_000]),
        ] {
            assert_eq!(steps(largest), expected, "{largest}");
        }
    }
}
