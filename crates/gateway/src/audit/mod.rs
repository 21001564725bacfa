//! The audit log: who did what, append-only, with the rows of an account in one chain of hashes.
//!
//! Whatever changes something that matters writes its row in the transaction of the change, with [`write()`]. A subject
//! is the name or the number of a thing, never a phone number, a text, a value or a key.

mod chain;
mod http;
mod read;

pub(crate) use chain::{Actor, write, write_as};
pub(crate) use http::routes;
