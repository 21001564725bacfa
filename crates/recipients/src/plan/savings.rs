//! What would make a list cheaper: characters that force UCS-2, where they stand, and what replacing them saves.
//!
//! A message becomes GSM-7 only when everything in it that forces UCS-2 is replaced. So each kind is told with what it
//! saves alone, where it is the only one, and everything together with what it saves in all.

use std::collections::BTreeMap;

use piecewise_sms::{
    money::Micros,
    pieces::{Encoding, ReplacementClass, non_gsm, units_of},
    prices::AmountOverflow,
};
use serde::{Deserialize, Serialize};

use super::{
    groups::Cost,
    renderer::{Part, Renderer},
};

/// Kinds that are told apart: bits of a set. A list with more has the later ones counted as not replaceable.
const N_KINDS: usize = 64;

/// What a replacement would save.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Saved {
    /// Recipients whose message would have fewer pieces.
    pub n_recipients: u32,
    /// Pieces.
    pub n_pieces: u64,
    /// Money, over recipients with a known price.
    pub cost: Micros,
}

/// A character that forces UCS-2 and could be replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saving {
    /// The character.
    pub character: char,
    /// What could stand in its place; empty removes it.
    pub replacement: String,
    /// What that does to the meaning.
    pub class: ReplacementClass,
    /// Whether it stands in the template.
    pub in_template: bool,
    /// The variables in whose values it stands.
    pub in_values: Vec<String>,
    /// Recipients whose message has it, and nothing that cannot be replaced.
    pub n_recipients: u32,
    /// What is saved where it is the only one.
    pub alone: Saved,
}

/// What would make a list cheaper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Savings {
    /// Kind by kind: what saves most alone comes first.
    pub each: Vec<Saving>,
    /// Everything replaced.
    pub all: Saved,
}

/// The characters beyond GSM-7 that were met.
pub(super) struct Kinds {
    /// By character, its place in `list`, or `None` if it cannot be replaced.
    places: BTreeMap<char, Option<usize>>,
    list: Vec<Kind>,
    /// The literal parts with replacements made, and what they force; `None` if that cannot be replaced.
    template: Option<(Vec<String>, u64)>,
}

struct Kind {
    character: char,
    replacement: String,
    class: ReplacementClass,
    in_template: bool,
    /// A bit for each variable; those beyond 64 are not told.
    in_values: u64,
}

impl Kinds {
    pub(super) fn of(renderer: &Renderer) -> Self {
        let mut kinds = Self { places: BTreeMap::new(), list: Vec::new(), template: None };
        let (mut literals, mut forcing) = (Vec::new(), 0);
        for part in renderer.parts() {
            let mut replaced = String::new();
            if let Part::Literal(literal) = part {
                match kinds.push(literal, &mut replaced) {
                    Some(set) => forcing |= set,
                    None => return kinds,
                }
            }
            literals.push(replaced);
        }
        for kind in &mut kinds.list {
            kind.in_template = true;
        }
        kinds.template = Some((literals, forcing));
        kinds
    }

    /// The message with everything replaced that forces UCS-2, into `text`, and what that was; `None` if something
    /// cannot be replaced.
    pub(super) fn replace(&mut self, renderer: &Renderer, values: &[&str], text: &mut String) -> Option<u64> {
        let (literals, mut forcing) = self.template.take()?;
        let of_template = forcing;
        text.clear();
        let mut is_replaceable = true;
        for (part, literal) in renderer.parts().iter().zip(&literals) {
            let Part::Variable(variable) = part else {
                text.push_str(literal);
                continue;
            };
            let Some(set) = self.push(values.get(*variable).copied().unwrap_or_default(), text) else {
                is_replaceable = false;
                break;
            };
            forcing |= set;
            if set != 0 {
                for (kind, place) in self.list.iter_mut().zip(0..) {
                    if set >> place & 1 == 1 && *variable < 64 {
                        kind.in_values |= 1 << variable;
                    }
                }
            }
        }
        self.template = Some((literals, of_template));
        is_replaceable.then_some(forcing)
    }

    /// Adds `from` to `text` with replacements made; the kinds that were replaced.
    fn push(&mut self, from: &str, text: &mut String) -> Option<u64> {
        let mut set = 0;
        for c in from.chars() {
            if units_of(c, Encoding::Gsm7).is_some() {
                text.push(c);
                continue;
            }
            let place = self.place_of(c)?;
            set |= 1 << place;
            text.push_str(&self.list.get(place)?.replacement);
        }
        Some(set)
    }

    fn place_of(&mut self, c: char) -> Option<usize> {
        if let Some(place) = self.places.get(&c) {
            return *place;
        }
        let replacement = non_gsm(c.encode_utf8(&mut [0; 4])).pop().and_then(|kind| kind.replacement);
        let place = replacement.filter(|_| self.list.len() < N_KINDS).map(|replacement| {
            self.list.push(Kind {
                character: c,
                replacement: replacement.text,
                class: replacement.class,
                in_template: false,
                in_values: 0,
            });
            self.list.len() - 1
        });
        self.places.insert(c, place);
        place
    }
}

/// Savings, added up over recipients.
pub(super) struct Tally {
    each: Vec<(u32, Sum)>,
    all: Sum,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    n_recipients: u32,
    n_pieces: u64,
    micros: i128,
}

impl Sum {
    fn add(&mut self, cost: Cost, price: Option<Micros>) {
        self.n_recipients += u32::from(cost.n_saved > 0);
        self.n_pieces += u64::from(cost.n_saved);
        self.micros += i128::from(price.unwrap_or_default().0) * i128::from(cost.n_saved);
    }

    fn saved(self) -> Result<Saved, AmountOverflow> {
        let cost = i64::try_from(self.micros).map(Micros).map_err(|_| AmountOverflow)?;
        Ok(Saved { n_recipients: self.n_recipients, n_pieces: self.n_pieces, cost })
    }
}

impl Tally {
    pub(super) fn new(kinds: &Kinds) -> Self {
        Self { each: vec![(0, Sum::default()); kinds.list.len()], all: Sum::default() }
    }

    pub(super) fn add(&mut self, cost: Cost, price: Option<Micros>) {
        self.all.add(cost, price);
        let is_alone = cost.forcing.is_power_of_two();
        let mut rest = cost.forcing;
        while rest != 0 {
            if let Some((n_recipients, alone)) = self.each.get_mut(rest.trailing_zeros() as usize) {
                *n_recipients += 1;
                if is_alone {
                    alone.add(cost, price);
                }
            }
            rest &= rest - 1;
        }
    }

    pub(super) fn finish(self, kinds: &Kinds, variables: &[String]) -> Result<Savings, AmountOverflow> {
        let mut each = Vec::new();
        for (kind, (n_recipients, alone)) in kinds.list.iter().zip(self.each) {
            if n_recipients == 0 {
                continue;
            }
            let in_values = variables.iter().zip(0..64).filter(|(_, place)| kind.in_values >> place & 1 == 1);
            each.push(Saving {
                character: kind.character,
                replacement: kind.replacement.clone(),
                class: kind.class,
                in_template: kind.in_template,
                in_values: in_values.map(|(name, _)| name.clone()).collect(),
                n_recipients,
                alone: alone.saved()?,
            });
        }
        each.sort_by(|a, b| {
            let order = |saving: &Saving| (saving.alone.cost, saving.alone.n_pieces, saving.n_recipients);
            order(b).cmp(&order(a)).then(a.character.cmp(&b.character))
        });
        Ok(Savings { each, all: self.all.saved()? })
    }
}
