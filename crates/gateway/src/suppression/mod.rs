//! Who must not be written to, and how often one number may be: checked in the transaction that accepts messages.

mod check;
mod frequency;
mod http;
mod import;
mod rows;

pub(crate) use check::check;
pub(crate) use frequency::too_many;
pub(crate) use http::routes;
