//! The console's API against its OpenAPI document: a fresh gateway, and Schemathesis as a person who is signed in.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Stdio},
};

use anyhow::{Context, ensure};

use crate::{
    gateway,
    process::{self, run},
    project, tools,
};

/// Requests per operation and phase, unless this variable says otherwise.
const N_EXAMPLES: (&str, &str) = ("CONTRACT_EXAMPLES", "8");

/// What is not called: it has no end, or it would end the session or the calls' own time.
const LEFT_OUT: [&str; 3] = ["/events", "/session", "/sandbox/clock"];

/// How it ended.
pub(crate) enum Outcome {
    /// The API keeps to its document.
    Kept,
    /// There is no Python.
    NoPython,
}

/// Runs it.
pub(crate) fn check() -> anyhow::Result<Outcome> {
    let Some(schemathesis) = tools::schemathesis::ensure()? else { return Ok(Outcome::NoPython) };
    let gateway = Gateway::start(&gateway::build()?)?;
    let (base, _) = gateway.link.split_once("/#").context("the gateway printed no sign-in link")?;
    let folder = project::root().join("crates/gateway/tests/contract");
    let n_examples = std::env::var(N_EXAMPLES.0).unwrap_or_else(|_| N_EXAMPLES.1.into());
    let mut command = process::command(schemathesis);
    command
        .arg("--config-file")
        .arg(folder.join("schemathesis.toml"))
        .args(["run", &format!("{base}/api/v1/openapi.json")])
        .args(["--max-examples", &n_examples, "--seed", "1", "--warnings", "off"])
        .args(LEFT_OUT.iter().flat_map(|path| ["--exclude-path", path]))
        .env("PIECEWISE_LINK", &gateway.link)
        .env("PYTHONPATH", &folder)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("SCHEMATHESIS_HOOKS", "hooks")
        .current_dir(&gateway.folder);
    run(&mut command)?;
    Ok(Outcome::Kept)
}

/// A gateway with a fresh folder; dropping it stops it and removes the folder.
struct Gateway {
    child: Child,
    folder: PathBuf,
    link: String,
}

impl Gateway {
    fn start(binary: &Path) -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("piecewise-contract-{}", std::process::id()));
        fs::create_dir(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        let mut command = process::command(binary);
        command.args(["--listen", "127.0.0.1:0", "--log", "warn", "--sandbox-delay", "20ms", "--review-delay", "20ms"]);
        command.arg("--data").arg(folder.join("data")).stdin(Stdio::null()).stdout(Stdio::piped());
        let child = command.spawn().context("cannot start the gateway")?;
        let mut gateway = Self { child, folder, link: String::new() };
        let said = gateway.child.stdout.take().context("the gateway has no standard output")?;
        BufReader::new(said).read_line(&mut gateway.link).context("cannot read what the gateway says")?;
        gateway.link.truncate(gateway.link.trim_end().len());
        ensure!(gateway.link.contains("/#token="), "the gateway did not start; what it wrote above says why");
        Ok(gateway)
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
