//! Transactions, whatever the engine: one that reads, one that writes.

use std::ops::{Deref, DerefMut};

use sqlx::{Postgres, Sqlite, Transaction};

use super::postgres::{CHANNEL, CLOCK_MOVED};
use crate::error::Result;

/// A connection in a transaction.
#[derive(Debug)]
pub(crate) enum Connection {
    /// To the file.
    Sqlite(Transaction<'static, Sqlite>),
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
}

/// A transaction that reads one state of the database.
#[derive(Debug)]
pub(crate) struct ReadTx(Connection);

/// A transaction that writes; what is not committed has not happened.
#[derive(Debug)]
pub(crate) struct WriteTx(Connection);

impl ReadTx {
    pub(super) fn new(connection: Connection) -> Self {
        Self(connection)
    }
}

impl WriteTx {
    pub(super) fn new(connection: Connection) -> Self {
        Self(connection)
    }

    /// Tells the other gateways, once this is committed, that the clock was moved on.
    pub(crate) async fn announce_clock(&mut self) -> Result<()> {
        if let Connection::Postgres(tx) = &mut self.0 {
            sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(CLOCK_MOVED).execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Makes everything that was written in it durable.
    pub(crate) async fn commit(self) -> Result<()> {
        match self.0 {
            Connection::Sqlite(tx) => tx.commit().await?,
            Connection::Postgres(tx) => tx.commit().await?,
        }
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
        &self.0
    }
}

impl DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.0
    }
}
