//! The message log (R-085, R-200 … R-209).

mod ageing;
mod asked;
mod calm;
mod charge;
mod day;
mod detail;
mod filter;
mod legend;
mod list;
mod listing;
mod log;
mod outcome;
mod reason;
mod row;
mod sight;
mod timeline;
mod unconfirmed;

pub use charge::Charge;
pub(crate) use charge::charge_cell;
pub use detail::MessageDetailPage;
pub use list::MessagesPage;
#[cfg(test)]
pub(crate) use log::sample;
pub use outcome::Outcome;
pub use timeline::Timeline;
