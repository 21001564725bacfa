//! The data folder: made where it is missing, and used by one gateway at a time.

use std::{
    fs::{DirBuilder, File, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    path::Path,
};

use crate::{
    error::{Error, Result},
    random,
};

/// The file that a running gateway holds locked, with the gateway's name in it. It stays when the gateway ends; the lock
/// does not, however it ends.
const LOCK_NAME: &str = "gateway.lock";

/// Characters in a gateway's name.
const N_NAME_CHARS: usize = 16;

/// A data folder that no other gateway uses while this value lives.
#[derive(Debug)]
pub(crate) struct DataFolder {
    _lock: File,
    gateway_id: String,
}

impl DataFolder {
    /// Makes the folder where it is missing, and locks it.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let file_error = |source| Error::File { path: path.into(), source };
        if !path.exists() {
            // Only for whoever runs the gateway: the folder holds numbers and texts.
            let mut builder = DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(path).map_err(file_error)?;
        }
        let lock_path = path.join(LOCK_NAME);
        let lock_error = |source| Error::File { path: lock_path.clone(), source };
        let mut lock =
            File::options().read(true).write(true).create(true).truncate(false).open(&lock_path).map_err(lock_error)?;
        match lock.try_lock() {
            Ok(()) => {
                let gateway_id = name_in(&mut lock).map_err(lock_error)?;
                Ok(Self { _lock: lock, gateway_id })
            }
            Err(TryLockError::WouldBlock) => Err(Error::DataInUse { path: path.into() }),
            Err(TryLockError::Error(source)) => Err(lock_error(source)),
        }
    }

    /// The name of the gateway that lives here, the same after every start. Whoever holds the folder knows that the
    /// gateway of this name before it has ended.
    pub(crate) fn gateway_id(&self) -> &str {
        &self.gateway_id
    }
}

/// The name in the file, written where there is none.
fn name_in(file: &mut File) -> std::io::Result<String> {
    let mut name = String::new();
    file.read_to_string(&mut name)?;
    if name.len() != N_NAME_CHARS {
        name = random::base36(N_NAME_CHARS).map_err(std::io::Error::other)?;
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(name.as_bytes())?;
        file.sync_all()?;
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::DataFolder;
    use crate::error::Error;

    #[test]
    fn a_folder_is_free_again_when_its_gateway_has_ended() {
        let parent = tempfile::TempDir::new().unwrap();
        let path = parent.path().join("a/b");
        let first = DataFolder::open(&path).unwrap();
        assert!(matches!(DataFolder::open(&path), Err(Error::DataInUse { .. })));
        let name = first.gateway_id().to_owned();
        drop(first);
        assert_eq!(DataFolder::open(&path).unwrap().gateway_id(), name);
    }
}
