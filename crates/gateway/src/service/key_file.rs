//! The file with the secret keys: the first seals, the others only open.

use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use zeroize::Zeroizing;

use crate::{
    config::Config,
    error::{Error, Result},
    random,
};

/// The file in the data directory, where no other key is configured.
pub(super) const NAME: &str = "secret.key";

/// The keys of a text, the current one first.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty())
}

/// Where the file is.
pub(super) fn path_of(config: &Config) -> PathBuf {
    config.secret_key_file.clone().unwrap_or_else(|| config.data.join(NAME))
}

/// Its text.
pub(super) fn read(path: &Path) -> Result<Zeroizing<String>> {
    fs::read_to_string(path).map(Zeroizing::new).map_err(|source| Error::File { path: path.into(), source })
}

/// Its text, with one new key where there is no file.
pub(super) fn read_or_make(path: &Path) -> Result<Zeroizing<String>> {
    let made = new_key()?;
    match open_new(path) {
        Ok(mut file) => {
            write(&mut file, &made).map_err(|source| Error::File { path: path.into(), source })?;
            Ok(made)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => read(path),
        Err(source) => Err(Error::File { path: path.into(), source }),
    }
}

/// Puts a new key before the others.
pub(super) fn put_before(path: &Path) -> Result<()> {
    let mut text = new_key()?;
    text.push_str(&read_or_make(path)?);
    replace(path, &text)
}

/// Keeps the first key only.
pub(super) fn forget_older(path: &Path) -> Result<()> {
    let text = read(path)?;
    let first = Zeroizing::new(format!("{}\n", words(&text).next().unwrap_or_default()));
    replace(path, &first)
}

/// Replaces the file as a whole: whoever reads it, and whatever happens meanwhile, finds the old text or the new one.
fn replace(path: &Path, text: &str) -> Result<()> {
    let file_error = |source| Error::File { path: path.into(), source };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    // Left behind by a crash: nothing has been sealed with what it holds.
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(file_error(error)),
        _ => {}
    }
    let mut file = open_new(&beside).map_err(file_error)?;
    write(&mut file, text).map_err(file_error)?;
    fs::rename(&beside, path).map_err(file_error)?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(file_error)?;
    }
    Ok(())
}

fn new_key() -> Result<Zeroizing<String>> {
    Ok(Zeroizing::new(format!("{}\n", BASE64_STANDARD.encode(random::bytes::<32>()?.as_ref()))))
}

/// A new file for its owner's eyes only.
fn open_new(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn write(file: &mut File, text: &str) -> std::io::Result<()> {
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
