//! One request, one typed answer.

use gloo_net::http::{Method, RequestBuilder};
use piecewise_api::IDEMPOTENCY_KEY;
use serde::{Serialize, de::DeserializeOwned};
use web_sys::RequestCredentials;

use super::{ClientError, IdempotencyKey, task::Signal};

/// A request before it is sent.
pub(super) struct Call<'a> {
    method: Method,
    path: String,
    body: Option<String>,
    key: Option<&'a IdempotencyKey>,
    signal: Option<&'a Signal>,
}

impl<'a> Call<'a> {
    pub(super) fn get(path: String) -> Self {
        Self { method: Method::GET, path, body: None, key: None, signal: None }
    }

    pub(super) fn delete(path: String) -> Self {
        Self { method: Method::DELETE, path, body: None, key: None, signal: None }
    }

    /// Posts `body` as JSON.
    pub(super) fn post(path: String, body: &impl Serialize) -> Self {
        // The types of `piecewise_api` have no map with keys that are not strings, so this cannot fail.
        let body = serde_json::to_string(body).ok();
        Self { method: Method::POST, path, body, key: None, signal: None }
    }

    pub(super) fn with_key(self, key: &'a IdempotencyKey) -> Self {
        Self { key: Some(key), ..self }
    }

    pub(super) fn with_signal(self, signal: &'a Signal) -> Self {
        Self { signal: Some(signal), ..self }
    }

    /// Sends it to the gateway at `address` and reads the answer as a `T`.
    pub(super) async fn answer<T: DeserializeOwned>(self, address: &str) -> Result<T, ClientError> {
        let (status, body) = self.send(address).await?;
        serde_json::from_str(&body).map_err(|_| ClientError::NotAGateway { status })
    }

    /// Sends it to the gateway at `address`; the body of the answer does not matter.
    pub(super) async fn done(self, address: &str) -> Result<(), ClientError> {
        self.send(address).await.map(|_| ())
    }

    /// Sends it; an answer without a body is `None`.
    pub(super) async fn answer_if_any<T: DeserializeOwned>(self, address: &str) -> Result<Option<T>, ClientError> {
        let (status, body) = self.send(address).await?;
        if body.is_empty() {
            return Ok(None);
        }
        serde_json::from_str(&body).map(Some).map_err(|_| ClientError::NotAGateway { status })
    }

    async fn send(self, address: &str) -> Result<(u16, String), ClientError> {
        let mut builder = RequestBuilder::new(&format!("{address}{}", self.path))
            .method(self.method)
            .credentials(RequestCredentials::Include)
            .header("Accept", "application/json, application/problem+json")
            .abort_signal(self.signal.and_then(Signal::as_abort_signal));
        if let Some(key) = self.key {
            builder = builder.header(IDEMPOTENCY_KEY, key.as_str());
        }
        let sent = match self.body {
            Some(body) => match builder.header("Content-Type", "application/json").body(body) {
                Ok(request) => request.send().await,
                Err(error) => Err(error),
            },
            None => builder.send().await,
        };
        let lost =
            |_| if self.signal.is_some_and(Signal::is_aborted) { ClientError::Aborted } else { ClientError::Offline };
        let answer = sent.map_err(lost)?;
        let status = answer.status();
        let body = answer.text().await.map_err(lost)?;
        if answer.ok() { Ok((status, body)) } else { Err(ClientError::from_answer(status, &body)) }
    }
}
