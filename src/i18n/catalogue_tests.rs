//! The catalogue is complete: every text in both languages, with the same figures in it, and no key without a text.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use piecewise_sms::{
    Lang,
    template::{ContentType, samples},
};

fn texts(lang: Lang) -> BTreeMap<String, String> {
    super::texts::all(lang).into_iter().map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
}

#[test]
fn no_text_is_missing_in_either_language() {
    let [en, zh] = Lang::ALL.map(|lang| texts(lang).into_keys().collect::<BTreeSet<_>>());
    assert!(en.len() > 100, "the catalogue was read");
    assert_eq!(en.difference(&zh).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in Chinese");
    assert_eq!(zh.difference(&en).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in English");
}

#[test]
fn no_text_is_empty_and_both_languages_have_the_same_figures() {
    let figures = |text: &str| -> BTreeSet<String> {
        text.split("%{").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    };
    let zh = texts(Lang::ZhCn);
    for (key, en) in texts(Lang::En) {
        assert!(!en.trim().is_empty() && !zh[&key].trim().is_empty(), "{key} is empty");
        // English may say "one" where Chinese says the number.
        let may_differ = key.rsplit('.').next() == Some("one");
        assert!(may_differ || figures(&en) == figures(&zh[&key]), "{key}: {en} / {}", zh[&key]);
    }
}

/// What is painted before the console is here says what the console then says.
#[test]
fn the_page_before_the_console_has_its_words() {
    let page = include_str!("../../index.html");
    for lang in Lang::ALL {
        let texts = texts(lang);
        let mut keys = vec!["nav.calculator".to_owned(), "calculator.sentence".into(), "calculator.starters".into()];
        keys.extend(ContentType::ALL.map(|kind| format!("content_type.{}", kind.as_str())));
        for key in keys {
            assert!(page.contains(&format!(">{}<", texts[&key])), "{key} in {}", lang.tag());
        }
    }
    for sample in samples::ALL {
        assert!(page.contains(&format!(">{}<", sample.content)), "{}", sample.content);
    }
}

#[test]
fn every_key_in_the_sources_has_a_text() {
    let known = texts(Lang::En);
    let mut n_keys = 0;
    for source in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        for key in
            keys_in(&source).chain(plurals_in(&source).flat_map(|key| [format!("{key}.one"), format!("{key}.other")]))
        {
            n_keys += 1;
            assert!(known.contains_key(&key), "no text for {key}");
        }
    }
    assert!(n_keys > 100, "the sources were read");
}

/// What is drawn at the start has its words at the start: `src/locales/at_start.txt`.
#[test]
fn what_is_loaded_at_the_start_has_its_texts() {
    let at_start: Vec<_> = include_str!("../locales/at_start.txt").lines().collect();
    let is_at_start = |key: &str| at_start.contains(&key) || at_start.contains(&key.split('.').next().unwrap_or(key));
    let src = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let folders = ["shell", "parts", "pages/calculator", "components/piece_view"];
    let files = [
        "pages/not_found.rs",
        "components/copy_button.rs",
        "components/country_picker.rs",
        "components/page_head.rs",
        "components/starters.rs",
    ];
    let mut sources: Vec<_> = folders.iter().flat_map(|folder| sources(&src.join(folder))).collect();
    sources.extend(files.map(|file| fs::read_to_string(src.join(file)).unwrap()));
    let keys: Vec<_> = sources.iter().flat_map(|source| keys_in(source).chain(plurals_in(source))).collect();
    assert!(keys.len() > 60, "the sources were read");
    for key in keys {
        assert!(is_at_start(&key), "{key} is said at the start: src/locales/at_start.txt");
    }
}

#[test]
fn no_text_is_without_a_use() {
    let sources = sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    // Everything that could be a key or a part of one, whichever side of a quotation mark it stands on.
    let quoted: BTreeSet<&str> = sources.iter().flat_map(|source| source.split('"')).collect();
    let beginnings: Vec<&str> = quoted
        .iter()
        .filter_map(|text| {
            text.split_once('{').map_or_else(|| text.ends_with(['.', '_']).then_some(*text), |(begin, _)| Some(begin))
        })
        .filter(|begin| begin.contains('.') && !begin.contains(char::is_whitespace))
        .collect();
    let is_used = |key: &str| {
        let is_named = |key: &str| quoted.contains(key);
        let mut parents = key.match_indices('.').map(|(at, _)| &key[..at]).filter(|parent| parent.contains('.'));
        is_named(key) || parents.any(is_named) || beginnings.iter().any(|begin| key.starts_with(begin))
    };
    let unused: Vec<String> = texts(Lang::En).into_keys().filter(|key| !is_used(key)).collect();
    assert_eq!(unused, Vec::<String>::new(), "no source says these keys");
}

/// The keys that stand in `t!("…")`.
fn keys_in(source: &str) -> impl Iterator<Item = String> {
    after(source, "t!(\"")
}

/// The keys that stand in `plural("…")`.
fn plurals_in(source: &str) -> impl Iterator<Item = String> {
    after(source, "plural(\"")
}

fn after(source: &str, call: &str) -> impl Iterator<Item = String> {
    let call = call.to_owned();
    let calls: Vec<String> = source
        .match_indices(&call)
        .filter(|(at, _)| !source[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .filter_map(|(at, found)| source[at + found.len()..].split_once('"'))
        .map(|(key, _)| key.to_owned())
        .collect();
    calls.into_iter()
}

fn sources(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("catalogue_tests.rs") {
            found.push(fs::read_to_string(path).unwrap());
        }
    }
    found
}
