//! Characters that nobody sees, by the short names that people who meet them use.

/// The label of an invisible character; `None` for one that can be seen, and for a space and a line feed.
pub(super) fn label_of(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' => "TAB",
        '\u{b}' => "VT",
        '\u{c}' => "FF",
        '\r' => "CR",
        '\u{85}' => "NEL",
        '\u{a0}' => "NBSP",
        '\u{ad}' => "SHY",
        '\u{34f}' => "CGJ",
        '\u{61c}' => "ALM",
        '\u{180e}' => "MVS",
        '\u{2000}'..='\u{200a}' => "SPACE",
        '\u{200b}' => "ZWSP",
        '\u{200c}' => "ZWNJ",
        '\u{200d}' => "ZWJ",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{2028}' => "LS",
        '\u{2029}' => "PS",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{202f}' => "NNBSP",
        '\u{205f}' => "MMSP",
        '\u{2060}' => "WJ",
        '\u{2061}'..='\u{2064}' => "OP",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{3000}' => "IDSP",
        '\u{3164}' | '\u{115f}' | '\u{1160}' | '\u{ffa0}' => "FILLER",
        '\u{fe00}'..='\u{fe0f}' => "VS",
        '\u{feff}' => "BOM",
        '\u{e0000}'..='\u{e007f}' => "TAG",
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "CTRL",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::label_of;

    #[test]
    fn what_can_be_seen_has_no_label() {
        for c in [' ', '\n', 'a', '€', '中', '😀', '’'] {
            assert_eq!(label_of(c), None, "{c:?}");
        }
        assert_eq!(label_of('\u{200b}'), Some("ZWSP"));
        assert_eq!(label_of('\u{0}'), Some("CTRL"));
    }
}
