//! The console: a single-page application that counts, checks and tests SMS templates in the browser and talks to
//! the gateway for everything that leaves it.
//!
//! A library, so that the pages and components can be tested; `main.rs` only starts it.

pub mod app;
pub mod client;
pub mod components;
pub mod countries;
pub mod drafts;
pub mod format;
pub mod i18n;
mod invitation;
mod json;
pub mod launch;
pub mod markup;
mod names;
mod order;
pub mod pages;
pub mod parts;
pub mod prices;
mod proposed;
pub mod query;
pub mod router;
pub mod routes;
mod samples;
pub mod shell;
pub mod storage;
