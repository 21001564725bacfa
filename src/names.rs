//! Unicode names of characters, from a table beside the page. It is read after the first painting, and until it is here
//! a character is called by its code point.

use std::cell::OnceCell;

use piecewise_sms::pieces::name_in;

use crate::client::assets;

/// A name that every table has.
const PROBE: (char, &str) = ('’', "RIGHT SINGLE QUOTATION MARK");

thread_local! {
    static TABLE: OnceCell<Vec<u8>> = const { OnceCell::new() };
}

/// The name of `c`, as far as it is known by now.
pub(crate) fn name_of(c: char) -> Option<String> {
    TABLE.with(|table| name_in(table.get().map_or(&[], Vec::as_slice), c))
}

/// Reads the table. Without it nothing is missing but the names.
pub(crate) async fn load() {
    let Some(bytes) = assets::read_bytes("names.bin").await else { return };
    // A static host may send a page instead of a file that it does not have.
    if name_in(&bytes, PROBE.0).as_deref() == Some(PROBE.1) {
        // A second reading of the same file changes nothing.
        let _ = TABLE.with(|table| table.set(bytes));
    }
}
