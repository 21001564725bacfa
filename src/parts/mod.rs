//! The parts of the console: what the browser loads at the start, and what it loads when a page of it is opened.
//!
//! A part is what is reachable from the pages of one place in the navigation and from nothing that is loaded at the
//! start. `cargo xtask` cuts it out of the module after the compiler, at the functions that `wasm_split` marks; a plain
//! `trunk build` leaves the module in one piece, where every part is there from the beginning.

mod keeper;
mod missing;
mod pages;

use yew::Html;

pub use keeper::{Shown, use_part};
pub(crate) use keeper::{draw_of, load};
pub use missing::PartMissing;

use crate::routes::Route;

/// Draws the page of a part at an address.
pub(crate) type Draw = fn(&Route) -> Html;

/// A part could not be loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotLoaded;

#[cfg(split)]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// Makes a part of each function: cut out of the module where it is built for release, called as it is elsewhere.
macro_rules! parts {
    ($($(#[$doc:meta])* $Part:ident = $name:ident),+ $(,)?) => {
        /// A part of the console, mostly called as its place in the navigation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Part {
            $($(#[$doc])* $Part,)+
        }

        impl Part {
            /// Every part.
            pub const ALL: &[Self] = &[$(Self::$Part),+];

            /// The name that the part's file begins with.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$Part => stringify!($name),)+
                }
            }

            /// Loads the part and gives what draws its pages.
            async fn open(self) -> Result<Draw, NotLoaded> {
                match self {
                    $(Self::$Part => $name().await,)+
                }
            }
        }

        $(
            #[cfg(split)]
            #[wasm_split_helpers::wasm_split($name, fallible)]
            fn $name() -> Result<Draw, NotLoaded> {
                crate::i18n::know_the_rest();
                Ok(pages::$name)
            }

            #[cfg(not(split))]
            async fn $name() -> Result<Draw, NotLoaded> {
                crate::i18n::know_the_rest();
                Ok(pages::$name)
            }
        )+
    };
}

parts! {
    /// What talks to the gateway, on every page of a person who is signed in.
    Gateway = gateway,
    /// Where a person lands.
    Overview = overview,
    /// Templates, drafts and their tests.
    Templates = templates,
    /// The message log.
    Messages = messages,
    /// Services and their credentials.
    Integrations = integrations,
    /// S-Wallet and prices.
    Wallet = wallet,
    /// Who must not be written to.
    Suppression = suppression,
    /// The sandbox: its phones, its reviewer, its numbers and its clock.
    Sandbox = sandbox,
    /// Words and rules explained.
    Help = help,
    /// The people of the account, and what they did.
    Team = team,
    /// This device, and one's own profile.
    Settings = settings,
    /// Signing in.
    SignIn = sign_in,
}

#[cfg(test)]
mod tests {
    use yew_router::Routable;

    use crate::routes::Route;

    /// What the page fetches beside the module is what its address needs.
    #[test]
    fn the_page_knows_the_part_of_every_place() {
        let page = include_str!("../../index.html");
        let places = [
            Route::Overview,
            Route::Templates,
            Route::Messages,
            Route::Integrations,
            Route::Wallet,
            Route::Sandbox,
            Route::Help,
            Route::Team,
            Route::Settings,
            Route::SignIn,
        ];
        for route in places {
            let path = route.to_path();
            let place = path.trim_start_matches('/').split('/').next().unwrap_or_default();
            let part = route.part().expect("it has a part").name();
            let is_named = [format!("{place}: \"{part}\""), format!("\"{place}\": \"{part}\"")];
            assert!(place == part || is_named.iter().any(|named| page.contains(named)), "{path}: {part}");
        }
    }
}
