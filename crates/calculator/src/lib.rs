//! The piece calculator as WebAssembly modules, for pages and programs in JavaScript.
//!
//! JavaScript writes texts into a [`place`] of the module's memory and reads the answers from it; only numbers cross,
//! so that a module needs neither generated glue nor anything of the standard library. `js/` makes objects of them.
//! Nothing is decided here: every figure comes from `piecewise-sms`.

#![cfg_attr(feature = "shipped", no_std)]

extern crate alloc;

#[cfg(feature = "advice")]
pub mod advice;
pub mod answers;
#[cfg(feature = "batch")]
pub mod batch;
pub mod counting;
#[cfg(feature = "types")]
pub mod inputs;
#[cfg(feature = "lint")]
pub mod linting;
pub mod place;
#[cfg(all(feature = "shipped", target_arch = "wasm32"))]
mod shipped;
#[cfg(any(feature = "advice", feature = "json"))]
mod strings;
#[cfg(feature = "templates")]
pub mod templates;
