//! What a list of recipients is, as pure functions: no I/O, no clock, no randomness, no JavaScript, no async.
//!
//! # The map
//!
//! - [`NumberReader`] reads what stands in a cell as a [`Number`]: E.164, country, kind of line, and what was repaired.
//!   [`parse_phone`] is for single numbers.

#![warn(missing_docs)]

mod phone;

pub use phone::{
    LineType, Number, NumberReader, Phone, PhoneFault, PlusSign, Reading, Repair, is_country, parse_number, parse_phone,
};
