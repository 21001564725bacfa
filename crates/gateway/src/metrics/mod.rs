//! What an operator watches, for Prometheus: requests as they are answered, and how the journal stands when it is asked
//! for.
//!
//! No label holds a number, an SMS_USER or anything else that comes from outside: each has a bounded list of values.

mod journal;
mod serve;
mod totals;

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{
        counter::Counter,
        family::{Family, MetricConstructor},
        gauge::Gauge,
        histogram::Histogram,
        info::Info,
    },
    registry::{Registry, Unit},
};

pub(crate) use serve::serve;
pub(crate) use totals::{Happened, Totals};

use crate::app::App;

/// Upper bounds of the times that requests take, in seconds.
const BOUNDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// What is counted while the gateway runs.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    durations: Family<Route, Histogram, Bounds>,
    journal: journal::Gauges,
    /// Event streams that are open.
    pub event_streams: Gauge,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Debug, Clone)]
struct Bounds;

impl MetricConstructor<Histogram> for Bounds {
    fn new_metric(&self) -> Histogram {
        Histogram::new(BOUNDS)
    }
}

impl Metrics {
    /// Everything at zero, but for what `totals` have counted.
    pub(crate) fn new(totals: &Totals) -> Self {
        let mut registry = Registry::with_prefix("piecewise");
        totals.register(&mut registry);
        let requests = Family::default();
        registry.register("http_requests", "Requests that were answered", requests.clone());
        let durations = Family::new_with_constructor(Bounds);
        let about = "How long requests took until their answer began";
        registry.register_with_unit("http_request_duration", about, Unit::Seconds, durations.clone());
        let event_streams = Gauge::default();
        registry.register("event_streams", "Event streams that are open", event_streams.clone());
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The version of the gateway", version);
        let journal = journal::Gauges::register(&mut registry);
        Self { registry, requests, durations, journal, event_streams }
    }
}

/// Counts a request by its route, never by its address.
pub(crate) async fn observe(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let since = Instant::now();
    let method = name_of(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let metrics = &app.metrics;
    metrics.durations.get_or_create(&Route { route: route.clone() }).observe(since.elapsed().as_secs_f64());
    metrics.requests.get_or_create(&Answered { method, route, status: response.status().as_u16() }).inc();
    response
}

/// Anybody can make up a method; each would be a time series of its own.
fn name_of(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}
