//! The console's texts as the browser reads them: two files for each language, a line for each text.
//!
//! They are written in `src/locales/*.yml`, both languages beside each other. A line is the key, a tab and the text; the
//! lines are in the order of their keys, so that a text is found without anything being built first.

use std::path::Path;

/// What is read at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Volume {
    /// What every page may say: all files but those of [`Volume::Help`].
    Console,
    /// The help, which is long and only read by those who open it: the files whose names begin with `help`, and no
    /// other file has keys that begin with `help.`.
    Help,
}

impl Volume {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Console, Self::Help];

    /// The name of the file in the language `tag`, as it lies beside the page.
    pub fn file_name(self, tag: &str) -> String {
        match self {
            Self::Console => format!("texts.{tag}.txt"),
            Self::Help => format!("help.{tag}.txt"),
        }
    }
}

/// The file of `volume` in the language `tag`, read from the catalogue in `folder`.
///
/// # Panics
/// If the catalogue cannot be read, has no such language, or has a text that does not fit into a line.
pub fn texts(folder: &Path, volume: Volume, tag: &str) -> String {
    texts_where(folder, volume, tag, |_| true)
}

/// The same, of the keys that `is_wanted` says.
///
/// # Panics
/// As [`texts`] does.
pub fn texts_where(folder: &Path, volume: Volume, tag: &str, is_wanted: impl Fn(&str) -> bool) -> String {
    let is_left_out = |path: &str| {
        let is_help = Path::new(path).file_name().is_some_and(|name| name.to_string_lossy().starts_with("help"));
        is_help != (volume == Volume::Help)
    };
    let locales = rust_i18n_support::load_locales(&folder.to_string_lossy(), is_left_out);
    let texts = locales.get(tag).unwrap_or_else(|| panic!("{} has no texts in {tag}", folder.display()));
    let mut file = String::new();
    for (key, text) in texts.iter().filter(|(key, _)| is_wanted(key)) {
        assert!(!text.contains(['\n', '\t']), "{key} in {tag} does not fit into a line");
        assert_eq!(key.starts_with("help."), volume == Volume::Help, "{key} stands in the wrong file");
        file.push_str(key);
        file.push('\t');
        file.push_str(text);
        file.push('\n');
    }
    file
}
