//! One number for everything the console is built from, so that a start with nothing changed builds nothing.

use std::{
    fs,
    hash::{DefaultHasher, Hasher},
    path::Path,
};

use anyhow::Context;

use crate::project;

/// What lies in the repository and has no part in the console. What is not named here has: a needless build is better
/// than an old console.
pub(crate) const NOT_THE_CONSOLE: [&str; 14] = [
    ".ci",
    ".data",
    ".git",
    ".tools",
    "bench",
    "crates/calculator",
    "crates/cli",
    "crates/gateway",
    "dist",
    "docs",
    "node_modules",
    "target",
    "tests",
    "xtask",
];

/// The fingerprint of the console's sources and of the tools that build it.
pub(crate) fn of_console() -> anyhow::Result<String> {
    let mut hasher = DefaultHasher::new();
    add(project::root(), Path::new(""), &mut hasher)?;
    hasher.write(of_wasm_tools()?.as_bytes());
    Ok(format!("{:016x}", hasher.finish()))
}

/// The fingerprint of the tools that are built from the package `wasm-tools`.
pub(crate) fn of_wasm_tools() -> anyhow::Result<String> {
    let mut hasher = DefaultHasher::new();
    // Read as a project of its own, because `xtask` as a whole has no part in the console.
    add(&project::root().join("xtask").join("wasm-tools"), Path::new(""), &mut hasher)?;
    Ok(format!("{:016x}", hasher.finish()))
}

fn add(folder: &Path, relative: &Path, hasher: &mut DefaultHasher) -> anyhow::Result<()> {
    let context = || format!("cannot read {}", folder.display());
    let mut entries =
        fs::read_dir(folder).with_context(context)?.collect::<Result<Vec<_>, _>>().with_context(context)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let relative = relative.join(entry.file_name());
        if NOT_THE_CONSOLE.iter().any(|name| relative == Path::new(name))
            || relative.extension().is_some_and(|it| it == "md")
        {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            add(&path, &relative, hasher)?;
            continue;
        }
        // A file that goes away while it is read belongs to an editor.
        let Ok(bytes) = fs::read(&path) else { continue };
        hasher.write(relative.as_os_str().as_encoded_bytes());
        hasher.write_u8(0);
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    Ok(())
}
