//! The size budget: what a person downloads to see the console.

use std::path::Path;

use anyhow::ensure;

use crate::compress;

/// What everything the console loads should take, under brotli.
const AIM_BYTES: u64 = 160_000;

/// What it may take: where it stands, so that a change can only make it smaller. It is lowered with every change that
/// does, until it meets [`AIM_BYTES`].
const BUDGET_BYTES: u64 = 362_000;

/// The kinds of files that the budget covers.
const COUNTED: [&str; 5] = ["css", "html", "js", "mjs", "wasm"];

/// Prints the sizes of the console in `site` and refuses it over the budget.
pub(crate) fn check(site: &Path) -> anyhow::Result<()> {
    let mut files = compress::sizes(site)?;
    files.retain(|file| file.path.extension().is_some_and(|kind| COUNTED.iter().any(|counted| kind == *counted)));
    files.sort_by_key(|file| std::cmp::Reverse(file.n_brotli_bytes));
    ensure!(files.iter().any(|file| file.path.extension().is_some_and(|kind| kind == "wasm")), "the site has no wasm");

    println!("  {:<52} {:>10} {:>10}", "file", "bytes", "brotli 11");
    for file in &files {
        println!("  {:<52} {:>10} {:>10}", file.path.display(), file.n_bytes, file.n_brotli_bytes);
    }
    let n_bytes: u64 = files.iter().map(|file| file.n_bytes).sum();
    let n_brotli_bytes: u64 = files.iter().map(|file| file.n_brotli_bytes).sum();
    println!("  {:<52} {n_bytes:>10} {n_brotli_bytes:>10}  of {BUDGET_BYTES}, aim {AIM_BYTES}", "in all");
    ensure!(n_brotli_bytes <= BUDGET_BYTES, "the console is {} bytes over its budget", n_brotli_bytes - BUDGET_BYTES);
    Ok(())
}
