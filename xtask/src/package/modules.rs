//! The WebAssembly modules of the package, each with what one of its entries needs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use crate::{
    process::{self, cargo, run, say},
    project,
    tools::{self, wasm_target::TARGET},
};

const PACKAGE: &str = "piecewise-calculator";

/// A module: a build of the crate with some of its features.
struct Module {
    name: &'static str,
    features: &'static str,
    made_for: Goal,
}

#[derive(Clone, Copy, PartialEq)]
enum Goal {
    /// Fast loops over many messages, with vector instructions.
    Speed,
    /// One message at a time.
    Size,
}

const MODULES: [Module; 5] = [
    Module { name: "count", features: "shipped,batch", made_for: Goal::Speed },
    Module { name: "calculator", features: "shipped,batch,advice", made_for: Goal::Speed },
    Module { name: "element", features: "single,advice", made_for: Goal::Size },
    Module { name: "templates", features: "single,templates", made_for: Goal::Size },
    Module { name: "linter", features: "single,lint", made_for: Goal::Size },
];

/// Builds every module, and the declarations of what they answer, and says where they are.
pub(super) fn build() -> anyhow::Result<PathBuf> {
    tools::wasm_target::ensure()?;
    tools::wasm_bindgen::ensure()?;
    let folder = project::target_dir().join("modules");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    say("Building the modules of the npm package (about 1 minute the first time)");
    for module in MODULES {
        build_one(&module, &folder)?;
    }
    // Only a build with the declarations in it has any.
    compile(&["--lib"], "")?;
    let bindings = bind(&folder, "declarations", "debug")?.join("piecewise_calculator.d.ts");
    fs::copy(&bindings, folder.join("bindings.d.ts")).context("wasm-bindgen wrote no declarations")?;
    Ok(folder)
}

fn build_one(&Module { name, features, made_for }: &Module, folder: &Path) -> anyhow::Result<()> {
    let (profile, flags, level) = match made_for {
        Goal::Speed => ("calculator", "-C target-feature=+simd128", "-O3"),
        Goal::Size => ("wasm-release", "", "-Oz"),
    };
    compile(&["--lib", "--no-default-features", "--features", features, "--profile", profile], flags)?;
    let bound = bind(folder, name, profile)?;
    run(process::command("wasm-opt")
        .args([level, "--strip-producers", "--strip-target-features"])
        .arg(bound.join("piecewise_calculator_bg.wasm"))
        .arg("-o")
        .arg(folder.join(name).with_extension("wasm")))
}

fn compile(args: &[&str], flags: &str) -> anyhow::Result<()> {
    run(cargo()
        .args(["build", "--quiet", "--package", PACKAGE, "--target", TARGET, "--target-dir"])
        .arg(project::target_dir())
        .args(args)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags))
}

/// Has wasm-bindgen write what it makes of the module that was built last.
fn bind(folder: &Path, name: &str, profile: &str) -> anyhow::Result<PathBuf> {
    let out = folder.join(name);
    let built = project::target_dir().join(TARGET).join(profile).join("piecewise_calculator.wasm");
    run(process::command("wasm-bindgen").args(["--target", "web", "--out-dir"]).arg(&out).arg(built))?;
    Ok(out)
}
