//! Figures over a period, and what needs a person's attention: what the overview shows.

mod attention;
mod cube;
mod http;
mod period;
mod tally;

pub(crate) use http::routes;
