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
mod turn;

pub(crate) use builder::QueryBuilder;
pub(crate) use postgres::CLOCK_MOVED;
pub(crate) use query::{query, query_as, query_scalar};
pub(crate) use sqlite::FILE_NAME as SQLITE_FILE;
pub(crate) use transaction::{Connection, ReadTx, WriteTx};

use self::turn::Kind;
use crate::{config::Config, error::Result, metrics::Totals};

/// The database.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    engine: Engine,
    totals: Totals,
}

#[derive(Debug, Clone)]
enum Engine {
    /// One file, one connection that writes, several that read.
    Sqlite(sqlite::Pools),
    /// A server.
    Postgres(postgres::Pool),
}

impl Store {
    /// Opens the configured database, making it and bringing its schema up to date where needed.
    pub(crate) async fn open(config: &Config) -> Result<Self> {
        let engine = match &config.database {
            None => Engine::Sqlite(sqlite::Pools::open(&config.data).await?),
            Some(url) => Engine::Postgres(postgres::Pool::open(&url.0).await?),
        };
        Ok(Self { engine, totals: Totals::default() })
    }

    /// The server, where the database is one that several gateways can share.
    pub(crate) fn server(&self) -> Option<&postgres::Pool> {
        match &self.engine {
            Engine::Sqlite(_) => None,
            Engine::Postgres(pool) => Some(pool),
        }
    }

    /// What has been committed through this store, counted.
    pub(crate) fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Starts a transaction that writes; others wait until it ends, also those of other gateways.
    pub(crate) async fn write(&self) -> Result<WriteTx> {
        self.take(Kind::Alone).await
    }

    /// Starts a transaction that writes, and that a SQLite file may commit together with others of this kind: one write
    /// to the disk serves all of them. It sees what the others have written before they are durable, so whoever answers
    /// from what was read in it commits it first, also where nothing was written.
    pub(crate) async fn write_together(&self) -> Result<WriteTx> {
        self.take(Kind::Together).await
    }

    async fn take(&self, kind: Kind) -> Result<WriteTx> {
        let (connection, place) = match &self.engine {
            Engine::Sqlite(pools) => (pools.write(kind).await?, None),
            Engine::Postgres(pool) => {
                let (connection, place) = pool.write().await?;
                (connection, Some(place))
            }
        };
        Ok(WriteTx::new(connection, self.totals.clone(), place))
    }

    /// Starts a transaction that only marks rows as taken up, with `FOR UPDATE SKIP LOCKED` in PostgreSQL: others do
    /// not wait for it there. Before it writes what streams show, it becomes a writer like the others.
    pub(crate) async fn claim(&self) -> Result<WriteTx> {
        let connection = match &self.engine {
            Engine::Sqlite(pools) => pools.write(Kind::Alone).await?,
            Engine::Postgres(pool) => pool.claim().await?,
        };
        Ok(WriteTx::new(connection, self.totals.clone(), None))
    }

    /// Starts a transaction that reads one state of the database.
    pub(crate) async fn read(&self) -> Result<ReadTx> {
        Ok(ReadTx::new(match &self.engine {
            Engine::Sqlite(pools) => pools.read().await?,
            Engine::Postgres(pool) => pool.read().await?,
        }))
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
        match &self.engine {
            Engine::Sqlite(pools) => pools.fold().await,
            Engine::Postgres(_) => Ok(true),
        }
    }

    /// Closes every connection; SQLite folds its write-ahead log into the file.
    pub(crate) async fn close(&self) {
        match &self.engine {
            Engine::Sqlite(pools) => pools.close().await,
            Engine::Postgres(pool) => pool.close().await,
        }
    }
}
