//! The size budgets: what a person downloads to see the console, what each place in it adds, and all of it.

use std::path::Path;

use anyhow::ensure;

use crate::compress::{self, Compressed};

/// What may be loaded at the start, under brotli: the page with its styles, and the shell with the calculator. The aim
/// is 160,000; the budget is where it stands, and is lowered with every change that makes it smaller.
const START_BYTES: u64 = 181_000;

/// What the part of one place may add.
const PART_BYTES: u64 = 110_000;

/// What the parts may share, which comes with the first of them.
const SHARED_BYTES: u64 = 170_000;

/// What everything may take together. The aim is 240,000.
const TOTAL_BYTES: u64 = 840_000;

/// The kinds of files that the budgets cover.
const COUNTED: [&str; 5] = ["css", "html", "js", "mjs", "wasm"];

/// Prints the sizes of the console in `site` and refuses it over a budget.
pub(crate) fn check(site: &Path) -> anyhow::Result<()> {
    let mut files = compress::sizes(site)?;
    files.retain(|file| file.path.extension().is_some_and(|kind| COUNTED.iter().any(|counted| kind == *counted)));
    files.sort_by_key(|file| std::cmp::Reverse(file.n_brotli_bytes));
    let (parts, start): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.path.starts_with("parts"));
    ensure!(start.iter().any(|file| file.path.extension().is_some_and(|kind| kind == "wasm")), "the site has no wasm");
    ensure!(!parts.is_empty(), "the site was not built in parts");

    println!("  {:<52} {:>10} {:>10}", "file", "bytes", "brotli 11");
    list(&start);
    let n_start = sum("at the start", &start, START_BYTES);
    list(&parts);
    let n_total = sum("in all", &files.iter().collect::<Vec<_>>(), TOTAL_BYTES);

    ensure!(n_start <= START_BYTES, "the start is {} bytes over its budget", n_start - START_BYTES);
    for part in parts {
        let is_shared = part.path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("shared-"));
        let n_over = part.n_brotli_bytes.saturating_sub(if is_shared { SHARED_BYTES } else { PART_BYTES });
        ensure!(n_over == 0, "{} is {n_over} bytes over the budget of a part", part.path.display());
    }
    ensure!(n_total <= TOTAL_BYTES, "the console is {} bytes over its budget", n_total - TOTAL_BYTES);
    Ok(())
}

fn list(files: &[&Compressed]) {
    for file in files {
        println!("  {:<52} {:>10} {:>10}", file.path.display(), file.n_bytes, file.n_brotli_bytes);
    }
}

fn sum(name: &str, files: &[&Compressed], budget: u64) -> u64 {
    let n_bytes: u64 = files.iter().map(|file| file.n_bytes).sum();
    let n_brotli_bytes: u64 = files.iter().map(|file| file.n_brotli_bytes).sum();
    println!("  {name:<52} {n_bytes:>10} {n_brotli_bytes:>10}  of {budget}");
    n_brotli_bytes
}
