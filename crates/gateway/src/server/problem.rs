//! Refusals of the console API: `application/problem+json`, with the cause in the log and only its id in the answer.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Query, Request, rejection::JsonRejection},
    http::{HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use piecewise_api::{Permission, Problem, ProblemDiagnostic, ProblemKind, Role};
use piecewise_sms::{
    Lang,
    template::{Diagnostic, Field, message},
};
use serde::de::DeserializeOwned;
use tower_http::request_id::RequestId;

use super::nul;
use crate::error::Error;

/// A refused request.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    problem: Box<Problem>,
    cause: Option<Arc<Error>>,
}

impl Refusal {
    /// A refusal with the kind's usual status and title.
    pub(crate) fn of(kind: ProblemKind) -> Self {
        let (status, title) = usual(kind);
        let problem = Problem {
            kind,
            title: title.into(),
            status: status.as_u16(),
            detail: None,
            field: None,
            permission: None,
            retry_after_s: None,
            request_id: None,
            diagnostics: Vec::new(),
        };
        Self { problem: Box::new(problem), cause: None }
    }

    /// The refusal of something that the person's role does not permit.
    pub(crate) fn forbidden(permission: Permission, role: Role) -> Self {
        let mut refusal = Self::of(ProblemKind::Forbidden).detail(format!(
            "this needs the permission {}, which the role {} does not have; ask an owner or an administrator",
            permission.as_str(),
            role.as_str()
        ));
        refusal.problem.permission = Some(permission);
        refusal
    }

    /// Says after how many seconds to call again.
    #[must_use]
    pub(crate) fn retry_after(mut self, n_seconds: u64) -> Self {
        self.problem.retry_after_s = Some(n_seconds);
        self
    }

    /// A refusal of a field that has the right type and cannot be taken.
    pub(crate) fn wrong(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::of(ProblemKind::Malformed).status(StatusCode::UNPROCESSABLE_ENTITY).field(field).detail(detail)
    }

    /// Says what was wrong and what to do.
    #[must_use]
    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.problem.detail = Some(detail.into());
        self
    }

    /// Names the field that was wrong.
    #[must_use]
    pub(crate) fn field(mut self, field: impl Into<String>) -> Self {
        self.problem.field = Some(field.into());
        self
    }

    /// Uses another status than the usual one.
    #[must_use]
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.problem.status = status.as_u16();
        self
    }

    /// What was wrong, as a test reads it.
    #[cfg(test)]
    pub(crate) fn told(&self) -> Option<&str> {
        self.problem.detail.as_deref()
    }

    /// Adds what the linter found. `text_of` gives the text of each field, for positions in UTF-16 units.
    #[must_use]
    pub(crate) fn diagnostics<'a>(mut self, found: &[Diagnostic], text_of: impl Fn(&Field) -> &'a str) -> Self {
        self.problem.diagnostics = problem_diagnostics(found, text_of);
        self
    }
}

/// What the linter found, as the interface has it. `text_of` gives the text of each field.
pub(crate) fn problem_diagnostics<'a>(
    found: &[Diagnostic],
    text_of: impl Fn(&Field) -> &'a str,
) -> Vec<ProblemDiagnostic> {
    found
        .iter()
        .map(|diagnostic| ProblemDiagnostic {
            code: diagnostic.code.as_str().into(),
            severity: diagnostic.severity(),
            field: match &diagnostic.field {
                Field::Content => "content".into(),
                Field::ContentType => "content_type".into(),
                Field::Name => "name".into(),
                Field::Countries => "countries".into(),
                Field::Value(variable) => format!("values.{variable}"),
            },
            span: diagnostic.span.to_utf16(text_of(&diagnostic.field)),
            message: message(diagnostic, Lang::En),
        })
        .collect()
}

impl<E: Into<Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self { cause: Some(Arc::new(error.into())), ..Self::of(ProblemKind::Internal) }
    }
}

impl IntoResponse for Refusal {
    /// Leaves the body to [`write_problems`], which knows the request's id.
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the body of refused requests, and logs the causes of failures under the request's id.
pub(crate) async fn write_problems(request: Request, next: Next) -> Response {
    let request_id =
        request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).map(str::to_owned);
    let mut response = next.run(request).await;
    let Some(Refusal { mut problem, cause }) = response.extensions_mut().remove::<Refusal>() else {
        return response;
    };
    if let Some(cause) = cause {
        log_cause(&cause);
    }
    problem.request_id = request_id;
    let n_seconds = problem.retry_after_s;
    let mut written = (response.status(), Json(problem)).into_response();
    if let Some(n_seconds) = n_seconds {
        written.headers_mut().insert(header::RETRY_AFTER, n_seconds.into());
    }
    let json = HeaderValue::from_static("application/problem+json");
    written.headers_mut().insert(header::CONTENT_TYPE, json);
    for (name, value) in response.headers() {
        if !written.headers().contains_key(name) {
            written.headers_mut().insert(name.clone(), value.clone());
        }
    }
    written
}

/// Logs an error with everything that led to it.
pub(crate) fn log_cause(error: &Error) {
    let mut causes = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        causes.push_str(": ");
        causes.push_str(&cause.to_string());
        source = cause.source();
    }
    tracing::error!(cause = causes, "the gateway failed");
}

