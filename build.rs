//! Writes the file of texts for each language from `src/locales`.

use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/locales");
    let folder = env::var_os("OUT_DIR").expect("Cargo says where to write");
    for tag in ["en", "zh-CN"] {
        let texts = piecewise_catalogue::texts(Path::new("src/locales"), tag);
        fs::write(Path::new(&folder).join(format!("texts.{tag}.txt")), texts)
            .expect("Cargo's folder can be written to");
    }
}
