//! Light, dark, or as the system says.

use yew::prelude::*;

use crate::storage;

const KEY: &str = "piecewise.theme";

/// The colours of the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order the switch offers them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value of `data-theme` and of the stored setting.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The next one when the switch is pressed.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

/// The theme and how to change it.
#[derive(Clone, PartialEq)]
pub struct ThemeHandle {
    /// The theme that is on.
    pub theme: Theme,
    /// Changes it.
    pub set: Callback<Theme>,
}

/// Props of [`ThemeProvider`].
#[derive(Properties, PartialEq)]
pub struct ThemeProviderProps {
    /// What is coloured.
    pub children: Html,
}

/// Provides the theme and sets it on the document.
#[component]
pub fn ThemeProvider(props: &ThemeProviderProps) -> Html {
    let theme = use_state_eq(|| {
        let remembered = storage::read(KEY);
        Theme::ALL.into_iter().find(|theme| Some(theme.as_str()) == remembered.as_deref()).unwrap_or_default()
    });
    use_effect_with(*theme, |theme| {
        let root =
            web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
        if let Some(root) = root {
            // Without the attribute the system's choice stands, which is a fair fallback.
            let _ = root.set_attribute("data-theme", theme.as_str());
        }
    });
    let set = use_callback(theme.setter(), |theme: Theme, setter| {
        storage::write(KEY, theme.as_str());
        setter.set(theme);
    });
    let handle = ThemeHandle { theme: *theme, set };
    html! {
        <ContextProvider<ThemeHandle> context={handle}>{ props.children.clone() }</ContextProvider<ThemeHandle>>
    }
}

/// The theme and how to change it.
#[hook]
pub fn use_theme() -> ThemeHandle {
    use_context::<ThemeHandle>().unwrap_or_else(|| ThemeHandle { theme: Theme::System, set: Callback::noop() })
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn the_switch_passes_every_theme_and_returns() {
        let mut theme = Theme::System;
        for expected in [Theme::Light, Theme::Dark, Theme::System] {
            theme = theme.next();
            assert_eq!(theme, expected);
        }
    }
}
