//! The SMS service: its SMS_USERs and their SMS_KEYs, sealed at rest, and who calls with them.

mod authenticate;
mod callers;
mod credentials;
mod http;
mod key_file;
mod key_http;
mod origin;
mod report;
mod rotate;
mod seal;
mod tick;

pub(crate) use authenticate::{Authenticated, KeyOf, authenticate, find_key, note_refusal, note_use};
pub(crate) use callers::{Callers, flush_callers, flush_callers_forever};
pub(crate) use credentials::reminder_days;
pub(crate) use http::routes;
pub(crate) use origin::CallOrigin;
pub use rotate::Rotation;
pub(crate) use rotate::{Rotated, rotate_secret_key};
pub(crate) use seal::Sealer;
