//! The piece counter as a WebAssembly module, for pages and programs in JavaScript.
//!
//! Three ways in, from convenient to fast, with one answer:
//! [`answers`] takes a string and gives a plain object; [`in_place`] is what `js/counter.js` stands on, which puts
//! texts into the module's memory itself; [`message_buffer`] counts many messages in one call.
//! Nothing is decided here: every figure comes from `piecewise-sms`.

pub mod answers;
pub mod in_place;
pub mod message_buffer;
