//! A Firefox and the driver that fits it, for the tests of what runs on other people's pages.

use std::{env::consts::EXE_SUFFIX, path::PathBuf};

use anyhow::Context;

use super::packages;
use crate::{
    process::{cargo, find, run, say},
    project,
};

/// The version of the driver that is installed where there is none.
const DRIVER_VERSION: &str = "0.37.1";

const BROWSERS: [&str; 2] = ["firefox", "firefox-esr"];

/// What the tests need to drive Firefox.
pub(crate) struct Firefox {
    /// Geckodriver.
    pub(crate) driver: PathBuf,
    /// The browser.
    pub(crate) binary: PathBuf,
}

/// Finds Firefox and its driver, or installs them: the browser from the system's packages, the driver with Cargo.
pub(crate) fn ensure() -> anyhow::Result<Firefox> {
    let binary = if let Some(binary) = browser() {
        binary
    } else {
        say("Installing Firefox from the system's packages (about 1 minute)");
        packages::install(&["firefox-esr"])?;
        browser().context("Firefox was installed but is not on the PATH")?
    };
    if let Some(driver) = driver() {
        return Ok(Firefox { driver, binary });
    }
    say("Building geckodriver, which drives Firefox (about 2 minutes, once)");
    run(cargo()
        .args(["install", "--locked", "--debug", "--root"])
        .arg(project::tools_dir())
        .arg(format!("geckodriver@{DRIVER_VERSION}"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("CARGO_TARGET_DIR"))?;
    let driver = driver().context("geckodriver was installed but is not there")?;
    Ok(Firefox { driver, binary })
}

fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("FIREFOX").map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| BROWSERS.iter().find_map(|name| find(name)))
}

fn driver() -> Option<PathBuf> {
    let own = project::tools_dir().join("bin").join(format!("geckodriver{EXE_SUFFIX}"));
    let named = std::env::var_os("GECKODRIVER").map(PathBuf::from);
    named.or_else(|| find("geckodriver")).or(Some(own)).filter(|path| path.is_file())
}
