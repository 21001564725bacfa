//! `cargo xtask bench`: the piece engine beside others, measured in one run.
//!
//! This builds what is measured; `bench/report.js` measures it and prints the tables of `docs/benchmarks.md`.

pub(crate) mod plan;

use std::{ffi::OsString, fs, path::PathBuf};

use anyhow::Context;

use crate::{
    package,
    process::{self, cargo, say},
    project, tools,
};

/// Builds for release and measures.
pub(crate) fn run(args: &[OsString]) -> anyhow::Result<()> {
    anyhow::ensure!(args.is_empty(), "`cargo xtask bench` takes no arguments");
    tools::npm::ensure()?;
    let chromium = tools::browser::ensure()?.binary.context("the browser's place is not known; set CHROME to it")?;
    let folder = project::target_dir().join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;

    let peers = peers()?;
    let package = package::build()?;
    say("Building the native benchmark for release (about 1 minute the first time)");
    let native = native("piecewise-sms", "pieces")?;
    let corpus = project::root().join("crates/sms/tests/data/segmentation-cases.jsonl");
    process::run(
        process::command("node")
            .arg(peers.join("report.js"))
            .arg(package)
            .args([corpus, native, chromium])
            .arg(&folder),
    )
}

/// The folder of those that are measured beside ours, with what they need installed.
fn peers() -> anyhow::Result<PathBuf> {
    let peers = project::root().join("bench");
    let modified = |path: PathBuf| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let installed = modified(peers.join("node_modules").join(".package-lock.json"));
    if installed.is_none() || installed < modified(peers.join("package-lock.json")) {
        say("Installing the other counters from npm (a few seconds)");
        let npm = process::find("npm").context("npm is not on the PATH")?;
        process::run(process::command(npm).current_dir(&peers).args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
        ]))?;
    }
    Ok(peers)
}

/// The program of a package's native benchmark.
fn native(package: &str, name: &str) -> anyhow::Result<PathBuf> {
    let mut build = cargo();
    build.args(["bench", "--quiet", "--package", package, "--bench", name, "--no-run"]);
    build.args(["--message-format", "json"]);
    let messages = process::output(&mut build)?;
    let named = format!("\"name\":\"{name}\"");
    let program = messages.lines().filter(|line| line.contains(&named)).find_map(|line| {
        let (_, path) = line.split_once("\"executable\":\"")?;
        path.split_once('"').map(|(path, _)| path.replace("\\\\", "\\"))
    });
    program.map(PathBuf::from).context("Cargo did not say where the native benchmark is")
}
