//! SMSHook: where the account hears of events, what was delivered, and how to tell that an event is genuine.

mod deliveries;
mod delivery;
mod form;
mod hook;
mod key;
mod list;
mod words;

pub use delivery::HookDeliveryPage;
pub use hook::HookPage;
pub use list::HooksPage;
