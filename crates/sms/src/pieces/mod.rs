//! Pieces: how a text is encoded, how many units it takes, and where it is cut.
//!
//! Sources: 3GPP TS 23.038 §6.2.1 (alphabets), 3GPP TS 23.040 §9.2.3.24 (concatenation).

mod count;
mod non_gsm;

pub use count::{Count, Encoding, MAX_PIECES, Piece, Segmentation, count, segment, units_of};
pub use non_gsm::{NonGsm, Replacement, ReplacementClass, non_gsm};
