//! What surrounds every page: navigation, the line that says sandbox or live, theme and language.

mod frame;
mod mode_line;
mod nav;
mod shortcuts;
mod theme;

pub use frame::Shell;
pub use shortcuts::ShortcutList;
pub use theme::{Theme, ThemeHandle, ThemeProvider, use_theme};
