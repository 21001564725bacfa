//! The HTTP server: every route, and what stands around them all.

mod console;
mod headers;
mod health;
mod nul;
mod problem;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use piecewise_api::{BASE, IDEMPOTENCY_KEY, ProblemKind};
use tower::util::MapRequestLayer;
use tower_http::{
    catch_panic::CatchPanicLayer,
    cors::{AllowOrigin, CorsLayer},
    csrf::CsrfLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer},
    trace::{DefaultOnResponse, TraceLayer},
};

use utoipa_axum::router::OpenApiRouter;

pub(crate) use problem::{Asked, Body, Refusal, log_cause, parse_id, problem_diagnostics};

use crate::{
    app::App,
    audit, campaigns,
    config::UpstreamKind,
    error::{Error, Result},
    events, hooks, live, messages, metrics, openapi, people, permissions, retention, sandbox, senders, service,
    session, smsapi, statistics, suppression, templates, wallet,
};

/// A body may be this long: 2,000 numbers with their separators are 34 kB, percent-encoded about 50 kB.
const N_BODY_OCTETS: usize = 256 * 1024;

/// A request is answered within this, event streams excepted.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// The header that carries a request's id.
const REQUEST_ID: &str = "x-request-id";

/// The console's API, with what its document says of it.
fn api() -> OpenApiRouter<Arc<App>> {
    openapi::router()
        .merge(openapi::routes())
        .merge(session::routes())
        .merge(service::routes())
        .merge(templates::routes())
        .merge(messages::routes())
        .merge(retention::routes())
        .merge(hooks::routes())
        .merge(senders::routes())
        .merge(suppression::routes())
        .merge(wallet::routes())
        .merge(sandbox::routes())
        .merge(statistics::routes())
        .merge(people::routes())
        .merge(audit::routes())
        .merge(live::routes())
        .merge(campaigns::routes())
        .layer(middleware::from_fn(limit_time))
        .merge(events::routes())
}

/// Every route of the gateway.
pub(crate) fn router(app: &Arc<App>) -> Result<Router> {
    let mut csrf = CsrfLayer::new();
    for origin in &app.config.allowed_origins {
        csrf = csrf
            .add_trusted_origin(origin)
            .map_err(|error| Error::Setting { setting: "allowed_origins", reason: error.to_string() })?;
    }
    let csrf = csrf.with_rejection_response(|_| Refusal::of(ProblemKind::CrossSite).into_response());
    let has_sandbox = app.config.upstream == UpstreamKind::Sandbox;
    let api = openapi::serve_document(api(), app)
        .fallback(not_found)
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn(nul::refuse_in_address))
        .layer(middleware::from_fn_with_state(has_sandbox, refuse_without_sandbox))
        .layer(middleware::from_fn_with_state(Arc::clone(app), permissions::guard))
        .layer(cors(app)?);
    let router = Router::new()
        .nest(BASE, api)
        .nest("/smsapi", smsapi::routes())
        .merge(health::routes())
        .merge(live::hook_routes());
    let router = match &app.config.console {
        Some(folder) => router.fallback_service(console::serve(folder)),
        None => router.fallback(not_found),
    };
    Ok(router
        .layer(csrf)
        .layer(CatchPanicLayer::custom(|_| Refusal::of(ProblemKind::Internal).into_response()))
        .layer(DefaultBodyLimit::max(N_BODY_OCTETS))
        .layer(middleware::from_fn(problem::write_problems))
        .layer(middleware::from_fn_with_state(app.is_https(), headers::secure))
        .layer(middleware::from_fn_with_state(Arc::clone(app), metrics::observe))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(|request: &Request| span(request))
                .on_response(DefaultOnResponse::new().level(tracing::Level::INFO)),
        )
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        // An id from outside would put a stranger's text in the log.
        .layer(MapRequestLayer::new(|mut request: Request| {
            request.headers_mut().remove(REQUEST_ID);
            request
        }))
        .with_state(Arc::clone(app)))
}

/// What a log line says about its request: the route, never the address, whose query may hold a key.
fn span(request: &Request) -> tracing::Span {
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok());
    tracing::info_span!("request", method = %request.method(), route, id = id.unwrap_or("-"))
}

/// Lets the configured consoles on other hosts in, with their cookie.
fn cors(app: &App) -> Result<CorsLayer> {
    let mut origins = Vec::new();
    for origin in &app.config.allowed_origins {
        let reason = |_| Error::Setting { setting: "allowed_origins", reason: format!("`{origin}` is not an origin") };
        origins.push(HeaderValue::from_str(origin).map_err(reason)?);
    }
    Ok(CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers([
            header::CONTENT_TYPE,
            HeaderName::from_bytes(IDEMPOTENCY_KEY.as_bytes()).unwrap_or(header::CONTENT_TYPE),
            HeaderName::from_static("last-event-id"),
        ]))
}

/// Where messages go out for money, nothing of the sandbox is there: no clock to move, no verdict to give.
async fn refuse_without_sandbox(State(has_sandbox): State<bool>, request: Request, next: Next) -> Response {
    let is_of_sandbox =
        request.extensions().get::<MatchedPath>().is_some_and(|path| path.as_str().contains("/sandbox/"));
    if is_of_sandbox && !has_sandbox {
        return Refusal::of(ProblemKind::NotFound)
            .detail("this gateway sends through Aurora SendCloud; there is no sandbox")
            .into_response();
    }
    next.run(request).await
}

async fn limit_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(ANSWER_WITHIN, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refusal::of(ProblemKind::Internal)
            .status(StatusCode::SERVICE_UNAVAILABLE)
            .detail("the gateway took too long; repeat the request with the same idempotency key")
            .into_response(),
    }
}

async fn not_found() -> Refusal {
    Refusal::of(ProblemKind::NotFound)
}

async fn wrong_method() -> Refusal {
    Refusal::of(ProblemKind::Malformed).status(StatusCode::METHOD_NOT_ALLOWED).detail("this address has other methods")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What is served, what is described and what is permitted are one list. The router tells its routes only to whoever
    /// debugs it.
    #[test]
    fn every_route_is_described_and_permitted_and_the_other_way_round() {
        let (all, described) = api().split_for_parts();
        let text = format!("{all:?}");
        let (methods, paths) = text.split_once("node: Node { paths: {").unwrap();
        let paths = paths.split(" }").next().unwrap();
        let mut served = BTreeSet::new();
        for entry in paths.split("RouteId(").skip(1) {
            let (id, rest) = entry.split_once("): \"").unwrap();
            let path = rest.split('"').next().unwrap();
            let (_, methods) = methods.split_once(&format!("RouteId({id}): MethodRouter")).unwrap();
            for method in ["get", "post", "put", "patch", "delete"] {
                let (_, endpoint) = methods.split_once(&format!("{method}: ")).unwrap();
                if !endpoint.starts_with("None") {
                    served.insert(format!("{method} {path}"));
                }
            }
        }
        let document = serde_json::to_value(described).unwrap();
        let described: BTreeSet<String> = document["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, item)| item.as_object().unwrap().keys().map(move |method| format!("{method} {path}")))
            .collect();
        assert!(described.len() > 10, "{text}");
        assert_eq!(served, described);
        let permitted: BTreeSet<String> = permissions::ROUTES
            .iter()
            .map(|row| format!("{} {}", row.method.as_str().to_lowercase(), row.path))
            .collect();
        assert_eq!(served, permitted);
    }
}
