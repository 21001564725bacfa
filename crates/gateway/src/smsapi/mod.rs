//! `/smsapi/*`: the platform's own interface in the key dialect (`smsUser` + `smsKey`), so that an application written
//! for Aurora SendCloud runs against this gateway by changing its base URL.

mod envelope;
mod parameters;
mod replay;
mod send;

use std::sync::Arc;

use axum::{
    Router,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};

use crate::app::App;

/// The routes below `/smsapi`.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/send", get(send::send).post(send::send)).fallback(not_offered)
}

async fn not_offered() -> Response {
    let answer = envelope::Answer::refused(601, "this gateway does not offer this call");
    (StatusCode::NOT_FOUND, answer).into_response()
}
