//! Outside a browser there is nowhere to keep drafts.

use super::{Draft, Overwrite, StoreError, decide};
use crate::format;

/// No drafts.
pub async fn list() -> Result<Vec<Draft>, StoreError> {
    std::future::ready(Err(StoreError::Unavailable)).await
}

/// No draft.
pub async fn get(_id: &str) -> Result<Option<Draft>, StoreError> {
    std::future::ready(Err(StoreError::Unavailable)).await
}

/// Refuses, as a browser without storage does.
pub async fn put(draft: Draft, overwrite: Overwrite) -> Result<Draft, StoreError> {
    let decided = decide(None, draft, overwrite, format::now_ms());
    std::future::ready(decided.and(Err(StoreError::Unavailable))).await
}

/// Nothing to delete.
pub async fn delete(_id: &str) -> Result<(), StoreError> {
    std::future::ready(Err(StoreError::Unavailable)).await
}
