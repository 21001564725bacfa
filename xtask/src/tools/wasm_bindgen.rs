//! The `wasm-bindgen` command and its test runner, of exactly the locked version: they are built from the package
//! `wasm-tools` and kept in `.tools/bin`, which goes first on the `PATH` of Trunk and wasm-pack.

use std::{
    env::consts::EXE_SUFFIX,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use crate::{
    fingerprint,
    process::{cargo, run, say, version_of},
    project,
};

/// The version that the command and the library must share.
pub(crate) fn version() -> anyhow::Result<String> {
    project::locked_version("wasm-bindgen")
}

/// The runner for wasm tests.
pub(crate) fn test_runner() -> PathBuf {
    tool("wasm-bindgen-test-runner")
}

/// Builds both programs where they are missing, of another version, or from other sources.
pub(crate) fn ensure() -> anyhow::Result<()> {
    let version = version()?;
    let made_of = format!("{version} {}", fingerprint::of_wasm_tools()?);
    let stamp = project::tools_dir().join("wasm-bindgen.stamp");
    let is_current = fs::read_to_string(&stamp).is_ok_and(|stamped| stamped == made_of)
        && version_of(&tool("wasm-bindgen")).is_some_and(|answer| answer.ends_with(&version))
        && test_runner().is_file();
    if is_current {
        return Ok(());
    }
    say(&format!("Building wasm-bindgen {version} and its test runner (about 1 minute, once per version)"));
    run(cargo().args(["build", "--quiet", "--package", "wasm-tools"]))?;
    let bin = project::tools_dir().join("bin");
    fs::create_dir_all(&bin).with_context(|| format!("cannot create {}", bin.display()))?;
    for name in ["wasm-bindgen", "wasm-bindgen-test-runner"] {
        install(&project::target_dir().join("debug").join(format!("{name}{EXE_SUFFIX}")), &tool(name))?;
    }
    fs::write(&stamp, made_of).with_context(|| format!("cannot write {}", stamp.display()))
}

fn tool(name: &str) -> PathBuf {
    project::tools_dir().join("bin").join(format!("{name}{EXE_SUFFIX}"))
}

/// Copies by way of a new file, because a program that is running cannot be written over.
fn install(from: &Path, to: &Path) -> anyhow::Result<()> {
    let beside = to.with_extension("new");
    fs::copy(from, &beside)
        .and_then(|_| fs::rename(&beside, to))
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))
}
