//! Connecting SMS (R-041 … R-045) and its credentials (R-056 … R-058).

mod api_sample;
mod connect;
mod credentials;
mod list;
mod next_steps;
mod reveal;
mod sms;

pub use list::IntegrationsPage;
pub use sms::SmsIntegrationPage;
