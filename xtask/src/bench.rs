//! `cargo xtask bench`: the piece engine beside others, measured in one run.

use std::ffi::OsString;

use crate::process;

/// Builds the benchmark for release and runs it with `args`.
pub(crate) fn run(args: Vec<OsString>) -> anyhow::Result<()> {
    process::run(
        process::cargo().args(["run", "--quiet", "--release", "--package", "piecewise-bench", "--"]).args(args),
    )
}
