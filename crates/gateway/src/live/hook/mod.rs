//! SMSHook, received: Aurora posts an event, it is stored and answered at once, and worked off afterwards.
//!
//! Only its time and its token are signed, so the body is a claim: it can move a message of the account along its
//! statuses, and nothing else. A token counts once, whatever it comes with again.

mod endpoint;
mod event;
mod keys;
mod work;

pub(crate) use endpoint::routes;
pub(super) use event::describe;
pub(super) use keys::{address_of, enter_key, key_entered_at_ms};
pub(crate) use work::work_off_forever;
