//! SMSHook: what happens to an account's messages and templates, posted to the addresses that it chose.
//!
//! An event is a row in the transaction that made it happen, and is delivered at least once.

mod address;
mod call;
mod courier;
mod http;
mod key;
mod load;
mod outbox;
mod payload;
mod rows;
mod sign;

pub(crate) use call::Caller;
pub(crate) use courier::deliver_forever;
pub(crate) use http::routes;
pub(crate) use outbox::{MessageEvent, message_events, submission_accepted, template_verified};
pub(crate) use sign::sign;
