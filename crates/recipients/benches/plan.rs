//! The native side of `cargo xtask bench plan`: how long a file takes to its plan.
//!
//! A plain program, as in `piecewise-sms`: its rows stand beside those of the JavaScript side, which writes the files.
//! For each `.csv` of a folder one line of JSON goes to standard output.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a program for developers, run by xtask")]
#![expect(clippy::disallowed_methods, reason = "the bans are for the crate: a measurement needs a clock and files")]

use std::{env, fs, path::PathBuf, time::Instant};

use piecewise_recipients::{
    NumberReader,
    columns::{ColumnGuess, sample},
    import::{ImportOptions, Importer, N_SAMPLE_BYTES},
    list::{Duplicates, ListBuilder, ListOptions, Suppression},
    plan::{Campaign, Plan, plan},
};
use piecewise_sms::{
    prices::PriceTable,
    template::{ContentType, Template},
};

const N_ROUNDS: usize = 5;
const N_CHUNK_BYTES: usize = 256 << 10;

fn main() {
    let Some(folder) = env::args().skip(1).find(|arg| !arg.starts_with("--")) else {
        // `cargo test --benches` starts us without a folder: there is nothing to test.
        return;
    };
    let template = fs::read_to_string(PathBuf::from(&folder).join("template.txt")).unwrap();
    let template = Template::parse(template.trim_end());
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "csv")).collect();
    files.sort();
    for path in files {
        let file = fs::read(&path).unwrap();
        let mut rounds: Vec<(f64, f64, f64)> = Vec::new();
        let mut last = None;
        for _ in 0..N_ROUNDS {
            let (start, cpu_start) = (Instant::now(), cpu_ms());
            let (plan, read_ms) = measure(&file, &template);
            rounds.push((start.elapsed().as_secs_f64() * 1000.0, cpu_ms() - cpu_start, read_ms));
            last = Some(plan);
        }
        rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (ms, cpu_ms, read_ms) = rounds[N_ROUNDS / 2];
        let plan = last.unwrap();
        println!(
            "{{\"name\":{:?},\"rows\":{},\"accepted\":{},\"rejected\":{},\"duplicate\":{},\"pieces\":{},\"total\":\"{}\",\"ms\":{ms:.1},\"cpu_ms\":{cpu_ms:.1},\"read_ms\":{read_ms:.1},\"peak_kb\":{}}}",
            path.file_stem().unwrap().to_str().unwrap(),
            plan.rows.rows,
            plan.rows.accepted,
            plan.rows.rejected,
            plan.rows.duplicate,
            plan.n_pieces,
            plan.total,
            peak_kb(),
        );
    }
}

/// The plan of a file, and the part of the time that went into reading it.
fn measure(file: &[u8], template: &Template) -> (Plan, f64) {
    let start = Instant::now();
    let head = &file[..file.len().min(N_SAMPLE_BYTES)];
    let reader = NumberReader::new(None).unwrap();
    let guess = ColumnGuess::of(&sample(head, ImportOptions::default()).unwrap(), &template.variables(), reader);
    let options = ListOptions {
        default_country: None,
        columns: guess.columns().unwrap(),
        duplicates: Duplicates::First,
        content_type: ContentType::Marketing,
    };
    let suppression = Suppression::default();
    let mut builder = ListBuilder::new(template, options, &suppression).unwrap();
    let mut importer = Importer::new(ImportOptions::default());
    for chunk in file.chunks(N_CHUNK_BYTES) {
        importer.push(chunk, |record| _ = builder.push(record)).unwrap();
    }
    importer.finish(|record| _ = builder.push(record)).unwrap();
    let list = builder.finish();
    let read_ms = start.elapsed().as_secs_f64() * 1000.0;
    let prices = PriceTable::sample();
    let campaign = Campaign {
        template,
        content_type: ContentType::Marketing,
        prices: &prices,
        sender: None,
        senders: &[],
        start_ms: 0,
    };
    (plan(&list, &campaign).unwrap(), read_ms)
}

/// How long this thread has been on a processor, in milliseconds, where the system tells; otherwise 0. On a machine with
/// other work this is what the work itself takes.
fn cpu_ms() -> f64 {
    let times = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    times.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}

/// The most memory that this program has had, in kilobytes, where the system tells; otherwise 0.
fn peak_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
