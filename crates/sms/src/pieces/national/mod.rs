//! "What if": national language shift tables (3GPP TS 23.038 Annex A), with which many letters fit in septets.
//!
//! Never the default. The network and the handset must know the tables, and the platform does not offer them; this
//! only answers what a text would cost with them.

mod tables;

use alloc::vec::Vec;

use self::tables::Run;
use super::{
    Count, Encoding, Piece, Segmentation,
    alphabet::{BASIC, EXTENSION},
    segment, units_of,
};
use crate::Span;

/// A language with tables of its own, in the order of their identifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Language {
    /// Turkish.
    Turkish,
    /// Spanish; a single shift table only.
    Spanish,
    /// Portuguese.
    Portuguese,
    /// Bengali.
    Bengali,
    /// Gujarati.
    Gujarati,
    /// Hindi.
    Hindi,
    /// Kannada.
    Kannada,
    /// Malayalam.
    Malayalam,
    /// Oriya.
    Oriya,
    /// Punjabi.
    Punjabi,
    /// Tamil.
    Tamil,
    /// Telugu.
    Telugu,
    /// Urdu.
    Urdu,
}

impl Language {
    /// Every language, in the order of the identifiers.
    pub const ALL: [Self; 13] = [
        Self::Turkish,
        Self::Spanish,
        Self::Portuguese,
        Self::Bengali,
        Self::Gujarati,
        Self::Hindi,
        Self::Kannada,
        Self::Malayalam,
        Self::Oriya,
        Self::Punjabi,
        Self::Tamil,
        Self::Telugu,
        Self::Urdu,
    ];

    /// The name in JSON: `turkish`, `spanish`, …
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Turkish => "turkish",
            Self::Spanish => "spanish",
            Self::Portuguese => "portuguese",
            Self::Bengali => "bengali",
            Self::Gujarati => "gujarati",
            Self::Hindi => "hindi",
            Self::Kannada => "kannada",
            Self::Malayalam => "malayalam",
            Self::Oriya => "oriya",
            Self::Punjabi => "punjabi",
            Self::Tamil => "tamil",
            Self::Telugu => "telugu",
            Self::Urdu => "urdu",
        }
    }

    /// Reads [`Language::as_str`] back.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.as_str() == name)
    }

    /// The national language identifier (§6.2.1.2.4), 1 to 13.
    pub const fn identifier(self) -> u8 {
        self as u8 + 1
    }

    /// Whether it has a locking shift table, which replaces the default alphabet. All but Spanish have one.
    pub const fn has_locking_table(self) -> bool {
        !matches!(self, Self::Spanish)
    }

    /// The characters of its locking shift table with their codes, in order; none for Spanish.
    pub fn locking_table(self) -> impl Iterator<Item = (u8, char)> {
        entries(self.locking_runs())
    }

    /// The characters of its single shift table with their codes, in order. It replaces the extension table.
    pub fn single_table(self) -> impl Iterator<Item = (u8, char)> {
        entries(self.single_runs())
    }

    const fn locking_runs(self) -> &'static [Run] {
        match self {
            Self::Turkish => tables::TURKISH_LOCKING,
            Self::Spanish => &[],
            Self::Portuguese => tables::PORTUGUESE_LOCKING,
            Self::Bengali => tables::BENGALI_LOCKING,
            Self::Gujarati => tables::GUJARATI_LOCKING,
            Self::Hindi => tables::HINDI_LOCKING,
            Self::Kannada => tables::KANNADA_LOCKING,
            Self::Malayalam => tables::MALAYALAM_LOCKING,
            Self::Oriya => tables::ORIYA_LOCKING,
            Self::Punjabi => tables::PUNJABI_LOCKING,
            Self::Tamil => tables::TAMIL_LOCKING,
            Self::Telugu => tables::TELUGU_LOCKING,
            Self::Urdu => tables::URDU_LOCKING,
        }
    }

    const fn single_runs(self) -> &'static [Run] {
        match self {
            Self::Turkish => tables::TURKISH_SINGLE,
            Self::Spanish => tables::SPANISH_SINGLE,
            Self::Portuguese => tables::PORTUGUESE_SINGLE,
            Self::Bengali => tables::BENGALI_SINGLE,
            Self::Gujarati => tables::GUJARATI_SINGLE,
            Self::Hindi => tables::HINDI_SINGLE,
            Self::Kannada => tables::KANNADA_SINGLE,
            Self::Malayalam => tables::MALAYALAM_SINGLE,
            Self::Oriya => tables::ORIYA_SINGLE,
            Self::Punjabi => tables::PUNJABI_SINGLE,
            Self::Tamil => tables::TAMIL_SINGLE,
            Self::Telugu => tables::TELUGU_SINGLE,
            Self::Urdu => tables::URDU_SINGLE,
        }
    }
}

fn entries(runs: &'static [Run]) -> impl Iterator<Item = (u8, char)> {
    runs.iter().flat_map(|&(first, characters)| (first..).zip(characters.chars()))
}

fn has(runs: &[Run], c: char) -> bool {
    runs.iter().any(|(_, characters)| characters.contains(c))
}

/// Which tables stand in for the default ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Shift {
    locking: Option<Language>,
    single: Option<Language>,
}

