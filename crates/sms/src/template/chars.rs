//! Classes of characters the lexer and the rules share. Hand-written ranges rather than Unicode tables: the calculator
//! carries this code to every page.

/// The percent sign and its look-alikes ％ ﹪ ٪, which people type for it.
pub(super) const fn is_percent_sign(c: char) -> bool {
    matches!(c, '%' | '\u{FF05}' | '\u{FE6A}' | '\u{066A}')
}

/// What separates a link from its neighbours: a space, a tab or a line break (D2).
pub(super) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// A character of an English variable name (D5).
pub(super) const fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

/// A letter or digit of any script, judged by block: not ASCII, not punctuation, not a symbol, not invisible.
pub(super) const fn is_foreign_letter(c: char) -> bool {
    !matches!(
        c,
        '\0'..='\u{A9}'
            | '\u{AB}'..='\u{B4}'
            | '\u{B6}'..='\u{B9}'
            | '\u{BB}'..='\u{BF}'
            | '×'
            | '÷'
            | '\u{60C}'
            | '\u{61B}'..='\u{61F}'
            | '\u{66A}'..='\u{66D}'
            | '\u{6D4}'
            | '\u{2000}'..='\u{2BFF}'
            | '\u{3000}'..='\u{3004}'
            | '\u{3007}'..='\u{3030}'
            | '\u{303D}'..='\u{303F}'
            | '\u{E000}'..='\u{F8FF}'
            | '\u{FE00}'..='\u{FE6F}'
            | '\u{FEFF}'..='\u{FF0F}'
            | '\u{FF1A}'..='\u{FF20}'
            | '\u{FF3B}'..='\u{FF40}'
            | '\u{FF5B}'..='\u{FF65}'
            | '\u{FFE0}'..='\u{FFFF}'
            | '\u{1F000}'..='\u{1FAFF}'
            | '\u{E0000}'..
    )
}

/// A decimal digit that may stand before a percent sign: ASCII, full-width or Arabic.
pub(super) const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

/// A character that may stand in a URL as it is (RFC 3986 §2.2, §2.3); the percent sign is judged by the lexer.
pub(super) const fn is_url_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '-' | '.'
                | '_'
                | '~'
                | ':'
                | '/'
                | '?'
                | '#'
                | '['
                | ']'
                | '@'
                | '!'
                | '$'
                | '&'
                | '\''
                | '('
                | ')'
                | '*'
                | '+'
                | ','
                | ';'
                | '='
        )
}

/// Whether `text` ends with `tail`, which is ASCII, in any case.
pub(super) fn ends_with_ignoring_case(text: &str, tail: &str) -> bool {
    text.len()
        .checked_sub(tail.len())
        .and_then(|start| text.as_bytes().get(start..))
        .is_some_and(|end| end.eq_ignore_ascii_case(tail.as_bytes()))
}

/// Whether `text` starts with `head`, which is ASCII, in any case.
pub(super) fn starts_with_ignoring_case(text: &str, head: &str) -> bool {
    text.as_bytes().get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head.as_bytes()))
}
