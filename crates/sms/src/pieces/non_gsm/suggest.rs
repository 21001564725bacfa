//! The suggestion for one kind: what could stand in its place in this text.

use alloc::{borrow::Cow, string::String};

use super::{
    ReplacementClass::{self, Invisible, MeaningChanging},
    cluster::{Cluster, Shape, is_mark, is_pictograph, is_regional_indicator},
    latin::{base_letter, compose},
    symbols::spelling,
};
use crate::pieces::{Encoding, units_of};

type Suggestion = (Cow<'static, str>, ReplacementClass);

/// What a suggestion must know about the whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Context {
    /// Every Cyrillic letter looks like a Latin one, as where letters were mixed up, and not as in Cyrillic text.
    cyrillic_is_latin_like: bool,
    /// There are letters of a script in which joiners choose the shape (Arabic to Burmese).
    has_joining_script: bool,
    /// A fraction follows a digit: 2½ must not become 21/2.
    has_mixed_number: bool,
}

impl Context {
    pub(super) fn of(text: &str) -> Self {
        let mut context = Self { cyrillic_is_latin_like: true, has_joining_script: false, has_mixed_number: false };
        let mut before = ' ';
        for c in text.chars() {
            context.cyrillic_is_latin_like &= !matches!(c, '\u{400}'..='\u{52F}') || latin_like(c).is_some();
            context.has_joining_script |= matches!(c, '\u{600}'..='\u{109F}');
            context.has_mixed_number |= before.is_ascii_digit() && fraction(c).is_some();
            before = c;
        }
        context
    }
}

/// What could stand in the place of `cluster`, which GSM-7 does not have; only text that GSM-7 has.
pub(super) fn suggest(cluster: &Cluster<'_>, context: Context) -> Option<Suggestion> {
    let mut chars = cluster.text.chars();
    let first = chars.next()?;
    match cluster.shape {
        Shape::Styled if is_gsm(first) => Some((String::from(first).into(), Invisible)),
        Shape::Single | Shape::Styled => single(first, context),
        Shape::Marked => marked(first, chars.as_str(), context),
        Shape::Keycap => Some((String::from(first).into(), MeaningChanging)),
        Shape::Emoji => {
            let is_plain = chars.all(|c| matches!(c, '\u{FE0E}' | '\u{FE0F}'));
            let spelled = if is_plain { spelling(first) } else { None };
            Some(spelled.unwrap_or((Cow::Borrowed(""), MeaningChanging)))
        }
    }
}

fn single(c: char, context: Context) -> Option<Suggestion> {
    match c {
        // Zero-width joiner and non-joiner.
        '\u{200C}' | '\u{200D}' if context.has_joining_script => return Some((Cow::Borrowed(""), MeaningChanging)),
        // Embeddings, overrides and isolates that turn the direction.
        '\u{202B}' | '\u{202D}' | '\u{202E}' | '\u{2067}' => return Some((Cow::Borrowed(""), MeaningChanging)),
        _ => {}
    }
    if let Some(fraction) = fraction(c) {
        let space = if context.has_mixed_number { " " } else { "" };
        return Some(((String::from(space) + fraction).into(), MeaningChanging));
    }
    let letter = || {
        base_letter(c)
            .or_else(|| greek_capital(c))
            .or_else(|| latin_like(c).filter(|_| context.cyrillic_is_latin_like))
            .map(|letter| (String::from(letter).into(), MeaningChanging))
    };
    let removed = || {
        (is_mark(c) || is_pictograph(c) || is_ornament(c) || is_regional_indicator(c))
            .then_some((Cow::Borrowed(""), MeaningChanging))
    };
    spelling(c).or_else(letter).or_else(removed)
}

/// A letter with combining marks: composed where GSM-7 has that, otherwise without the marks that it cannot write.
fn marked(base: char, marks: &str, context: Context) -> Option<Suggestion> {
    let letter = if is_gsm(base) { Some(base) } else { base_letter(base) };
    if let Some(composed) = letter.and_then(|letter| marks.chars().find_map(|mark| compose(letter, mark))) {
        let is_whole = letter == Some(base) && marks.chars().nth(1).is_none();
        return Some((String::from(composed).into(), if is_whole { Invisible } else { MeaningChanging }));
    }
    let unmarked = if is_gsm(base) { String::from(base).into() } else { single(base, context)?.0 };
    Some((unmarked, MeaningChanging))
}

