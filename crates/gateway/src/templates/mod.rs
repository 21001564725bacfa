//! Templates under review and approved. Drafts never come here: they live in the browser.

mod http;
mod review;
mod rows;

pub(crate) use http::routes;
pub(crate) use review::review_forever;
pub(crate) use rows::{find, list, list_values_problem};
