//! JSON, read and written by one library that leaves out what the console has no use for: numbers with a fraction, and
//! errors that quote them. That is 10 KB of tables less in the module.

use serde::{Serialize, de::DeserializeOwned};

/// Reads a value; none where the text is not JSON of its shape.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json_wasm::from_str(text).ok()
}

/// Writes a value. None of ours has a map with keys that are not strings, so nothing is ever left out.
pub(crate) fn write(value: &impl Serialize) -> String {
    serde_json_wasm::to_string(value).unwrap_or_default()
}
