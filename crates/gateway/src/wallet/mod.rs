//! S-Wallet: what was paid in, what is held, what was spent, the ledger behind it, and the prices.

mod calendar;
mod entries;
mod http;
mod ledger;
mod price_changes;
mod price_csv;
mod price_http;
mod prices;
mod settings;
mod settle;

pub(crate) use http::routes;
pub(crate) use ledger::{Period, Reserved, find, open_empty, open_with_sample_money, reserve};
pub(crate) use prices::{PriceCache, VersionedPrices, current_prices};
pub(crate) use settle::{Charge, Release, Settlement, change_pending, release};
