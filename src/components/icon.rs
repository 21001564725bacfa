//! The icons: strokes on a 16 px grid, from the sprite in `index.html`. Always beside a word or with a label.

use yew::prelude::*;

use crate::markup::html;

macro_rules! icons {
    ($($name:ident = $text:literal,)+) => {
        /// An icon of the sprite.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each name says what is drawn")]
        pub enum IconName { $($name,)+ }

        impl IconName {
            /// Every icon.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The symbol's name in the sprite, without its prefix.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

icons! {
    Overview = "overview",
    Content = "content",
    Messages = "messages",
    Integrations = "integrations",
    Wallet = "wallet",
    Calculator = "calculator",
    Sandbox = "sandbox",
    Help = "help",
    Menu = "menu",
    Close = "close",
    Plus = "plus",
    Check = "check",
    Copy = "copy",
    Search = "search",
    Warning = "warning",
    Error = "error",
    Info = "info",
    Clock = "clock",
    Send = "send",
    Block = "block",
    Sun = "sun",
    Moon = "moon",
    Display = "display",
    Language = "language",
    Collapse = "collapse",
    Trash = "trash",
    Download = "download",
    Upload = "upload",
    External = "external",
    Eye = "eye",
    EyeOff = "eye-off",
    Refresh = "refresh",
    Device = "device",
    Chevron = "chevron",
    Link = "link",
    Team = "team",
    Settings = "settings",
}

/// Props of [`Icon`].
#[derive(Properties, PartialEq)]
pub struct IconProps {
    /// Which one.
    pub name: IconName,
}

/// Draws an icon, hidden from assistive technology: the word beside it speaks.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href={format!("#icon-{}", props.name.as_str())} />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::IconName;

    #[test]
    fn every_icon_is_in_the_sprite() {
        let page = include_str!("../../index.html");
        for icon in IconName::ALL {
            assert!(page.contains(&format!("id=\"icon-{}\"", icon.as_str())), "{icon:?}");
        }
    }
}
