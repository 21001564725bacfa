//! Schemathesis, which tests an API against its OpenAPI document: from `PyPI`, in a virtual environment of its own.

use std::{fs, path::PathBuf};

use anyhow::Context;

use crate::{
    process::{self, find, output, run, say},
    project,
};

/// The version that is installed.
const VERSION: &str = "4.32.5";

/// The oldest Python that it runs on, as the second number of the version.
const PYTHON_MINOR: u32 = 10;

/// Its program, installed where it is missing; `None` where there is no Python to run it.
pub(crate) fn ensure() -> anyhow::Result<Option<PathBuf>> {
    let Some(python) = python() else { return Ok(None) };
    let folder = project::tools_dir().join(format!("schemathesis-{VERSION}"));
    let program = folder.join("bin").join("schemathesis");
    let stamp = folder.join(".piecewise-stamp");
    if stamp.is_file() {
        return Ok(Some(program));
    }
    say(&format!("Installing Schemathesis {VERSION} from PyPI (half a minute)"));
    let made = run(process::command(python).args(["-m", "venv", "--clear"]).arg(&folder));
    made.context("Python is here but cannot make a virtual environment; install its `venv` module (python3-venv)")?;
    let pip = folder.join("bin").join("pip");
    let package = format!("schemathesis=={VERSION}");
    run(process::command(pip).args(["install", "--quiet", "--disable-pip-version-check", &package]))?;
    fs::write(&stamp, VERSION).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(Some(program))
}

/// A Python that is new enough.
fn python() -> Option<PathBuf> {
    let python = find("python3")?;
    let asked = "import sys; print(sys.version_info.major * 1000 + sys.version_info.minor)";
    let version = output(process::command(&python).args(["-c", asked])).ok()?;
    (version.trim().parse::<u32>().ok()? >= 3000 + PYTHON_MINOR).then_some(python)
}
