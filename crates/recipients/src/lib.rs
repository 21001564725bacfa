//! Placeholder paragraph replaced with the crate.
