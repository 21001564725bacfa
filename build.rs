//! Writes the file of texts for each language from `src/locales`, and prepares the module to be split.

use std::{env, fs, path::Path};

/// Set by `cargo xtask` where it will split the module: `src/parts`.
const SPLIT: &str = "PIECEWISE_SPLIT";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={SPLIT}");
    println!("cargo::rustc-check-cfg=cfg(split)");
    if env::var_os(SPLIT).is_some() {
        println!("cargo::rustc-cfg=split");
        // What the splitter needs to know of the module: which function and which data uses which.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    println!("cargo::rerun-if-changed=src/locales");
    let folder = env::var_os("OUT_DIR").expect("Cargo says where to write");
    for tag in ["en", "zh-CN"] {
        let texts = piecewise_catalogue::texts(Path::new("src/locales"), tag);
        fs::write(Path::new(&folder).join(format!("texts.{tag}.txt")), texts)
            .expect("Cargo's folder can be written to");
    }
}
