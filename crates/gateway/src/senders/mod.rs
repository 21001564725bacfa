//! Sender IDs: handed in country by country, reviewed by the platform's staff, and used for their countries only. Sending
//! needs none: the platform assigns a random number then.

mod cards;
mod http;
mod rows;

pub(crate) use http::routes;
pub(crate) use rows::registered;
