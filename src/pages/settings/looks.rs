//! Language, colours and time zone.

use crate::i18n::t;
use yew::prelude::*;

use crate::{
    components::{SelectField, use_clock},
    format::{self, time_zone},
    i18n::{Lang, use_language},
    markup::html,
    shell::{Theme, use_theme},
};

/// Props of [`Looks`].
#[derive(Properties, PartialEq)]
pub(super) struct LooksProps {
    /// Dates are written in another way now.
    pub(super) on_change: Callback<()>,
}

/// The choices of this device.
#[component]
pub(super) fn Looks(props: &LooksProps) -> Html {
    let language = use_language();
    let theme = use_theme();
    let zone = use_state_eq(|| time_zone::chosen().unwrap_or_default());
    let own = use_memo((), |()| format::time_zones().0);
    // Some four hundred options are in the page only when somebody is about to choose.
    let known = use_state_eq(Vec::new);
    let on_zone_focus = use_callback(known.setter(), |(), known| known.set(format::time_zones().1));
    let now_ms = use_clock(10_000);
    let on_language = use_callback(language.set.clone(), |tag: String, set| {
        if let Some(lang) = Lang::ALL.into_iter().find(|lang| lang.tag() == tag) {
            set.emit(lang);
        }
    });
    let on_theme = use_callback(theme.set.clone(), |name: String, set| {
        if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.as_str() == name) {
            set.emit(theme);
        }
    });
    let on_zone = use_callback((zone.setter(), props.on_change.clone()), |name: String, (zone, on_change)| {
        time_zone::choose(&name);
        zone.set(name);
        on_change.emit(());
    });
    let mut options = vec![
        (AttrValue::Static(""), AttrValue::from(t!("settings.zone_own", zone = own))),
        (AttrValue::Static("UTC"), AttrValue::Static("UTC")),
    ];
    let mut known = (*known).clone();
    if known.is_empty() && !zone.is_empty() && *zone != "UTC" {
        known.push((*zone).clone());
    }
    options
        .extend(known.into_iter().map(AttrValue::from).filter(|zone| zone != "UTC").map(|zone| (zone.clone(), zone)));
    html! {
        <section class="card stack" aria-labelledby="looks">
            <h2 id="looks">{ t!("settings.looks") }</h2>
            <div class="settings-fields">
                <SelectField
                    id="settings-language"
                    label={t!("settings.language")}
                    options={vec![("en".into(), "English".into()), ("zh-CN".into(), "简体中文".into())]}
                    value={language.lang.tag()}
                    on_choose={on_language}
                    error={language.is_missing.then(|| AttrValue::from(t!("shell.language_missing")))}
                />
                <SelectField
                    id="settings-theme"
                    label={t!("settings.theme")}
                    options={themes()}
                    value={theme.theme.as_str()}
                    on_choose={on_theme}
                />
                <SelectField
                    id="settings-zone"
                    label={t!("settings.zone")}
                    {options}
                    value={(*zone).clone()}
                    on_choose={on_zone}
                    on_focus={on_zone_focus}
                />
            </div>
            <p class="muted small">
                <span data-test="zone-now">{ t!("settings.zone_now", time = format::date_time(now_ms)) }</span>
                { " " }{ t!("settings.looks_where") }
            </p>
        </section>
    }
}

fn themes() -> Vec<(AttrValue, AttrValue)> {
    Theme::ALL
        .into_iter()
        .map(|theme| {
            let words = match theme {
                Theme::System => t!("shell.theme_system"),
                Theme::Light => t!("shell.theme_light"),
                Theme::Dark => t!("shell.theme_dark"),
            };
            (theme.as_str().into(), words.into())
        })
        .collect()
}
