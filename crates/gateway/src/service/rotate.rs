//! `piecewise-gateway rotate-secret-key`: a new secret key, and every stored secret sealed with it. It works while
//! gateways run.
//!
//! The new key is in the file before anything is sealed with it, and the old one stays there until it is asked to be
//! forgotten: wherever this ends, every secret opens.

use super::{Sealer, key_file};
use crate::{
    config::Config,
    error::Result,
    store::{Store, query, query_as},
};

/// What is done with the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rotation {
    /// No new key is made: what is first in the file is used. So it is always where the keys come from the environment.
    pub is_reseal_only: bool,
    /// When all is sealed with the first key, the others are removed from the file.
    pub forgets_old: bool,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rotated {
    /// Secrets that were sealed anew.
    pub(crate) n_resealed: usize,
    /// Secrets that the key had sealed before.
    pub(crate) n_unchanged: usize,
}

/// Where secrets are stored: how they are read (row, for whom they are sealed, the sealed secret), and written.
const SEALED: [(&str, &str); 5] = [
    ("SELECT id, sms_user, sealed_key FROM sms_user", "UPDATE sms_user SET sealed_key = $2 WHERE id = $1"),
    ("SELECT id, sms_user, sealed_key FROM former_sms_key", "UPDATE former_sms_key SET sealed_key = $2 WHERE id = $1"),
    (
        "SELECT account_id, 'hook_key/' || CAST(account_id AS TEXT), sealed_key FROM hook_key",
        "UPDATE hook_key SET sealed_key = $2 WHERE account_id = $1",
    ),
    (
        "SELECT sms_user_id, 'live_key/' || CAST(sms_user_id AS TEXT), sealed_key FROM live_sms_user",
        "UPDATE live_sms_user SET sealed_key = $2 WHERE sms_user_id = $1",
    ),
    (
        "SELECT id, 'live_hook_key/' || CAST(account_id AS TEXT), sealed_key FROM live_hook_key",
        "UPDATE live_hook_key SET sealed_key = $2 WHERE id = $1",
    ),
];

/// Makes a new secret key where the keys are in a file, and seals every stored secret with the first key.
pub(crate) async fn rotate_secret_key(config: &Config, rotation: Rotation) -> Result<Rotated> {
    let file = config.secret_key.is_none().then(|| key_file::path_of(config));
    if let Some(file) = file.as_ref().filter(|_| !rotation.is_reseal_only) {
        key_file::put_before(file)?;
    }
    let sealer = Sealer::open(config)?;
    let store = Store::open(config).await?;
    let mut rotated = Rotated { n_resealed: 0, n_unchanged: 0 };
    let mut tx = store.write().await?;
    for (select, update) in SEALED {
        let rows: Vec<(i64, String, Vec<u8>)> = query_as(select).fetch_all(&mut tx).await?;
        for (id, person, sealed) in rows {
            if !sealer.is_outdated(&sealed) {
                rotated.n_unchanged += 1;
                continue;
            }
            let secret = sealer.open_key(&person, &sealed)?;
            query(update).bind(id).bind(sealer.seal(&person, &secret)?).execute(&mut tx).await?;
            rotated.n_resealed += 1;
        }
    }
    tx.commit().await?;
    store.close().await;
    if let Some(file) = file.filter(|_| rotation.forgets_old) {
        key_file::forget_older(&file)?;
    }
    Ok(rotated)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::SEALED;

    /// A table with sealed secrets that is not known here would lose them with the old key.
    #[test]
    fn every_sealed_column_is_known_here() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
        let schema: String =
            fs::read_dir(folder).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
        let n_columns = schema.lines().filter(|line| line.trim_start().starts_with("sealed_")).count();
        assert_eq!(n_columns, SEALED.len());
    }
}
