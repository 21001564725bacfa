//! Where an account's events are posted to, and the APP KEYs they may be signed with.

use zeroize::Zeroizing;

use crate::{
    error::Result,
    random,
    service::Sealer,
    store::{Connection, WriteTx, query, query_as, query_scalar},
};

/// How long the APP KEY before the newest is still good: events that it signed are repeated for two days.
const OLD_KEY_LIVES_MS: i64 = 48 * 60 * 60_000;

/// Characters of an address: 124 bits, so that nobody finds one by trying.
const N_ADDRESS_CHARS: usize = 24;

/// What a key is sealed for.
fn sealed_for(account_id: i64) -> String {
    format!("live_hook_key/{account_id}")
}

/// The address of an account's events, made when it is first asked for.
pub(crate) async fn address_of(tx: &mut WriteTx, account_id: i64, now_ms: i64) -> Result<String> {
    let find = query_scalar("SELECT address FROM live_hook WHERE account_id = $1");
    if let Some(address) = find.bind(account_id).fetch_optional(tx).await? {
        return Ok(address);
    }
    let address = random::base36(N_ADDRESS_CHARS)?;
    query("INSERT INTO live_hook (account_id, address, created_at_ms) VALUES ($1, $2, $3)")
        .bind(account_id)
        .bind(&address)
        .bind(now_ms)
        .execute(tx)
        .await?;
    Ok(address)
}

/// Whose address it is.
pub(super) async fn account_of(connection: &mut Connection, address: &str) -> Result<Option<i64>> {
    let found = query_scalar("SELECT account_id FROM live_hook WHERE address = $1");
    Ok(found.bind(address).fetch_optional(connection).await?)
}

/// Enters the APP KEY that Aurora shows. The one before stays good for two days.
pub(crate) async fn enter_key(
    tx: &mut WriteTx,
    sealer: &Sealer,
    account_id: i64,
    app_key: &str,
    now_ms: i64,
) -> Result<()> {
    query("DELETE FROM live_hook_key WHERE account_id = $1 AND good_until_ms IS NOT NULL")
        .bind(account_id)
        .execute(tx)
        .await?;
    query("UPDATE live_hook_key SET good_until_ms = $2 WHERE account_id = $1")
        .bind(account_id)
        .bind(now_ms + OLD_KEY_LIVES_MS)
        .execute(tx)
        .await?;
    query("INSERT INTO live_hook_key (account_id, sealed_key, entered_at_ms) VALUES ($1, $2, $3)")
        .bind(account_id)
        .bind(sealer.seal(&sealed_for(account_id), app_key)?)
        .bind(now_ms)
        .execute(tx)
        .await?;
    Ok(())
}

/// When the newest APP KEY was entered.
pub(crate) async fn key_entered_at_ms(connection: &mut Connection, account_id: i64) -> Result<Option<i64>> {
    let found = query_scalar("SELECT MAX(entered_at_ms) FROM live_hook_key WHERE account_id = $1");
    Ok(found.bind(account_id).fetch_one(connection).await?)
}

/// The APP KEYs that are good now, newest first.
pub(super) async fn good_keys(
    connection: &mut Connection,
    sealer: &Sealer,
    account_id: i64,
    now_ms: i64,
) -> Result<Vec<Zeroizing<String>>> {
    let found: Vec<(Vec<u8>,)> = query_as(
        "SELECT sealed_key FROM live_hook_key
         WHERE account_id = $1 AND (good_until_ms IS NULL OR good_until_ms > $2) ORDER BY id DESC",
    )
    .bind(account_id)
    .bind(now_ms)
    .fetch_all(connection)
    .await?;
    found.iter().map(|(octets,)| sealer.open_key(&sealed_for(account_id), octets)).collect()
}