impl Shift {
    /// Chooses tables; `None` where the language has no locking table.
    pub const fn new(locking: Option<Language>, single: Option<Language>) -> Option<Self> {
        match locking {
            Some(language) if !language.has_locking_table() => None,
            _ => Some(Self { locking, single }),
        }
    }

    /// The table in place of the default alphabet.
    pub const fn locking(self) -> Option<Language> {
        self.locking
    }

    /// The table in place of the extension table.
    pub const fn single(self) -> Option<Language> {
        self.single
    }

    /// Septets that `c` takes with these tables; `None` if they do not have it.
    pub fn n_septets(self, c: char) -> Option<u32> {
        if self.locking.map_or_else(|| BASIC.contains(c), |language| has(language.locking_runs(), c)) {
            return Some(1);
        }
        let is_single = self.single.map_or_else(|| EXTENSION.contains(c), |language| has(language.single_runs(), c));
        is_single.then_some(2)
    }

    /// Octets that name the tables in the header: three each (3GPP TS 23.040 §9.2.3.24.15 and .16).
    const fn n_header_octets(self) -> u32 {
        3 * (self.locking.is_some() as u32 + self.single.is_some() as u32)
    }
}

/// The size of the number by which a handset knows that pieces belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reference {
    /// 8 bits, as usual (§9.2.3.24.1).
    Bits8,
    /// 16 bits, one octet more in each piece (§9.2.3.24.8).
    Bits16,
}

/// Units of one encoding that fit beside a header of `n_header_octets`, its length octet not counted.
const fn n_units_beside(encoding: Encoding, n_header_octets: u32) -> u32 {
    const N_OCTETS: u32 = 140;
    let n_octets = if n_header_octets == 0 { N_OCTETS } else { N_OCTETS - 1 - n_header_octets };
    match encoding {
        Encoding::Gsm7 => n_octets * 8 / 7,
        Encoding::Ucs2 => n_octets / 2,
    }
}

/// Cuts `text` into pieces with the tables of `shift`; a text that they do not have is UCS-2, without tables,
/// even if the default alphabet has it.
///
/// ```
/// use piecewise_sms::pieces::{Encoding, national::{Language, Reference, Shift, segment_with}};
///
/// let turkish = Shift::new(Some(Language::Turkish), None).ok_or("no such table")?;
/// let cut = segment_with("Siparişiniz kargoya verildi.", turkish, Reference::Bits8);
/// assert_eq!((cut.count.encoding, cut.count.n_units), (Encoding::Gsm7, 28));
/// # Ok::<(), &str>(())
/// ```
pub fn segment_with(text: &str, shift: Shift, reference: Reference) -> Segmentation {
    let n_septets: Option<u32> =
        text.chars().map(|c| shift.n_septets(c)).try_fold(0_u32, |n, c| Some(n.saturating_add(c?)));
    let n_join_octets = match reference {
        Reference::Bits8 => 5,
        Reference::Bits16 => 6,
    };
    let (encoding, n_units, n_table_octets) = match n_septets {
        Some(n_units) => (Encoding::Gsm7, n_units, shift.n_header_octets()),
        None => (Encoding::Ucs2, u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX), 0),
    };
    let n_single = n_units_beside(encoding, n_table_octets);
    let n_part = n_units_beside(encoding, n_table_octets + n_join_octets);
    let n_budget = if n_units <= n_single { n_single } else { n_part };
    let units = |c| match encoding {
        Encoding::Gsm7 => shift.n_septets(c).unwrap_or_default(),
        Encoding::Ucs2 => units_of(c, encoding).unwrap_or_default(),
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, c) in text.char_indices() {
        let n = units(c);
        let span = Span::new(at, at + c.len_utf8());
        match pieces.last_mut() {
            Some(piece) if piece.n_units + n <= n_budget => {
                piece.n_units += n;
                piece.span.end = span.end;
            }
            _ => pieces.push(Piece { span, n_units: n }),
        }
    }
    let count = Count {
        encoding,
        n_units,
        n_pieces: u32::try_from(pieces.len()).unwrap_or(u32::MAX),
        n_pieces_simple: n_units.div_ceil(n_budget),
        n_units_left: pieces.last().map_or(n_budget, |piece| n_budget - piece.n_units),
    };
    Segmentation { count, pieces }
}

/// The tables with which `text` would take the fewest pieces, if that is fewer than without; of several, the one with
/// the fewest units.
pub fn cheapest(text: &str) -> Option<(Shift, Segmentation)> {
    let plain = segment(text);
    if plain.count.encoding == Encoding::Gsm7 {
        return None;
    }
    Language::ALL
        .into_iter()
        .flat_map(|language| {
            [(Some(language), None), (None, Some(language)), (Some(language), Some(language))]
                .into_iter()
                .filter_map(|(locking, single)| Shift::new(locking, single))
        })
        .map(|shift| (shift, segment_with(text, shift, Reference::Bits8)))
        .filter(|(_, cut)| cut.count.encoding == Encoding::Gsm7 && cut.count.n_pieces < plain.count.n_pieces)
        .min_by_key(|(_, cut)| (cut.count.n_pieces, cut.count.n_units))
}
