//! Writes `data/numbering-plan.txt` anew, after an upgrade of the phone number library.
//!
//! `cargo run -p piecewise-recipients --example numbering_plan -- METADATA > crates/recipients/data/numbering-plan.txt`,
//! where METADATA is `src/generated/metadata/metadata.bin` in the sources of `rlibphonenumber`.

#![expect(clippy::print_stdout, reason = "a program for developers")]
#![expect(clippy::disallowed_methods, reason = "the bans are for the crate: a program reads files")]
#![expect(deprecated, reason = "the wrapper that is recommended instead is private to the library")]

use std::{env, fs};

use prost::Message;
use rlibphonenumber::{PhoneMetadata, PhoneMetadataCollection, PhoneNumberDesc};

const HEAD: &str = "\
# The numbering plan of the world: what numbers each region has, as regular expressions over the national digits.
#
# Source: libphonenumber 9.0.42 (Google, Apache License 2.0), as packaged in rlibphonenumber 2.2.15.
# Written by examples/numbering_plan.rs; build.rs compiles it, src/phone/plan.rs reads what build.rs writes.
#
# region ID CALLING-CODE [main] [same]   `main` is the first region of a shared code; `same`: landline and mobile alike
# leading, idd, prefix PATTERN           leading digits of the region, international prefix, national prefix
# transform RULE                         what the national prefix is replaced with
# KIND LENGTHS LOCAL-LENGTHS PATTERN     `-` where there is none";

fn main() {
    let path = env::args().nth(1).expect("the path of metadata.bin");
    let bytes = fs::read(&path).expect("a file that can be read");
    let collection = PhoneMetadataCollection::decode(bytes.as_slice()).expect("metadata of the library");
    println!("{HEAD}");
    for region in &collection.metadata {
        print(region);
    }
}

fn print(region: &PhoneMetadata) {
    let main = if region.main_country_for_code() { " main" } else { "" };
    let same = if region.same_mobile_and_fixed_line_pattern() { " same" } else { "" };
    println!("\nregion {} {}{main}{same}", region.id, region.country_code());
    let words = [
        ("leading", region.leading_digits.as_deref()),
        ("idd", region.international_prefix.as_deref()),
        ("prefix", region.national_prefix_for_parsing.as_deref()),
        ("transform", region.national_prefix_transform_rule.as_deref()),
    ];
    for (name, value) in words {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            println!("{name} {}", bare(value));
        }
    }
    let kinds = [
        ("general", &region.general_desc),
        ("premium", &region.premium_rate),
        ("toll-free", &region.toll_free),
        ("shared-cost", &region.shared_cost),
        ("voip", &region.voip),
        ("personal", &region.personal_number),
        ("pager", &region.pager),
        ("uan", &region.uan),
        ("voicemail", &region.voicemail),
        ("fixed", &region.fixed_line),
        ("mobile", &region.mobile),
    ];
    for (name, kind) in kinds {
        if let Some(kind) = kind {
            print_kind(name, kind);
        }
    }
}

fn print_kind(name: &str, kind: &PhoneNumberDesc) {
    let Some(pattern) = kind.national_number_pattern.as_deref().filter(|pattern| !pattern.is_empty()) else { return };
    let list = |lengths: &[i32]| {
        let words: Vec<_> = lengths.iter().map(i32::to_string).collect();
        if words.is_empty() { "-".to_owned() } else { words.join(",") }
    };
    println!("{name} {} {} {}", list(&kind.possible_length), list(&kind.possible_length_local_only), bare(pattern));
}

/// A pattern without the anchors that the library puts around it.
fn bare(pattern: &str) -> &str {
    pattern.strip_prefix("^(?:").and_then(|rest| rest.strip_suffix(")$")).unwrap_or(pattern)
}
