//! `cargo xtask bench`: the piece engine beside others, measured in one run.
//!
//! This builds what is measured; `bench/report.js` measures it and prints the tables of `docs/benchmarks.md`.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use crate::{
    process::{self, cargo, say},
    project,
    tools::{self, wasm_target::TARGET},
};

/// Builds for release and measures.
pub(crate) fn run(args: &[OsString]) -> anyhow::Result<()> {
    anyhow::ensure!(args.is_empty(), "`cargo xtask bench` takes no arguments");
    tools::npm::ensure()?;
    tools::wasm_target::ensure()?;
    tools::wasm_bindgen::ensure()?;
    let chromium = tools::browser::ensure()?.binary.context("the browser's place is not known; set CHROME to it")?;
    let folder = project::target_dir().join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;

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
    say("Building the module and the native benchmark for release (about 1 minute the first time)");
    let module = module(&folder)?;
    let native = native()?;
    let corpus = project::root().join("crates/sms/tests/data/segmentation-cases.jsonl");
    process::run(
        process::command("node")
            .arg(peers.join("report.js"))
            .args([module.join("piecewise_calculator.js"), module.join("optimised.wasm"), corpus, native, chromium])
            .arg(&folder),
    )
}

/// The calculator's module as it is shipped: with vector instructions, and optimised.
fn module(folder: &Path) -> anyhow::Result<PathBuf> {
    let target_dir = project::target_dir();
    process::run(
        cargo()
            .args(["build", "--quiet", "--package", "piecewise-calculator", "--lib"])
            .args(["--profile", "calculator", "--target", TARGET, "--target-dir"])
            .arg(&target_dir)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-C target-feature=+simd128"),
    )?;
    let module = folder.join("module");
    let built = target_dir.join(TARGET).join("calculator").join("piecewise_calculator.wasm");
    process::run(process::command("wasm-bindgen").args(["--target", "web", "--out-dir"]).arg(&module).arg(built))?;
    process::run(
        process::command("wasm-opt")
            .arg("-O3")
            .arg(module.join("piecewise_calculator_bg.wasm"))
            .arg("-o")
            .arg(module.join("optimised.wasm")),
    )?;
    Ok(module)
}

/// The native benchmark's program.
fn native() -> anyhow::Result<PathBuf> {
    let mut build = cargo();
    build.args(["bench", "--quiet", "--package", "piecewise-sms", "--bench", "pieces", "--no-run"]);
    build.args(["--message-format", "json"]);
    let messages = process::output(&mut build)?;
    let program = messages.lines().filter(|line| line.contains("\"name\":\"pieces\"")).find_map(|line| {
        let (_, path) = line.split_once("\"executable\":\"")?;
        path.split_once('"').map(|(path, _)| path.replace("\\\\", "\\"))
    });
    program.map(PathBuf::from).context("Cargo did not say where the native benchmark is")
}
