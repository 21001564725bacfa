//! A test message of an approved template (R-080 … … R-191).

mod attempt;
mod baseline;
mod fields;
mod form;
mod page;
mod phone_field;
mod preview;
mod result;
mod tested_numbers;

pub use page::TestSendPage;
