//! Texts that are kept once, however often they come: a place for each, and the same place for the same text.
//!
//! They stand in blocks that never move, so that memory does not double while a list grows.

use std::hash::Hasher;

use hashbrown::{HashTable, hash_table::Entry};
use rustc_hash::FxHasher;

const N_BLOCK_BYTES: usize = 1 << 20;
const BLOCK_BITS: u32 = 20;

#[derive(Debug, Default)]
pub(super) struct Texts {
    blocks: Vec<Vec<u8>>,
    /// Of each text where it starts: the block, and the byte in it.
    starts: Vec<u32>,
    /// Of each text its length; it is shorter than a block.
    lengths: Vec<u16>,
    places: HashTable<u32>,
}

impl Texts {
    pub(super) fn n_texts(&self) -> usize {
        self.starts.len()
    }

    pub(super) fn get(&self, place: u32) -> &[u8] {
        text(&self.blocks, &self.starts, &self.lengths, place)
    }

    /// The place of `wanted`, which is shorter than 64 KB; `None` where there is no place left.
    pub(super) fn place_of(&mut self, wanted: &[u8]) -> Option<u32> {
        let length = u16::try_from(wanted.len()).ok()?;
        let Self { blocks, starts, lengths, places } = self;
        let entry = places.entry(
            hash_of_text(wanted),
            |&place| text(blocks, starts, lengths, place) == wanted,
            |&place| hash_of_text(text(blocks, starts, lengths, place)),
        );
        let vacant = match entry {
            Entry::Occupied(known) => return Some(*known.get()),
            Entry::Vacant(vacant) => vacant,
        };
        let place = u32::try_from(starts.len()).ok()?;
        if blocks.last().is_none_or(|block| block.len() + wanted.len() > N_BLOCK_BYTES) {
            blocks.push(Vec::with_capacity(N_BLOCK_BYTES));
        }
        let block_place = u32::try_from(blocks.len() - 1).ok()?;
        let block = blocks.last_mut()?;
        let start = u32::try_from(block.len()).ok()?;
        starts.push(block_place.checked_mul(1 << BLOCK_BITS)?.checked_add(start)?);
        lengths.push(length);
        block.extend_from_slice(wanted);
        vacant.insert(place);
        Some(place)
    }
}

fn text<'a>(blocks: &'a [Vec<u8>], starts: &[u32], lengths: &[u16], place: u32) -> &'a [u8] {
    let place = place as usize;
    let (Some(&start), Some(&length)) = (starts.get(place), lengths.get(place)) else { return &[] };
    let block = blocks.get((start >> BLOCK_BITS) as usize).map(Vec::as_slice).unwrap_or_default();
    let first = (start & ((1 << BLOCK_BITS) - 1)) as usize;
    block.get(first..first + usize::from(length)).unwrap_or_default()
}

fn hash_of_text(text: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    hasher.finish()
}

pub(super) fn hash_of_number(digits: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(digits);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_one_place() {
        let mut texts = Texts::default();
        let long = "x".repeat(60_000);
        let words: Vec<String> = (0..200).map(|n| format!("{n}{long}")).collect();
        for _ in 0..2 {
            for (word, place) in words.iter().zip(0..) {
                assert_eq!(texts.place_of(word.as_bytes()), Some(place));
            }
        }
        assert_eq!(texts.n_texts(), 200);
        assert_eq!(texts.get(199), words[199].as_bytes());
        assert_eq!(texts.place_of(&vec![0; 70_000]), None);
    }
}
