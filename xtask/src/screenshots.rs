//! `cargo xtask screenshots`: a picture of every page, wide and narrow, light and dark, in both languages.

use std::ffi::OsString;

use crate::{
    gateway,
    process::{cargo, run as run_command, say},
    project, site, tools,
};

/// Takes the pictures of the pages that `args` name, or of all.
pub(crate) fn run(args: &[OsString]) -> anyhow::Result<()> {
    tools::npm::ensure()?;
    let browser = tools::browser::ensure()?;
    let site = site::build()?;
    let gateway = gateway::build()?;
    let out = project::target_dir().join("screenshots");
    say("Taking the pictures (about 5 minutes for every page)");
    run_command(
        cargo()
            .args(["run", "--quiet", "--package", "piecewise-e2e", "--bin", "shots", "--", "--out"])
            .arg(&out)
            .args(args)
            .env("E2E_GATEWAY", gateway)
            .env("E2E_CONSOLE", site)
            .env("CHROMEDRIVER", &browser.driver)
            .env("E2E_WEBDRIVER_JSON", browser.webdriver_json()?),
    )?;
    println!("The pictures are in {}", out.display());
    Ok(())
}
