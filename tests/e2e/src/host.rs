//! A plain static host: it knows files and nothing else, and counts what it is asked for.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
};

use crate::environment;

/// The console on a static host, below a path and with no gateway near.
#[derive(Debug)]
pub struct StaticHost {
    address: String,
    n_requests: Arc<AtomicU64>,
    is_gone: Arc<AtomicBool>,
}

impl StaticHost {
    /// Serves the built console below `/PATH/` until the test program ends.
    ///
    /// # Errors
    /// If there is no built console or no free port.
    pub fn start(path: &str) -> anyhow::Result<Self> {
        Self::serve(environment::site()?, path)
    }

    /// Serves a copy of the built console in `folder`, which may be changed, below `/PATH/`.
    ///
    /// # Errors
    /// If the copy cannot be made.
    pub fn start_in(folder: &Path, path: &str) -> anyhow::Result<Self> {
        copy(&environment::site()?, folder)?;
        Self::serve(folder.to_path_buf(), path)
    }

    fn serve(site: PathBuf, path: &str) -> anyhow::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = format!("http://{}/{path}/", listener.local_addr()?);
        let n_requests = Arc::new(AtomicU64::new(0));
        let prefix = format!("/{path}/");
        let counter = Arc::clone(&n_requests);
        let is_gone = Arc::new(AtomicBool::new(false));
        let gone = Arc::clone(&is_gone);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if gone.load(Ordering::SeqCst) {
                    continue;
                }
                let (site, prefix, counter) = (site.clone(), prefix.clone(), Arc::clone(&counter));
                thread::spawn(move || {
                    counter.fetch_add(1, Ordering::SeqCst);
                    // A browser that hangs up has what it wants.
                    let _ = answer(&stream, &site, &prefix);
                });
            }
        });
        Ok(Self { address, n_requests, is_gone })
    }

    /// Answers nobody any more.
    pub fn go_away(&self) {
        self.is_gone.store(true, Ordering::SeqCst);
    }

    /// The address of a page: `/calculator`.
    pub fn page(&self, path: &str) -> String {
        format!("{}#{path}", self.address)
    }

    /// How many requests have come in.
    pub fn n_requests(&self) -> u64 {
        self.n_requests.load(Ordering::SeqCst)
    }
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

fn answer(mut stream: &TcpStream, site: &Path, prefix: &str) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let target = request.split(' ').nth(1).unwrap_or_default().split('?').next().unwrap_or_default();
    let found = target.strip_prefix(prefix).and_then(|path| file(site, path));
    let (status, kind, body) = found.unwrap_or(("404 Not Found", "text/plain", b"nothing here".to_vec()));
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}

fn file(site: &Path, path: &str) -> Option<(&'static str, &'static str, Vec<u8>)> {
    let path: PathBuf = if path.is_empty() { "index.html".into() } else { path.into() };
    let is_plain = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
    let kind = match path.extension()?.to_str()? {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        _ => "application/octet-stream",
    };
    let body = is_plain.then(|| fs::read(site.join(path)).ok())??;
    Some(("200 OK", kind, body))
}