fn is_gsm(c: char) -> bool {
    units_of(c, Encoding::Gsm7).is_some()
}

fn fraction(c: char) -> Option<&'static str> {
    Some(match c {
        '¼' => "1/4",
        '½' => "1/2",
        '¾' => "3/4",
        '⅓' => "1/3",
        '⅔' => "2/3",
        '⅕' => "1/5",
        '⅖' => "2/5",
        '⅗' => "3/5",
        '⅘' => "4/5",
        '⅙' => "1/6",
        '⅚' => "5/6",
        '⅛' => "1/8",
        '⅜' => "3/8",
        '⅝' => "5/8",
        '⅞' => "7/8",
        _ => return None,
    })
}

/// The capital in which Greek is written in GSM-7: without accents, and Latin where the shapes are the same.
fn greek_capital(c: char) -> Option<char> {
    const CAPITALS: &str = "ABΓΔEZHΘIKΛMNΞOΠPΣΣTYΦXΨΩ";
    Some(match c {
        'α'..='ω' => return CAPITALS.chars().nth((c as usize).checked_sub('α' as usize)?),
        'Ά' | 'ά' => 'A',
        'Έ' | 'έ' => 'E',
        'Ή' | 'ή' => 'H',
        'Ί' | 'Ϊ' | 'ί' | 'ϊ' | 'ΐ' => 'I',
        'Ό' | 'ό' => 'O',
        'Ύ' | 'Ϋ' | 'ύ' | 'ϋ' | 'ΰ' => 'Y',
        'Ώ' | 'ώ' => 'Ω',
        _ => return None,
    })
}

/// The Latin letter with the shape of a Cyrillic one.
fn latin_like(c: char) -> Option<char> {
    Some(match c {
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'Ѕ' => 'S',
        'І' => 'I',
        'Ј' => 'J',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'ѕ' => 's',
        'і' => 'i',
        'ј' => 'j',
        _ => return None,
    })
}

