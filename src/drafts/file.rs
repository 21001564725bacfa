//! Drafts as a file, to carry them to another browser.

use serde::Deserialize;

use super::{Draft, draft::new_id};
use crate::json;

/// What the file says it is.
const KIND: &str = "piecewise-drafts";
/// Drafts read from one file at most; a larger one is not a file of drafts.
const N_DRAFTS: usize = 1_000;

#[derive(Deserialize)]
struct File {
    kind: String,
    drafts: Vec<Draft>,
}

/// Why a file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileError {
    /// It is no file of drafts.
    NotDrafts,
    /// It has more drafts than a person writes.
    TooMany,
}

/// The file with these drafts, a line for each.
pub fn write_file(drafts: &[Draft]) -> String {
    let drafts = drafts.iter().map(json::write).collect::<Vec<_>>().join(",\n");
    format!("{{\n\"kind\":\"{KIND}\",\n\"drafts\":[\n{drafts}\n]\n}}\n")
}

/// Reads a file. The drafts get new ids, so that reading one twice, or beside the originals, overwrites nothing.
pub fn read_file(text: &str) -> Result<Vec<Draft>, FileError> {
    let file: File = json::read(text).ok_or(FileError::NotDrafts)?;
    if file.kind != KIND {
        return Err(FileError::NotDrafts);
    }
    if file.drafts.len() > N_DRAFTS {
        return Err(FileError::TooMany);
    }
    let renamed = file.drafts.into_iter().enumerate();
    Ok(renamed.map(|(at, draft)| Draft { id: format!("{}-{at}", new_id()), revision: 0, ..draft }).collect())
}

#[cfg(test)]
mod tests {
    use super::{Draft, FileError, read_file, write_file};

    /// R-160: what is exported comes back.
    #[test]
    fn a_file_brings_back_the_drafts_under_new_ids() {
        let draft = Draft { name: "A".into(), content: "Hi %name% 🎉".into(), revision: 7, ..Draft::new("x".into()) };
        let read = read_file(&write_file(std::slice::from_ref(&draft))).unwrap();
        assert!(read[0].says_the_same(&draft));
        assert_ne!(read[0].id, draft.id);
        assert_eq!(read[0].revision, 0);
    }

    #[test]
    fn another_file_is_refused() {
        for text in ["", "{}", "[1]", r#"{"kind":"other","drafts":[]}"#, "not json"] {
            assert_eq!(read_file(text), Err(FileError::NotDrafts), "{text}");
        }
    }
}
