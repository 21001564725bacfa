//! Templates from the outside: the guide's samples, natively and in wasm, and what holds for every text.

mod criteria;
#[cfg(not(target_arch = "wasm32"))]
mod properties;
#[cfg(not(target_arch = "wasm32"))]
mod states;
