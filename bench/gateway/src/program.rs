//! The gateway that is measured: started in a fresh folder, connected, with an approved template and enough money.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use anyhow::Context as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

use crate::{
    http::{Connection, Request},
    plain,
};

/// A running gateway.
pub(crate) struct Program {
    child: Child,
    folder: TempDir,
    pub(crate) host: String,
    /// The header that says who is signed in.
    pub(crate) cookie: String,
    parameters: String,
    n_sent: Arc<AtomicU64>,
}

impl Program {
    pub(crate) async fn start(path: &Path) -> anyhow::Result<Self> {
        let folder = TempDir::new()?;
        let mut child = Command::new(path)
            // What is measured is accepting; one number a second is handed over beside it.
            .args(["--listen", "127.0.0.1:0", "--log", "error", "--review-delay", "20ms", "--upstream-rate", "1"])
            .arg("--data")
            .arg(folder.path())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line).await?;
        let (base, token) = line.trim().split_once("/#token=").context("the gateway prints no link")?;
        let host = base.trim_start_matches("http://").to_owned();
        let mut program = Self {
            child,
            folder,
            host,
            cookie: String::new(),
            parameters: String::new(),
            n_sent: Arc::new(AtomicU64::new(0)),
        };
        program.prepare(token).await?;
        Ok(program)
    }

    async fn prepare(&mut self, token: &str) -> anyhow::Result<()> {
        let mut connection = Connection::open(&self.host).await?;
        let body = json!({ "token": token }).to_string();
        let request = Request {
            method: "POST",
            path: "/api/v1/session",
            headers: "",
            content_type: "application/json",
            body: &body,
        };
        let answer = connection.call(&request).await?;
        let cookie = answer.head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("set-cookie").then(|| value.split(';').next())?
        });
        self.cookie = format!("Cookie:{}\r\n", cookie.context("no session")?);
        let user = self.post("/api/v1/service/connect", Value::Null).await?;
        let user = user["sms_user"]["sms_user"].as_str().context("no SMS_USER")?.to_owned();
        let key = self.post(&format!("/api/v1/service/sms-users/{user}/reveal"), Value::Null).await?;
        let key = key["sms_key"].as_str().context("no SMS_KEY")?.to_owned();
        let template = json!({
            "name": "Order", "content_type": "notification", "content": "Order %id% has shipped.",
            "examples": { "id": "A-1009" }, "countries": ["SG"],
        });
        let id = self.post("/api/v1/templates", template).await?["id"].as_i64().context("no template")?;
        let path = format!("/api/v1/templates/{id}");
        let get = Request { method: "GET", path: &path, headers: &self.cookie, content_type: "text/plain", body: "" };
        while connection.call(&get).await?.json()?["state"] != "approved" {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let vars = "%7B%22id%22%3A%22A-1009%22%7D";
        self.parameters = format!("smsUser={user}&smsKey={key}&templateId={id}&vars={vars}&phone=");
        let mut database = plain::open(&self.database()).await?;
        sqlx::query("UPDATE wallet SET available = available + 1000000000000, topped_up = topped_up + 1000000000000")
            .execute(&mut database)
            .await?;
        Ok(())
    }

    async fn post(&self, path: &str, body: Value) -> anyhow::Result<Value> {
        let headers = format!("{}Idempotency-Key: bench\r\n", self.cookie);
        let body = body.to_string();
        let request =
            Request { method: "POST", path, headers: &headers, content_type: "application/json", body: &body };
        Connection::open(&self.host).await?.call(&request).await?.json()
    }

    /// Makes the form of a call to so many numbers, which no call had before.
    pub(crate) fn body_of(&self) -> impl Fn(usize) -> String + Send + use<> {
        let (parameters, n_sent) = (self.parameters.clone(), Arc::clone(&self.n_sent));
        move |n_numbers| {
            let first = n_sent.fetch_add(n_numbers as u64, Ordering::Relaxed);
            let phones: Vec<String> = (0..n_numbers as u64)
                .map(|at| {
                    let n = first + at;
                    format!(
                        "1{}{:07}",
                        ["415", "212", "312", "206", "305"][(n % 5) as usize],
                        2_000_000 + n / 5 % 7_999_999
                    )
                })
                .collect();
            format!("{parameters}{}", phones.join("%2C"))
        }
    }

    /// Calls from `n_callers` at a time while `goes_on`, which is asked with the number of recipients so far.
    pub(crate) async fn call_for(
        &self,
        n_callers: u32,
        n_numbers: usize,
        goes_on: impl Fn(usize) -> bool,
    ) -> anyhow::Result<usize> {
        let n_accepted = AtomicUsize::new(0);
        let caller = || async {
            let mut connection = Connection::open(&self.host).await?;
            let body_of = self.body_of();
            while goes_on(n_accepted.load(Ordering::Relaxed)) {
                n_accepted.fetch_add(send(&mut connection, &body_of(n_numbers)).await?, Ordering::Relaxed);
            }
            anyhow::Ok(())
        };
        futures_util::future::try_join_all((0..n_callers).map(|_| caller())).await?;
        Ok(n_accepted.into_inner())
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("piecewise.sqlite3")
    }

    pub(crate) async fn last_submission(&self) -> anyhow::Result<i64> {
        let mut database = plain::open(&self.database()).await?;
        Ok(sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) FROM submission").fetch_one(&mut database).await?)
    }

    pub(crate) async fn n_messages(&self) -> anyhow::Result<usize> {
        let mut database = plain::open(&self.database()).await?;
        let n: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM message").fetch_one(&mut database).await?;
        Ok(usize::try_from(n)?)
    }

    /// What the system counts as the gateway's own memory, where it says so.
    pub(crate) fn memory_mb(&self) -> anyhow::Result<String> {
        let id = self.child.id().context("the gateway has ended")?;
        let Ok(status) = std::fs::read_to_string(format!("/proc/{id}/status")) else { return Ok("unknown".into()) };
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS")?;
        let kilobytes: u64 = line.split_whitespace().nth(1).context("no VmRSS")?.parse()?;
        Ok((kilobytes / 1024).to_string())
    }

    pub(crate) async fn kill(&mut self) -> anyhow::Result<()> {
        Ok(self.child.kill().await?)
    }
}

/// One call of /smsapi/send; gives the number of recipients that were accepted.
pub(crate) async fn send(connection: &mut Connection, body: &str) -> anyhow::Result<usize> {
    let request = Request {
        method: "POST",
        path: "/smsapi/send",
        headers: "",
        content_type: "application/x-www-form-urlencoded",
        body,
    };
    let answer = connection.call(&request).await?.json()?;
    let accepted = answer["info"]["smsIds"].as_array().map(Vec::len);
    accepted.with_context(|| format!("a call was not accepted: code {}", answer["statusCode"]))
}
