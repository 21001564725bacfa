//! The routes of the sandbox, below `/api/v1`.

use std::sync::Arc;

use utoipa_axum::{router::OpenApiRouter, routes};

use super::{clock, handset, numbers};
use crate::app::App;

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(handset::list))
        .routes(routes!(numbers::list))
        .routes(routes!(clock::show, clock::advance))
}
