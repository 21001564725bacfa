//! The texts themselves. English is in the module, so that there is always something to say: what the shell and the
//! calculator say at the start, the rest with the first part of the console. The other language is a file beside it that
//! is read when it is chosen.

use std::cell::{Cell, OnceCell};

use piecewise_sms::Lang;

use crate::client::assets;

const ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/texts.en.txt"));

/// What `src/locales/at_start.txt` does not name; empty where the module is not split, and has all texts at the start.
const ENGLISH_LATER: &str = include_str!(concat!(env!("OUT_DIR"), "/texts.en.later.txt"));

/// Natively, where there is nothing to fetch from, it is in the program.
#[cfg(not(target_arch = "wasm32"))]
const CHINESE: Option<&str> = Some(include_str!(concat!(env!("OUT_DIR"), "/texts.zh-CN.txt")));
#[cfg(target_arch = "wasm32")]
const CHINESE: Option<&str> = None;

/// A text that every file of texts has. An answer without it is a page that a static host sent instead.
const PROBE: &str = "shell.skip";

/// A file of texts by its lines: key, tab, text, in the order of the keys.
struct Catalogue(Vec<&'static str>);

thread_local! {
    static CURRENT: Cell<Lang> = const { Cell::new(Lang::En) };
    static LATER: OnceCell<Catalogue> = const { OnceCell::new() };
    static LOADED: [OnceCell<Catalogue>; 2] = const { [OnceCell::new(), OnceCell::new()] };
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
    let at = usize::from(lang == Lang::ZhCn);
    LOADED.with(|loaded| {
        let place = loaded.get(at)?;
        if let Some(file) = built_in(lang) {
            let text = place.get_or_init(|| Catalogue::new(file)).find(key);
            return text.or_else(|| LATER.with(|later| later.get()?.find(key)).filter(|_| lang == Lang::En));
        }
        place.get()?.find(key)
    })
}

const fn built_in(lang: Lang) -> Option<&'static str> {
    match lang {
        Lang::En => Some(ENGLISH),
        Lang::ZhCn => CHINESE,
    }
}

/// Knows the texts that are not there at the start. Called in every part of the console, and by nothing else: so they are
/// in what the parts share.
pub(crate) fn know_the_rest() {
    LATER.with(|later| {
        later.get_or_init(|| Catalogue::new(ENGLISH_LATER));
    });
}

/// Whether the texts of `lang` are here.
pub fn is_loaded(lang: Lang) -> bool {
    in_language(lang, PROBE).is_some()
}

/// Reads the texts of `lang`, unless they are here.
pub async fn load(lang: Lang) -> Result<(), NotLoaded> {
    if is_loaded(lang) {
        return Ok(());
    }
    let file = assets::read_text(&format!("texts.{}.txt", lang.tag())).await.ok_or(NotLoaded)?;
    // A language is read once and stays for as long as the page.
    let catalogue = Catalogue::new(Box::leak(file.into_boxed_str()));
    catalogue.find(PROBE).ok_or(NotLoaded)?;
    LOADED.with(|loaded| {
        if let Some(place) = loaded.get(usize::from(lang == Lang::ZhCn)) {
            // A second reading of the same file changes nothing.
            let _ = place.set(catalogue);
        }
    });
    Ok(())
}

/// Every key with its text in `lang`.
#[cfg(test)]
pub(super) fn all(lang: Lang) -> Vec<(&'static str, &'static str)> {
    built_in(lang).unwrap_or_default().lines().filter_map(|line| line.split_once('\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::{Lang, all, find, in_language, set_current};

    #[test]
    fn every_text_is_found_by_its_key() {
        for lang in Lang::ALL {
            for (key, text) in all(lang) {
                assert_eq!(in_language(lang, key), Some(text), "{key}");
            }
        }
    }

    #[test]
    fn what_is_not_there_says_its_key() {
        set_current(Lang::ZhCn);
        assert_eq!(find("nav.calculator"), "计算器");
        assert_eq!(find("no.such.text"), "no.such.text");
        set_current(Lang::En);
    }
}
