//! SQLite: one file in the data folder, one connection that writes, several that read.

use std::{
    ops::{Deref, DerefMut},
    path::Path,
    time::Duration,
};

use sqlx::{
    ConnectOptions as _, Sqlite, SqliteConnection, SqlitePool, Transaction,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{
    transaction::Connection,
    turn::{Kind, Turn, Writer},
};
use crate::error::Result;

/// The file in the data folder.
pub(crate) const FILE_NAME: &str = "piecewise.sqlite3";

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// Connections that read at the same time.
const N_READERS: u32 = 4;

/// The writer and the readers.
#[derive(Debug, Clone)]
pub(crate) struct Pools {
    writer: Writer,
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
        let only = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        MIGRATIONS.run(&only).await?;
        let writer = Writer::new(only.acquire().await?.detach());
        let readers = SqlitePoolOptions::new()
            .max_connections(N_READERS)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.pragma("query_only", "ON"))
            .await?;
        Ok(Self { writer, readers })
    }

    pub(super) async fn write(&self, kind: Kind) -> Result<Connection> {
        Ok(Connection::Sqlite(SqliteTx::Write(self.writer.take(kind).await?)))
    }

    pub(super) async fn read(&self) -> Result<Connection> {
        Ok(Connection::Sqlite(SqliteTx::Read(self.readers.begin().await?)))
    }

    /// Folds the write-ahead log into the file and empties it: what was removed is in neither then. `false` where a
    /// reader is still at it.
    pub(super) async fn fold(&self) -> Result<bool> {
        self.writer.fold().await
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// A transaction on the file.
#[derive(Debug)]
pub(crate) enum SqliteTx {
    /// It reads.
    Read(Transaction<'static, Sqlite>),
    /// It writes.
    Write(Turn),
}

impl SqliteTx {
    pub(super) async fn commit(self) -> Result<()> {
        match self {
            Self::Read(tx) => Ok(tx.commit().await?),
            Self::Write(turn) => turn.commit().await,
        }
    }
}

impl Deref for SqliteTx {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Read(tx) => tx,
            Self::Write(turn) => turn,
        }
    }
}

impl DerefMut for SqliteTx {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Read(tx) => tx,
            Self::Write(turn) => turn,
        }
    }
}
