//! The time zone in which the console shows moments: the device's, or the one that the person chose.

use std::cell::RefCell;

use crate::storage;

const KEY: &str = "piecewise.time_zone";

thread_local! {
    static CHOSEN: RefCell<Option<Option<String>>> = const { RefCell::new(None) };
}

/// The time zone that was chosen on this device; none where moments are shown in the device's own.
pub fn chosen() -> Option<String> {
    CHOSEN.with_borrow_mut(|chosen| {
        chosen.get_or_insert_with(|| storage::read(KEY).filter(|zone| !zone.is_empty())).clone()
    })
}

/// Shows moments in `zone` from now on; in the device's own where it is empty.
pub fn choose(zone: &str) {
    storage::write(KEY, zone);
    CHOSEN.set(Some(Some(zone.to_owned()).filter(|zone| !zone.is_empty())));
    super::imp::forget_formatters();
}
