//! The numbering plan of the world as one automaton over digits: what a number is, in some tens of nanoseconds.
//!
//! `build.rs` compiles `data/numbering-plan.txt` into it, and decides there what each number is as the library would.
//! Here is only the walk, and the little that the library does before: it takes a national prefix off. Where that is
//! more than some digits (carriers' prefixes, prefixes that are rewritten), the answer is [`Answer::AskLibrary`].

use std::sync::LazyLock;

use super::{LineType, Number, PhoneFault};

/// A region, or a calling code without one (`001`).
pub(super) struct Region {
    pub(super) id: &'static str,
    pub(super) calling_code: u16,
    /// Where national numbers begin in the automaton; the values are the three flags below.
    root: u16,
    is_00_international: bool,
    /// The national prefix, if it is nothing but digits.
    prefix: &'static str,
    /// Bit `n` is set where whole numbers of `n` digits exist.
    lengths: u32,
    /// The same for numbers without their area code.
    local_lengths: u32,
}

impl Region {
    /// The two letters, where it is a country.
    pub(super) fn country(&self) -> Option<&'static str> {
        (self.id.len() == 2).then_some(self.id)
    }
}

/// A calling code.
struct Code {
    number: u16,
    /// Where its numbers begin in the automaton; `build.rs` says what the values are.
    root: u16,
    /// The place of its first region.
    main: u8,
}

mod tables {
    //! What `build.rs` wrote.

    use super::{Code, Region};

    /// A word with these bits.
    const fn bits(places: &[u8]) -> u32 {
        let (mut word, mut at) = (0, 0);
        while at < places.len() {
            word |= 1 << places[at];
            at += 1;
        }
        word
    }

    include!(concat!(env!("OUT_DIR"), "/plan.rs"));

    pub(super) static STATES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/states.bin"));
}

/// A number could be one of the region, going by its general pattern.
const IS_GENERAL: u16 = 1;
/// It begins with a national prefix that only the library can take off.
const HAS_ODD_PREFIX: u16 = 2;
/// It begins with an international prefix other than 00.
const HAS_ODD_IDD: u16 = 4;
/// Digits after the calling code.
const N_NATIONAL_DIGITS: std::ops::RangeInclusive<usize> = 2..=17;

/// A value and a successor for each digit.
type State = [u16; 11];

static AUTOMATON: LazyLock<Automaton> = LazyLock::new(Automaton::unpack);

struct Automaton {
    states: Vec<State>,
    /// Of each calling code below 1000 its place in the table plus one.
    codes: Vec<u8>,
}

/// What the plan knows of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is valid.
    Valid(Number),
    /// It is not.
    Fault(PhoneFault),
    /// The library must decide.
    AskLibrary,
}

pub(super) fn region(place: u8) -> &'static Region {
    tables::REGIONS.get(usize::from(place)).expect("numbers are made with the places of this table")
}

/// The place of a country by its two letters.
pub(super) fn place_of(country: &str) -> Option<u8> {
    let place = tables::REGIONS.iter().position(|region| region.country() == Some(country))?;
    u8::try_from(place).ok()
}

/// The place of the region of a number that the library has found valid.
pub(super) fn place_of_valid(country: Option<&str>, calling_code: u16) -> Option<u8> {
    let is_it = |region: &Region| region.calling_code == calling_code && region.country() == country;
    u8::try_from(tables::REGIONS.iter().position(is_it)?).ok()
}

/// Reads a number that begins with a calling code; `digits` are ASCII digits.
pub(super) fn international(digits: &[u8]) -> Answer {
    if digits.len() <= *N_NATIONAL_DIGITS.start() {
        return Answer::Fault(PhoneFault::TooShort);
    }
    match code_of(digits) {
        Some((code, national)) => with_code(code, national, code.main, digits),
        None => Answer::Fault(PhoneFault::NoCountryCode),
    }
}

