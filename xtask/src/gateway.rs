//! The gateway: building it and starting it.

use std::{
    env::consts::EXE_SUFFIX,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    process::{self, cargo, run, say},
    project,
};

/// Builds the gateway for this machine and says where it is.
pub(crate) fn build() -> anyhow::Result<PathBuf> {
    let binary = binary("debug");
    if !binary.is_file() {
        say("Building the gateway (about 2 minutes the first time)");
    }
    run(cargo().args(["build", "--quiet", "--package", "piecewise-gateway"]))?;
    Ok(binary)
}

/// Builds the gateway for release and says where it is.
pub(crate) fn build_release() -> anyhow::Result<PathBuf> {
    say("Building the gateway for release (3 to 5 minutes the first time)");
    run(cargo().args(["build", "--release", "--package", "piecewise-gateway"]))?;
    Ok(binary("release"))
}

/// Builds the gateway for release and measures it over HTTP.
pub(crate) fn bench() -> anyhow::Result<()> {
    let binary = build_release()?;
    run(cargo().args(["run", "--release", "--quiet", "--package", "piecewise-gateway-bench", "--"]).arg(binary))
}

/// The gateway on `127.0.0.1:port`, with its data in `data` and the console from `site`.
pub(crate) fn serve(binary: &Path, port: u16, data: &Path, site: &Path) -> Command {
    let mut command = process::command(binary);
    command.args(["--listen", &format!("127.0.0.1:{port}")]).arg("--data").arg(data).arg("--console").arg(site);
    if std::env::var_os("PIECEWISE_LOG").is_none() {
        // What a person waits for is the link, not a line per request.
        command.args(["--log", "warn"]);
    }
    command
}

fn binary(profile: &str) -> PathBuf {
    project::target_dir().join(profile).join(format!("piecewise-gateway{EXE_SUFFIX}"))
}
