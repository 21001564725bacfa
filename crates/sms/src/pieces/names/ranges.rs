//! Which characters have their names in the table: those that people meet in messages.
//!
//! This file is also read by the build script, which looks the names up.

/// Code points of a block: the table can be entered at the start of each.
pub(crate) const N_BLOCK_CODES: usize = 128;

/// First and last code point of each range, in order.
pub(crate) const RANGES: &[(u32, u32)] = &[
    (0x20, 0x7E),       // ASCII
    (0xA0, 0x3FF),      // Latin, phonetic letters, modifiers, combining marks, Greek
    (0x400, 0x52F),     // Cyrillic
    (0x530, 0x5FF),     // Armenian, Hebrew
    (0x600, 0x6FF),     // Arabic
    (0x900, 0xDFF),     // Devanagari to Sinhala
    (0xE00, 0xE7F),     // Thai
    (0x10A0, 0x10FF),   // Georgian
    (0x1E00, 0x1EFF),   // more Latin, Vietnamese
    (0x2000, 0x218F),   // punctuation, super- and subscripts, currency, letter-like signs, numerals
    (0x2190, 0x21FF),   // arrows
    (0x2200, 0x22FF),   // mathematics
    (0x2300, 0x2328),   // technical signs
    (0x23CE, 0x23CF),   // keys
    (0x23E9, 0x23FA),   // clocks and buttons
    (0x2460, 0x24FF),   // circled letters and digits
    (0x2500, 0x27BF),   // boxes, shapes, pictures, dingbats
    (0x2934, 0x2935),   // arrows that are emoji
    (0x2B00, 0x2B1C),   // arrows and squares
    (0x2B50, 0x2B55),   // stars and circles
    (0x3000, 0x30FF),   // Chinese and Japanese punctuation, kana
    (0x3100, 0x312F),   // Bopomofo
    (0xFB00, 0xFB06),   // Latin ligatures
    (0xFE00, 0xFE4F),   // variation selectors, vertical forms
    (0xFEFF, 0xFEFF),   // byte order mark
    (0xFF00, 0xFFEF),   // full and half width
    (0xFFF9, 0xFFFD),   // specials
    (0x1D400, 0x1D7FF), // mathematical letters and digits: "styled" text
    (0x1F004, 0x1F004), // mahjong
    (0x1F0CF, 0x1F0CF), // joker
    (0x1F100, 0x1F1FF), // enclosed letters, regional indicators
    (0x1F200, 0x1F265), // enclosed ideographs
    (0x1F300, 0x1F64F), // pictures, faces
    (0x1F680, 0x1F6FF), // transport
    (0x1F7E0, 0x1F7FF), // coloured shapes
    (0x1F900, 0x1FAFF), // more pictures
];
