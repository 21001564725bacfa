//! A Chromium and the driver that fits it, for the tests in a browser.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

use super::packages;
use crate::{
    process::{find, say},
    project,
};

/// What the tests need to drive a browser.
pub(crate) struct Browser {
    /// Chromedriver.
    pub(crate) driver: PathBuf,
    /// The browser itself, where its place is known; otherwise the driver looks for it.
    pub(crate) binary: Option<PathBuf>,
}

impl Browser {
    /// The capabilities file for the test runner: the project's own, or a copy of it that names the browser.
    pub(crate) fn webdriver_json(&self) -> anyhow::Result<PathBuf> {
        let own = project::root().join("webdriver.json");
        let Some(binary) = &self.binary else { return Ok(own) };
        let text = fs::read_to_string(&own).context("cannot read webdriver.json")?;
        let named = format!("\"goog:chromeOptions\": {{ \"binary\": {:?},", binary.display().to_string());
        let text = text.replacen("\"goog:chromeOptions\": {", &named, 1);
        let path = project::target_dir().join("webdriver.json");
        fs::create_dir_all(project::target_dir())?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }
}

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// Where installers put it outside the `PATH`.
const PLACES: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
];

/// Finds a browser with its driver, or installs both from the system's packages.
pub(crate) fn ensure() -> anyhow::Result<Browser> {
    if let (Some(binary), Some(driver)) = (browser(), driver()) {
        return Ok(Browser { driver, binary: Some(binary) });
    }
    say("Installing Chromium and its driver from the system's packages (about 1 minute)");
    let installed = packages::install(&["chromium", "chromium-driver"]);
    match (browser(), driver(), installed) {
        (Some(binary), Some(driver), _) => Ok(Browser { driver, binary: Some(binary) }),
        (_, _, Err(error)) => bail!("{}: {error:#}.\n{ADVICE}", missing()),
        (_, _, Ok(())) => bail!("{} even after installing.\n{ADVICE}", missing()),
    }
}

const ADVICE: &str = "\
Install Google Chrome or Chromium, and the chromedriver of the same version:
  Debian      apt-get install chromium chromium-driver
  macOS       brew install --cask google-chrome chromedriver
  Windows     winget install Google.Chrome; chromedriver from https://googlechromelabs.github.io/chrome-for-testing/
  elsewhere   https://googlechromelabs.github.io/chrome-for-testing/
If they are in an unusual place, set CHROME and CHROMEDRIVER to their paths.";

fn missing() -> &'static str {
    match (browser().is_some(), driver().is_some()) {
        (true, _) => "there is a browser but no chromedriver",
        (false, true) => "there is a chromedriver but no browser",
        (false, false) => "there is no browser and no chromedriver",
    }
}

fn browser() -> Option<PathBuf> {
    named_by("CHROME")
        .or_else(|| BROWSERS.iter().find_map(|name| find(name)))
        .or_else(|| PLACES.iter().map(PathBuf::from).find(|place| place.is_file()))
}

fn driver() -> Option<PathBuf> {
    let in_folder = || {
        let folder = std::env::var_os("CHROMEWEBDRIVER")?;
        Some(Path::new(&folder).join(format!("chromedriver{}", std::env::consts::EXE_SUFFIX)))
    };
    named_by("CHROMEDRIVER").or_else(|| find("chromedriver")).or_else(in_folder).filter(|driver| driver.is_file())
}

fn named_by(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}
