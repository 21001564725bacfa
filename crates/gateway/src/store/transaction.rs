//! Transactions, whatever the engine: one that reads, one that writes.

use std::ops::{Deref, DerefMut};

use sqlx::{Postgres, Transaction};
use tokio::sync::OwnedSemaphorePermit;

use super::{
    postgres::{self, CHANNEL, CLOCK_MOVED},
    sqlite::SqliteTx,
};
use crate::{
    error::Result,
    metrics::{Happened, Totals},
};

/// A connection in a transaction.
#[derive(Debug)]
pub(crate) enum Connection {
    /// To the file.
    Sqlite(SqliteTx),
    /// To the server.
    Postgres(Transaction<'static, Postgres>),
}

impl Connection {
    /// What follows a `SELECT` of rows to be taken up: rows that another gateway is taking up are left to it. There is
    /// no other one on a SQLite file.
    pub(crate) fn skip_locked(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => " FOR UPDATE SKIP LOCKED",
        }
    }

    /// What follows a `SELECT` of rows to be changed, in a claim: it waits for those that others hold. Ask for them in
    /// the order of their ids.
    pub(crate) fn lock(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => " FOR UPDATE",
        }
    }
}

/// A transaction that reads one state of the database.
#[derive(Debug)]
pub(crate) struct ReadTx(Connection);

/// A transaction that writes; what is not committed has not happened.
#[derive(Debug)]
pub(crate) struct WriteTx {
    connection: Connection,
    /// What happens in it; it counts when it is committed.
    pub(crate) happened: Happened,
    totals: Totals,
    /// The place among this gateway's writers.
    _place: Option<OwnedSemaphorePermit>,
}

impl ReadTx {
    pub(super) fn new(connection: Connection) -> Self {
        Self(connection)
    }
}

impl WriteTx {
    pub(super) fn new(connection: Connection, totals: Totals, place: Option<OwnedSemaphorePermit>) -> Self {
        Self { connection, happened: Happened::default(), totals, _place: place }
    }

    /// Takes a place among the ordered writers, in a transaction begun with [`Store::claim`](super::Store::claim): from
    /// here on it may write what streams show. Nobody who already is a writer may then wait for a row that a claim holds,
    /// or the two would wait for each other.
    pub(crate) async fn become_a_writer(&mut self) -> Result<()> {
        if let Connection::Postgres(tx) = &mut self.connection {
            postgres::wait_for_writers(tx).await?;
        }
        Ok(())
    }

    /// Tells the other gateways, once this is committed, that the clock was moved on.
    pub(crate) async fn announce_clock(&mut self) -> Result<()> {
        if let Connection::Postgres(tx) = &mut self.connection {
            sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(CLOCK_MOVED).execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Makes everything that was written in it durable.
    pub(crate) async fn commit(self) -> Result<()> {
        match self.connection {
            Connection::Sqlite(tx) => tx.commit().await?,
            Connection::Postgres(tx) => tx.commit().await?,
        }
        self.totals.add(self.happened);
        Ok(())
    }
}

impl Deref for ReadTx {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0
    }
}

impl DerefMut for ReadTx {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.0
    }
}

impl Deref for WriteTx {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}
