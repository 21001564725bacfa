//! A number that one page proposes to the next test. It goes along in memory, because numbers stand in no address.

use std::cell::RefCell;

thread_local! {
    static NUMBER: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Proposes a number to the test that is opened next.
pub(crate) fn propose(number: &str) {
    NUMBER.set(Some(number.to_owned()));
}

/// The number that was proposed, once.
pub(crate) fn take() -> Option<String> {
    NUMBER.take()
}
