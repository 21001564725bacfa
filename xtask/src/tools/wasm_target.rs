//! The Rust standard library for `wasm32-unknown-unknown`.

use std::path::Path;

use anyhow::Context;

use crate::process::{self, find, output, run, say};

/// The compilation target of the console.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target where it is missing.
pub(crate) fn ensure() -> anyhow::Result<()> {
    let sysroot = output(process::command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    find("rustup").with_context(|| {
        format!("this Rust has no {TARGET} and there is no rustup to add it; install it with your system's packages")
    })?;
    say(&format!("Adding the compilation target {TARGET} (a few seconds)"));
    run(process::command("rustup").args(["target", "add", TARGET]))
}
