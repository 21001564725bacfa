//! The invariants of `ARCHITECTURE.md`, checked against the manifests and the sources as they are.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".."))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("cannot read {path}: {error}"))
}

/// Every file below `folder` with one of `extensions`, as paths from the top.
fn files(folder: &str, extensions: &[&str]) -> Vec<String> {
    fn collect(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                let is_generated = ["target", "node_modules", "dist", "pkg"].iter().any(|name| path.ends_with(name));
                if !is_generated {
                    collect(&path, extensions, found);
                }
            } else if path.extension().is_some_and(|given| extensions.iter().any(|wanted| given == *wanted)) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    collect(&root().join(folder), extensions, &mut found);
    let relative = |path: &PathBuf| path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let mut paths: Vec<_> = found.iter().map(relative).collect();
    paths.sort();
    paths
}

/// The code of a Rust file with its line numbers: no comments, and nothing from the tests module on.
fn code(path: &str) -> Vec<(usize, String)> {
    let text = read(path);
    let code = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).map(|line| {
        let is_comment = line.trim_start().starts_with("//");
        if is_comment { String::new() } else { line.split(" // ").next().unwrap_or_default().to_owned() }
    });
    code.enumerate().map(|(index, line)| (index + 1, line)).collect()
}

/// Every line of code in `paths` that has one of `words`, as `path:line: code`.
fn uses(paths: &[String], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for path in paths {
        for (number, line) in code(path) {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{path}:{number}: {}", line.trim()));
            }
        }
    }
    found
}

#[track_caller]
fn assert_none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

fn packages() -> Vec<Value> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    metadata["packages"].as_array().cloned().unwrap_or_default()
}

/// The names of what `package` needs outside its tests.
fn dependencies(package: &Value) -> Vec<&str> {
    let all = package["dependencies"].as_array().into_iter().flatten();
    all.filter(|dependency| dependency["kind"] != "dev").filter_map(|dependency| dependency["name"].as_str()).collect()
}

/// Which of our packages each of our packages may import.
const IMPORTS: &[(&str, &[&str])] = &[
    (
        "piecewise",
        &["piecewise-api", "piecewise-catalogue", "piecewise-markup", "piecewise-recipients", "piecewise-sms"],
    ),
    ("piecewise-api", &["piecewise-sms"]),
    ("piecewise-bench", &["piecewise-calculator", "piecewise-sms"]),
    ("piecewise-calculator", &["piecewise-sms"]),
    ("piecewise-catalogue", &[]),
    ("piecewise-cli", &["piecewise-recipients", "piecewise-sms"]),
    ("piecewise-e2e", &[]),
    ("piecewise-gateway", &["piecewise-api", "piecewise-recipients", "piecewise-sms"]),
    ("piecewise-gateway-bench", &[]),
    ("piecewise-markup", &[]),
    ("piecewise-recipients", &["piecewise-sms"]),
    ("piecewise-sms", &[]),
    ("wasm-tools", &[]),
    ("xtask", &["piecewise-catalogue", "piecewise-sms"]),
];

#[test]
fn imports_run_one_way() {
    let packages = packages();
    assert!(packages.len() >= 9, "the workspace has its packages");
    for package in &packages {
        let name = package["name"].as_str().unwrap_or_default();
        let allowed = IMPORTS.iter().find(|(importer, _)| *importer == name);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("ARCHITECTURE.md says nothing of the package {name}"));
        for dependency in dependencies(package) {
            let is_ours = IMPORTS.iter().any(|(ours, _)| *ours == dependency);
            assert!(!is_ours || allowed.contains(&dependency), "{name} must not import {dependency}");
        }
    }
}

