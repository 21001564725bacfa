//! Characters that have a usual spelling in GSM-7: quotes, dashes, spaces, signs, styled letters, look-alikes.
//!
//! A sign without a usual spelling has none here: nothing is invented.

#![expect(clippy::match_same_arms, reason = "a table, in the order of its subjects")]

use alloc::{borrow::Cow, string::String};

use super::{
    ReplacementClass::{self, Invisible, MeaningChanging, Typographic},
    cluster::is_invisible,
};

/// The spelling of `c` in GSM-7 and what it does to the meaning, wherever `c` stands.
pub(super) fn spelling(c: char) -> Option<(Cow<'static, str>, ReplacementClass)> {
    if let Some(invisible) = unseen(c) {
        return Some((invisible.into(), Invisible));
    }
    if let Some(typographic) = punctuation(c).or_else(|| sign(c)) {
        return Some((typographic.into(), Typographic));
    }
    if let Some(c) = styled(c) {
        // ｀ and ´ in full width are no characters of GSM-7 when narrow.
        return Some((punctuation(c).map_or_else(|| String::from(c).into(), Cow::Borrowed), Typographic));
    }
    if let Some(letter) = lookalike(c) {
        return Some((String::from(letter).into(), Typographic));
    }
    abbreviation(c).map(|words| (words.into(), MeaningChanging))
}

/// Blank and invisible characters, and those that Unicode declares the same as one of GSM-7.
fn unseen(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => " ",
        '\u{B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
        '\u{2126}' => "Ω",
        '\u{212A}' => "K",
        '\u{212B}' => "Å",
        '\u{37E}' => ";",
        c if c.is_control() || is_invisible(c) => "",
        _ => return None,
    })
}

/// Quotes, dashes, dots, brackets.
fn punctuation(c: char) -> Option<&'static str> {
    Some(match c {
        '`' | '´' | '‘' | '’' | '‚' | '‛' | '′' | '‵' | '‹' | '›' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' | 'ˊ' | 'ˋ' | '՚' => {
            "'"
        }
        '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' | '〝' | '〞' | '〟' | 'ʺ' | '「' | '」' | '『' | '』' => {
            "\""
        }
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '﹘' | '﹣' | '⸺' | '─' | '━' => "-",
        '•' | '‣' | '◦' | '∙' | '·' | '‧' | '⋅' | '・' | '●' | '○' | '■' | '□' | '▪' | '▫' | '►' | '▸' => {
            "-"
        }
        '‥' => "..",
        '…' | '⋯' => "...",
        '․' | '。' | '｡' | '۔' => ".",
        '、' | '､' | '،' => ",",
        '؛' => ";",
        '؟' => "?",
        '٪' | '﹪' => "%",
        '‼' => "!!",
        '⁇' => "??",
        '⁈' => "?!",
        '⁉' => "!?",
        '‽' => "?!",
        '∶' | '꞉' => ":",
        '⁄' | '∕' | '╱' => "/",
        '∖' | '╲' => "\\",
        '∗' | '⁎' | '★' | '☆' | '✱' | '✳' => "*",
        '¦' | '│' | '┃' | '∣' => "|",
        '‖' | '∥' => "||",
        '˜' | '∼' | '〜' | '∽' => "~",
        'ˆ' => "^",
        '【' | '〔' | '〚' => "[",
        '】' | '〕' | '〛' => "]",
        '〈' | '⟨' => "<",
        '〉' | '⟩' => ">",
        '《' => "<<",
        '》' => ">>",
        '‗' => "_",
        _ => return None,
    })
}

