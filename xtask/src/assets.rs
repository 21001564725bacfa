//! `cargo xtask assets`: the files beside the page that the console reads when it needs them. Trunk calls it after every
//! build, with its own folder in the environment.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use crate::project;

/// The languages whose texts are not in the module itself.
const LANGUAGES: [&str; 1] = ["zh-CN"];

/// Writes the files into the folder that `args` or Trunk names.
pub(crate) fn run(args: &[OsString]) -> anyhow::Result<()> {
    let folder = match args {
        [] => std::env::var_os("TRUNK_STAGING_DIR").context("`cargo xtask assets` needs a folder to write into")?,
        [folder] => folder.clone(),
        _ => anyhow::bail!("`cargo xtask assets` takes one folder"),
    };
    let folder = PathBuf::from(folder);
    let write = |name: &str, content: &[u8]| {
        let file = folder.join(name);
        fs::write(&file, content).with_context(|| format!("cannot write {}", file.display()))
    };
    write("names.bin", piecewise_sms::pieces::NAME_TABLE)?;
    for tag in LANGUAGES {
        let texts = piecewise_catalogue::texts(&project::root().join("src/locales"), tag);
        write(&format!("texts.{tag}.txt"), texts.as_bytes())?;
    }
    copy_parts(&folder)
}

/// Copies the parts that were cut out of the module, where they were: `xtask/wasm-tools`.
fn copy_parts(folder: &Path) -> anyhow::Result<()> {
    // Without Trunk's word for it there is no telling what was built last.
    let Some(profile) = std::env::var_os("TRUNK_PROFILE") else { return Ok(()) };
    let parts = project::target_dir().join("wasm-bindgen").join(profile).join("parts");
    let Ok(entries) = fs::read_dir(&parts) else { return Ok(()) };
    let target = folder.join("parts");
    fs::create_dir_all(&target).with_context(|| format!("cannot create {}", target.display()))?;
    for entry in entries {
        let from = entry?.path();
        let name = from.file_name().context("a part has no name")?;
        fs::copy(&from, target.join(name)).with_context(|| format!("cannot copy {}", from.display()))?;
    }
    Ok(())
}