#[test]
fn the_core_has_no_io_clock_randomness_or_javascript() {
    let impure = [
        "async-trait",
        "chrono",
        "futures",
        "getrandom",
        "gloo-net",
        "jiff",
        "js-sys",
        "rand",
        "reqwest",
        "sqlx",
        "time",
        "tokio",
        "wasm-bindgen",
        "web-sys",
        "yew",
    ];
    for package in &packages() {
        if ["piecewise-sms", "piecewise-recipients", "piecewise-api"].iter().any(|name| package["name"] == *name) {
            for dependency in dependencies(package) {
                assert!(!impure.contains(&dependency), "{} must not need {dependency}", package["name"]);
            }
        }
    }
    let sources = [files("crates/sms/src", &["rs"]), files("crates/recipients/src", &["rs"])].concat();
    let words =
        ["std::fs", "std::env", "std::net", "std::time", "std::thread", "SystemTime", "Instant::now", "async fn"];
    assert_none(&uses(&sources, &words), "the core must be pure");
}

#[test]
fn sms_is_no_std() {
    assert!(read("crates/sms/src/lib.rs").contains("#![no_std]"), "crates/sms/src/lib.rs must say #![no_std]");
    assert_none(&uses(&files("crates/sms/src", &["rs"]), &["extern crate std", "std::"]), "sms must not use std");
}

#[test]
fn money_is_never_a_float() {
    let sources =
        [files("crates/sms/src", &["rs"]), files("crates/api/src", &["rs"]), files("crates/gateway/src", &["rs"])];
    let mut sources = sources.concat();
    // Prometheus wants its buckets of seconds as floats; no money passes there.
    sources.retain(|path| !path.starts_with("crates/gateway/src/metrics/"));
    assert_none(&uses(&sources, &["f32", "f64"]), "no floats where money is");
}

#[test]
fn only_the_client_talks_http_in_the_console() {
    let mut sources = files("src", &["rs"]);
    sources.retain(|path| !path.starts_with("src/client/"));
    let words = ["gloo_net", "piecewise_api::BASE", "/api/v1", "XmlHttpRequest", ".fetch_with", "EventSource::new"];
    assert_none(&uses(&sources, &words), "only src/client builds URLs and makes requests");
}

#[test]
fn only_the_calculator_exports_to_javascript() {
    let mut sources = [files("src", &["rs"]), files("crates", &["rs"])].concat();
    sources.retain(|path| !path.starts_with("crates/calculator/"));
    assert_none(&uses(&sources, &["#[wasm_bindgen]", "#[wasm_bindgen("]), "only crates/calculator exports");
}

#[test]
fn the_gateway_renders_no_html() {
    let words = ["response::Html", "text/html", "<html", "<!doctype"];
    assert_none(&uses(&files("crates/gateway/src", &["rs"]), &words), "the gateway serves files and JSON");
}

#[test]
fn user_text_is_only_rendered_as_text() {
    let sources = files("src", &["rs"]);
    let words =
        ["from_html_unchecked", "insert_adjacent_html", "set_inner_html", "set_outer_html", "VRaw", "document.write"];
    assert_none(&uses(&sources, &words), "text must not become markup");
}

#[test]
fn secrets_are_in_no_url() {
    let sources =
        [files("src", &["rs"]), files("crates/gateway/src", &["rs"]), files("crates/cli/src", &["rs"])].concat();
    let words = ["?token=", "&token=", "?smsKey=", "&smsKey=", "?sms_key=", "&sms_key="];
    assert_none(&uses(&sources, &words), "a secret in a URL ends up in logs and histories");
}

#[test]
fn secrets_are_in_no_browser_store() {
    let stores = ["src/storage.rs", "src/storage"]
        .iter()
        .flat_map(|place| if root().join(place).is_dir() { files(place, &["rs"]) } else { vec![(*place).to_owned()] });
    let stores: Vec<_> = stores.filter(|path| root().join(path).is_file()).collect();
    assert_none(&uses(&stores, &["sms_key", "Revealed", "SmsKey"]), "a key in a store outlives its page");
}

