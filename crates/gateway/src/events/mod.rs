//! What changed, told to the console as server-sent events.
//!
//! A change is a row of `push` in the transaction that made it; one task turns rows into JSON for every stream. A
//! stream resumes from the database by the last id it has seen.

mod http;
mod hub;
mod rows;

pub(crate) use http::routes;
pub(crate) use hub::Hub;
pub(crate) use rows::{messages_changed, submission_accepted, template_changed, wallet_changed};
