//! Signing in: a one-time token from a printed link becomes a session in a cookie. Only hashes are stored.

mod http;
mod token;

pub(crate) use http::{Owner, cookie_name, identify, routes};
pub(crate) use token::issue_link_token;
