//! Templates: written, reviewed, and sent in the version that was approved. Drafts that a person writes never come
//! here: they live in the browser.

mod change;
mod http;
mod outside;
mod queue;
mod review;
mod review_times;
mod rows;
mod versions;

pub(crate) use change::{By, NotChanged, create, delete, edit, submit};
pub(crate) use http::routes;
pub(crate) use outside::decide_from_outside;
pub(crate) use review::{due_at_ms, is_unknown_to_smsapi, review_forever};
pub(crate) use rows::{
    ForSending, Newest, Sendable, approved_content, find, find_for_sending, list_values_problem, newest,
};
pub(crate) use versions::Source;
