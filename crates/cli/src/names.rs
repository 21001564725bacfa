//! Names of characters.

/// The Unicode name of `c`.
pub(crate) fn name_of(c: char) -> String {
    let _ = c;
    String::new()
}
