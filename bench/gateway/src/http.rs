//! As much of HTTP/1.1 as the measurement needs: a client that takes little of the machine that is measured.

use anyhow::{Context as _, bail};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

/// One connection that is kept open.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
}

/// A request.
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    /// More header lines, each with its end.
    pub(crate) headers: &'a str,
    pub(crate) content_type: &'a str,
    pub(crate) body: &'a str,
}

/// An answer: the status, the head, the body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> anyhow::Result<Value> {
        serde_json::from_slice(&self.body).with_context(|| format!("no JSON with status {}", self.status))
    }
}

impl Connection {
    pub(crate) async fn open(host: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), host: host.to_owned() })
    }

    /// Sends a request and reads the head of the answer.
    async fn start(&mut self, request: &Request<'_>) -> anyhow::Result<(u16, String)> {
        let Request { method, path, headers, content_type, body } = request;
        let text = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n{headers}\r\n{body}",
            self.host,
            body.len()
        );
        self.stream.get_mut().write_all(text.as_bytes()).await?;
        let mut head = String::new();
        loop {
            let n_read = self.stream.read_line(&mut head).await?;
            if n_read == 0 {
                bail!("the gateway closed the connection");
            }
            if head.ends_with("\r\n\r\n") {
                break;
            }
        }
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no status")?;
        Ok((status, head))
    }

    /// Sends a request and reads the answer.
    pub(crate) async fn call(&mut self, request: &Request<'_>) -> anyhow::Result<Answer> {
        let (status, head) = self.start(request).await?;
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
        });
        let mut body = vec![0; length.unwrap_or(0)];
        self.stream.read_exact(&mut body).await?;
        Ok(Answer { status, head, body })
    }

    /// Opens an event stream.
    pub(crate) async fn listen(mut self, headers: &str) -> anyhow::Result<Self> {
        let request =
            Request { method: "GET", path: "/api/v1/events", headers, content_type: "application/json", body: "" };
        let (status, _) = self.start(&request).await?;
        anyhow::ensure!(status == 200, "the event stream answered {status}");
        Ok(self)
    }

    /// Reads events until `n_events` have come that tell of a message.
    pub(crate) async fn hear(&mut self, n_events: usize) -> anyhow::Result<()> {
        let mut n_heard = 0;
        let mut line = String::new();
        while n_heard < n_events {
            line.clear();
            if self.stream.read_line(&mut line).await? == 0 {
                bail!("the stream ended");
            }
            if line.starts_with("data:") && line.contains("\"type\":\"message\"") {
                n_heard += 1;
            }
        }
        Ok(())
    }
}
