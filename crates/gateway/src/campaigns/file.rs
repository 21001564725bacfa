//! A campaign's file, as it comes.

use sha2::{Digest as _, Sha256};

use crate::{
    error::Result,
    hex,
    store::{Connection, WriteTx, query, query_scalar},
};

/// Octets of one chunk.
pub(super) const N_CHUNK_OCTETS: usize = 192 * 1024;

/// Octets of a file.
pub(super) const N_FILE_OCTETS: i64 = 512 * 1024 * 1024;

/// Keeps a chunk in its place, in place of one that came before; says how many octets there are now.
pub(super) async fn keep(tx: &mut WriteTx, campaign_id: i64, place: i64, octets: &[u8]) -> Result<i64> {
    query(
        "INSERT INTO campaign_chunk (campaign_id, place, octets) VALUES ($1, $2, $3)
         ON CONFLICT (campaign_id, place) DO UPDATE SET octets = excluded.octets",
    )
    .bind(campaign_id)
    .bind(place)
    .bind(octets.to_vec())
    .execute(tx)
    .await?;
    let n_octets: i64 = query_scalar(
        "UPDATE campaign
         SET n_octets = (SELECT CAST(SUM(LENGTH(octets)) AS BIGINT) FROM campaign_chunk WHERE campaign_id = $1)
         WHERE id = $1 RETURNING n_octets",
    )
    .bind(campaign_id)
    .fetch_one(tx)
    .await?;
    Ok(n_octets)
}

/// The chunks in order, as far as they come without a gap, and the SHA-256 of all of them.
pub(super) async fn read(connection: &mut Connection, campaign_id: i64) -> Result<(Vec<Vec<u8>>, String)> {
    let mut chunks = Vec::new();
    let mut hasher = Sha256::new();
    for place in 0_i64.. {
        let found: Option<Vec<u8>> =
            query_scalar("SELECT octets FROM campaign_chunk WHERE campaign_id = $1 AND place = $2")
                .bind(campaign_id)
                .bind(place)
                .fetch_optional(connection)
                .await?;
        let Some(octets) = found else { break };
        hasher.update(&octets);
        chunks.push(octets);
    }
    Ok((chunks, hex::of(&hasher.finalize())))
}

/// Forgets the file: its recipients are in the plan, or nobody wants them.
pub(super) async fn forget(tx: &mut WriteTx, campaign_id: i64) -> Result<()> {
    query("DELETE FROM campaign_chunk WHERE campaign_id = $1").bind(campaign_id).execute(tx).await?;
    Ok(())
}
