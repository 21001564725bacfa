//! PostgreSQL: one pool, shared with other gateways on the same database.

use std::str::FromStr as _;

use sqlx::{
    ConnectOptions as _, PgPool,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};

use super::transaction::{Connection, ReadTx, WriteTx};
use crate::error::{Error, Result};

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// Connections at the same time.
const N_CONNECTIONS: u32 = 12;

/// The lock that every transaction holds which writes what streams show. Rows of `push` are then committed in the
/// order of their ids, and a stream that has seen one has seen those before it.
const WRITER_LOCK: i64 = 0x7069_6563_6577;

/// The channel on which a gateway tells the others that it has committed something.
pub(super) const CHANNEL: &str = "piecewise";

/// What it says there when it has moved the clock on.
pub(crate) const CLOCK_MOVED: &str = "clock";

/// The pool.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    pool: PgPool,
}

impl Pool {
    pub(super) async fn open(url: &str) -> Result<Self> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| Error::Setting {
                setting: "database",
                reason: "it must be an address such as postgres://user@host/name".into(),
            })?
            .application_name("piecewise-gateway")
            .disable_statement_logging();
        let pool = PgPoolOptions::new().max_connections(N_CONNECTIONS).connect_with(options).await?;
        MIGRATIONS.run(&pool).await?;
        Ok(Self { pool })
    }

    pub(super) async fn write(&self) -> Result<WriteTx> {
        let mut tx = self.pool.begin().await?;
        sqlx::query("SELECT pg_advisory_xact_lock($1), pg_notify($2, '')")
            .bind(WRITER_LOCK)
            .bind(CHANNEL)
            .execute(&mut *tx)
            .await?;
        Ok(WriteTx::new(Connection::Postgres(tx)))
    }

    pub(super) async fn claim(&self) -> Result<WriteTx> {
        Ok(WriteTx::new(Connection::Postgres(self.pool.begin().await?)))
    }

    pub(super) async fn read(&self) -> Result<ReadTx> {
        let tx = self.pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        Ok(ReadTx::new(Connection::Postgres(tx)))
    }

    /// Hears when any gateway has committed something.
    pub(crate) async fn listen(&self) -> Result<PgListener> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(listener)
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }
}
