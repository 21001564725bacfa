//! Sender IDs: the name that messages come from, registered country by country (R-220 … R-229).

mod badge;
mod country_card;
mod detail;
mod form;
mod list;
mod page;
mod preview;
mod staff;

pub use detail::SenderPage;
pub use page::SendersPage;
