//! What the database alone can do: the rows that the gateway has written, inserted once more without it.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use sqlx::{
    AssertSqlSafe, Column as _, ConnectOptions as _, Connection as _, Row as _, SqliteConnection, TypeInfo as _,
    Value as _, ValueRef as _,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteRow, SqliteSynchronous},
};

/// What a call writes, in the order in which rows refer to each other.
const TABLES: [(&str, &str); 4] = [
    ("submission", "SELECT * FROM submission WHERE id = $1"),
    ("message", "SELECT * FROM message WHERE submission_id = $1"),
    (
        "message_event",
        "SELECT * FROM message_event WHERE message_id IN (SELECT id FROM message WHERE submission_id = $1)",
    ),
    (
        "push",
        "SELECT * FROM push WHERE kind = 'message' AND row_id IN (SELECT id FROM message WHERE submission_id = $1)",
    ),
];

/// Rows in one statement.
const N_ROWS: usize = 1000;

/// Opens a database as the gateway does.
pub(crate) async fn open(file: &Path) -> anyhow::Result<SqliteConnection> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .foreign_keys(false)
        .busy_timeout(Duration::from_secs(10))
        .disable_statement_logging();
    Ok(options.connect().await?)
}

/// Inserts the rows of `submissions` into a fresh database with the same schema beside the gateway's, one transaction for
/// each call; and says how long that took.
pub(crate) async fn insert(source: &Path, submissions: std::ops::Range<i64>) -> anyhow::Result<Duration> {
    let mut from = open(source).await?;
    let folder = tempfile::TempDir::new_in(source.parent().unwrap_or(Path::new(".")))?;
    let mut to = open(&folder.path().join("plain.sqlite3")).await?;
    let schema: Vec<String> = sqlx::query_scalar(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND type IN ('table', 'index')
         AND tbl_name IN ('submission', 'message', 'message_event', 'push')",
    )
    .fetch_all(&mut from)
    .await?;
    for statement in schema {
        sqlx::query(AssertSqlSafe(statement)).execute(&mut to).await?;
    }
    let mut calls: Vec<Vec<(&str, Vec<SqliteRow>)>> = Vec::new();
    for submission in submissions {
        let mut tables = Vec::new();
        for (table, select) in TABLES {
            tables.push((table, sqlx::query(select).bind(submission).fetch_all(&mut from).await?));
        }
        calls.push(tables);
    }
    let started = Instant::now();
    for call in &calls {
        let mut tx = to.begin_with("BEGIN IMMEDIATE").await?;
        for (table, rows) in call {
            for chunk in rows.chunks(N_ROWS) {
                insert_rows(&mut tx, table, chunk).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(started.elapsed())
}

async fn insert_rows(to: &mut SqliteConnection, table: &str, rows: &[SqliteRow]) -> anyhow::Result<()> {
    let Some(first) = rows.first() else { return Ok(()) };
    let names: Vec<&str> = first.columns().iter().map(sqlx::Column::name).collect();
    let row = format!("({})", vec!["?"; names.len()].join(", "));
    let sql = format!("INSERT INTO {table} ({}) VALUES {}", names.join(", "), vec![row; rows.len()].join(", "));
    let mut insert = sqlx::query(AssertSqlSafe(sql));
    for row in rows {
        for column in row.columns() {
            let value = row.try_get_raw(column.ordinal())?.to_owned();
            insert = match value.type_info().name() {
                "INTEGER" | "BOOLEAN" if !value.is_null() => insert.bind(value.decode::<i64>()),
                "TEXT" if !value.is_null() => insert.bind(value.decode::<String>()),
                "BLOB" if !value.is_null() => insert.bind(value.decode::<Vec<u8>>()),
                _ => insert.bind(None::<i64>),
            };
        }
    }
    insert.execute(to).await?;
    Ok(())
}
