//! Messages: the journal that accepts them, the dispatcher that hands them over, the reports that say what became of
//! them.

mod accept;
mod dispatch;
mod http;
mod log;
mod read;
mod track;
mod upstream;

#[cfg(test)]
pub(crate) use accept::Accepted;
pub(crate) use accept::{N_MAX_RECIPIENTS, NotAccepted, Order, Origin, accept};
pub(crate) use dispatch::Dispatcher;
pub(crate) use http::routes;
pub(crate) use log::push_filter;
pub(crate) use read::find_by_row;
pub(crate) use track::{Report, report_all, suppress};
pub(crate) use upstream::{HandOver, HandOverError, Hold, Receipt, Recipient, Upstream};
