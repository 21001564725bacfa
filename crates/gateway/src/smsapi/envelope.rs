//! The vendor's reply: `result`, `statusCode`, `message`, `info`, always with a charset in the content type.

use std::collections::BTreeMap;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    caller::Dialect,
    words::{self, Done, NumberFault},
};

/// One reply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    result: bool,
    status_code: u16,
    message: String,
    info: Map<String, Value>,
    #[serde(skip)]
    retry_after: Option<u64>,
}

impl Answer {
    /// A call that did what it is for.
    pub(super) fn done(dialect: Dialect, done: Done, info: Map<String, Value>) -> Self {
        Self { result: true, status_code: 200, message: done.words(dialect).into(), info, retry_after: None }
    }

    /// A refused call: nothing was done.
    pub(super) fn refused(status_code: u16, message: impl Into<String>) -> Self {
        Self { result: false, status_code, message: message.into(), info: Map::new(), retry_after: None }
    }

    /// The one reply to every call without a matching pair of credentials.
    pub(super) fn unauthenticated() -> Self {
        Self::refused(40005, "authentication failed")
    }

    /// The SMS_USER calls too often.
    pub(super) fn too_often(n_seconds: u64) -> Self {
        let message = format!("too many calls; call again in {n_seconds} s");
        Self { retry_after: Some(n_seconds), ..Self::refused(50_000, message) }
    }

    /// We failed, and the cause is in the log only.
    pub(super) fn failed() -> Self {
        Self::refused(501, "the server failed; try again later with the same sendRequestId")
    }

    /// The same refusal in the words of a dialect.
    pub(super) fn in_words_of(self, dialect: Dialect) -> Self {
        Self { message: words::refusal(dialect, self.status_code, &self.message), ..self }
    }

    /// What became of each number: all accepted, some, or none. The older dialect leaves out what is empty.
    pub(super) fn sent(dialect: Dialect, sms_ids: &[String], refused: &[RefusedItem<'_>]) -> Self {
        let (result, status_code, done) = match (sms_ids.len(), refused.len()) {
            (_, 0) => (true, 200, Done::Request),
            (0, _) => (false, 312, Done::Nothing),
            _ => (true, 311, Done::Partly),
        };
        let item = |refused: &RefusedItem<'_>| json!({ "phone": refused.phone, "vars": refused.vars, "message": refused.fault.words(dialect) });
        let mut info = Map::new();
        info.insert("successCount".into(), json!(sms_ids.len()));
        if dialect == Dialect::Key || !refused.is_empty() {
            info.insert("failedCount".into(), json!(refused.len()));
            info.insert("items".into(), refused.iter().map(item).collect());
        }
        if dialect == Dialect::Key || !sms_ids.is_empty() {
            info.insert("smsIds".into(), json!(sms_ids));
        }
        Self { result, status_code, message: done.words(dialect).into(), info, retry_after: None }
    }
}

/// A number that was refused, with the values that were for it.
#[derive(Debug)]
pub(super) struct RefusedItem<'a> {
    /// As it was written.
    pub(super) phone: &'a str,
    /// Its values.
    pub(super) vars: &'a BTreeMap<String, String>,
    /// Why.
    pub(super) fault: NumberFault,
}

impl IntoResponse for Answer {
    /// HTTP 401 for bad credentials, 200 for every other processed call.
    fn into_response(self) -> Response {
        let status = if self.status_code == 40005 { StatusCode::UNAUTHORIZED } else { StatusCode::OK };
        let body = serde_json::to_string(&self).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, "application/json;charset=UTF-8")], body).into_response();
        if let Some(n_seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, n_seconds.into());
        }
        response
    }
}
