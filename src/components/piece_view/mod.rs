//! The piece view, the signature of the product: where a message is cut, what costs two units, and what forces
//! Unicode, in the text itself.

mod analysis;
mod card;
mod field;
mod forcing;
mod invisible;
mod reading;
mod verdict;

pub use analysis::{Analysis, Overlay, OverlayKind};
use analysis::{Mark, Run};
pub use field::MessageField;
pub use forcing::ForcingList;
use invisible::label_of;
pub use reading::PieceList;
pub use verdict::{Cost, PieceRing, Verdict};

use piecewise_sms::Span;

/// A change a person asked for at the press of a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// One place becomes another text.
    Place {
        /// What is replaced.
        span: Span,
        /// What is put there.
        insert: String,
    },
    /// The whole text becomes another.
    Whole(String),
}

impl Change {
    /// The text after the change; unchanged if the place does not fit.
    pub fn apply(&self, text: &str) -> String {
        match self {
            Self::Whole(after) => after.clone(),
            Self::Place { span, insert } => match (text.get(..span.start as usize), text.get(span.end as usize..)) {
                (Some(before), Some(after)) => format!("{before}{insert}{after}"),
                _ => text.to_owned(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Span};

    /// one place, and nothing else.
    #[test]
    fn replacing_one_place_leaves_the_others() {
        let change = Change::Place { span: Span::new(2, 5), insert: "'".into() };
        assert_eq!(change.apply("it’s Ann’s"), "it's Ann’s");
        let change = Change::Place { span: Span::new(3, 5), insert: "'".into() };
        assert_eq!(change.apply("it’s"), "it’s", "a span inside a character changes nothing");
    }
}
