//! SMSHook: what happens to an account's messages and templates, posted to the addresses that it chose.
//!
//! An event is a row in the transaction that made it happen, and is delivered at least once.

mod outbox;

pub(crate) use outbox::{message_event, submission_accepted, template_verified};
