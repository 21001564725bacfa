//! Small settings of this device, in `localStorage`. A browser that refuses storage just forgets them.

/// Reads a setting.
pub fn read(key: &str) -> Option<String> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    web_sys::window()?.local_storage().ok()??.get_item(key).ok()?
}

/// Writes a setting.
pub fn write(key: &str, value: &str) {
    if cfg!(not(target_arch = "wasm32")) {
        return;
    }
    if let Some(Ok(Some(storage))) = web_sys::window().map(|window| window.local_storage()) {
        // A full or refused store only costs the memory of a preference.
        let _ = storage.set_item(key, value);
    }
}
