//! Pieces: how a text is encoded, how many units it takes, and where it is cut.
//!
//! Sources: 3GPP TS 23.038 §6.2.1 (alphabets), 3GPP TS 23.040 §9.2.3.24 (concatenation).

mod alphabet;
mod count;
mod cut;
mod encoding;
mod many;
mod names;
pub mod national;
mod non_gsm;
mod scan;
mod utf16;

pub use count::{Count, MAX_PIECES, count};
pub use cut::{Piece, Pieces, Segmentation, pieces, segment};
pub use encoding::{Encoding, units_of};
pub use many::{CountManyError, CountManyErrorKind, count_many, counts};
pub use names::name_in;
#[cfg(feature = "names")]
pub use names::{NAME_TABLE, name_of};
pub use non_gsm::{NonGsm, Replaced, Replacement, ReplacementClass, non_gsm, replace_all};
pub use utf16::{Utf16Piece, segment_utf16};
