//! Maps, sets and sorting: from the standard library, or, with the feature `small`, in a tenth of its code.
//!
//! A module that is downloaded for every page view pays for B-trees and merge sorts in kilobytes, and looks at one
//! message at a time. Everything else keeps the standard ones, which stay fast whatever they hold.

#[cfg(not(feature = "small"))]
pub use alloc::collections::{BTreeMap as Map, BTreeSet as Set};

#[cfg(any(test, feature = "small"))]
pub mod small;
#[cfg(feature = "small")]
pub use small::{Map, Set};

/// Sorts by `order`; what is equal may change places.
#[cfg(not(feature = "small"))]
pub(crate) fn sort_by<T>(items: &mut [T], order: impl Fn(&T, &T) -> core::cmp::Ordering) {
    items.sort_unstable_by(order);
}
#[cfg(feature = "small")]
pub(crate) use small::sort_by;
