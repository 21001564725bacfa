//! Pieces from outside: the reference cases, tables of borders, properties, and many messages in one buffer.
//! Everything but the properties runs natively and in wasm.

#![expect(clippy::unwrap_used, reason = "a test that unwraps in vain has failed")]

mod cases;
mod many;
mod national;
mod non_gsm;
#[cfg(not(target_arch = "wasm32"))]
mod properties;
mod reference;
mod table;
mod utf16;
