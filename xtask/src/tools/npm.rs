//! The pinned development tools from npm: the wasm optimiser and the accessibility rules.
//!
//! The optimiser must be the pinned one: versions that distributions ship cannot read what the compiler writes today.

use std::{fs, hash::DefaultHasher, hash::Hasher, path::PathBuf};

use anyhow::{Context, bail};

use super::packages;
use crate::{
    process::{self, find, run, say},
    project,
};

/// Installs exactly what `package-lock.json` names, where that has not been done.
pub(crate) fn ensure() -> anyhow::Result<()> {
    let lock = fs::read(project::root().join("package-lock.json")).context("cannot read package-lock.json")?;
    let mut hasher = DefaultHasher::new();
    hasher.write(&lock);
    let wanted = format!("{:016x}", hasher.finish());
    let stamp = project::root().join("node_modules").join(".piecewise-stamp");
    if fs::read_to_string(&stamp).is_ok_and(|stamped| stamped == wanted) {
        return Ok(());
    }
    node()?;
    let npm = find("npm").context("Node is here but npm is not; install npm")?;
    say("Installing the pinned tools from npm (190 MB, a few seconds)");
    run(process::command(npm).args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Node, which runs the pinned tools; installed from the system's packages where it is missing.
pub(crate) fn node() -> anyhow::Result<PathBuf> {
    if find("node").is_none() || find("npm").is_none() {
        say("Installing Node and npm from the system's packages (about 1 minute)");
        if let Err(error) = packages::install(&["nodejs", "npm"]) {
            bail!(
                "Node is needed and not here, and {error:#}.\nInstall Node 20 or newer: https://nodejs.org/en/download"
            );
        }
    }
    find("node").context("Node was installed but is not on the PATH")
}
