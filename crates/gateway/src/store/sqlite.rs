//! SQLite: one file in the data folder, one connection that writes, several that read.

use std::{path::Path, time::Duration};

use sqlx::{
    ConnectOptions as _, SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::transaction::{Connection, ReadTx, WriteTx};
use crate::error::Result;

/// The file in the data folder.
pub(crate) const FILE_NAME: &str = "piecewise.sqlite3";

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// Connections that read at the same time.
const N_READERS: u32 = 4;

/// The writer and the readers.
#[derive(Debug, Clone)]
pub(crate) struct Pools {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Pools {
    pub(super) async fn open(data_dir: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(data_dir.join(FILE_NAME))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: a committed row survives a power cut, which is what an answered call promises.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is removed is overwritten, and does not stay in a page that is free.
            .pragma("secure_delete", "ON")
            .busy_timeout(Duration::from_secs(10))
            .disable_statement_logging();
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone())
            .await?;
        MIGRATIONS.run(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(N_READERS)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.pragma("query_only", "ON"))
            .await?;
        Ok(Self { writer, readers })
    }

    pub(super) async fn write(&self) -> Result<WriteTx> {
        Ok(WriteTx::new(Connection::Sqlite(self.writer.begin_with("BEGIN IMMEDIATE").await?)))
    }

    pub(super) async fn read(&self) -> Result<ReadTx> {
        Ok(ReadTx::new(Connection::Sqlite(self.readers.begin().await?)))
    }

    /// Folds the write-ahead log into the file and empties it: what was removed is in neither then. `false` where a
    /// reader is still at it.
    pub(super) async fn fold(&self) -> Result<bool> {
        let mut connection = self.writer.acquire().await?;
        sqlx::query("PRAGMA busy_timeout = 50").execute(&mut *connection).await?;
        let folded = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await;
        sqlx::query("PRAGMA busy_timeout = 10000").execute(&mut *connection).await?;
        let (is_busy, _, _): (i64, i64, i64) = folded?;
        Ok(is_busy == 0)
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
