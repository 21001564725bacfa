//! What a list of recipients is, as pure functions: no I/O, no clock, no randomness, no JavaScript, no async.
//!
//! # The map
//!
//! - [`import`] takes the bytes of a file as they come and gives its rows.
//! - [`columns`] guesses which column is what, by the first rows; a person corrects it.
//! - [`list`] makes recipients of rows: numbers, values, duplicates, suppressions, and what is wrong with the rest.
//! - [`NumberReader`] reads what stands in a cell as a [`Number`]: E.164, country, kind of line, and what was repaired.
//!   [`parse_phone`] is for single numbers.

#![warn(missing_docs)]

pub mod columns;
pub mod import;
pub mod list;
mod phone;

pub use phone::{
    LineType, Number, NumberReader, Phone, PhoneFault, PlusSign, Reading, Repair, is_country, parse_number, parse_phone,
};
