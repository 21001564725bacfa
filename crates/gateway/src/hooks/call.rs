//! One HTTP request to a hook: over a connection of its own to an address that was checked for it, without a proxy,
//! following no redirect, and over within three seconds.

use std::{
    fmt,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use http_body_util::{BodyExt as _, Full};
use hyper::{Method, Request, body::Bytes, body::Incoming, client::conn::http1, header};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::{timeout, timeout_at},
};
use tokio_rustls::{TlsConnector, rustls::pki_types::ServerName};
use tokio_util::task::AbortOnDropHandle;
use url::{Host, Position, Url};

use super::address::{Reach, resolve};
use crate::{error::Result, tls};

/// An endpoint that takes longer has not answered.
const ANSWER_WITHIN: Duration = Duration::from_secs(3);

/// One of several addresses of a host may take this long, so that the next one has its turn.
const CONNECT_WITHIN: Duration = Duration::from_secs(1);

/// How much of an answer is read.
const N_ANSWER_OCTETS: usize = 512;

/// How much of an answer's head is taken.
const N_HEAD_OCTETS: usize = 16 * 1024;

const USER_AGENT: &str = concat!("piecewise-gateway/", env!("CARGO_PKG_VERSION"));

/// Why there was no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The name stands for no address.
    NoSuchHost,
    /// It stands for one that hooks may not have.
    AddressNotAllowed,
    /// Nobody listens there.
    NoConnection,
    /// There is no secure connection to it.
    Tls,
    /// What came back is not HTTP.
    NotHttp,
    /// Nothing came back in time.
    Timeout,
}

impl Fault {
    /// The name in the database and in the API.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::NoSuchHost => "no_such_host",
            Self::AddressNotAllowed => "address_not_allowed",
            Self::NoConnection => "no_connection",
            Self::Tls => "tls",
            Self::NotHttp => "not_http",
            Self::Timeout => "timeout",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSuchHost => "the host has no address",
            Self::AddressNotAllowed => "the host is in a private or reserved network",
            Self::NoConnection => "nobody listens at this address",
            Self::Tls => "the certificate of the host cannot be trusted",
            Self::NotHttp => "what answers there does not speak HTTP",
            Self::Timeout => "there was no answer within 3 seconds",
        })
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// The HTTP status.
    pub(super) status: u16,
    /// How the body begins, with long rows of digits masked: endpoints like to repeat what they were sent.
    pub(super) beginning: String,
}

/// One attempt.
#[derive(Debug, Clone)]
pub(super) struct Called {
    /// How long it took.
    pub(super) took_ms: i64,
    /// What came of it.
    pub(super) result: Result<Answer, Fault>,
}

impl Called {
    /// An attempt that only looks like one: a sandbox that plays the platform loses some events on purpose.
    pub(super) fn lost() -> Self {
        Self { took_ms: 0, result: Ok(Answer { status: 200, beginning: String::new() }) }
    }

    /// Whether the endpoint has taken what it was sent.
    pub(super) fn is_taken(&self) -> bool {
        matches!(&self.result, Ok(answer) if answer.status == 200)
    }
}

/// Calls hooks.
pub(crate) struct Caller {
    tls: TlsConnector,
    reach: Reach,
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller").field("reach", &self.reach).finish_non_exhaustive()
    }
}

impl Caller {
    /// A caller that trusts the authorities which browsers trust.
    pub(crate) fn new(may_call_private: bool) -> Result<Self> {
        let reach = if may_call_private { Reach::Anywhere } else { Reach::Public };
        Ok(Self { tls: TlsConnector::from(Arc::new(tls::client_config()?)), reach })
    }

