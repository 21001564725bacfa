//! The rows of `push`.

use std::sync::Arc;

use piecewise_api::{Permission, Push};

use crate::{
    app::App,
    error::{Error, Result},
    messages,
    store::{Connection, QueryBuilder, WriteTx, query, query_as},
    templates, wallet,
};

/// Rows in one statement: four values each, and SQLite takes 32,766.
const N_ROWS_AT_ONCE: usize = 2000;

/// Something for the streams: its id and its JSON.
#[derive(Debug, Clone)]
pub(super) struct Pushed {
    pub(super) account_id: i64,
    pub(super) id: i64,
    pub(super) json: Arc<str>,
    /// What a role needs to read it elsewhere.
    pub(super) permission: Option<Permission>,
}

/// The permission of the route that shows the same thing.
const fn permission_of(push: &Push) -> Option<Permission> {
    match push {
        Push::Message(_) => Some(Permission::MessagesRead),
        Push::Template(_) | Push::TemplateDeleted { .. } => Some(Permission::TemplatesRead),
        Push::Wallet(_) => Some(Permission::WalletRead),
        Push::Reset => None,
    }
}

/// Notes that messages have changed, each by its account and its row.
pub(crate) async fn messages_changed(tx: &mut WriteTx, changed: &[(i64, i64)], at_ms: i64) -> Result<()> {
    for chunk in changed.chunks(N_ROWS_AT_ONCE) {
        let mut insert = QueryBuilder::new("INSERT INTO push (account_id, kind, row_id, at_ms) ");
        insert.push_rows(chunk, |(account_id, message_id)| {
            [account_id.into(), "message".into(), message_id.into(), at_ms.into()]
        });
        insert.build().execute(tx).await?;
    }
    Ok(())
}

/// Notes that the messages of a submission were accepted.
pub(crate) async fn submission_accepted(tx: &mut WriteTx, submission_id: i64, at_ms: i64) -> Result<()> {
    query(
        "INSERT INTO push (account_id, kind, row_id, at_ms)
         SELECT account_id, 'message', id, $2 FROM message WHERE submission_id = $1 ORDER BY id",
    )
    .bind(submission_id)
    .bind(at_ms)
    .execute(tx)
    .await?;
    Ok(())
}

/// Notes that a template was handed in or reviewed.
pub(crate) async fn template_changed(tx: &mut WriteTx, account_id: i64, template_id: i64, at_ms: i64) -> Result<()> {
    insert(tx, account_id, "template", Some(template_id), at_ms).await
}

/// Notes that the wallet changed.
pub(crate) async fn wallet_changed(tx: &mut WriteTx, account_id: i64, at_ms: i64) -> Result<()> {
    insert(tx, account_id, "wallet", None, at_ms).await
}

async fn insert(tx: &mut WriteTx, account_id: i64, kind: &str, row_id: Option<i64>, at_ms: i64) -> Result<()> {
    query("INSERT INTO push (account_id, kind, row_id, at_ms) VALUES ($1, $2, $3, $4)")
        .bind(account_id)
        .bind(kind)
        .bind(row_id)
        .bind(at_ms)
        .execute(tx)
        .await?;
    Ok(())
}

/// The oldest and the newest id there are; zeros before the first.
pub(super) async fn bounds(connection: &mut Connection) -> Result<(i64, i64)> {
    Ok(query_as("SELECT COALESCE(MIN(id), 0), COALESCE(MAX(id), 0) FROM push").fetch_one(connection).await?)
}

/// Forgets all but the newest `n_kept` rows.
pub(super) async fn forget_old(tx: &mut WriteTx, n_kept: i64) -> Result<()> {
    query("DELETE FROM push WHERE id < (SELECT MAX(id) FROM push) - $1").bind(n_kept).execute(tx).await?;
    Ok(())
}

/// What changed after `cursor`, at most `limit` rows of it, each thing once in its latest state; and the last row's id,
/// unless there was none.
pub(super) async fn after(app: &App, cursor: i64, limit: i64) -> Result<(Vec<Pushed>, Option<i64>)> {
    let mut tx = app.store.read().await?;
    let rows: Vec<(i64, i64, String, Option<i64>)> =
        query_as("SELECT id, account_id, kind, row_id FROM push WHERE id > $1 ORDER BY id LIMIT $2")
            .bind(cursor)
            .bind(limit)
            .fetch_all(&mut tx)
            .await?;
    let mut pushed = Vec::new();
    for (at, (id, account_id, kind, row_id)) in rows.iter().enumerate() {
        let is_repeated = rows.iter().skip(at + 1).any(|(_, a, k, r)| a == account_id && k == kind && r == row_id);
        if is_repeated {
            continue;
        }
        let push = match (kind.as_str(), row_id) {
            ("message", Some(row_id)) => messages::find_by_row(&mut tx, *row_id).await?.map(Push::Message),
            ("template", Some(row_id)) => Some(match templates::find(&mut tx, *account_id, *row_id).await? {
                Some(template) => Push::Template(template),
                None => Push::TemplateDeleted { id: *row_id },
            }),
            ("wallet", None) => Some(Push::Wallet(wallet::find(&mut tx, *account_id, app.clock.now_ms()).await?)),
            _ => return Err(Error::Damaged("event")),
        };
        if let Some(push) = push {
            let json = serde_json::to_string(&push).map_err(|_| Error::Damaged("event"))?;
            pushed.push(Pushed {
                account_id: *account_id,
                id: *id,
                json: json.into(),
                permission: permission_of(&push),
            });
        }
    }
    Ok((pushed, rows.last().map(|(id, ..)| *id)))
}
