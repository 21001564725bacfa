//! The list's bytes: its beginning at once, the rest as it is read.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use piecewise_recipients::import::{FileFault, N_SAMPLE_BYTES, N_SPREADSHEET_BYTES};

use crate::error::Error;

const N_CHUNK_BYTES: usize = 256 << 10;

pub(super) struct Source {
    /// What it is called in messages.
    pub(super) origin: String,
    /// Its beginning; of a spreadsheet, all of it.
    pub(super) head: Vec<u8>,
    rest: Box<dyn Read>,
}

impl Source {
    /// Opens a file, or standard input for `-`.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let (origin, rest): (_, Box<dyn Read>) = if path == Path::new("-") {
            ("standard input".to_owned(), Box::new(io::stdin().lock()))
        } else {
            let file = File::open(path).map_err(|source| Error::Open { path: path.to_owned(), source })?;
            (path.display().to_string(), Box::new(file))
        };
        let mut source = Self { origin, head: Vec::new(), rest };
        source.read(N_SAMPLE_BYTES)?;
        if source.head.starts_with(b"PK") {
            source.read(N_SPREADSHEET_BYTES + 1)?;
        }
        Ok(source)
    }

    fn read(&mut self, n_bytes: usize) -> Result<(), Error> {
        let n_more = u64::try_from(n_bytes.saturating_sub(self.head.len())).unwrap_or(u64::MAX);
        let outcome = (&mut self.rest).take(n_more).read_to_end(&mut self.head);
        outcome.map(|_| ()).map_err(|error| self.unreadable(error))
    }

    /// Gives all bytes in chunks, from the beginning.
    pub(super) fn chunks(&mut self, mut take: impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        take(&self.head)?;
        let mut buffer = vec![0; N_CHUNK_BYTES];
        loop {
            let n_read = match self.rest.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(n_read) => n_read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(self.unreadable(error)),
            };
            take(buffer.get(..n_read).unwrap_or_default())?;
        }
    }

    pub(super) fn fault(&self, fault: FileFault) -> Error {
        Error::List { origin: self.origin.clone(), fault }
    }

    fn unreadable(&self, source: io::Error) -> Error {
        Error::Open { path: self.origin.clone().into(), source }
    }
}
