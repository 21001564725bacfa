//! The automaton: states with a value and one successor for each digit. Equal states are one state.
//!
//! Numbers are bounded, so that the states are built from the ends of the numbers back to their beginnings, and two
//! that have the same value and the same successors are the same. What a number is, is decided exactly as the library
//! decides it (`get_number_type_helper` and its neighbours in `phonenumberutil_internal.rs`).

use std::collections::HashMap;

use regex_automata::{
    Anchored, MatchKind,
    dfa::{Automaton as _, StartKind, dense},
    util::{primitives::StateID, start, syntax},
};

use crate::plan_file::{KINDS, Kind, Region};

/// Digits after the calling code, at most.
const N_DIGITS: usize = 17;

/// The number could be one of the region, going by its general pattern.
const IS_GENERAL: u16 = 1;
/// It begins with a national prefix that only the library can take off: a carrier's, or one that is rewritten.
const HAS_ODD_PREFIX: u16 = 2;
/// It begins with an international prefix other than 00.
const HAS_ODD_IDD: u16 = 4;

type Dfa = dense::DFA<Vec<u32>>;
type State = (u16, [u16; 10]);
type Place = ([Option<StateID>; 3], u16, usize);

pub(crate) struct Automaton {
    states: Vec<State>,
    numbers: HashMap<State, u16>,
}

impl Automaton {
    pub(crate) fn new() -> Self {
        let mut automaton = Self { states: Vec::new(), numbers: HashMap::new() };
        // State 0: nothing that begins like this exists.
        automaton.state((0, [0; 10]));
        automaton
    }

    fn state(&mut self, state: State) -> u16 {
        let next = self.states.len();
        *self.numbers.entry(state).or_insert_with(|| {
            self.states.push(state);
            u16::try_from(next).expect("fewer than 65536 states")
        })
    }

    /// The states, packed: how many there are and how many bytes of successors, both as 32-bit words; then of each
    /// state a 16-bit word with a bit for every digit whose successor differs from that of the digit before (of 0,
    /// from state 0); then these successors, each as 0 for state 0 and otherwise as the distance back plus one; then
    /// the values. What has no fixed width has seven bits to the byte, the lowest first. Words are little-endian.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        let (mut changes, mut distances, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for (place, (value, next)) in self.states.iter().enumerate() {
            let mut mask = 0_u16;
            let mut before = 0;
            for (digit, &next) in next.iter().enumerate() {
                if next != before {
                    mask |= 1 << digit;
                    push(&mut distances, if next == 0 { 0 } else { place + 1 - usize::from(next) });
                }
                before = next;
            }
            changes.extend(mask.to_le_bytes());
            push(&mut values, usize::from(*value));
        }
        let word = |n: usize| u32::try_from(n).expect("a small table").to_le_bytes().to_vec();
        [word(self.states.len()), word(distances.len()), changes, distances, values].concat()
    }

    /// The root for the numbers of one region, as they are written in it: values are the flags above.
    pub(crate) fn national(&mut self, region: &Region) -> u16 {
        let is_idd_00 = region.idd.as_deref() == Some("00");
        let idd = region.idd.as_deref().filter(|_| !is_idd_00);
        let prefix = region.prefix.as_deref().filter(|_| region.literal_prefix().is_empty());
        let dfas = [Some(region.general().pattern.as_str()), prefix, idd].map(|pattern| pattern.map(|one| dfa(&[one])));
        let starts = dfas.each_ref().map(|dfa| dfa.as_ref().map(begin));
        self.national_state(&dfas, (starts, 0, 0), &mut HashMap::new())
    }

    /// The state at a place: where each pattern stands, the flags so far, and the number of digits.
    fn national_state(&mut self, dfas: &[Option<Dfa>; 3], place: Place, known: &mut HashMap<Place, u16>) -> u16 {
        if let Some(&state) = known.get(&place) {
            return state;
        }
        let (at, mut flags, n_digits) = place;
        let matches = |which: usize| match (&dfas[which], at[which]) {
            (Some(dfa), Some(at)) => !matches(dfa, at).is_empty(),
            _ => false,
        };
        if n_digits > 0 && matches(1) {
            flags |= HAS_ODD_PREFIX;
        }
        if n_digits > 0 && matches(2) {
            flags |= HAS_ODD_IDD;
        }
        let mut next = [0; 10];
        if n_digits < N_DIGITS && (flags != 0 || at.iter().zip(dfas).any(|(at, dfa)| is_alive(dfa.as_ref(), *at))) {
            for (digit, next) in (b'0'..).zip(&mut next) {
                let mut moved = at;
                for (which, (at, dfa)) in moved.iter_mut().zip(dfas).enumerate() {
                    // Once a prefix is found, or an odd one makes the rest the library's, nothing else is looked for.
                    let is_decided = flags & HAS_ODD_PREFIX != 0 || (which == 2 && flags & HAS_ODD_IDD != 0);
                    *at = at.filter(|_| !is_decided).zip(dfa.as_ref()).map(|(at, dfa)| dfa.next_state(at, digit));
                }
                *next = self.national_state(dfas, (moved, flags, n_digits + 1), known);
            }
        }
        let state = self.state((flags | if matches(0) { IS_GENERAL } else { 0 }, next));
        known.insert(place, state);
        state
    }

    /// The root for the numbers of one calling code: the value is 0 where there is no such number, else 16 times the
    /// region's place plus one, plus the place of its kind.
    pub(crate) fn international(&mut self, regions: &[(usize, &Region)]) -> u16 {
        let mut patterns = Vec::new();
        for (_, region) in regions {
            patterns.push(region.general().pattern.clone());
            patterns.push(region.leading.as_ref().map_or_else(never, |leading| format!("(?:{leading})[0-9]*")));
            patterns
                .extend(region.kinds.iter().map(|kind| kind.as_ref().map_or_else(never, |kind| kind.pattern.clone())));
        }
        let patterns: Vec<_> = patterns.iter().map(String::as_str).collect();
        let dfa = dfa(&patterns);
        self.international_state(&dfa, regions, begin(&dfa), 0, &mut HashMap::new())
    }

    fn international_state(
        &mut self,
        dfa: &Dfa,
        regions: &[(usize, &Region)],
        at: StateID,
        n_digits: usize,
        known: &mut HashMap<(StateID, usize), u16>,
    ) -> u16 {
        if let Some(&state) = known.get(&(at, n_digits)) {
            return state;
        }
        let mut next = [0; 10];
        if n_digits < N_DIGITS && is_alive(Some(dfa), Some(at)) {
            for (digit, next) in (b'0'..).zip(&mut next) {
                *next = self.international_state(dfa, regions, dfa.next_state(at, digit), n_digits + 1, known);
            }
        }
        let state = self.state((value(regions, &matches(dfa, at), n_digits), next));
        known.insert((at, n_digits), state);
        state
    }
}

