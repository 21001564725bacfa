//! The language as a context: remembered on this device, the browser's preference at first.

use piecewise_sms::Lang;
use yew::prelude::*;

use super::texts::{self, Volume};
use crate::{client::spawn_logged, names, storage};

const KEY: &str = "piecewise.language";

/// The language and how to change it.
#[derive(Clone, PartialEq)]
pub struct LanguageHandle {
    /// The language that is on.
    pub lang: Lang,
    /// Changes it, as soon as its texts are here.
    pub set: Callback<Lang>,
    /// Whether the texts of a language that was asked for could not be read.
    pub is_missing: bool,
    /// Whether the names of characters are here.
    pub has_names: bool,
}

/// What is on, and what was read for it.
#[derive(Clone, Copy, PartialEq)]
struct Spoken {
    lang: Lang,
    is_missing: bool,
    has_names: bool,
}

/// Props of [`LanguageProvider`].
#[derive(Properties, PartialEq)]
pub struct LanguageProviderProps {
    /// What is spoken inside.
    pub children: Html,
}

/// Provides the language to everything inside.
#[component]
pub fn LanguageProvider(props: &LanguageProviderProps) -> Html {
    let spoken = use_state_eq(|| Spoken { lang: first_language(), is_missing: false, has_names: false });
    let Spoken { lang, is_missing, has_names } = *spoken;
    texts::set_current(lang);
    use_effect_with(lang, |lang| {
        let root =
            web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
        if let Some(root) = root {
            // The attribute is for spell checking, fonts and screen readers; texts do not depend on it.
            let _ = root.set_attribute("lang", lang.tag());
        }
    });
    use_effect_with((), {
        let spoken = spoken.clone();
        move |()| {
            spawn_logged("read the names of characters", async move {
                names::load().await;
                spoken.set(Spoken { has_names: true, ..*spoken });
            });
        }
    });
    let set = use_callback(spoken.clone(), |lang: Lang, spoken| {
        let spoken = spoken.clone();
        spawn_logged("read the texts of a language", async move {
            let read = texts::load(lang, Volume::Console).await;
            if read.is_ok() {
                storage::write(KEY, lang.tag());
            }
            let lang = if read.is_ok() { lang } else { spoken.lang };
            spoken.set(Spoken { lang, is_missing: read.is_err(), ..*spoken });
        });
    });
    let handle = LanguageHandle { lang, set, is_missing, has_names };
    html! {
        <ContextProvider<LanguageHandle> context={handle}>{ props.children.clone() }</ContextProvider<LanguageHandle>>
    }
}

/// The language and how to change it; re-renders the component on a change.
#[hook]
pub fn use_language() -> LanguageHandle {
    use_context::<LanguageHandle>().unwrap_or_else(|| LanguageHandle {
        lang: texts::current(),
        set: Callback::noop(),
        is_missing: false,
        has_names: false,
    })
}

/// The language; re-renders the component on a change.
#[hook]
pub fn use_lang() -> Lang {
    use_language().lang
}

/// The language to begin with: the preferred one, if its texts are here.
fn first_language() -> Lang {
    let preferred = preferred();
    if texts::is_loaded(preferred, Volume::Console) { preferred } else { Lang::En }
}

/// The language that the person chose on this device, or else the browser's.
pub fn preferred() -> Lang {
    let remembered = storage::read(KEY).and_then(|tag| Lang::ALL.into_iter().find(|lang| lang.tag() == tag));
    remembered.unwrap_or_else(|| {
        let preferred = web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default();
        language_for(&preferred)
    })
}

/// The product's language for a browser's BCP 47 tag.
fn language_for(tag: &str) -> Lang {
    if tag.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case("zh")) { Lang::ZhCn } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::{Lang, language_for};

    #[test]
    fn chinese_browsers_get_chinese_and_all_others_english() {
        for (tag, lang) in
            [("zh-CN", Lang::ZhCn), ("zh", Lang::ZhCn), ("ZH-Hant-TW", Lang::ZhCn), ("de", Lang::En), ("", Lang::En)]
        {
            assert_eq!(language_for(tag), lang, "{tag}");
        }
    }
}
