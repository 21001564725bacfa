//! S-Wallet: money is reserved when a message is accepted, charged when it is handed to the carrier, released when it
//! is suppressed (D7). `available + reserved + spent = topped up`, which the table itself checks.

mod http;
mod ledger;

pub(crate) use http::routes;
pub(crate) use ledger::{Charge, charge, find, open_with_sample_money, release, reserve};
