//! Under which ids Aurora knows our templates. An id belongs to a version: another text is another template there, or
//! the same one reviewed anew.

use piecewise_api::LiveTemplate;

use crate::{
    error::Result,
    store::{Connection, WriteTx, query, query_as, query_scalar},
};

/// The id for a version, if one was entered.
pub(super) async fn find(connection: &mut Connection, version_id: i64) -> Result<Option<i64>> {
    let found = query_scalar("SELECT aurora_id FROM live_template WHERE version_id = $1");
    Ok(found.bind(version_id).fetch_optional(connection).await?)
}

/// Enters the id for the newest version of a template.
pub(super) async fn enter(
    tx: &mut WriteTx,
    account_id: i64,
    template_id: i64,
    aurora_id: i64,
    by: &str,
    now_ms: i64,
) -> Result<bool> {
    let entered = query(
        "INSERT INTO live_template (version_id, account_id, template_id, aurora_id, entered_by, entered_at_ms)
         SELECT latest_version_id, account_id, id, $3, $4, $5 FROM template
         WHERE account_id = $1 AND id = $2 AND latest_version_id IS NOT NULL AND deleted_at_ms IS NULL
         ON CONFLICT (version_id) DO UPDATE
         SET aurora_id = excluded.aurora_id, entered_by = excluded.entered_by, entered_at_ms = excluded.entered_at_ms",
    )
    .bind(account_id)
    .bind(template_id)
    .bind(aurora_id)
    .bind(by)
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(entered.rows_affected() > 0)
}

/// The template whose newest version Aurora knows under an id.
pub(super) async fn template_of(connection: &mut Connection, account_id: i64, aurora_id: i64) -> Result<Option<i64>> {
    let found = query_scalar(
        "SELECT template.id FROM live_template JOIN template ON template.id = template_id
         WHERE live_template.account_id = $1 AND aurora_id = $2 AND version_id = latest_version_id
           AND deleted_at_ms IS NULL
         ORDER BY version_id DESC LIMIT 1",
    );
    Ok(found.bind(account_id).bind(aurora_id).fetch_optional(connection).await?)
}

#[derive(sqlx::FromRow)]
struct Row {
    template_id: i64,
    name: String,
    version: i64,
    state: String,
    aurora_id: Option<i64>,
    entered_by: Option<String>,
    entered_at_ms: Option<i64>,
}

/// The newest version of every template, and the id entered for it.
pub(super) async fn list(connection: &mut Connection, account_id: i64) -> Result<Vec<LiveTemplate>> {
    let rows: Vec<Row> = query_as(
        "SELECT template.id AS template_id, name, version, state, aurora_id, entered_by, entered_at_ms
         FROM template JOIN template_version ON template_version.id = latest_version_id
              LEFT JOIN live_template ON version_id = latest_version_id
         WHERE template.account_id = $1 AND deleted_at_ms IS NULL ORDER BY template.id",
    )
    .bind(account_id)
    .fetch_all(connection)
    .await?;
    let describe = |row: Row| LiveTemplate {
        template_id: row.template_id,
        name: row.name,
        version: row.version,
        state: row.state,
        aurora_id: row.aurora_id,
        entered_by: row.entered_by,
        entered_at_ms: row.entered_at_ms,
    };
    Ok(rows.into_iter().map(describe).collect())
}
