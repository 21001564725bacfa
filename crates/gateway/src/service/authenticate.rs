//! Whether a call comes with a pair that holds, asked of the database each time: nothing of a key is kept between calls,
//! so that an old one is dead everywhere at once.

use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::{callers::Given, origin::CallOrigin};
use crate::{
    app::App,
    error::Result,
    store::{Connection, WriteTx, query_as, query_scalar},
};

/// An SMS_USER that has shown that it has its key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Authenticated {
    /// Its account.
    pub account_id: i64,
    sms_user_id: i64,
    key_generation: i64,
}

impl Authenticated {
    /// Whether the pair still holds. Ask in the transaction that has the effect: what was authenticated before the key
    /// was regenerated is refused after it, and is not charged.
    pub(crate) async fn still_holds(&self, tx: &mut WriteTx) -> Result<bool> {
        Ok(query_scalar(
            "SELECT EXISTS (SELECT 1 FROM sms_user WHERE id = $1 AND key_generation = $2 AND NOT is_disabled)",
        )
        .bind(self.sms_user_id)
        .bind(self.key_generation)
        .fetch_one(tx)
        .await?)
    }
}

/// A key with whose it is.
pub(crate) struct KeyOf {
    /// Whose.
    pub authenticated: Authenticated,
    /// The key.
    pub sms_key: Zeroizing<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    account_id: i64,
    sealed_key: Vec<u8>,
    key_generation: i64,
    is_disabled: bool,
}

async fn find(connection: &mut Connection, sms_user: &str) -> Result<Option<Row>> {
    let row =
        query_as("SELECT id, account_id, sealed_key, key_generation, is_disabled FROM sms_user WHERE sms_user = $1");
    Ok(row.bind(sms_user).fetch_optional(connection).await?)
}

/// The account of `sms_user`, if `sms_key` is its key. An unknown user, a missing part, a wrong key and a disabled user
/// take the same way.
pub(crate) async fn authenticate(
    app: &App,
    sms_user: &str,
    sms_key: &str,
    origin: CallOrigin,
) -> Result<Option<Authenticated>> {
    let mut tx = app.store.read().await?;
    let found = find(&mut tx, sms_user).await?;
    drop(tx);
    let expected = match &found {
        Some(row) => app.sealer.open_key(sms_user, &row.sealed_key)?,
        None => app.sealer.open_decoy()?,
    };
    let is_equal = bool::from(expected.as_bytes().ct_eq(sms_key.as_bytes()));
    let now_ms = app.clock.now_ms();
    let Some(row) = found.filter(|row| is_equal && !row.is_disabled) else {
        app.callers.refused(sms_user, Given::key(sms_key), origin, now_ms);
        return Ok(None);
    };
    app.callers.accepted(row.id, origin, now_ms);
    Ok(Some(Authenticated { account_id: row.account_id, sms_user_id: row.id, key_generation: row.key_generation }))
}

/// The key of `sms_user`, to check a signature with. Say afterwards what came of it: [`note_use`] or [`note_refusal`].
pub(crate) async fn find_key(app: &App, sms_user: &str) -> Result<Option<KeyOf>> {
    let mut tx = app.store.read().await?;
    let found = find(&mut tx, sms_user).await?;
    drop(tx);
    let Some(row) = found.filter(|row| !row.is_disabled) else { return Ok(None) };
    let sms_key = app.sealer.open_key(sms_user, &row.sealed_key)?;
    let authenticated =
        Authenticated { account_id: row.account_id, sms_user_id: row.id, key_generation: row.key_generation };
    Ok(Some(KeyOf { authenticated, sms_key }))
}

/// Notes that a signature has shown that its maker has the key.
pub(crate) fn note_use(app: &App, authenticated: &Authenticated, origin: CallOrigin) {
    app.callers.accepted(authenticated.sms_user_id, origin, app.clock.now_ms());
}

/// Notes that a signed call was refused; `is_signed_with` says of a key whether the signature was made with it.
pub(crate) async fn note_refusal(
    app: &App,
    sms_user: &str,
    origin: CallOrigin,
    is_signed_with: impl Fn(&str) -> bool,
) -> Result<()> {
    let mut tx = app.store.read().await?;
    let is_old = former_keys(app, &mut tx, sms_user).await?.iter().any(|former| is_signed_with(former));
    drop(tx);
    let given = if is_old { Given::OldKey } else { Given::Other };
    app.callers.refused(sms_user, given, origin, app.clock.now_ms());
    Ok(())
}

/// The keys that `sms_user` had before, as far as they are remembered.
pub(super) async fn former_keys(
    app: &App,
    connection: &mut Connection,
    sms_user: &str,
) -> Result<Vec<Zeroizing<String>>> {
    let sealed: Vec<Vec<u8>> = query_scalar("SELECT sealed_key FROM former_sms_key WHERE sms_user = $1 ORDER BY id")
        .bind(sms_user)
        .fetch_all(connection)
        .await?;
    Ok(sealed.iter().filter_map(|sealed| app.sealer.open_key(sms_user, sealed).ok()).collect())
}

#[cfg(test)]
mod tests {
    use axum::http::{Extensions, HeaderMap};
    use tempfile::TempDir;

    use super::{super::credentials, *};
    use crate::{config::Config, peer::Peer};

    fn origin() -> CallOrigin {
        CallOrigin::of(Peer::of(&Extensions::new(), &HeaderMap::new(), &[]), &HeaderMap::new())
    }

    /// what was authenticated before the key was regenerated, or the user disabled, has no effect after it.
    #[tokio::test]
    async fn r064_a_pair_that_lost_its_force_under_way_is_refused() {
        let folder = TempDir::new().unwrap();
        let config = Config { data: folder.path().into(), ..Config::default() };
        let app = App::open(config, "http://localhost".into()).await.unwrap();
        let account_id = app.first_account_id;
        let mut tx = app.store.write().await.unwrap();
        let user = credentials::create(&mut tx, &app.sealer, account_id, None, 0).await.unwrap().sms_user;
        tx.commit().await.unwrap();

        for replaced in [credentials::Replaced::Key, credentials::Replaced::UserAndKey] {
            let mut tx = app.store.read().await.unwrap();
            let users = credentials::list(&mut tx, account_id, 0).await.unwrap();
            let name = &users[0].sms_user;
            let row = credentials::find(&mut tx, account_id, name).await.unwrap().unwrap();
            drop(tx);
            let key = app.sealer.open_key(name, &row.sealed_key).unwrap();
            let under_way = authenticate(&app, name, &key, origin()).await.unwrap().unwrap();
            let mut tx = app.store.write().await.unwrap();
            assert!(under_way.still_holds(&mut tx).await.unwrap());
            credentials::regenerate(&mut tx, &app.sealer, &row, replaced, "Owner", 1).await.unwrap();
            assert!(!under_way.still_holds(&mut tx).await.unwrap(), "{replaced:?}");
            tx.commit().await.unwrap();
            assert!(authenticate(&app, name, &key, origin()).await.unwrap().is_none(), "{replaced:?}");
        }
        assert!(find_key(&app, &user).await.unwrap().is_none(), "the old name is gone");
    }
}
