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

/// Forgets a setting.
pub fn remove(key: &str) {
    if cfg!(not(target_arch = "wasm32")) {
        return;
    }
    if let Some(Ok(Some(storage))) = web_sys::window().map(|window| window.local_storage()) {
        // A store that is refused holds nothing.
        let _ = storage.remove_item(key);
    }
}

/// Everything that the console keeps in this store: keys and values.
pub fn all() -> Vec<(String, String)> {
    if cfg!(not(target_arch = "wasm32")) {
        return Vec::new();
    }
    let Some(Ok(Some(storage))) = web_sys::window().map(|window| window.local_storage()) else { return Vec::new() };
    (0..storage.length().unwrap_or_default())
        .filter_map(|at| storage.key(at).ok().flatten())
        .filter(|key| key.starts_with("piecewise."))
        .filter_map(|key| storage.get_item(&key).ok().flatten().map(|value| (key, value)))
        .collect()
}
