//! The OpenAPI document of the console API, made of what stands at the handlers, and served at
//! `/api/v1/openapi.json`.
//!
//! A handler says its path, its parameters, its body and the answers that are its own. What follows from these for every
//! route (who may call it, which refusals there always are) is added here. `/smsapi` is the platform's interface, and
//! described in words in `docs/api.md`.

mod complete;

use std::sync::Arc;

use axum::{Extension, Router, http::header, response::IntoResponse};
use piecewise_api::{Problem, Push};
use utoipa::{
    OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, SecurityScheme},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{app::App, session};

/// What the document says of the whole.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Piecewise gateway",
        description = "The console's API. Times are milliseconds since the Unix epoch, money is in millionths of the \
                       currency beside it, countries are ISO 3166-1 alpha-2. Refusals are `application/problem+json`.",
    ),
    components(schemas(Problem, Push)),
    security(("session" = []))
)]
struct Described;

/// The finished document.
#[derive(Debug, Clone)]
struct Document(Arc<str>);

/// A router that collects the document beside its routes.
pub(crate) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(Described::openapi())
}

/// The routes, and among them the one that serves the document of them all.
pub(crate) fn serve_document(router: OpenApiRouter<Arc<App>>, app: &App) -> Router<Arc<App>> {
    let (router, mut document) = router.split_for_parts();
    let cookie = ApiKey::Cookie(ApiKeyValue::new(session::cookie_name(app)));
    document.components.get_or_insert_default().add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    let document = complete::complete(&document, &app.base_url);
    router.layer(Extension(Document(document.to_string().into())))
}

/// The route of the document.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(show))
}

/// This document.
#[utoipa::path(
    get,
    path = "/openapi.json",
    responses((status = OK, description = "The document.", body = serde_json::Value))
)]
async fn show(Extension(Document(json)): Extension<Document>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], json.to_string())
}
