//! The message log as people read it: filtered, counted, exported.

mod counts;
mod export;
mod filter;
mod http;

pub(crate) use filter::push_filter;
pub(super) use http::routes;