/// Mathematics, arrows, trade signs, ligatures.
fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '×' | '✕' | '✖' => "x",
        '÷' => "/",
        '±' => "+/-",
        '≤' | '⩽' => "<=",
        '≥' | '⩾' => ">=",
        '≪' => "<<",
        '≫' => ">>",
        '≠' => "<>",
        '∆' => "Δ",
        '∏' => "Π",
        '∑' => "Σ",
        '←' => "<-",
        '→' | '➔' | '➙' | '➜' | '➝' | '➞' | '➡' => "->",
        '↔' => "<->",
        '⇐' => "<=",
        '⇒' => "=>",
        '⇔' => "<=>",
        '©' => "(C)",
        '®' => "(R)",
        '℗' => "(P)",
        '™' => "(TM)",
        '℠' => "(SM)",
        '№' => "No.",
        '℅' => "c/o",
        '℃' => "C",
        '℉' => "F",
        'ª' => "a",
        'º' => "o",
        'œ' => "oe",
        'Œ' => "OE",
        'ĳ' => "ij",
        'Ĳ' => "IJ",
        'ŉ' => "'n",
        'Ǆ' => "DZ",
        'ǅ' => "Dz",
        'ǆ' => "dz",
        'Ǉ' => "LJ",
        'ǈ' => "Lj",
        'ǉ' => "lj",
        'Ǌ' => "NJ",
        'ǋ' => "Nj",
        'ǌ' => "nj",
        'Ǳ' => "DZ",
        'ǲ' => "Dz",
        'ǳ' => "dz",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'Ⅰ' => "I",
        'Ⅱ' => "II",
        'Ⅲ' => "III",
        'Ⅳ' => "IV",
        'Ⅴ' => "V",
        'Ⅵ' => "VI",
        'Ⅶ' => "VII",
        'Ⅷ' => "VIII",
        'Ⅸ' => "IX",
        'Ⅹ' => "X",
        'Ⅺ' => "XI",
        'Ⅻ' => "XII",
        '￡' => "£",
        '￥' => "¥",
        _ => return None,
    })
}

/// One letter or digit in another style, width or numeral system.
fn styled(c: char) -> Option<char> {
    let code = c as u32;
    let from = |first: u32, letter: char| char::from_u32(code - first + letter as u32);
    let digit = |first: u32| char::from_digit((code - first) % 10, 10);
    match code {
        0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0),
        0x1D400..=0x1D6A3 => match (code - 0x1D400) % 52 {
            n @ 0..26 => char::from_u32('A' as u32 + n),
            n => char::from_u32('a' as u32 + n - 26),
        },
        0x1D7CE..=0x1D7FF => digit(0x1D7CE),
        0x24B6..=0x24CF => from(0x24B6, 'A'),
        0x24D0..=0x24E9 => from(0x24D0, 'a'),
        0x1F130..=0x1F149 => from(0x1F130, 'A'),
        0x1F150..=0x1F169 => from(0x1F150, 'A'),
        0x1F170..=0x1F189 => from(0x1F170, 'A'),
        0x2460..=0x2468 => from(0x2460, '1'),
        0x2776..=0x277E => from(0x2776, '1'),
        0x660..=0x669 => digit(0x660),
        0x6F0..=0x6F9 => digit(0x6F0),
        0x966..=0x96F => digit(0x966),
        0x9E6..=0x9EF => digit(0x9E6),
        0xE50..=0xE59 => digit(0xE50),
        _ => None,
    }
}

/// The Latin letter that a Greek capital looks like; GSM-7 has the other Greek capitals.
fn lookalike(c: char) -> Option<char> {
    const LATIN: &str = "AB··EZH·I·K·MN·O·P··TY·X··";
    if !matches!(c, 'Α'..='Ω') {
        return None;
    }
    LATIN.chars().nth((c as usize).checked_sub('Α' as usize)?).filter(|&letter| letter != '·')
}

/// What a reader may stumble over: letters written with two, abbreviations, digits that were raised or lowered.
fn abbreviation(c: char) -> Option<&'static str> {
    Some(match c {
        'þ' => "th",
        'Þ' => "Th",
        'ŋ' => "ng",
        'Ŋ' => "NG",
        'ẞ' => "SS",
        'µ' => "u",
        '°' => "deg",
        '⁰' | '₀' => "0",
        '¹' | '₁' => "1",
        '²' | '₂' => "2",
        '³' | '₃' => "3",
        '⁴' | '₄' => "4",
        '⁵' | '₅' => "5",
        '⁶' | '₆' => "6",
        '⁷' | '₇' => "7",
        '⁸' | '₈' => "8",
        '⁹' | '₉' => "9",
        _ => return None,
    })
}
