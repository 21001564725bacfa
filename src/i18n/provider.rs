//! The language as a context: remembered on this device, the browser's preference at first.

use piecewise_sms::Lang;
use yew::prelude::*;

use crate::storage;

const KEY: &str = "piecewise.language";

/// The language and how to change it.
#[derive(Clone, PartialEq)]
pub struct LanguageHandle {
    /// The language that is on.
    pub lang: Lang,
    /// Changes it.
    pub set: Callback<Lang>,
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
    let lang = use_state_eq(first_language);
    rust_i18n::set_locale(lang.tag());
    use_effect_with(*lang, |lang| {
        let root =
            web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
        if let Some(root) = root {
            // The attribute is for spell checking, fonts and screen readers; texts do not depend on it.
            let _ = root.set_attribute("lang", lang.tag());
        }
    });
    let set = use_callback(lang.setter(), |lang: Lang, setter| {
        storage::write(KEY, lang.tag());
        setter.set(lang);
    });
    let handle = LanguageHandle { lang: *lang, set };
    html! {
        <ContextProvider<LanguageHandle> context={handle}>{ props.children.clone() }</ContextProvider<LanguageHandle>>
    }
}

/// The language and how to change it; re-renders the component on a change.
#[hook]
pub fn use_language() -> LanguageHandle {
    use_context::<LanguageHandle>().unwrap_or_else(|| LanguageHandle { lang: super::current(), set: Callback::noop() })
}

/// The language; re-renders the component on a change.
#[hook]
pub fn use_lang() -> Lang {
    use_language().lang
}

fn first_language() -> Lang {
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
