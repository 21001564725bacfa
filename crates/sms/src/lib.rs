//! What an SMS is: alphabets, pieces, templates, statuses and money.
//!
//! Everything here is a pure function of its arguments: no I/O, no clock, no randomness, no JavaScript.
//! The console, the gateway, the command line and the embeddable calculator decide with this crate, so that an
//! estimate and a charge cannot differ.

#![no_std]
#![warn(missing_docs, clippy::expect_used, clippy::string_slice)]

extern crate alloc;

pub mod collections;
pub mod credential;
mod lang;
pub mod money;
pub mod pieces;
pub mod prices;
pub mod sender;
mod span;
pub mod status;
pub mod template;
mod utf16_index;

pub use lang::Lang;
pub use span::{Span, Utf16Span};
pub use utf16_index::Utf16Index;
