//! The SMS service: its SMS_USERs and their SMS_KEYs, sealed at rest.

mod credentials;
mod http;
mod seal;

pub(crate) use credentials::{authenticate, find_key, note_use};
pub(crate) use http::routes;
pub(crate) use seal::Sealer;
