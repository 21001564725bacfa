//! What the console's `html!` is compiled to.
//!
//! The syntax and the meaning are Yew's. The difference is in size: Yew's macro writes out at every element how it is
//! put together and has the compiler repeat two kilobytes for every component; here an element is a chain of small
//! calls, and every component is the same one to Yew, a `Host` of `component.rs` that is told what to draw.
//! `docs/benchmarks.md` has the figures.
//!
//! Providers of contexts are written with Yew's own macro, because they are not functions.

mod child;
mod class;
mod component;
mod element;

pub use child::{Child, each};
pub(crate) use class::classes;
pub use class::{ClassPart, class_list};
pub use component::component;
pub use element::{AttributeValue, Element, element, fixed, fragment, with_names};
pub use piecewise_markup::html;

#[cfg(test)]
mod tests;
