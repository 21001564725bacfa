//! The data folder: made where it is missing, and used by one gateway at a time.

use std::{
    fs::{DirBuilder, File, TryLockError},
    path::Path,
};

use crate::error::{Error, Result};

/// The file that a running gateway holds locked. It stays when the gateway ends; the lock does not, however it ends.
const LOCK_NAME: &str = "gateway.lock";

/// A data folder that no other gateway uses while this value lives.
#[derive(Debug)]
pub(crate) struct DataFolder {
    _lock: File,
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
        let lock = File::options().write(true).create(true).truncate(false).open(&lock_path).map_err(lock_error)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(Error::DataInUse { path: path.into() }),
            Err(TryLockError::Error(source)) => Err(lock_error(source)),
        }
    }
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
        drop(first);
        DataFolder::open(&path).unwrap();
    }
}
