//! Drafts: templates being written, kept in this browser and nowhere else (D4, R-160).

mod draft;
mod file;
#[cfg(target_arch = "wasm32")]
mod store;
#[cfg(not(target_arch = "wasm32"))]
#[path = "no_store.rs"]
mod store;

pub(crate) use draft::new_id;
pub use draft::{Draft, DraftId};
pub use file::{FileError, read_file, write_file};
pub use store::{delete, get, list, put};

/// Why a draft could not be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// Another tab changed it since it was read here; this is what it holds now.
    Changed(Box<Draft>),
    /// Another tab deleted it.
    Deleted,
    /// The browser keeps nothing for this page: storage is full, off, or a private window forbids it.
    Unavailable,
}

/// Whether a draft may be written over what the browser holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// Only what was read here before.
    Same,
    /// Whatever is there: a person chose so.
    Any,
}

/// Decides about a write: the draft to store, or why not. `held` is what the browser holds now.
fn decide(held: Option<Draft>, mut draft: Draft, overwrite: Overwrite, now_ms: i64) -> Result<Draft, StoreError> {
    match (overwrite, held) {
        (Overwrite::Same, Some(held)) if held.revision != draft.revision => {
            return Err(StoreError::Changed(Box::new(held)));
        }
        (Overwrite::Same, None) if draft.revision > 0 => return Err(StoreError::Deleted),
        (Overwrite::Any, Some(held)) => draft.revision = held.revision,
        _ => {}
    }
    draft.revision += 1;
    draft.updated_at_ms = now_ms;
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::{Draft, Overwrite, StoreError, decide};

    fn draft(revision: u32, content: &str) -> Draft {
        Draft { revision, content: content.into(), ..Draft::new("a".into()) }
    }

    #[test]
    fn a_draft_that_nobody_else_touched_is_stored() {
        assert_eq!(decide(None, draft(0, "x"), Overwrite::Same, 5).unwrap().revision, 1);
        let stored = decide(Some(draft(3, "x")), draft(3, "y"), Overwrite::Same, 5).unwrap();
        assert_eq!((stored.revision, stored.updated_at_ms, stored.content.as_str()), (4, 5, "y"));
    }

    /// Two tabs: the second to save is told, and nothing is lost until a person decides.
    #[test]
    fn what_another_tab_wrote_is_not_overwritten_in_silence() {
        let refused = decide(Some(draft(4, "theirs")), draft(3, "mine"), Overwrite::Same, 5);
        assert_eq!(refused, Err(StoreError::Changed(Box::new(draft(4, "theirs")))));
        assert_eq!(decide(None, draft(3, "mine"), Overwrite::Same, 5), Err(StoreError::Deleted));
        assert_eq!(decide(Some(draft(4, "theirs")), draft(3, "mine"), Overwrite::Any, 5).unwrap().revision, 5);
        assert_eq!(decide(None, draft(3, "mine"), Overwrite::Any, 5).unwrap().content, "mine");
    }
}
