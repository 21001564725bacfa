//! Writes the files of texts for each language from `src/locales`, and prepares the module to be split.

use std::{env, fs, path::Path};

use piecewise_catalogue::Volume;

/// Set by `cargo xtask` where it will split the module: `src/parts`.
const SPLIT: &str = "PIECEWISE_SPLIT";

/// The groups and the keys of texts that are in what is loaded at the start.
const AT_START: &str = include_str!("src/locales/at_start.txt");

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/locales");
    println!("cargo::rerun-if-env-changed={SPLIT}");
    println!("cargo::rustc-check-cfg=cfg(split)");
    let is_split = env::var_os(SPLIT).is_some();
    if is_split {
        println!("cargo::rustc-cfg=split");
        // What the splitter needs to know of the module: which function and which data uses which.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    // The titles of all pages are among them: the shell says them where a page could not be loaded.
    println!("cargo::rerun-if-changed=src/routes.rs");
    let routes = fs::read_to_string("src/routes.rs").expect("the routes can be read");
    let is_at_start = |key: &str| {
        let group = key.split('.').next().unwrap_or_default();
        let is_title = || routes.contains(&format!("=> \"{key}\""));
        !is_split || AT_START.lines().any(|line| line == key || line == group) || is_title()
    };
    let locales = Path::new("src/locales");
    write("texts.en.txt", &piecewise_catalogue::texts_where(locales, Volume::Console, "en", is_at_start));
    write(
        "texts.en.later.txt",
        &piecewise_catalogue::texts_where(locales, Volume::Console, "en", |key| !is_at_start(key)),
    );
    for (volume, tag) in [(Volume::Console, "zh-CN"), (Volume::Help, "en"), (Volume::Help, "zh-CN")] {
        write(&volume.file_name(tag), &piecewise_catalogue::texts(locales, volume, tag));
    }
}

fn write(name: &str, texts: &str) {
    let folder = env::var_os("OUT_DIR").expect("Cargo says where to write");
    fs::write(Path::new(&folder).join(name), texts).expect("Cargo's folder can be written to");
}
