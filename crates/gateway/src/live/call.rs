//! One call of the platform: a form in the body, never in the address, over a checked connection.

use std::time::Duration;

use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::{Request, StatusCode, body::Bytes, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use piecewise_api::Reason;

use crate::{error::Result, tls};

/// How long making a connection may take. Nothing was sent when it takes longer.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);

const USER_AGENT: &str = concat!("piecewise-gateway/", env!("CARGO_PKG_VERSION"));

/// An answer for 2,000 numbers is about 150 kB.
const N_ANSWER_OCTETS: usize = 4 * 1024 * 1024;

/// Calls the platform at one address. Connections are kept open between calls; redirects are not followed.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    send_url: String,
}

/// What came back.
#[derive(Debug, Clone)]
pub(super) struct Reply {
    /// The HTTP status.
    pub(super) status: StatusCode,
    /// The body.
    pub(super) body: Vec<u8>,
}

/// Why nothing came back.
#[derive(Debug, Clone, thiserror::Error)]
pub(super) enum Fault {
    /// There was no connection, so the platform knows nothing of the call.
    #[error("the platform was not reached: {0}")]
    NotReached(String),
    /// It broke off after the call was on its way.
    #[error("the call broke off: {0}")]
    BrokeOff(String),
}

/// Where the platform at `base` is called.
pub(super) fn send_url(base: &str) -> String {
    format!("{}/smsapi/send", base.trim_end_matches('/'))
}

impl Caller {
    /// A caller of the platform at `base`.
    pub(super) fn new(base: &str) -> Result<Self> {
        let mut connector = HttpConnector::new();
        connector.set_connect_timeout(Some(CONNECT_WITHIN));
        connector.set_nodelay(true);
        connector.enforce_http(false);
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(tls::client_config()?)
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        let client = Client::builder(TokioExecutor::new()).build(connector);
        Ok(Self { client, send_url: send_url(base) })
    }

    /// `POST /smsapi/send`.
    pub(super) async fn send(&self, form: &[(&str, &str)]) -> Result<Reply, Fault> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(&self.send_url)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json")
            .header(header::USER_AGENT, USER_AGENT)
            .body(Full::new(Bytes::from(body)))
            .map_err(|error| Fault::NotReached(error.to_string()))?;
        let response = self.client.request(request).await.map_err(|error| {
            let why = root_cause(&error);
            if error.is_connect() { Fault::NotReached(why) } else { Fault::BrokeOff(why) }
        })?;
        let status = response.status();
        let body = Limited::new(response.into_body(), N_ANSWER_OCTETS).collect().await.map_err(|error| {
            let is_long = error.downcast_ref::<LengthLimitError>().is_some();
            Fault::BrokeOff(if is_long { "the answer is too long".into() } else { root_cause(&*error) })
        })?;
        Ok(Reply { status, body: body.to_bytes().to_vec() })
    }
}

/// The innermost cause, which says most.
fn root_cause(error: &(dyn std::error::Error + 'static)) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

/// A reason in the words of this side, for what the platform never saw.
pub(super) fn reason(code: i32, text: impl Into<String>) -> Reason {
    Reason { code, text: text.into() }
}
