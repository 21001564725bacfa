//! The texts themselves. English is in the module, so that there is always something to say: what the shell and the
//! calculator say at the start, the rest with the first part of the console. The other language is a file beside it that
//! is read when it is chosen. The help is a file for each language, read when it is opened.

use std::cell::{Cell, OnceCell};

use piecewise_sms::Lang;

use crate::client::assets;

const ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/texts.en.txt"));

/// What `src/locales/at_start.txt` does not name; empty where the module is not split, and has all texts at the start.
const ENGLISH_LATER: &str = include_str!(concat!(env!("OUT_DIR"), "/texts.en.later.txt"));

/// Natively, where there is nothing to fetch from, all of it is in the program: Chinese, and the help in both.
#[cfg(not(target_arch = "wasm32"))]
const OTHERS: [Option<&str>; 3] = [
    Some(include_str!(concat!(env!("OUT_DIR"), "/texts.zh-CN.txt"))),
    Some(include_str!(concat!(env!("OUT_DIR"), "/help.en.txt"))),
    Some(include_str!(concat!(env!("OUT_DIR"), "/help.zh-CN.txt"))),
];
#[cfg(target_arch = "wasm32")]
const OTHERS: [Option<&str>; 3] = [None; 3];

/// What is read at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Volume {
    /// What every page may say.
    Console,
    /// The help: every key that begins with `help.`.
    Help,
}

impl Volume {
    fn of(key: &str) -> Self {
        if key.starts_with("help.") { Self::Help } else { Self::Console }
    }

    const fn file(self) -> &'static str {
        match self {
            Self::Console => "texts",
            Self::Help => "help",
        }
    }

    /// A text that every file of it has. An answer without it is a page that a static host sent instead.
    const fn probe(self) -> &'static str {
        match self {
            Self::Console => "shell.skip",
            Self::Help => "help.sentence",
        }
    }
}

/// A file of texts by its lines: key, tab, text, in the order of the keys.
struct Catalogue(Vec<&'static str>);

thread_local! {
    static CURRENT: Cell<Lang> = const { Cell::new(Lang::En) };
    static LATER: OnceCell<Catalogue> = const { OnceCell::new() };
    static LOADED: [OnceCell<Catalogue>; 4] = const { [const { OnceCell::new() }; 4] };
}

/// The texts of a language could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotLoaded;

impl Catalogue {
    fn new(file: &'static str) -> Self {
        Self(file.lines().collect())
    }

    fn find(&self, key: &str) -> Option<&'static str> {
        let key_of = |line: &&'static str| line.split('\t').next().unwrap_or_default().cmp(key);
        let at = self.0.binary_search_by(key_of).ok()?;
        self.0.get(at)?.split_once('\t').map(|(_, text)| text)
    }

    /// The texts whose keys begin with `prefix`.
    fn below(&self, prefix: &str) -> Vec<(&'static str, &'static str)> {
        let from = self.0.partition_point(|line| *line < prefix);
        let lines = self.0.iter().skip(from).take_while(|line| line.starts_with(prefix));
        lines.filter_map(|line| line.split_once('\t')).collect()
    }
}

/// The language that texts are in now.
pub fn current() -> Lang {
    CURRENT.get()
}

/// Says everything in `lang` from now on; in English for as long as its texts are not loaded.
pub fn set_current(lang: Lang) {
    CURRENT.set(lang);
}

/// The text of a key in the language that is on; the key itself where there is no text.
pub(super) fn find(key: &str) -> &str {
    in_language(current(), key).or_else(|| in_language(Lang::En, key)).unwrap_or(key)
}

/// The text of a key in `lang`, where that language is loaded.
pub(super) fn in_language(lang: Lang, key: &str) -> Option<&'static str> {
    let text = with_catalogue(lang, Volume::of(key), |catalogue| catalogue.find(key)).flatten();
    text.or_else(|| LATER.with(|later| later.get()?.find(key)).filter(|_| lang == Lang::En))
}

/// Every text in the language that is on whose key begins with `prefix`, in the order of the keys.
pub fn below(prefix: &str) -> Vec<(&'static str, &'static str)> {
    with_catalogue(current(), Volume::of(prefix), |catalogue| catalogue.below(prefix)).unwrap_or_default()
}

fn with_catalogue<T>(lang: Lang, volume: Volume, read: impl FnOnce(&Catalogue) -> T) -> Option<T> {
    LOADED.with(|loaded| {
        let place = loaded.get(place_of(lang, volume))?;
        if let Some(file) = built_in(lang, volume) {
            return Some(read(place.get_or_init(|| Catalogue::new(file))));
        }
        place.get().map(read)
    })
}

fn place_of(lang: Lang, volume: Volume) -> usize {
    usize::from(lang == Lang::ZhCn) + 2 * usize::from(volume == Volume::Help)
}

fn built_in(lang: Lang, volume: Volume) -> Option<&'static str> {
    match place_of(lang, volume).checked_sub(1) {
        None => Some(ENGLISH),
        Some(at) => OTHERS.get(at).copied().flatten(),
    }
}

/// Knows the texts that are not there at the start. Called in every part of the console, and by nothing else: so they are
/// in what the parts share.
pub(crate) fn know_the_rest() {
    LATER.with(|later| {
        later.get_or_init(|| Catalogue::new(ENGLISH_LATER));
    });
}

/// Whether the texts of `volume` in `lang` are here.
pub fn is_loaded(lang: Lang, volume: Volume) -> bool {
    in_language(lang, volume.probe()).is_some()
}

/// Reads the texts of `volume` in `lang`, unless they are here.
pub async fn load(lang: Lang, volume: Volume) -> Result<(), NotLoaded> {
    if is_loaded(lang, volume) {
        return Ok(());
    }
    let file = assets::read_text(&format!("{}.{}.txt", volume.file(), lang.tag())).await.ok_or(NotLoaded)?;
    // A language is read once and stays for as long as the page.
    let catalogue = Catalogue::new(Box::leak(file.into_boxed_str()));
    catalogue.find(volume.probe()).ok_or(NotLoaded)?;
    LOADED.with(|loaded| {
        if let Some(place) = loaded.get(place_of(lang, volume)) {
            // A second reading of the same file changes nothing.
            let _ = place.set(catalogue);
        }
    });
    Ok(())
}

/// Every key with its text in `lang`.
#[cfg(test)]
pub(super) fn all(lang: Lang) -> Vec<(&'static str, &'static str)> {
    let files = [Volume::Console, Volume::Help].map(|volume| built_in(lang, volume).unwrap_or_default());
    files.into_iter().flat_map(str::lines).filter_map(|line| line.split_once('\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::{Lang, all, below, find, in_language, set_current};

    #[test]
    fn every_text_is_found_by_its_key() {
        for lang in Lang::ALL {
            for (key, text) in all(lang) {
                assert_eq!(in_language(lang, key), Some(text), "{key}");
            }
        }
    }

    #[test]
    fn texts_are_found_by_the_beginning_of_their_keys() {
        set_current(Lang::En);
        let found = below("mode.");
        assert!(found.len() > 3 && found.iter().all(|(key, _)| key.starts_with("mode.")), "{found:?}");
        assert_eq!(below("no.such."), []);
    }

    #[test]
    fn what_is_not_there_says_its_key() {
        set_current(Lang::ZhCn);
        assert_eq!(find("nav.calculator"), "计算器");
        assert_eq!(find("no.such.text"), "no.such.text");
        set_current(Lang::En);
    }
}