    /// Makes one request. With a body it is a POST of JSON, without one a GET.
    pub(super) async fn call(&self, url: &Url, body: Option<String>) -> Called {
        let started = Instant::now();
        let deadline = (started + ANSWER_WITHIN).into();
        let result = match timeout_at(deadline, self.answer(url, body)).await {
            Ok(Ok((status, incoming))) => {
                Ok(Answer { status, beginning: mask_digits(&read_beginning(incoming, deadline).await) })
            }
            Ok(Err(fault)) => Err(fault),
            Err(_) => Err(Fault::Timeout),
        };
        Called { took_ms: i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX), result }
    }

    /// The status, and the body that follows it with what keeps its connection going.
    async fn answer(&self, url: &Url, body: Option<String>) -> Result<(u16, Body), Fault> {
        let addresses = resolve(url, self.reach).await?;
        let stream = connect(&addresses).await?;
        if url.scheme() == "http" {
            return exchange(stream, url, body).await;
        }
        let name = match url.host().ok_or(Fault::NoSuchHost)? {
            Host::Domain(name) => ServerName::try_from(name.to_owned()).map_err(|_| Fault::Tls)?,
            Host::Ipv4(ip) => ServerName::from(std::net::IpAddr::V4(ip)),
            Host::Ipv6(ip) => ServerName::from(std::net::IpAddr::V6(ip)),
        };
        exchange(self.tls.connect(name, stream).await.map_err(|_| Fault::Tls)?, url, body).await
    }
}

type Body = (Incoming, AbortOnDropHandle<()>);

async fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, Fault> {
    for address in addresses {
        if let Ok(Ok(stream)) = timeout(CONNECT_WITHIN, TcpStream::connect(address)).await {
            return Ok(stream);
        }
    }
    Err(Fault::NoConnection)
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    url: &Url,
    body: Option<String>,
) -> Result<(u16, Body), Fault> {
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(N_HEAD_OCTETS)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|_| Fault::NotHttp)?;
    let connection = AbortOnDropHandle::new(tokio::spawn(async move {
        // What goes wrong in it comes out of the request.
        let _ = connection.await;
    }));
    let method = if body.is_some() { Method::POST } else { Method::GET };
    let mut request = Request::builder()
        .method(method)
        .uri(&url[Position::BeforePath..Position::AfterQuery])
        .header(header::HOST, &url[Position::BeforeHost..Position::AfterPort])
        .header(header::USER_AGENT, USER_AGENT)
        .header(header::ACCEPT, "*/*")
        .header(header::CONNECTION, "close");
    if body.is_some() {
        request = request.header(header::CONTENT_TYPE, "application/json; charset=utf-8");
    }
    let request = request.body(Full::new(Bytes::from(body.unwrap_or_default()))).map_err(|_| Fault::NoSuchHost)?;
    let response = sender.send_request(request).await.map_err(|_| Fault::NotHttp)?;
    Ok((response.status().as_u16(), (response.into_body(), connection)))
}

/// The first octets of a body, as far as they come in time. The status is what counts, so nothing here is a fault.
async fn read_beginning((mut incoming, _connection): Body, deadline: tokio::time::Instant) -> String {
    let mut octets = Vec::new();
    while octets.len() < N_ANSWER_OCTETS
        && let Ok(Some(Ok(frame))) = timeout_at(deadline, incoming.frame()).await
    {
        if let Some(data) = frame.data_ref() {
            octets.extend_from_slice(data);
        }
    }
    octets.truncate(N_ANSWER_OCTETS);
    // PostgreSQL keeps no NUL in a text.
    String::from_utf8_lossy(&octets).replace('\0', "\u{fffd}")
}

/// Hides all but the last four of seven digits and more in a row.
fn mask_digits(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        masked.push_str(before);
        let n_digits = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(n_digits);
        if n_digits < 7 {
            masked.push_str(digits);
        } else {
            masked.push_str(&"x".repeat(n_digits - 4));
            masked.push_str(&digits[n_digits - 4..]);
        }
        rest = after;
    }
    masked.push_str(rest);
    masked
}

#[cfg(test)]
mod tests {
    use super::mask_digits;

    #[test]
    fn numbers_in_an_answer_are_masked() {
        assert_eq!(mask_digits("got 6591234567, 200 ok"), "got xxxxxx4567, 200 ok");
        assert_eq!(mask_digits("号码14155550142"), "号码xxxxxxx0142");
        assert_eq!(mask_digits("123456"), "123456");
        assert_eq!(mask_digits(""), "");
    }
}