/// Reads a number as it is written in the country at `place`, perhaps with its calling code before it.
pub(super) fn national(digits: &[u8], place: u8) -> Answer {
    let region = region(place);
    let general = flags(region, digits);
    if general & (HAS_ODD_PREFIX | HAS_ODD_IDD) != 0 {
        return Answer::AskLibrary;
    }
    let written = calling_digits(region.calling_code);
    let Some(code) = code_of(&written).map(|(code, _)| code) else { return Answer::AskLibrary };
    if let Some(behind) = digits.strip_prefix(written.as_slice()) {
        let Some(stripped) = without_prefix(region, behind) else { return Answer::AskLibrary };
        let is_better = general & IS_GENERAL == 0 && flags(region, stripped) & IS_GENERAL != 0;
        if is_better || length(region, digits.len()) == Length::TooLong {
            // The library looks for a prefix of the code's first region once more.
            return with_code(code, stripped, code.main, &[]);
        }
    }
    with_code(code, digits, place, &[])
}

/// Whether 00 is the only international prefix of the country at `place`.
pub(super) fn is_00_international(place: u8) -> bool {
    region(place).is_00_international
}

/// Whether `digits` begin with the calling code of the country at `place`.
pub(super) fn begins_with_own_code(digits: &[u8], place: u8) -> bool {
    digits.starts_with(&calling_digits(region(place).calling_code))
}

fn calling_digits(code: u16) -> Vec<u8> {
    code.to_string().into_bytes()
}

/// Reads what stands behind the calling code; the national prefix is that of the region at `place`. `whole` are all
/// digits, if they begin with the calling code.
fn with_code(code: &Code, national: &[u8], place: u8, whole: &[u8]) -> Answer {
    if national.len() < *N_NATIONAL_DIGITS.start() {
        return Answer::Fault(PhoneFault::TooShort);
    }
    let region = region(place);
    let Some(stripped) = without_prefix(region, national) else { return Answer::AskLibrary };
    let kept = match length(region, stripped.len()) {
        Length::Local | Length::TooShort | Length::Between => national,
        Length::Possible | Length::TooLong => stripped,
    };
    if kept.len() < *N_NATIONAL_DIGITS.start() {
        return Answer::Fault(PhoneFault::TooShort);
    }
    if kept.len() > *N_NATIONAL_DIGITS.end() {
        return Answer::Fault(PhoneFault::TooLong);
    }
    let value = AUTOMATON.value(code.root, kept);
    let (Some(line_type), Ok(place)) =
        (LineType::ALL.get(usize::from(value % 16)), u8::try_from((value / 16).wrapping_sub(1)))
    else {
        return Answer::Fault(match length(self::region(code.main), kept.len()) {
            Length::TooShort => PhoneFault::TooShort,
            Length::TooLong => PhoneFault::TooLong,
            Length::Possible | Length::Local | Length::Between => PhoneFault::Invalid,
        });
    };
    let digits = if kept.len() == national.len() && !whole.is_empty() {
        number_of(0, whole)
    } else {
        number_of(u64::from(code.number), kept)
    };
    digits.map_or(Answer::AskLibrary, |digits| Answer::Valid(Number::new(digits, place, *line_type)))
}

fn number_of(start: u64, digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(start, |number, digit| number.checked_mul(10)?.checked_add(u64::from(digit & 0x0F)))
}

/// The digits without the national prefix, as the library takes it off; `None` where only the library can.
fn without_prefix<'a>(region: &Region, digits: &'a [u8]) -> Option<&'a [u8]> {
    if region.prefix.is_empty() {
        return (flags(region, digits) & HAS_ODD_PREFIX == 0).then_some(digits);
    }
    let Some(stripped) = digits.strip_prefix(region.prefix.as_bytes()) else { return Some(digits) };
    let is_general = |digits| flags(region, digits) & IS_GENERAL != 0;
    Some(if is_general(digits) && !is_general(stripped) { digits } else { stripped })
}

