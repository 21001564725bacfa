//! Writes the table of character names, if the feature `names` is on. `src/pieces/names/table.rs` reads it and says
//! what is in it.

#![expect(clippy::disallowed_methods, reason = "a build script talks to Cargo; the ban is for the crate itself")]

#[path = "src/pieces/names/ranges.rs"]
mod ranges;

use std::{env, fs, path::Path};

const HEADER: u8 = 0x80;
const NO_NAME: u8 = 1;
const MAX_WORDS_BEFORE: usize = 15;
const MAX_WORDS_AFTER: usize = 7;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/pieces/names/ranges.rs");
    if env::var_os("CARGO_FEATURE_NAMES").is_some() {
        let dir = env::var_os("OUT_DIR").expect("Cargo says where to write");
        fs::write(Path::new(&dir).join("names.bin"), packed_names()).expect("Cargo's folder can be written to");
    }
}

fn packed_names() -> Vec<u8> {
    let codes: Vec<u32> = ranges::RANGES.iter().flat_map(|&(first, last)| first..=last).collect();
    let (mut starts, mut packed) = (Vec::new(), Vec::new());
    for block in codes.chunks(ranges::N_BLOCK_CODES) {
        starts.extend(u32::try_from(packed.len()).expect("the table is small").to_le_bytes());
        let mut last: Vec<String> = Vec::new();
        for &code in block {
            if let Some(name) = char::from_u32(code).and_then(unicode_names2::name) {
                let words: Vec<String> = name.to_string().split(' ').map(String::from).collect();
                push_words(&mut packed, &words, &last);
                last = words;
            } else {
                packed.push(NO_NAME);
            }
        }
    }
    [starts, packed].concat()
}

fn push_words(packed: &mut Vec<u8>, words: &[String], last: &[String]) {
    let n_shared = words.iter().zip(last).take_while(|(word, last)| word == last).count();
    let n_before = n_shared.min(MAX_WORDS_BEFORE);
    let (rest, last) = (&words[n_before..], &last[n_before..]);
    let n_shared = rest.iter().rev().zip(last.iter().rev()).take_while(|(word, last)| word == last).count();
    let n_after = n_shared.min(MAX_WORDS_AFTER);
    packed.push(HEADER | u8::try_from(n_before | n_after << 4).expect("15 | 7 << 4 is below 0x80"));
    packed.extend(rest[..rest.len() - n_after].join(" ").bytes());
}
