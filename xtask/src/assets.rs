//! `cargo xtask assets`: the files beside the page that the console reads when it needs them, and the service worker that
//! keeps all of them for a time without a network. Trunk calls it after every build, with its own folder in the
//! environment.

use std::{
    ffi::OsString,
    fs,
    hash::{DefaultHasher, Hasher},
    path::{Path, PathBuf},
};

use anyhow::Context;
use piecewise_catalogue::Volume;

use crate::project;

/// What each language has in files of its own; English has the console's texts in the module itself.
const TEXTS: [(&str, Volume); 3] = [("zh-CN", Volume::Console), ("zh-CN", Volume::Help), ("en", Volume::Help)];

const SERVICE_WORKER: &str = "service-worker.js";

/// What the service worker does not keep: whoever hosts the site may change it without building anything.
const NOT_KEPT: [&str; 2] = ["config.json", SERVICE_WORKER];

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
    for (tag, volume) in TEXTS {
        let texts = piecewise_catalogue::texts(&project::root().join("src/locales"), volume, tag);
        write(&volume.file_name(tag), texts.as_bytes())?;
    }
    copy_parts(&folder)?;
    // Under development every build is another version, and nobody wants to be asked about each.
    let is_under_development = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug");
    let kept = if is_under_development { Vec::new() } else { files(&folder)? };
    write(SERVICE_WORKER, service_worker(&kept)?.as_bytes())
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

/// A file of the site: its path as an address has it, and its content.
struct SiteFile {
    path: String,
    content: Vec<u8>,
}

/// The service worker for the site of `files`; without any it removes itself.
fn service_worker(files: &[SiteFile]) -> anyhow::Result<String> {
    let source = project::root().join("src").join(SERVICE_WORKER);
    let source = fs::read_to_string(&source).with_context(|| format!("cannot read {}", source.display()))?;
    let mut version = DefaultHasher::new();
    version.write(source.as_bytes());
    for SiteFile { path, content } in files {
        version.write(path.as_bytes());
        version.write(content);
    }
    // A host may answer the page's own name with the way to its folder, which is no page that could be kept.
    let address = |path: &str| if path == "index.html" { "./".to_owned() } else { path.to_owned() };
    let names: Vec<String> = files.iter().map(|file| address(&file.path)).collect();
    Ok(format!("const VERSION = \"{:016x}\";\nconst FILES = {names:?};\n{source}", version.finish()))
}

/// The files below `folder` that the console may need, in the order of their names.
fn files(folder: &Path) -> anyhow::Result<Vec<SiteFile>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
            let is_copy = path.extension().is_some_and(|kind| kind == "br" || kind == "gz");
            if !is_copy && !NOT_KEPT.contains(&name.as_str()) {
                let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                found.push(SiteFile { path: name, content });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, content: &str) -> SiteFile {
        SiteFile { path: path.into(), content: content.into() }
    }

    #[test]
    fn the_service_worker_knows_its_files_and_has_a_version_of_its_own() {
        let first = service_worker(&[file("a-0123456789abcdef.js", "1"), file("index.html", "2")]).unwrap();
        assert!(first.contains(r#"const FILES = ["a-0123456789abcdef.js", "./"];"#), "{first}");
        let second = service_worker(&[file("a-0123456789abcdef.js", "1"), file("index.html", "3")]).unwrap();
        assert_ne!(first.lines().next(), second.lines().next(), "another page is another version");
    }

    /// R-054: what the service worker keeps is a list of files, and the gateway's answers are not among them.
    #[test]
    fn settings_and_compressed_copies_are_not_kept() {
        let folder = std::env::temp_dir().join(format!("piecewise-assets-{}", std::process::id()));
        fs::create_dir_all(folder.join("icons")).unwrap();
        for name in ["index.html", "config.json", "index.html.br", "icons/icon.svg", "service-worker.js"] {
            fs::write(folder.join(name), name).unwrap();
        }
        let found: Vec<_> = files(&folder).unwrap().into_iter().map(|file| file.path).collect();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, ["icons/icon.svg", "index.html"]);
    }
}
