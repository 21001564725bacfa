//! Integrations: connecting SMS, its credentials, how it sends, and the calls to copy.

mod add_user;
mod api;
mod callers;
mod connect;
mod credentials;
mod key_check;
mod label;
mod list;
mod next_steps;
mod parts;
mod regenerate;
mod regenerated;
mod rotation;
mod settings;
mod sms;

pub use api::ApiSamplesPage;
pub use list::IntegrationsPage;
pub(crate) use parts::{SmsParts, sms_crumbs};
pub use rotation::RotationPage;
pub use settings::SendSettingsPage;
pub use sms::SmsIntegrationPage;
