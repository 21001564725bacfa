//! `cargo xtask bench gateway`: what the gateway accepts, how fast it answers, and what it needs for that.
//!
//! Its one argument is the gateway's program. What it measures and how stands in `docs/benchmarks.md`.

#![expect(clippy::print_stdout, reason = "a benchmark prints its tables")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the figures are far from the limits of their types"
)]

mod http;
mod plain;
mod program;
mod reads;

use std::time::{Duration, Instant};

use http::Connection;
use program::Program;

/// Calls at the same time.
const N_CALLERS: u32 = 16;

/// How long each size is measured.
const MEASURED: Duration = Duration::from_secs(8);

/// Messages in the journal when the memory is looked at.
const N_MESSAGES: usize = 1_000_000;

/// Event streams that are open at the same time.
const N_STREAMS: usize = 1000;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let path = std::env::args_os().nth(1).ok_or_else(|| anyhow::anyhow!("name the gateway's program"))?;
    let mut program = Program::start(path.as_ref()).await?;
    streams(&program).await?;
    latency(&program).await?;
    let mut ranges = Vec::new();
    for n_numbers in [1, 100, 2000] {
        let first = program.last_submission().await? + 1;
        let started = Instant::now();
        let n_accepted = program.call_for(N_CALLERS, n_numbers, |_| started.elapsed() < MEASURED).await?;
        let per_second = n_accepted as f64 / started.elapsed().as_secs_f64();
        ranges.push((n_numbers, per_second, first..program.last_submission().await? + 1));
    }
    let n_before = program.n_messages().await?;
    program.call_for(N_CALLERS, 2000, |n_accepted| n_before + n_accepted < N_MESSAGES).await?;
    let memory = program.memory_mb()?;
    let n_messages = program.n_messages().await?;
    println!("\nMemory of the gateway with {n_messages} messages in its journal: {memory} MB");
    reads::measure(&program).await?;
    program.kill().await?;
    println!("\nAccepted recipients per second, durable before the answer, {N_CALLERS} calls at a time");
    println!("{:>12} {:>14} {:>14} {:>7}", "in calls of", "the gateway", "plain inserts", "ratio");
    for (n_numbers, per_second, submissions) in ranges {
        // As many as take about as long, at most what was written.
        let n_calls = (60_000 / i64::try_from(n_numbers)?).clamp(20, 2000);
        let end = submissions.end.min(submissions.start + n_calls);
        let n_rows = f64::from(i32::try_from(end - submissions.start)?) * n_numbers as f64;
        let took = plain::insert(&program.database(), submissions.start..end).await?;
        let plain_per_second = n_rows / took.as_secs_f64();
        let ratio = per_second / plain_per_second;
        println!("{n_numbers:>12} {per_second:>14.0} {plain_per_second:>14.0} {ratio:>7.2}");
    }
    Ok(())
}

/// Single sends at 500 a second, each timed from when it was due.
async fn latency(program: &Program) -> anyhow::Result<()> {
    const N_PER_SECOND: u32 = 500;
    const N_SENDS: u32 = 10 * N_PER_SECOND;
    const N_CONNECTIONS: u32 = 100;
    let begin = Instant::now() + Duration::from_millis(200);
    let senders = (0..N_CONNECTIONS).map(|at| {
        let (body_of, host) = (program.body_of(), program.host.clone());
        tokio::spawn(async move {
            let mut connection = Connection::open(&host).await?;
            let mut took = Vec::new();
            for n in (at..N_SENDS).step_by(usize::try_from(N_CONNECTIONS)?) {
                let due = begin + Duration::from_secs(1) * n / N_PER_SECOND;
                tokio::time::sleep_until(due.into()).await;
                program::send(&mut connection, &body_of(1)).await?;
                took.push(due.elapsed());
            }
            anyhow::Ok(took)
        })
    });
    let mut all = Vec::new();
    for sender in senders.collect::<Vec<_>>() {
        all.extend(sender.await??);
    }
    all.sort();
    let at = |share: f64| all[((all.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!(
        "\nA single send under {N_PER_SECOND} a second, in ms: median {:.1}, p90 {:.1}, p99 {:.1}",
        at(0.5),
        at(0.9),
        at(0.99)
    );
    Ok(())
}

/// How long until every one of many streams has heard of a call.
async fn streams(program: &Program) -> anyhow::Result<()> {
    const N_NUMBERS: usize = 100;
    let mut streams = Vec::new();
    for _ in 0..N_STREAMS {
        streams.push(Connection::open(&program.host).await?.listen(&program.cookie).await?);
    }
    let started = Instant::now();
    let hearing: Vec<_> = streams
        .into_iter()
        .map(|mut stream| tokio::spawn(async move { stream.hear(N_NUMBERS).await.map(|()| started.elapsed()) }))
        .collect();
    let memory = program.memory_mb()?;
    println!("Memory of the gateway with {N_STREAMS} open streams: {memory} MB");
    let mut connection = Connection::open(&program.host).await?;
    program::send(&mut connection, &program.body_of()(N_NUMBERS)).await?;
    let mut last = Duration::ZERO;
    for heard in hearing {
        last = last.max(heard.await??);
    }
    let per_second = (N_STREAMS * N_NUMBERS) as f64 / last.as_secs_f64();
    println!(
        "{N_NUMBERS} events to each of {N_STREAMS} open streams: {:.0} ms from the call to the last, {per_second:.0} events/s",
        last.as_secs_f64() * 1000.0
    );
    Ok(())
}
