//! One request, one typed answer.
//!
//! What is the same for every request stands here once: it is a value, sending it is one boxed future, and only the
//! reading of the answer knows its type.

use std::{future::Future, marker::PhantomData, pin::Pin};

use gloo_net::http::{Method, RequestBuilder, Response};
use piecewise_api::IDEMPOTENCY_KEY;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, RequestCredentials};

use super::{ClientError, IdempotencyKey, task::Signal};
use crate::json;

/// What comes of a call.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ClientError>>>>;

/// A request before it is sent, and the type of its answer.
pub(crate) struct Call<T> {
    pub(super) request: Request,
    answer: PhantomData<fn() -> T>,
}

/// A request whose answer is not read yet.
pub(super) struct Request {
    method: Method,
    path: String,
    body: Option<String>,
    key: Option<IdempotencyKey>,
    signal: Signal,
}

/// The text of an answer that is no refusal.
pub(super) struct Body {
    status: u16,
    text: String,
}

impl<T: DeserializeOwned> Call<T> {
    pub(crate) fn get(path: String) -> Self {
        Self::new(Method::GET, path, None)
    }

    pub(crate) fn delete(path: String) -> Self {
        Self::new(Method::DELETE, path, None)
    }

    /// Posts `body` as JSON.
    pub(crate) fn post(path: String, body: &impl Serialize) -> Self {
        Self::new(Method::POST, path, Some(json::write(body)))
    }

    /// Replaces what stands at `path` by `body`.
    pub(crate) fn put(path: String, body: &impl Serialize) -> Self {
        Self::new(Method::PUT, path, Some(json::write(body)))
    }

    /// Changes what stands at `path` in the points that `body` names.
    pub(crate) fn patch(path: String, body: &impl Serialize) -> Self {
        Self::new(Method::PATCH, path, Some(json::write(body)))
    }

    fn new(method: Method, path: String, body: Option<String>) -> Self {
        let request = Request { method, path, body, key: None, signal: Signal::never() };
        Self { request, answer: PhantomData }
    }

    pub(crate) fn with_key(mut self, key: &IdempotencyKey) -> Self {
        self.request.key = Some(key.clone());
        self
    }

    pub(crate) fn with_signal(mut self, signal: &Signal) -> Self {
        self.request.signal = signal.clone();
        self
    }
}

impl Body {
    /// Reads the answer. A body that is not there is one that says nothing.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, ClientError> {
        let read = if self.text.is_empty() {
            // What is left out is `null`; what is ignored has to end somewhere, and `{}` does.
            json::read("null").or_else(|| json::read("{}"))
        } else {
            json::read(&self.text)
        };
        read.ok_or(ClientError::NotAGateway { status: self.status })
    }
}

impl Request {
    /// Where it goes, for tests.
    #[cfg(test)]
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Sends it to the gateway at `address`.
    pub(super) fn send(self, address: &str) -> Answer<Body> {
        let signal = self.signal.clone();
        let answer = self.fetch(address);
        Box::pin(async move {
            let answer = answer.await?;
            let status = answer.status();
            let text = answer.text().await.map_err(|_| lost(&signal))?;
            if answer.ok() { Ok(Body { status, text }) } else { Err(ClientError::from_answer(status, &text)) }
        })
    }

    /// Sends it to the gateway at `address`, which answers with a file. The file never enters the module's memory.
    pub(super) fn send_for_file(self, address: &str) -> Answer<Blob> {
        let signal = self.signal.clone();
        let answer = self.fetch(address);
        Box::pin(async move {
            let answer = answer.await?;
            if !answer.ok() {
                let text = answer.text().await.map_err(|_| lost(&signal))?;
                return Err(ClientError::from_answer(answer.status(), &text));
            }
            let file = web_sys::Response::from(answer).blob().map_err(|_| lost(&signal))?;
            JsFuture::from(file).await.ok().and_then(|file| file.dyn_into().ok()).ok_or_else(|| lost(&signal))
        })
    }

    fn fetch(self, address: &str) -> Answer<Response> {
        let url = format!("{address}{}", self.path);
        Box::pin(async move {
            let mut builder = RequestBuilder::new(&url)
                .method(self.method)
                .credentials(RequestCredentials::Include)
                .header("Accept", "application/json, application/problem+json, text/csv")
                .abort_signal(self.signal.as_abort_signal());
            if let Some(key) = &self.key {
                builder = builder.header(IDEMPOTENCY_KEY, key.as_str());
            }
            let request = match self.body {
                Some(body) => builder.header("Content-Type", "application/json").body(body),
                None => builder.build(),
            };
            request.map_err(|_| lost(&self.signal))?.send().await.map_err(|_| lost(&self.signal))
        })
    }
}

/// Why no answer came.
fn lost(signal: &Signal) -> ClientError {
    if signal.is_aborted() { ClientError::Aborted } else { ClientError::Offline }
}

#[cfg(test)]
mod tests {
    use serde::de::IgnoredAny;

    use super::Body;
    use crate::client::ClientError;

    #[test]
    fn an_answer_without_a_body_is_no_error() {
        let body = Body { status: 204, text: String::new() };
        assert!(body.read::<IgnoredAny>().is_ok());
        assert_eq!(body.read::<Option<String>>(), Ok(None));
        assert_eq!(body.read::<String>(), Err(ClientError::NotAGateway { status: 204 }));
    }
}