#[test]
fn colours_are_only_in_the_tokens() {
    let mut sheets = files("style", &["css"]);
    sheets.retain(|path| path != "style/tokens.css");
    let mut found = Vec::new();
    for path in &sheets {
        for (index, line) in read(path).lines().enumerate() {
            if has_colour(line) {
                found.push(format!("{path}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    for path in &files("src", &["rs"]) {
        for (number, line) in code(path) {
            if line.contains("rgb(") || line.contains("hsl(") || line.split('"').skip(1).step_by(2).any(is_hex_colour) {
                found.push(format!("{path}:{number}: {}", line.trim()));
            }
        }
    }
    assert_none(&found, "colours belong in style/tokens.css");
}

/// Whether a line of a style sheet sets a colour by value.
fn has_colour(line: &str) -> bool {
    let Some((property, value)) = line.split_once(':') else { return false };
    if property.trim_start().starts_with("/*") || value.trim_end().ends_with('{') {
        return false;
    }
    let is_function = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "lab("].iter().any(|name| value.contains(name));
    let names = ["white", "black", "red", "green", "blue", "gray", "grey", "orange", "yellow"];
    let words = || value.split(|c: char| !(c.is_ascii_alphanumeric() || "#-_".contains(c)));
    is_function || words().any(|word| is_hex_colour(word) || names.contains(&word))
}

fn is_hex_colour(word: &str) -> bool {
    word.strip_prefix('#')
        .is_some_and(|hex| [3, 4, 6, 8].contains(&hex.len()) && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[test]
fn colour_values_are_recognised() {
    for line in ["  color: #fff;", "background:#1D5BD6", "  border: 1px solid rgb(0 0 0 / 10%);", "color: white;"] {
        assert!(has_colour(line), "{line}");
    }
    for line in ["  color: var(--text);", "#app:hover {", "  white-space: pre;", "  content: \"#\";", "--gap: 4px;"] {
        assert!(!has_colour(line), "{line}");
    }
}

#[test]
fn no_package_allows_unsafe_code() {
    assert!(read("Cargo.toml").contains("unsafe_code = \"forbid\""), "the workspace must forbid unsafe code");
    for package in &packages() {
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        let manifest = fs::read_to_string(manifest).unwrap_or_default().replace("\r\n", "\n");
        assert!(manifest.contains("[lints]\nworkspace = true"), "{} must inherit the lints", package["name"]);
    }
}

#[test]
fn the_command_and_the_library_of_wasm_bindgen_agree() {
    let lock = read("Cargo.lock");
    let versions: Vec<_> = ["wasm-bindgen", "wasm-bindgen-cli", "wasm-tools"]
        .iter()
        .map(|name| {
            lock.split(&format!("name = \"{name}\"\nversion = \"")).nth(1).and_then(|rest| rest.split('"').next())
        })
        .collect();
    assert!(versions.iter().all(|version| version.is_some() && *version == versions[0]), "{versions:?}");
    assert!(read("Cargo.toml").contains(&format!("wasm-bindgen = \"={}\"", versions[0].unwrap_or_default())));
}

#[test]
fn every_rust_file_says_what_it_is_for() {
    let folders = ["src", "crates", "xtask", "tests", "bench"];
    let mut sources: Vec<_> = folders.iter().flat_map(|folder| files(folder, &["rs"])).collect();
    sources.retain(|path| !read(path).starts_with("//!"));
    assert_none(&sources, "these files do not start with `//!`");
}

#[test]
fn every_invariant_names_its_test() {
    let tests = read("xtask/tests/architecture.rs");
    let document = read("ARCHITECTURE.md");
    let (_, invariants) = document.split_once("## Invariants").expect("ARCHITECTURE.md has its invariants");
    let section = invariants.split("\n## ").next().unwrap_or_default();
    let rows: Vec<_> = section.lines().filter(|line| line.starts_with("| ") && line.contains('`')).collect();
    assert!(rows.len() >= 10, "the invariants are a table");
    for row in rows {
        let test = row.trim_end_matches(" |").rsplit("| ").next().unwrap_or_default().trim_matches('`');
        assert!(tests.contains(&format!("fn {test}()")), "there is no test for: {row}");
    }
}
