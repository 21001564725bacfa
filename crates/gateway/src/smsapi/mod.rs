//! `/smsapi/*`: the platform's own interface in both its dialects (`smsUser` with `smsKey`, or with `signature`), so that
//! an application written for Aurora SendCloud or SendCloud runs against this gateway by changing its base URL.

mod caller;
mod change_templates;
mod codes;
mod data;
mod date;
mod envelope;
mod fault;
mod not_offered;
mod numbers;
mod order;
mod paging;
mod parameters;
mod period;
mod python;
mod replay;
mod send;
mod sendx;
mod sign;
mod status;
mod stop;
mod templates;
mod timestamp;
mod words;

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
        .route("/sendx", get(sendx::send).post(sendx::send))
        .route("/sendn", get(sendx::send).post(sendx::send))
        .route("/addsms", get(change_templates::add).post(change_templates::add))
        .route("/updatesms", get(change_templates::update).post(change_templates::update))
        .route("/submitsms", get(change_templates::submit).post(change_templates::submit))
        .route("/deletesms", get(change_templates::delete).post(change_templates::delete))
        .route("/status/query", get(status::query).post(status::query))
        .route("/data/sendDay", get(data::send_day).post(data::send_day))
        .route("/data/processFailed", get(data::process_failed).post(data::process_failed))
        .route("/data/sendFailed", get(data::send_failed).post(data::send_failed))
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
