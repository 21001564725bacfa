//! The console's texts as the browser reads them: one file for each language, a line for each text.
//!
//! They are written in `src/locales/*.yml`, both languages beside each other. A line is the key, a tab and the text; the
//! lines are in the order of their keys, so that a text is found without anything being built first.

use std::path::Path;

/// The file of texts in the language `tag`, read from the catalogue in `folder`.
///
/// # Panics
/// If the catalogue cannot be read, has no such language, or has a text that does not fit into a line.
pub fn texts(folder: &Path, tag: &str) -> String {
    texts_where(folder, tag, |_| true)
}

/// The same, of the keys that `is_wanted` says.
///
/// # Panics
/// As [`texts`] does.
pub fn texts_where(folder: &Path, tag: &str, is_wanted: impl Fn(&str) -> bool) -> String {
    let locales = rust_i18n_support::load_locales(&folder.to_string_lossy(), |_| false);
    let texts = locales.get(tag).unwrap_or_else(|| panic!("{} has no texts in {tag}", folder.display()));
    let mut file = String::new();
    for (key, text) in texts.iter().filter(|(key, _)| is_wanted(key)) {
        assert!(!text.contains(['\n', '\t']), "{key} in {tag} does not fit into a line");
        file.push_str(key);
        file.push('\t');
        file.push_str(text);
        file.push('\n');
    }
    file
}
