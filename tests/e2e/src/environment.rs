//! What `cargo xtask test e2e` tells the tests: where the things under test are.

use std::path::{Path, PathBuf};

use anyhow::Context;

/// The gateway's binary.
pub(crate) fn gateway() -> anyhow::Result<PathBuf> {
    path("E2E_GATEWAY")
}

/// The folder with the console as Trunk built it for release.
pub(crate) fn site() -> anyhow::Result<PathBuf> {
    path("E2E_CONSOLE")
}

/// The browser's capabilities, as for the other tests in a browser.
pub(crate) fn webdriver_json() -> PathBuf {
    path("E2E_WEBDRIVER_JSON").unwrap_or_else(|_| root().join("webdriver.json"))
}

/// Chromedriver.
pub(crate) fn chromedriver() -> PathBuf {
    std::env::var_os("CHROMEDRIVER").map_or_else(|| "chromedriver".into(), PathBuf::from)
}

/// Geckodriver.
pub(crate) fn geckodriver() -> PathBuf {
    std::env::var_os("GECKODRIVER").map_or_else(|| "geckodriver".into(), PathBuf::from)
}

/// Firefox, where it is not where Geckodriver looks for it.
pub(crate) fn firefox() -> Option<PathBuf> {
    std::env::var_os("FIREFOX").map(PathBuf::from)
}

/// The rules that every page must keep.
pub(crate) fn axe() -> PathBuf {
    root().join("node_modules/axe-core/axe.min.js")
}

/// Where a failed test leaves its picture.
pub(crate) fn pictures() -> PathBuf {
    root().join("target/e2e")
}

fn path(variable: &str) -> anyhow::Result<PathBuf> {
    let path = std::env::var_os(variable);
    let path = path.with_context(|| format!("{variable} is not set; `cargo xtask test e2e` runs these tests"))?;
    Ok(path.into())
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
}
