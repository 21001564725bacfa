//! A test message of an approved template (R-080 … … R-191).

mod attempt;
mod carriers;
mod coverage;
mod fields;
mod form;
mod log_page;
mod page;
mod phone_field;
mod preview;
mod recipient;
mod result;
mod sent;
mod tested_numbers;

pub use log_page::TestLogPage;
pub use page::TestSendPage;
