//! The gateway over HTTP, as the console, an application and an operator meet it.

mod common;
mod messages;
mod service;
mod session;
mod templates;