fn flags(region: &Region, digits: &[u8]) -> u16 {
    AUTOMATON.value(region.root, digits)
}

/// The calling code at the start, and what follows.
fn code_of(digits: &[u8]) -> Option<(&'static Code, &[u8])> {
    let mut code = 0_usize;
    for (at, digit) in digits.iter().enumerate().take(3) {
        code = code * 10 + usize::from(digit & 0x0F);
        if code == 0 {
            return None;
        }
        if let Some(place) = AUTOMATON.codes.get(code).and_then(|place| place.checked_sub(1)) {
            return tables::CODES.get(usize::from(place)).zip(digits.get(at + 1..));
        }
    }
    None
}

/// How the number of digits fits a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    Possible,
    /// Only without the area code.
    Local,
    TooShort,
    TooLong,
    /// There are shorter and longer ones.
    Between,
}

fn length(region: &Region, n_digits: usize) -> Length {
    let bit = u32::try_from(n_digits).ok().and_then(|n| 1_u32.checked_shl(n)).unwrap_or(0);
    if region.lengths == 0 {
        return Length::Between;
    }
    if bit == 0 {
        return Length::TooLong;
    }
    if region.local_lengths & bit != 0 {
        Length::Local
    } else if region.lengths & bit != 0 {
        Length::Possible
    } else if bit < region.lengths & region.lengths.wrapping_neg() {
        Length::TooShort
    } else if bit > region.lengths {
        Length::TooLong
    } else {
        Length::Between
    }
}

impl Automaton {
    /// The value of the state that `digits` lead to.
    #[inline]
    fn value(&self, root: u16, digits: &[u8]) -> u16 {
        let mut at = root;
        for digit in digits {
            let next = self.states.get(usize::from(at)).and_then(|state| state.get(usize::from(digit & 0x0F) + 1));
            match next {
                Some(&next) if next != 0 => at = next,
                _ => return 0,
            }
        }
        self.states.get(usize::from(at)).and_then(|state| state.first()).copied().unwrap_or(0)
    }

    /// Reads what `build/automaton.rs` writes, and says there how.
    fn unpack() -> Self {
        let mut rest = tables::STATES;
        let (n_states, n_distance_bytes) = (word(&mut rest), word(&mut rest));
        let (mut changes, behind) = rest.split_at_checked(2 * n_states).unwrap_or_default();
        let (mut distances, mut values) = behind.split_at_checked(n_distance_bytes).unwrap_or_default();
        let mut states = Vec::with_capacity(n_states);
        for place in 0..n_states {
            let mut state = State::default();
            let mask =
                changes.split_off(..2).map_or(0, |pair| pair.iter().rev().fold(0, |n, &b| n << 8 | u16::from(b)));
            let mut next = 0;
            for (digit, slot) in state.iter_mut().skip(1).enumerate() {
                if mask >> digit & 1 == 1 {
                    let distance = unpacked(&mut distances);
                    next = if distance == 0 { 0 } else { u16::try_from(place + 1 - distance).unwrap_or(0) };
                }
                *slot = next;
            }
            if let Some(value) = state.first_mut() {
                *value = u16::try_from(unpacked(&mut values)).unwrap_or(0);
            }
            states.push(state);
        }
        let mut codes = vec![0; 1000];
        for (code, place) in tables::CODES.iter().zip(1..) {
            if let Some(slot) = codes.get_mut(usize::from(code.number)) {
                *slot = place;
            }
        }
        Self { states, codes }
    }
}

fn word(rest: &mut &[u8]) -> usize {
    rest.split_off(..4).map_or(0, |bytes| bytes.iter().rev().fold(0, |word, &byte| word << 8 | usize::from(byte)))
}

/// Seven bits of each byte, the lowest first.
fn unpacked(rest: &mut &[u8]) -> usize {
    let (mut n, mut shift) = (0, 0);
    while let Some(byte) = rest.split_off_first() {
        n |= usize::from(byte & 0x7F) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    n
}
