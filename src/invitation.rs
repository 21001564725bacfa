//! The invitation with which the console was opened, for as long as the page lives: it is in no store and no address.

use std::cell::RefCell;

thread_local! {
    static TOKEN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The token of the invitation, if there is one to accept.
pub(crate) fn token() -> Option<String> {
    TOKEN.with_borrow(Clone::clone)
}

/// Keeps the token that was taken out of the address.
pub(crate) fn keep(token: String) {
    TOKEN.set(Some(token));
}

/// Forgets it: it was accepted, or cannot be.
pub(crate) fn forget() {
    TOKEN.set(None);
}
