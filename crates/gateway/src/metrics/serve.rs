//! `/metrics`, on an address of its own, so that it is not on the one that the world reaches.

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use prometheus_client::encoding::text::encode;
use tokio::net::TcpListener;

use crate::{app::App, server::log_cause};

/// The format that the library writes.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Answers on `listener` until the gateway shuts down.
pub(crate) async fn serve(app: Arc<App>, listener: TcpListener) {
    let shutdown = app.shutdown.clone().cancelled_owned();
    let router = Router::new().route("/metrics", get(show)).with_state(app);
    if let Err(error) = axum::serve(listener, router).with_graceful_shutdown(shutdown).await {
        tracing::error!(%error, "the metrics are no longer served");
    }
}

async fn show(State(app): State<Arc<App>>) -> Response {
    if let Err(error) = app.metrics.journal.read(&app).await {
        log_cause(&error);
    }
    let mut text = String::new();
    match encode(&mut text, &app.metrics.registry) {
        Ok(()) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
