//! The database: a SQLite file, or PostgreSQL where several gateways share one.
//!
//! SQL stands with the domain it belongs to, in the words that both engines understand (`$1`, `RETURNING`,
//! `ON CONFLICT`, `CAST`). Numbers are `i64` (`BIGINT`), times are milliseconds, money is micro-units.

mod builder;
pub(crate) mod page;
mod postgres;
mod query;
mod sqlite;
mod transaction;

pub(crate) use builder::QueryBuilder;
pub(crate) use postgres::CLOCK_MOVED;
pub(crate) use query::{query, query_as, query_scalar};
pub(crate) use sqlite::FILE_NAME as SQLITE_FILE;
pub(crate) use transaction::{Connection, ReadTx, WriteTx};

use crate::{config::Config, error::Result};

/// The database.
#[derive(Debug, Clone)]
pub(crate) enum Store {
    /// One file, one connection that writes, several that read.
    Sqlite(sqlite::Pools),
    /// A server.
    Postgres(postgres::Pool),
}

impl Store {
    /// Opens the configured database, making it and bringing its schema up to date where needed.
    pub(crate) async fn open(config: &Config) -> Result<Self> {
        match &config.database {
            None => Ok(Self::Sqlite(sqlite::Pools::open(&config.data).await?)),
            Some(url) => Ok(Self::Postgres(postgres::Pool::open(&url.0).await?)),
        }
    }

    /// Starts a transaction that writes; others wait until it ends, also those of other gateways.
    pub(crate) async fn write(&self) -> Result<WriteTx> {
        match self {
            Self::Sqlite(pools) => pools.write().await,
            Self::Postgres(pool) => pool.write().await,
        }
    }

    /// Starts a transaction that only marks rows as taken up, with `FOR UPDATE SKIP LOCKED` in PostgreSQL: others do
    /// not wait for it there, so it must not write what streams show.
    pub(crate) async fn claim(&self) -> Result<WriteTx> {
        match self {
            Self::Sqlite(pools) => pools.write().await,
            Self::Postgres(pool) => pool.claim().await,
        }
    }

    /// Starts a transaction that reads one state of the database.
    pub(crate) async fn read(&self) -> Result<ReadTx> {
        match self {
            Self::Sqlite(pools) => pools.read().await,
            Self::Postgres(pool) => pool.read().await,
        }
    }

    /// Whether the database answers and can be written.
    pub(crate) async fn check(&self) -> Result<()> {
        let mut tx = self.write().await?;
        query("SELECT 1").execute(&mut tx).await?;
        Ok(())
    }

    /// After things were removed: lets nothing of them stay in a file. PostgreSQL sees to that by itself. `false` where
    /// that has to be tried again.
    pub(crate) async fn fold(&self) -> Result<bool> {
        match self {
            Self::Sqlite(pools) => pools.fold().await,
            Self::Postgres(_) => Ok(true),
        }
    }

    /// Closes every connection; SQLite folds its write-ahead log into the file.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pools) => pools.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}
