//! Something between the browser and the gateway that fails on demand: it loses the connection, refuses, fails or waits.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{Ipv4Addr, Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use anyhow::Context;

use crate::Gateway;

/// What happens to requests of the API. Pages and files always pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: they pass.
    None,
    /// The connection is lost.
    Lost,
    /// A refusal with this status and this kind of problem.
    Refused(u16, &'static str),
    /// They pass after this time.
    Slow(Duration),
}

/// A way to a gateway that can be disturbed.
#[derive(Debug)]
pub struct Proxy {
    address: String,
    link: String,
    fault: Arc<Mutex<(Fault, &'static str)>>,
}

impl Proxy {
    /// Opens a way to `gateway`, until the test program ends.
    ///
    /// # Errors
    /// If there is no free port.
    pub fn start(gateway: &Gateway) -> anyhow::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = format!("http://{}/", listener.local_addr()?);
        let (base, token) = gateway.sign_in_link().split_once('#').context("the link has no token")?;
        let target = base.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let fault = Arc::new(Mutex::new((Fault::None, "")));
        let (link, known) = (format!("{address}#{token}"), Arc::clone(&fault));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (target, fault) = (target.clone(), Arc::clone(&known));
                // A browser that hangs up has what it wants.
                thread::spawn(move || drop(pass(stream, &target, &fault)));
            }
        });
        Ok(Self { address, link, fault })
    }

    /// The link that signs the owner in, this way.
    pub fn sign_in_link(&self) -> &str {
        &self.link
    }

    /// The address of a page: `/calculator`.
    pub fn page(&self, path: &str) -> String {
        format!("{}#{path}", self.address)
    }

    /// From now on, this happens to requests whose path begins with `path`, and to connections that are open.
    pub fn disturb(&self, fault: Fault, path: &'static str) {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = (fault, path);
    }
}

fn pass(mut browser: TcpStream, target: &str, fault: &Mutex<(Fault, &'static str)>) -> std::io::Result<()> {
    let mut reader = BufReader::new(browser.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let (mut head, mut n_body_bytes) = (request.clone(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? <= 2 {
            break;
        }
        let (name, value) = line.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            n_body_bytes = value.trim().parse().unwrap_or(0);
        }
        if !name.eq_ignore_ascii_case("connection") {
            head.push_str(&line);
        }
    }
    let mut body = vec![0; n_body_bytes];
    reader.read_exact(&mut body)?;
    let path = request.split(' ').nth(1).unwrap_or_default();
    let now = || *fault.lock().unwrap_or_else(PoisonError::into_inner);
    let (what, begin) = now();
    let what = if !begin.is_empty() && path.starts_with(begin) { what } else { Fault::None };
    match what {
        Fault::None => {}
        Fault::Lost => return browser.shutdown(Shutdown::Both),
        Fault::Refused(status, kind) => return refuse(&mut browser, status, kind),
        Fault::Slow(wait) => thread::sleep(wait),
    }
    let mut gateway = TcpStream::connect(target)?;
    gateway.write_all(format!("{head}Connection: close\r\n\r\n").as_bytes())?;
    gateway.write_all(&body)?;
    gateway.set_read_timeout(Some(Duration::from_millis(200)))?;
    let mut piece = [0; 16_384];
    loop {
        match gateway.read(&mut piece) {
            Ok(0) => return browser.shutdown(Shutdown::Both),
            Ok(n_bytes) => browser.write_all(piece.get(..n_bytes).unwrap_or_default())?,
            // Nothing for a moment: a stream of events, which a lost connection ends.
            Err(_) if now().0 == Fault::Lost => return browser.shutdown(Shutdown::Both),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
}

fn refuse(browser: &mut TcpStream, status: u16, kind: &str) -> std::io::Result<()> {
    let wait = if status == 429 { r#","retry_after_s":3"# } else { "" };
    let body = format!(r#"{{"type":"{kind}","title":"Staged.","status":{status},"request_id":"staged"{wait}}}"#);
    write!(
        browser,
        "HTTP/1.1 {status} Staged\r\nContent-Type: application/problem+json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
}
