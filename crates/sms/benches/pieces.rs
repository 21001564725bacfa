//! The native side of `cargo xtask bench`: how fast the texts of a folder are counted and cut.
//!
//! A plain program instead of a benchmark library, because its rows stand beside those of the JavaScript side, which
//! writes the texts: `NAME.utf8` holds them one behind the other, `NAME.ends` where each ends, in 32-bit
//! little-endian words. One line of JSON per text class goes to standard output.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a program for developers, run by xtask")]
#![expect(clippy::disallowed_methods, reason = "the bans are for the crate: a measurement needs a clock and files")]

use std::{
    env, fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use piecewise_sms::pieces::{Count, count, count_many, segment};

const N_ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_millis(60);

fn main() {
    let Some(folder) = env::args().skip(1).find(|arg| !arg.starts_with("--")) else {
        // `cargo test --benches` starts us without a folder: there is nothing to test.
        return;
    };
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut classes: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "utf8")).collect();
    classes.sort();
    for path in classes {
        measure(&path);
    }
}

fn measure(path: &Path) {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let utf8 = fs::read_to_string(path).unwrap();
    let ends: Vec<u32> = fs::read(path.with_extension("ends"))
        .unwrap()
        .as_chunks()
        .0
        .iter()
        .map(|&word| u32::from_le_bytes(word))
        .collect();
    let mut start = 0;
    let texts: Vec<&str> =
        ends.iter().map(|&end| utf8.get(std::mem::replace(&mut start, end as usize)..end as usize).unwrap()).collect();
    let mut counts = vec![Count::EMPTY; texts.len()];

    let n_pieces: u64 = texts.iter().map(|text| u64::from(count(text).n_pieces)).sum();
    let segment = per_second(&texts, |text| segment(text).pieces.len());
    let count = per_second(&texts, |text| count(text).n_pieces as usize);
    let many_ms = median_ms(|| count_many(black_box(utf8.as_bytes()), &ends, &mut counts).unwrap());
    let n_texts = texts.len();
    println!(
        "{{\"name\":\"{name}\",\"texts\":{n_texts},\"pieces\":{n_pieces},\"segment\":{segment},\"count\":{count},\"many_ms\":{many_ms}}}"
    );
}

/// Calls of `work` per second: the median of rounds that go over all texts.
#[expect(clippy::cast_precision_loss, reason = "a speed, not money")]
fn per_second(texts: &[&str], work: impl Fn(&str) -> usize) -> f64 {
    let pass = || texts.iter().map(|text| work(black_box(text))).sum::<usize>();
    let start = Instant::now();
    let mut n_passes = 0;
    while n_passes == 0 || start.elapsed() < ROUND {
        black_box(pass());
        n_passes += 1;
    }
    let ms = median_ms(|| {
        for _ in 0..n_passes {
            black_box(pass());
        }
    });
    1000.0 * (n_passes * texts.len()) as f64 / ms
}

fn median_ms(mut work: impl FnMut()) -> f64 {
    let mut rounds: Vec<Duration> = (0..N_ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    rounds.sort();
    rounds[N_ROUNDS / 2].as_secs_f64() * 1000.0
}
