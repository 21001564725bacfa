//! What a list of recipients is, as pure functions: for now, what a phone number is and which country it belongs to.
//!
//! No I/O, no clock. The metadata is Google's, compiled in through `rlibphonenumber`, which this crate hides.

#![warn(missing_docs)]

mod country;
mod phone;

pub use country::is_country;
pub use phone::{Phone, PhoneFault, PlusSign, parse_phone};
