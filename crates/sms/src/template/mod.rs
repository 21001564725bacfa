//! Templates: texts with `%name%` variables that a reviewer must approve before they may be sent.

mod address;
mod chars;
mod counts;
mod diagnostic;
mod kind;
mod lexer;
pub mod limits;
mod lint;
mod parse;
mod prose;
mod render;
mod review;
mod rules;
pub mod samples;
#[cfg(test)]
mod testing;

pub use counts::{Counts, Reading, VariableLimit, counts};
pub use diagnostic::{Applicability, Code, Diagnostic, Edit, Facts, Field, Fix, FixTitle, Severity};
pub use kind::ContentType;
pub use lint::{Draft, Purpose, lint, lint_values};
pub use parse::{Link, LinkScheme, Placeholder, Template, Token};
pub use prose::{fix_title, message};
pub use render::{Part, Rendered, render};
pub use review::{ReviewEvent, ReviewState, Versions};
