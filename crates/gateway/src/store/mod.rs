//! The database: one SQLite file, one connection that writes, several that read.
//!
//! SQL stands with the domain it belongs to. It keeps to what SQLite and PostgreSQL share (`$1`, `RETURNING`,
//! `ON CONFLICT`), so that a second pool can be put beside this one.

use std::{path::Path, time::Duration};

use sqlx::{
    ConnectOptions as _, Sqlite, SqlitePool, Transaction,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::error::Result;

/// A connection of either pool.
pub(crate) type Connection = SqliteConnection;

/// A transaction that writes.
pub(crate) type WriteTx = Transaction<'static, Sqlite>;

/// The file in the data directory.
pub(crate) const FILE_NAME: &str = "piecewise.sqlite3";

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// Connections that read at the same time.
const N_READERS: u32 = 4;

/// The database.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Store {
    /// Opens the database in `data_dir`, making it and bringing its schema up to date where needed.
    pub(crate) async fn open(data_dir: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(data_dir.join(FILE_NAME))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: a committed row survives a power cut, which is what an answered call promises.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
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

    /// Starts a transaction that writes; others wait until it ends.
    pub(crate) async fn write(&self) -> Result<WriteTx> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Starts a transaction that reads one state of the database.
    pub(crate) async fn read(&self) -> Result<Transaction<'static, Sqlite>> {
        Ok(self.readers.begin().await?)
    }

    /// Whether the database answers and can be written.
    pub(crate) async fn check(&self) -> Result<()> {
        let tx = self.write().await?;
        tx.rollback().await?;
        sqlx::query("SELECT 1").execute(&self.readers).await?;
        Ok(())
    }

    /// Closes every connection, folding the write-ahead log into the file.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
