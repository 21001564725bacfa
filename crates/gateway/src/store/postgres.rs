//! PostgreSQL: one pool, shared with other gateways on the same database.

use std::{str::FromStr as _, sync::Arc};

use sqlx::{
    ConnectOptions as _, PgPool, Postgres, Transaction,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::transaction::Connection;
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

/// Writers of this gateway that wait at the server for their turn; others wait here, without a connection, so that
/// readers always find one.
const N_WRITERS: usize = 2;

/// The pool.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    pool: PgPool,
    writers: Arc<Semaphore>,
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
        Ok(Self { pool, writers: Arc::new(Semaphore::new(N_WRITERS)) })
    }

    /// A transaction among the ordered writers, with a place among those of this gateway to be kept as long.
    pub(super) async fn write(&self) -> Result<(Connection, OwnedSemaphorePermit)> {
        let place = Arc::clone(&self.writers).acquire_owned().await.map_err(|_| sqlx::Error::PoolClosed)?;
        let mut tx = self.pool.begin().await?;
        wait_for_writers(&mut tx).await?;
        Ok((Connection::Postgres(tx), place))
    }

    pub(super) async fn claim(&self) -> Result<Connection> {
        Ok(Connection::Postgres(self.pool.begin().await?))
    }

    pub(super) async fn read(&self) -> Result<Connection> {
        let tx = self.pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        Ok(Connection::Postgres(tx))
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

/// Waits until no other ordered writer is left, and tells the gateways of the commit.
pub(super) async fn wait_for_writers(tx: &mut Transaction<'static, Postgres>) -> Result<()> {
    sqlx::query("SELECT pg_advisory_xact_lock($1), pg_notify($2, '')")
        .bind(WRITER_LOCK)
        .bind(CHANNEL)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
