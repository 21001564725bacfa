//! The gateway: an HTTP server with an Aurora-compatible `/smsapi`, the console's API, a journal that loses nothing
//! and sends nothing twice, and the sandbox that stands in for the platform.
//!
//! It never renders HTML, and nothing here decides what a message is: `piecewise-sms` does.

mod app;
mod audit;
mod backup;
mod campaigns;
mod clock;
pub mod config;
mod data_folder;
mod due;
mod error;
mod events;
mod export;
mod hex;
mod hooks;
mod idempotency;
mod limits;
mod live;
mod messages;
mod metrics;
mod neighbours;
mod openapi;
mod peer;
mod people;
pub mod permissions;
mod random;
mod retention;
mod run;
mod sandbox;
mod senders;
mod server;
mod service;
mod session;
mod smsapi;
mod statistics;
mod store;
mod suppression;
mod templates;
mod tls;
mod wallet;

pub use backup::{backup, restore};
pub use error::{Error, Result};
pub use run::{Gateway, add_account, print_rotation, print_sign_in_link, run, start_logging};
pub use service::Rotation;
