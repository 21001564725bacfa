//! The routes of the sandbox, below `/api/v1`.

use std::sync::Arc;

use axum::{Router, routing::get};

use super::{clock, handset};
use crate::app::App;

/// The routes below `/api/v1`.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/sandbox/handsets", get(handset::list))
        .route("/sandbox/clock", get(clock::show).post(clock::advance))
}
