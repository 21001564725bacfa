//! Accounts, each made with its owner.

use piecewise_api::Role;

use super::persons::{self, NewPerson};
use crate::{
    clock::Clock,
    error::Result,
    store::{Store, WriteTx, query, query_scalar},
};

/// The name of the first account, and of every first owner until they write their own.
const FIRST_NAMES: (&str, &str) = ("Main", "Owner");

/// The first account, made where there is none.
pub(crate) async fn open_first(store: &Store, clock: &Clock) -> Result<i64> {
    let mut tx = store.write().await?;
    let known: Option<i64> =
        query_scalar("SELECT id FROM account ORDER BY created_at_ms, id LIMIT 1").fetch_optional(&mut tx).await?;
    if let Some(id) = known {
        return Ok(id);
    }
    let id = insert(&mut tx, FIRST_NAMES.0, clock.now_ms()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes another account.
pub(crate) async fn add(store: &Store, name: &str, clock: &Clock) -> Result<i64> {
    let mut tx = store.write().await?;
    let id = insert(&mut tx, name, clock.now_ms()).await?;
    tx.commit().await?;
    Ok(id)
}

async fn insert(tx: &mut WriteTx, name: &str, now_ms: i64) -> Result<i64> {
    let id = loop {
        let id = 10_000 + i64::from(getrandom::u32()? % 90_000);
        let inserted =
            query("INSERT INTO account (id, name, created_at_ms) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING")
                .bind(id)
                .bind(name)
                .bind(now_ms)
                .execute(tx)
                .await?;
        if inserted.rows_affected() == 1 {
            break id;
        }
    };
    let owner = NewPerson { account_id: id, email: None, name: FIRST_NAMES.1, role: Role::Owner, password_hash: None };
    persons::insert(tx, &owner, now_ms).await?;
    Ok(id)
}
