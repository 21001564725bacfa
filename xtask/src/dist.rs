//! `cargo xtask dist`: what is put on a server.

use std::{ffi::OsString, fs, path::Path};

use anyhow::Context;

use crate::{compress, gateway, package, process::say, project, site};

/// What the console reads at its start, with the one setting to fill in; empty means: where the console came from.
const CONFIG: &str = "{\n  \"gateway\": \"\"\n}\n";

/// Writes `dist/site`, `dist/piecewise-gateway` and the packed npm package.
pub(crate) fn run(args: &[OsString]) -> anyhow::Result<()> {
    anyhow::ensure!(args.is_empty(), "`cargo xtask dist` takes no arguments");
    let built = site::build()?;
    let dist = project::root().join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).with_context(|| format!("cannot empty {}", dist.display()))?;
    }
    let site = dist.join("site");
    copy_folder(&built, &site)?;
    let config = site.join("config.json");
    fs::write(&config, CONFIG).with_context(|| format!("cannot write {}", config.display()))?;
    say("Compressing the site (a few seconds)");
    compress::write_beside(&site)?;
    // A static host would serve the compressed copy in place of an edited one.
    for extension in ["json.br", "json.gz"] {
        fs::remove_file(config.with_extension(extension)).context("cannot remove the compressed config.json")?;
    }

    let binary = gateway::build_release()?;
    let name = binary.file_name().context("the gateway has no file name")?;
    fs::copy(&binary, dist.join(name)).context("cannot copy the gateway")?;
    package::pack(&dist)?;
    println!("dist/site               the console, for any static host under any path; config.json names the gateway");
    println!("dist/{}  the gateway", name.display());
    println!("dist/*.tgz              the npm package with <sms-piece-calculator> and the page for an iframe");
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).with_context(|| format!("cannot copy {}", entry.path().display()))?;
        }
    }
    Ok(())
}
