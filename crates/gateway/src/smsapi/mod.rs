//! `/smsapi/*`: the platform's own interface in both its dialects (`smsUser` with `smsKey`, or with `signature`), so that
//! an application written for Aurora SendCloud or SendCloud runs against this gateway by changing its base URL.

mod caller;
mod date;
mod envelope;
mod not_offered;
mod numbers;
mod parameters;
mod replay;
mod send;
mod sign;
mod stop;
mod templates;
mod timestamp;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::Request,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};

pub(crate) use date::date_of_day;

use crate::app::App;

/// A call is answered within this.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// The routes below `/smsapi`.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/send", get(send::send).post(send::send))
        .route("/get", get(templates::get).post(templates::get))
        .route("/list", get(templates::list).post(templates::list))
        .route("/timestamp/get", get(timestamp::get).post(timestamp::get))
        .fallback(not_offered::not_offered)
        .method_not_allowed_fallback(not_offered::wrong_method)
        .layer(middleware::from_fn(limit_time))
}

async fn limit_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(ANSWER_WITHIN, next.run(request)).await {
        Ok(response) => response,
        Err(_) => envelope::Answer::failed().into_response(),
    }
}
