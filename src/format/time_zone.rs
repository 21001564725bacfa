//! The time zone in which the console shows moments: the device's, or the one that the person chose.

use std::cell::RefCell;

use crate::storage;

const KEY: &str = "piecewise.time_zone";

thread_local! {
    /// None until the device was asked, and empty for its own.
    static CHOSEN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The time zone that was chosen on this device; none where moments are shown in the device's own.
pub fn chosen() -> Option<String> {
    let zone =
        CHOSEN.with_borrow_mut(|chosen| chosen.get_or_insert_with(|| storage::read(KEY).unwrap_or_default()).clone());
    (!zone.is_empty()).then_some(zone)
}

/// Shows moments in `zone` from now on; in the device's own where it is empty.
pub fn choose(zone: &str) {
    storage::write(KEY, zone);
    CHOSEN.set(Some(zone.to_owned()));
    super::imp::forget_formatters();
}
