//! Templates: written, reviewed, and sent in the version that was approved. Drafts that a person writes never come
//! here: they live in the browser.

mod change;
mod http;
mod queue;
mod review;
mod review_times;
mod rows;
mod versions;

pub(crate) use http::routes;
pub(crate) use review::review_forever;
pub(crate) use rows::{
    ForSending, Newest, Sendable, approved_content, find, find_for_sending, list_values_problem, newest,
};
