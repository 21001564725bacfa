//! The real program, as an operator starts and kills it.

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::Stdio,
};

use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

use crate::database;

/// The program on a free port; it is killed when dropped.
pub(crate) struct Program {
    child: Child,
    pub(crate) base: String,
    pub(crate) token: String,
}

impl Program {
    /// Starts it in the folder's data folder.
    pub(crate) async fn start(folder: &TempDir, log: &str) -> Self {
        Self::start_at(folder, folder.path().join("data"), log, None).await
    }

    /// Starts another one on the folder's database, with a data folder of its own and the first one's secret key.
    pub(crate) async fn start_beside(folder: &TempDir, name: &str) -> Self {
        let secret_key = folder.path().join("data/secret.key");
        Self::start_at(folder, folder.path().join(name), name, Some(secret_key)).await
    }

    async fn start_at(folder: &TempDir, data: PathBuf, log: &str, secret_key: Option<PathBuf>) -> Self {
        let log = folder.path().join(format!("{log}.log"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_piecewise-gateway"))
            .args(["--listen", "127.0.0.1:0", "--sandbox-delay", "20ms", "--review-delay", "20ms"])
            .args(["--log-format", "json", "--log", "debug", "--data"])
            .arg(data)
            .args(database_flag(folder.path()).await)
            .envs(secret_key.map(|path| ("PIECEWISE_SECRET_KEY_FILE", path)))
            .stdout(Stdio::piped())
            .stderr(File::options().append(true).create(true).open(log).unwrap())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).await.unwrap();
        let (base, token) = line.trim().split_once("/#token=").unwrap();
        Self { child, base: base.into(), token: token.into() }
    }

    /// SIGKILL, wherever it is.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}

/// The flag for the folder's database, where it is not the file in the data folder.
pub(crate) async fn database_flag(folder: &Path) -> Vec<String> {
    let address = database::of(folder).await;
    address.into_iter().flat_map(|address| ["--database".to_owned(), address.0.to_string()]).collect()
}
