//! Trunk, which builds the console.

use std::{env::consts::EXE_SUFFIX, path::Path, path::PathBuf};

use crate::{
    process::{cargo, find, run, say, version_of},
    project,
};

/// The version that is installed where none fits. Newer series need a newer Rust.
const VERSION: &str = "0.21.14";

/// Finds a Trunk that fits, or installs one into `.tools`.
pub(crate) fn ensure() -> anyhow::Result<PathBuf> {
    let own = project::tools_dir().join("bin").join(format!("trunk{EXE_SUFFIX}"));
    if let Some(trunk) = [Some(own.clone()), find("trunk")].into_iter().flatten().find(|trunk| fits(trunk)) {
        return Ok(trunk);
    }
    let root = project::tools_dir();
    let package = format!("trunk@{VERSION}");
    if find("cargo-binstall").is_some() {
        say(&format!("Installing Trunk {VERSION} with cargo-binstall (a few seconds)"));
        let installed = run(cargo().args(["binstall", "--no-confirm", "--root"]).arg(&root).arg(&package));
        if installed.is_ok() && fits(&own) {
            return Ok(own);
        }
    }
    say(&format!("Building Trunk {VERSION}, which builds the console (about 4 minutes, once)"));
    println!("  There is no Trunk 0.21 on the PATH. With `cargo-binstall` installed this would take seconds.");
    // It never downloads here, so it needs neither TLS nor optimisation.
    run(cargo()
        .args(["install", "--locked", "--debug", "--no-default-features", "--root"])
        .arg(&root)
        .arg(&package)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("CARGO_TARGET_DIR"))?;
    anyhow::ensure!(fits(&own), "Trunk was installed but does not answer `--version`");
    Ok(own)
}

fn fits(trunk: &Path) -> bool {
    version_of(trunk).is_some_and(|answer| fits_version(&answer))
}

/// Patch releases of the series we test with, from the one we test with.
fn fits_version(answer: &str) -> bool {
    answer.strip_prefix("trunk 0.21.").and_then(|patch| patch.parse::<u32>().ok()).is_some_and(|patch| patch >= 14)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_tested_series_fits() {
        for (answer, expected) in [
            ("trunk 0.21.14", true),
            ("trunk 0.21.15", true),
            ("trunk 0.21.9", false),
            ("trunk 0.22.1", false),
            ("trunk 0.21.14-beta", false),
            ("", false),
        ] {
            assert_eq!(fits_version(answer), expected, "{answer}");
        }
    }
}