fn push(bytes: &mut Vec<u8>, mut n: usize) {
    while n > 0x7F {
        bytes.push(u8::try_from(n & 0x7F).expect("seven bits") | 0x80);
        n >>= 7;
    }
    bytes.push(u8::try_from(n).expect("seven bits"));
}

/// What a number is whose digits match the patterns `matching`.
fn value(regions: &[(usize, &Region)], matching: &[usize], n_digits: usize) -> u16 {
    let n_patterns = KINDS.len() + 2;
    for (place, (index, region)) in regions.iter().enumerate() {
        let first = place * n_patterns;
        let is = |pattern: usize, kind: Option<&Kind>| {
            kind.is_some_and(|kind| kind.lengths == 0 || kind.lengths >> n_digits & 1 == 1)
                && matching.contains(&(first + pattern))
        };
        let is_kind = |kind: usize| is(kind + 2, region.kinds[kind].as_ref());
        let line_type = if is(0, Some(region.general())) { line_type(is_kind, region.is_same) } else { None };
        if let Some(line_type) = line_type {
            return u16::try_from((index + 1) * 16 + line_type).expect("fewer than 4000 regions");
        }
        // A region with these leading digits, or the only one of the code, has no such number.
        if regions.len() == 1 || matching.contains(&(first + 1)) {
            return 0;
        }
    }
    0
}

/// The place in `phone::LineType` of a number of the kinds `is_kind`.
fn line_type(is_kind: impl Fn(usize) -> bool, is_same: bool) -> Option<usize> {
    let [fixed, mobile, either] = [8, 9, 10];
    if let Some(kind) = (0..fixed).find(|&kind| is_kind(kind)) {
        return Some(kind);
    }
    match (is_kind(fixed), is_same || is_kind(mobile)) {
        (true, true) => Some(either),
        (true, false) => Some(fixed),
        (false, _) => (!is_same && is_kind(mobile)).then_some(mobile),
    }
}

/// A pattern without a match.
fn never() -> String {
    "[^0-9]".to_owned()
}

fn dfa(patterns: &[&str]) -> Dfa {
    let whole: Vec<_> = patterns.iter().map(|pattern| format!("(?:{pattern})$")).collect();
    dense::Builder::new()
        .configure(dense::Config::new().start_kind(StartKind::Anchored).match_kind(MatchKind::All))
        .syntax(syntax::Config::new().unicode(false).utf8(false))
        .thompson(regex_automata::nfa::thompson::Config::new().utf8(false))
        .build_many(&whole)
        .expect("patterns of the plan")
}

fn begin(dfa: &Dfa) -> StateID {
    dfa.start_state(&start::Config::new().anchored(Anchored::Yes)).expect("patterns without look-behind")
}

fn is_alive(dfa: Option<&Dfa>, at: Option<StateID>) -> bool {
    dfa.zip(at).is_some_and(|(dfa, at)| !dfa.is_dead_state(at))
}

/// The patterns that match if the number ends here.
fn matches(dfa: &Dfa, at: StateID) -> Vec<usize> {
    let end = dfa.next_eoi_state(at);
    if !dfa.is_match_state(end) {
        return Vec::new();
    }
    (0..dfa.match_len(end)).map(|place| dfa.match_pattern(end, place).as_usize()).collect()
}
