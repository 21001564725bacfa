//! The sandbox: a stand-in for the platform on one machine. It takes hand-overs as the platform does, carries the
//! pieces as the air does, and shows on a handset what can be put together from them.
//!
//! Nothing leaves the machine. The outcome of a message is chosen by the last four digits of its number.

mod air;
mod carrier;
mod chance;
mod clock;
mod handset;
mod http;
mod numbers;
mod outcome;
mod platform;

pub(crate) use carrier::carry_forever;
pub(crate) use http::routes;
pub(crate) use platform::Sandbox;
