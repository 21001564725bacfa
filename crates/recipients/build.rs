//! Compiles `data/numbering-plan.txt` into one automaton over digits. `src/phone/plan.rs` reads it and says what is in
//! it.

#![expect(clippy::disallowed_methods, reason = "a build script talks to Cargo; the ban is for the crate itself")]
#![expect(clippy::disallowed_types, reason = "a hash map that is only looked up has no order")]

#[path = "build/automaton.rs"]
mod automaton;
#[path = "build/plan_file.rs"]
mod plan_file;

use std::{collections::BTreeMap, env, fmt::Write, fs, path::Path};

use automaton::Automaton;
use plan_file::Region;

fn main() {
    for input in ["build.rs", "build", "data/numbering-plan.txt"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let regions = plan_file::read(&fs::read_to_string("data/numbering-plan.txt").expect("the plan is there"));
    let mut automaton = Automaton::new();
    let mut source = String::new();
    write_regions(&regions, &mut automaton, &mut source);
    write_codes(&regions, &mut automaton, &mut source);
    let dir = env::var_os("OUT_DIR").expect("Cargo says where to write");
    let write = |name: &str, bytes: &[u8]| {
        fs::write(Path::new(&dir).join(name), bytes).expect("Cargo's folder can be written to");
    };
    write("states.bin", &automaton.into_bytes());
    write("plan.rs", source.as_bytes());
}

fn write_regions(regions: &[Region], automaton: &mut Automaton, source: &mut String) {
    writeln!(source, "pub(super) static REGIONS: [Region; {}] = [", regions.len()).expect("a string grows");
    for region in regions {
        let root = automaton.national(region);
        let prefix = region.literal_prefix();
        writeln!(
            source,
            "Region {{ id: {:?}, calling_code: {}, root: {root}, is_00_international: {}, prefix: {prefix:?}, lengths: bits(&{:?}), local_lengths: bits(&{:?}) }},",
            region.id,
            region.calling_code,
            region.idd.as_deref() == Some("00"),
            bits(region.general().lengths), bits(region.general().local_lengths)
        )
        .expect("a string grows");
    }
    writeln!(source, "];").expect("a string grows");
}

fn write_codes(regions: &[Region], automaton: &mut Automaton, source: &mut String) {
    let mut codes: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (index, region) in regions.iter().enumerate() {
        let list = codes.entry(region.calling_code).or_default();
        list.insert(if region.is_main { 0 } else { list.len() }, index);
    }
    writeln!(source, "pub(super) static CODES: [Code; {}] = [", codes.len()).expect("a string grows");
    for (code, of_code) in &codes {
        let list: Vec<_> = of_code.iter().map(|&index| (index, &regions[index])).collect();
        let root = automaton.international(&list);
        writeln!(source, "Code {{ number: {code}, root: {root}, main: {} }},", of_code[0]).expect("a string grows");
    }
    writeln!(source, "];").expect("a string grows");
}

/// The places of the bits of `word`.
fn bits(word: u32) -> Vec<u8> {
    (0..32).filter(|bit| word >> bit & 1 == 1).collect()
}