/// The row that a path names; what is no number names nothing.
pub(crate) fn parse_id(id: &str) -> Result<i64, Refusal> {
    id.parse().map_err(|_| Refusal::of(ProblemKind::NotFound))
}

/// A JSON body; anything else is refused as malformed, without quoting it.
#[derive(Debug)]
pub(crate) struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        let json = Bytes::from_request(Request::from_parts(parts.clone(), body), state).await.map_err(|rejection| {
            let status = match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => StatusCode::PAYLOAD_TOO_LARGE,
                _ => StatusCode::BAD_REQUEST,
            };
            Refusal::of(ProblemKind::Malformed).status(status).detail("the body could not be read")
        })?;
        if nul::is_in_json(&json) {
            return Err(nul::refusal());
        }
        // An array would be taken for an object, its values for the fields in order.
        if json.trim_ascii_start().starts_with(b"[") {
            return Err(Refusal::of(ProblemKind::Malformed).detail("the body must be a JSON object"));
        }
        match Json::<T>::from_request(Request::from_parts(parts, json.into()), state).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(rejection) => {
                let detail = match &rejection {
                    JsonRejection::JsonDataError(_) => "the JSON does not have the fields that this call takes",
                    JsonRejection::JsonSyntaxError(_) => "the body is not JSON",
                    JsonRejection::MissingJsonContentType(_) => "the Content-Type must be application/json",
                    _ => "the body could not be read",
                };
                let status = match rejection.status() {
                    StatusCode::UNSUPPORTED_MEDIA_TYPE => StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    _ => StatusCode::BAD_REQUEST,
                };
                Err(Self::Rejection::of(ProblemKind::Malformed).status(status).detail(detail))
            }
        }
    }
}

/// The query's parameters; anything else is refused as malformed.
#[derive(Debug)]
pub(crate) struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(_) => {
                Err(Refusal::of(ProblemKind::Malformed).detail("a parameter of the query does not have the right form"))
            }
        }
    }
}

fn usual(kind: ProblemKind) -> (StatusCode, &'static str) {
    match kind {
        ProblemKind::SignedOut => (StatusCode::UNAUTHORIZED, "You are not signed in."),
        ProblemKind::TokenInvalid => (StatusCode::UNAUTHORIZED, "This sign-in link cannot be used."),
        ProblemKind::SignInFailed => (StatusCode::UNAUTHORIZED, "The e-mail address or the password is wrong."),
        ProblemKind::EmailTaken => (StatusCode::CONFLICT, "Somebody has this e-mail address."),
        ProblemKind::LastOwner => (StatusCode::CONFLICT, "An account keeps at least one person."),
        ProblemKind::Forbidden => (StatusCode::FORBIDDEN, "Your role does not permit this."),
        ProblemKind::NotFound => (StatusCode::NOT_FOUND, "There is nothing here."),
        ProblemKind::Malformed => (StatusCode::BAD_REQUEST, "The request does not have the right shape."),
        ProblemKind::CrossSite => (StatusCode::FORBIDDEN, "The request came from another site."),
        ProblemKind::NotConnected => (StatusCode::CONFLICT, "SMS is not connected yet."),
        ProblemKind::HookUrl => (StatusCode::UNPROCESSABLE_ENTITY, "The hook's address cannot be used."),
        ProblemKind::SenderState => (StatusCode::CONFLICT, "The registration is in another state."),
        ProblemKind::UnknownSmsUser => (StatusCode::UNPROCESSABLE_ENTITY, "There is no such SMS_USER."),
        ProblemKind::NameTaken => (StatusCode::CONFLICT, "Another template has this name."),
        ProblemKind::Lint => (StatusCode::UNPROCESSABLE_ENTITY, "The template has errors."),
        ProblemKind::NotApproved => (StatusCode::CONFLICT, "The template is not approved."),
        ProblemKind::TemplateState => (StatusCode::CONFLICT, "The template is in another state of review."),
        ProblemKind::TemplateInUse => (StatusCode::CONFLICT, "Messages with this template wait to be sent."),
        ProblemKind::CampaignState => (StatusCode::CONFLICT, "The campaign's state does not allow it."),
        ProblemKind::NumberInvalid => (StatusCode::UNPROCESSABLE_ENTITY, "The number is not valid."),
        ProblemKind::Values => (StatusCode::UNPROCESSABLE_ENTITY, "A value is missing or wrong."),
        ProblemKind::PriceUnknown => (StatusCode::UNPROCESSABLE_ENTITY, "The price for this country is not known."),
        ProblemKind::Balance => (StatusCode::PAYMENT_REQUIRED, "The balance is too low."),
        ProblemKind::SpendCap => (StatusCode::PAYMENT_REQUIRED, "The spending cap is reached."),
        ProblemKind::PriceTable => (StatusCode::UNPROCESSABLE_ENTITY, "The price table cannot be imported."),
        ProblemKind::IdempotencyKey => (StatusCode::BAD_REQUEST, "The idempotency key cannot be used."),
        ProblemKind::RateLimited => (StatusCode::TOO_MANY_REQUESTS, "Too many requests."),
        ProblemKind::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "The gateway failed."),
    }
}
