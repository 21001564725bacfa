//! A gateway with an empty database, on a port of its own, serving the console as it was built.

use std::process::Stdio;

use anyhow::{Context, bail};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use crate::{Page, environment};

/// A running gateway; dropping it ends it and forgets its data.
#[derive(Debug)]
pub struct Gateway {
    _process: Child,
    _data: TempDir,
    link: String,
}

impl Gateway {
    /// Starts the gateway and waits until it answers.
    pub async fn start() -> anyhow::Result<Self> {
        Self::start_with(&[]).await
    }

    /// The same with more arguments.
    pub async fn start_with(arguments: &[&str]) -> anyhow::Result<Self> {
        let data = tempfile::tempdir()?;
        let program = environment::gateway()?;
        let mut process = Command::new(&program)
            .args(["--listen", "127.0.0.1:0", "--log", "warn", "--sandbox-delay", "600ms", "--review-delay", "600ms"])
            .args(arguments)
            // A gateway built for tests would take seconds for a password.
            .env("PIECEWISE_PASSWORD_MEMORY_KIB", "256")
            .arg("--data")
            .arg(data.path())
            .arg("--console")
            .arg(environment::site()?)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let stdout = process.stdout.take().context("the gateway has no output")?;
        let mut lines = BufReader::new(stdout).lines();
        while let Some(line) = lines.next_line().await? {
            let link = line.split_whitespace().find(|word| word.starts_with("http://") && word.contains("#token="));
            if let Some(link) = link {
                let link = link.to_owned();
                tokio::spawn(async move { while matches!(lines.next_line().await, Ok(Some(_))) {} });
                return Ok(Self { _process: process, _data: data, link });
            }
        }
        bail!("the gateway ended without printing a sign-in link")
    }

    /// The link that signs the owner in, once.
    pub fn sign_in_link(&self) -> &str {
        &self.link
    }

    /// Signs the owner in, and waits until the console knows it.
    pub async fn sign_in(&self, page: &Page) -> anyhow::Result<()> {
        page.open(&self.link).await?;
        page.holds("document.body.innerText.includes('Nothing is sent to real phones')").await
    }

    /// The address of a page: `/calculator`.
    pub fn page(&self, path: &str) -> String {
        let base = self.link.split('#').next().unwrap_or_default();
        format!("{base}#{path}")
    }
}