/// Whether `c` is of a block of arrows, technical signs, boxes or shapes: it decorates, or says what words could say.
const fn is_ornament(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{2500}'..='\u{25FF}' | '\u{2B00}'..='\u{2BFF}' | '\u{FFFC}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Span,
        pieces::non_gsm::{ReplacementClass::Typographic, cluster::clusters},
    };

    const PLAIN: Context = Context { cyrillic_is_latin_like: true, has_joining_script: true, has_mixed_number: true };

    #[test]
    fn every_suggestion_is_of_gsm() {
        for c in '\0'..=char::MAX {
            let text = String::from(c);
            let cluster = Cluster { text: &text, span: Span::default(), shape: Shape::Single };
            if !is_gsm(c)
                && let Some((replacement, _)) = suggest(&cluster, PLAIN)
            {
                assert!(replacement.chars().all(is_gsm), "U+{:04X} became {replacement:?}", c as u32);
            }
        }
    }

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, ReplacementClass)>) {
        let found: alloc::vec::Vec<_> = clusters(text)
            .filter(|cluster| !cluster.text.chars().all(is_gsm))
            .map(|cluster| suggest(&cluster, Context::of(text)))
            .collect();
        assert!(!found.is_empty(), "{text:?} is GSM-7");
        for found in found {
            assert_eq!(found.as_ref().map(|(text, class)| (text.as_ref(), *class)), expected, "{text:?}");
        }
    }

    #[test]
    fn a_blank_becomes_one_space() {
        for blank in ["\t", "\u{A0}", "\u{2007}", "\u{202F}", "\u{3000}"] {
            check(blank, Some((" ", Invisible)));
        }
        check("\u{2028}", Some(("\n", Invisible)));
    }

    #[test]
    fn what_nobody_sees_is_removed() {
        for unseen in ["\u{200B}", "\u{200D}", "\u{FEFF}", "\u{AD}", "\u{FE0F}", "\0", "\u{1B}", "\u{7F}"] {
            check(unseen, Some(("", Invisible)));
        }
    }

    #[test]
    fn a_joiner_matters_where_letters_join() {
        check("\u{200C}", Some(("", Invisible)));
        let persian = "می\u{200C}شود";
        let joiner = clusters(persian).find(|cluster| cluster.text == "\u{200C}");
        let suggestion = joiner.and_then(|joiner| suggest(&joiner, Context::of(persian)));
        assert_eq!(suggestion, Some(("".into(), MeaningChanging)));
    }

    #[test]
    fn quotes_and_dashes_are_typographic() {
        for (c, plain) in [("’", "'"), ("“", "\""), ("–", "-"), ("…", "..."), ("•", "-"), ("`", "'"), ("™", "(TM)")]
        {
            check(c, Some((plain, Typographic)));
        }
    }

    #[test]
    fn styled_letters_are_typographic() {
        for (c, plain) in [("Ａ", "A"), ("｀", "'"), ("％", "%"), ("𝐒", "S"), ("𝟗", "9"), ("ⓔ", "e"), ("ﬁ", "fi")]
        {
            check(c, Some((plain, Typographic)));
        }
    }

    #[test]
    fn letters_lose_what_gsm_cannot_write() {
        for (c, plain) in [("ç", "c"), ("í", "i"), ("ł", "l"), ("ő", "o"), ("ǖ", "ü"), ("Þ", "Th"), ("ệ", "e")]
        {
            check(c, Some((plain, MeaningChanging)));
        }
    }

    #[test]
    fn decomposed_letters_are_composed_first() {
        check("e\u{301}", Some(("é", Invisible)));
        check("n\u{303}", Some(("ñ", Invisible)));
        check("e\u{302}", Some(("e", MeaningChanging)));
        check("u\u{308}\u{304}", Some(("ü", MeaningChanging)));
        check("c\u{327}", Some(("c", MeaningChanging)));
        check("s\u{336}", Some(("s", MeaningChanging)));
    }

    #[test]
    fn a_combining_tilde_never_becomes_a_tilde() {
        check("a\u{303}", Some(("a", MeaningChanging)));
        check(" \u{303}", Some(("", MeaningChanging)));
    }

    #[test]
    fn greek_goes_to_capitals_and_look_alikes_to_latin() {
        check("Α", Some(("A", Typographic)));
        check("ά", Some(("A", MeaningChanging)));
        check("λ", Some(("Λ", MeaningChanging)));
        check("\u{2126}", Some(("Ω", Invisible)));
        check("∆", Some(("Δ", Typographic)));
    }

    #[test]
    fn cyrillic_look_alikes_count_only_without_cyrillic_text() {
        check("PаyPal", Some(("a", MeaningChanging)));
        check("ж", None);
        let russian = "Ваш заказ";
        let suggestions = clusters(russian).map(|cluster| suggest(&cluster, Context::of(russian)));
        assert!(suggestions.zip(russian.chars()).all(|(suggestion, c)| c == ' ' || suggestion.is_none()));
    }

    #[test]
    fn emoji_go_as_a_whole() {
        for emoji in ["🎉", "👨‍👩‍👧", "🇸🇬", "🇸", "👍🏽", "❤️"] {
            check(emoji, Some(("", MeaningChanging)));
        }
        check("1️⃣", Some(("1", MeaningChanging)));
        check("©️", Some(("(C)", Typographic)));
        check("➡️", Some(("->", Typographic)));
    }

    #[test]
    fn a_fraction_keeps_its_distance_from_a_digit() {
        check("½", Some(("1/2", MeaningChanging)));
        check("2½", Some((" 1/2", MeaningChanging)));
    }

    #[test]
    fn nothing_is_invented() {
        for c in ["₤", "¢", "₹", "中", "ع", "\u{FFFD}", "ə", "‰"] {
            check(c, None);
        }
    }
}
