//! Why a message is UCS-2: what GSM-7 does not have, and what could stand in its place.
//!
//! Nothing here is part of counting, so that a program that only counts does not carry the tables.

mod cluster;
mod kinds;
mod latin;
mod suggest;
mod symbols;

pub use kinds::{NonGsm, Replaced, Replacement, ReplacementClass, non_gsm, replace_all};
