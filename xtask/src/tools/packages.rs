//! The system's own packages, by way of `apt-get` where there is one and we may use it.

use std::{io::IsTerminal, process::Command};

use anyhow::{Context, bail};

use crate::process::{self, find, output, run};

/// Installs `packages`, or says why that is not possible.
pub(super) fn install(packages: &[&str]) -> anyhow::Result<()> {
    let apt = find("apt-get").context("this system has no apt-get to install it with")?;
    let as_root = || -> anyhow::Result<Command> {
        if output(process::command("id").arg("-u"))?.trim() == "0" {
            return Ok(process::command(&apt));
        }
        let Some(sudo) = find("sudo") else { bail!("only root may install packages here and there is no sudo") };
        let mut command = process::command(sudo);
        if !std::io::stdin().is_terminal() {
            command.arg("--non-interactive");
        }
        command.arg(&apt);
        Ok(command)
    };
    run(as_root()?.args(["update", "--quiet"]))?;
    run(as_root()?
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "--quiet", "--yes", "--no-install-recommends"])
        .args(packages))
}
