//! What the commands need on the machine: each module finds one tool or installs it, and says so.

pub(crate) mod browser;
pub(crate) mod firefox;
pub(crate) mod npm;
mod packages;
pub(crate) mod postgres;
pub(crate) mod schemathesis;
pub(crate) mod trunk;
pub(crate) mod wasm_bindgen;
pub(crate) mod wasm_target;

use std::ffi::OsString;

use crate::process;

/// `cargo xtask setup`: everything at once, for those who call Trunk or wasm-pack themselves.
pub(crate) fn setup(args: &[OsString]) -> anyhow::Result<()> {
    anyhow::ensure!(args.is_empty(), "`cargo xtask setup` takes no arguments");
    wasm_target::ensure()?;
    wasm_bindgen::ensure()?;
    npm::ensure()?;
    let trunk = trunk::ensure()?;
    let browser = browser::ensure()?;
    let [own, npm] = process::tool_folders();
    println!("wasm-bindgen {}: {}", wasm_bindgen::version()?, own.display());
    println!("wasm-opt: {}", npm.display());
    println!("Trunk: {}", trunk.display());
    println!("Browser driver: {}", browser.driver.display());
    println!("To use them yourself:\n  export PATH=\"{}:{}:$PATH\"", own.display(), npm.display());
    Ok(())
}
