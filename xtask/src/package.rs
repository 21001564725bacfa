//! The npm package `sms-piece-calculator`: its modules, its scripts, and what they may weigh.

mod modules;

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::{
    compress::{self, Compressed},
    process::{self, run, say},
    project, tools,
};

/// What a page downloads for one use of the package, under brotli: the files, what they should take and what they may.
struct Budget {
    name: &'static str,
    files: &'static [&'static str],
    aim_bytes: u64,
    most_bytes: u64,
}

const BUDGETS: [Budget; 5] = [
    Budget { name: "counting", files: &["count.js", "count.wasm"], aim_bytes: 8_500, most_bytes: 8_500 },
    Budget { name: "element", files: &["element.js", "element.wasm"], aim_bytes: 15_000, most_bytes: 20_000 },
    Budget { name: "main entry", files: &["index.js", "calculator.wasm"], aim_bytes: 14_000, most_bytes: 15_700 },
    Budget { name: "with variables", files: &["templates.wasm"], aim_bytes: 10_000, most_bytes: 14_500 },
    Budget { name: "with the linter", files: &["linter.wasm"], aim_bytes: 20_000, most_bytes: 41_500 },
];

/// Builds the package and says where it is.
pub(crate) fn build() -> anyhow::Result<PathBuf> {
    tools::npm::ensure()?;
    let modules = modules::build()?;
    let package = project::target_dir().join("package");
    let script = project::root().join("crates/calculator/build.js");
    run(process::command(tools::npm::node()?).arg(script).arg(&modules).arg(&package))?;
    Ok(package)
}

/// Packs the package into `folder` as npm would publish it.
pub(crate) fn pack(folder: &Path) -> anyhow::Result<()> {
    let package = build()?;
    let npm = process::find("npm").context("npm is not on the PATH")?;
    say("Packing the npm package");
    let mut pack = process::command(npm);
    run(pack.args(["pack", "--silent", "--pack-destination"]).arg(folder).arg(package))
}

/// Prints the sizes and refuses what is over its budget.
pub(crate) fn check_sizes(package: &Path) -> anyhow::Result<()> {
    let sizes = compress::sizes(package)?;
    let size_of = |name: &str| -> anyhow::Result<&Compressed> {
        sizes.iter().find(|file| file.path == Path::new(name)).with_context(|| format!("the package has no {name}"))
    };
    println!("  {:<16} {:<32} {:>10} {:>10}", "", "files", "bytes", "brotli 11");
    let mut over = Vec::new();
    for Budget { name, files, aim_bytes, most_bytes } in BUDGETS {
        let (mut n_bytes, mut n_brotli_bytes) = (0, 0);
        for file in files {
            let size = size_of(file)?;
            n_bytes += size.n_bytes;
            n_brotli_bytes += size.n_brotli_bytes;
        }
        let files = files.join(" + ");
        println!("  {name:<16} {files:<32} {n_bytes:>10} {n_brotli_bytes:>10}  of {most_bytes}, aim {aim_bytes}");
        if n_brotli_bytes > most_bytes {
            over.push(format!("{name} is {} bytes over its budget", n_brotli_bytes - most_bytes));
        }
    }
    ensure!(over.is_empty(), "{}", over.join("; "));
    Ok(())
}

/// Runs the tests of the package on pages, in Chromium, and in Firefox where it is or can be installed.
pub(crate) fn test_in_browsers(package: &Path) -> anyhow::Result<()> {
    let tests = project::root().join("crates/calculator/tests/browser");
    let chromium = tools::browser::ensure()?;
    let mut node = process::command(tools::npm::node()?);
    node.args(["--test", "--test-concurrency", "1", "--test-force-exit"]).arg(tests).env("PACKAGE", package);
    node.env("CHROMEDRIVER", chromium.driver);
    if let Some(binary) = chromium.binary {
        node.env("CHROME", binary);
    }
    match tools::firefox::ensure() {
        Ok(firefox) => {
            node.env("GECKODRIVER", firefox.driver).env("FIREFOX", firefox.binary);
        }
        Err(error) => say(&format!("Firefox is left out: {error:#}")),
    }
    run(&mut node)
}

/// Runs the tests of the package in Node.
pub(crate) fn test(package: &Path) -> anyhow::Result<()> {
    let tests = project::root().join("crates/calculator/tests/node");
    let mut node = process::command(tools::npm::node()?);
    run(node.arg("--test").arg(tests).env("PACKAGE", package))
}
