//! One module per place in the navigation.

pub mod audit;
pub mod calculator;
pub mod help;
pub mod hooks;
pub mod integrations;
pub mod messages;
pub mod not_found;
pub mod overview;
pub mod sandbox;
pub mod senders;
pub mod settings;
pub mod sign_in;
pub mod suppression;
pub mod team;
pub mod templates;
pub mod test_send;
pub mod wallet;
