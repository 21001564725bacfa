//! Campaigns: one approved template to a list of recipients, each of whom gets it once.
//!
//! A file comes in chunks (`file`), becomes a plan (`plan`) by the same functions that the browser planned with, and is
//! confirmed (`confirm`), which holds the money of all of it. From then on the runner (`run`) turns waiting recipients
//! into accepted messages, a batch in one transaction: a recipient that is not waiting any more is never turned again,
//! however often the gateway is killed, the campaign is paused, or a button is pressed.

mod change;
mod confirm;
mod file;
mod http;
mod plan;
mod read;
mod report;
mod rows;
mod run;

pub(crate) use http::routes;
pub(crate) use read::running_on;
pub(crate) use run::run_forever;
