//! The console, built by Trunk. There is no second way to put the page together.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;

use crate::{
    compress, fingerprint,
    process::{self, cargo, run, say},
    project, tools,
};

/// Where the built console goes.
pub(crate) fn release_dir() -> PathBuf {
    project::target_dir().join("site")
}

/// Where the console under development goes.
pub(crate) fn dev_dir() -> PathBuf {
    project::target_dir().join("site-dev")
}

/// Builds the console for release, with compressed copies for the gateway to serve, where its sources have changed
/// since the last time, and says where it is.
pub(crate) fn build() -> anyhow::Result<PathBuf> {
    let site = release_dir();
    let stamp = project::target_dir().join("site.stamp");
    let fingerprint = fingerprint::of_console()?;
    let is_current = fs::read_to_string(&stamp).is_ok_and(|stamped| stamped == fingerprint);
    if is_current && site.join("index.html").is_file() {
        return Ok(site);
    }
    let mut trunk = prepare()?;
    let is_first = !project::target_dir().join(tools::wasm_target::TARGET).is_dir();
    say(if is_first {
        "Building the console for release (2 to 4 minutes the first time)"
    } else {
        "Building the console for release (about 1 minute)"
    });
    // The module is cut into parts on its way through Trunk: `xtask/wasm-tools`.
    run(trunk.args(["build", "--release"]).arg("--dist").arg(&site).env("PIECEWISE_SPLIT", "1"))?;
    compress::write_beside(&site)?;
    fs::write(&stamp, fingerprint).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(site)
}

/// Builds the console for development, once; [`watch`] does it again after each change.
pub(crate) fn build_dev() -> anyhow::Result<PathBuf> {
    let mut trunk = prepare()?;
    say("Building the console for development (1 to 2 minutes the first time)");
    run(trunk.arg("build").arg("--dist").arg(dev_dir()))?;
    Ok(dev_dir())
}

/// Trunk's watch mode into `site`.
pub(crate) fn watch(site: &Path) -> anyhow::Result<Command> {
    let mut trunk = trunk_command(&tools::trunk::ensure()?);
    trunk.arg("watch").arg("--dist").arg(site);
    // The gateway's database alone would have the console built again at every message.
    for name in fingerprint::NOT_THE_CONSOLE.iter().filter(|name| project::root().join(name).exists()) {
        trunk.arg("--ignore").arg(name);
    }
    Ok(trunk)
}

/// Makes sure of every tool and crate, so that Trunk itself never needs the network.
fn prepare() -> anyhow::Result<Command> {
    tools::wasm_target::ensure()?;
    tools::npm::ensure()?;
    tools::wasm_bindgen::ensure()?;
    let trunk = tools::trunk::ensure()?;
    run(cargo().args(["fetch", "--quiet"]))?;
    Ok(trunk_command(&trunk))
}

fn trunk_command(trunk: &Path) -> Command {
    let mut command = process::command(trunk);
    // Trunk insists on `true` where others write `NO_COLOR=1`.
    command.env_remove("NO_COLOR").env("TRUNK_SKIP_VERSION_CHECK", "true").env("TRUNK_OFFLINE", "true");
    // What it says of a failed build is enough without the stack of its own pipeline.
    command.env("RUST_BACKTRACE", "0");
    if std::env::var_os("NO_COLOR").is_some() {
        command.env("TRUNK_COLOR", "never");
    }
    command
}
