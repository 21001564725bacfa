//! The colours. They only repeat what the words and marks already say, and vanish where nobody sees them.

use anstyle::{AnsiColor, Style};

pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const QUIET: Style = Style::new().dimmed();
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// A character that forces Unicode.
pub(crate) const FORCES_UNICODE: Style = AnsiColor::Yellow.on_default().bold().underline();
/// A character of the GSM-7 extension table, which takes two units.
pub(crate) const TWO_UNITS: Style = AnsiColor::Cyan.on_default();
/// A picture of something that has no shape of its own, such as a line break.
pub(crate) const PICTURE: Style = Style::new().dimmed();
