//! The gateway over HTTP, as the console, an application and an operator meet it.

mod common;
mod console;
mod events;
mod kill;
mod messages;
mod service;
mod session;
mod smsapi;
mod templates;
