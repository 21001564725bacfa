//! The one connection that writes to a SQLite file, and whose turn it is.
//!
//! A turn is a transaction of its own; or it joins others in one transaction, each in a savepoint of its own, so that one
//! write to the disk makes what many have written durable. That transaction ends after the turn behind which nobody waits
//! to join, before the turn of one who wants a transaction alone, and when it is large or old enough. Whoever joined is
//! told only after it was committed. A turn that fails is undone for itself; where the transaction cannot be committed,
//! every one of its turns is told so.
//!
//! What moves the line on runs in tasks of its own: a caller who goes away in the middle leaves no transaction half-way.

#[cfg(test)]
mod tests;

use std::{
    ops::{Deref, DerefMut},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use sqlx::{Connection as _, SqliteConnection};
use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard, oneshot},
};

use crate::{
    error::{Error, Result},
    server::log_cause,
};

/// Turns in one transaction.
const N_TOGETHER: usize = 64;

/// A transaction that is older takes no further turn.
const TOGETHER_FOR: Duration = Duration::from_millis(20);

/// Whether a turn has its transaction for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It has.
    Alone,
    /// It joins others.
    Together,
}

/// Gives turns, in the order in which they were asked for.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    /// Empty once it is closed.
    line: Arc<Mutex<Option<Line>>>,
    n_joining: Arc<AtomicUsize>,
}

/// The connection, and what is under way on it.
#[derive(Debug)]
struct Line {
    connection: SqliteConnection,
    /// The transaction that turns join, where one is open.
    together: Option<Together>,
    /// A turn that was begun, and has neither been committed nor undone.
    unfinished: Option<Kind>,
}

#[derive(Debug)]
struct Together {
    since: Instant,
    /// Who waits for its commit.
    waiting: Vec<oneshot::Sender<()>>,
}

type HeldLine = OwnedMappedMutexGuard<Option<Line>, Line>;

/// A turn: what is written in it has not happened until it is committed.
#[derive(Debug)]
pub(crate) struct Turn {
    line: HeldLine,
    writer: Writer,
}

impl Writer {
    pub(super) fn new(connection: SqliteConnection) -> Self {
        let line = Line { connection, together: None, unfinished: None };
        Self { line: Arc::new(Mutex::new(Some(line))), n_joining: Arc::default() }
    }

    /// Waits for a turn and begins its transaction.
    pub(super) async fn take(&self, kind: Kind) -> Result<Turn> {
        let writer = self.clone();
        if kind == Kind::Together {
            self.n_joining.fetch_add(1, Ordering::SeqCst);
        }
        in_a_task(async move {
            let line = writer.line().await;
            if kind == Kind::Together {
                writer.n_joining.fetch_sub(1, Ordering::SeqCst);
            }
            let mut turn = Turn { line: line?, writer };
            turn.line.begin(kind).await?;
            Ok(turn)
        })
        .await
    }

    /// Folds the write-ahead log into the file and empties it. `false` where a reader is still at it.
    pub(super) async fn fold(&self) -> Result<bool> {
        let mut line = self.line().await?;
        line.settle(0).await;
        line.run("PRAGMA busy_timeout = 50").await?;
        let folded = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut line.connection).await;
        line.run("PRAGMA busy_timeout = 10000").await?;
        let (is_busy, _, _): (i64, i64, i64) = folded?;
        Ok(is_busy == 0)
    }

    /// Closes the connection; what is asked for later fails.
    pub(super) async fn close(&self) {
        let Some(mut line) = self.line.lock().await.take() else { return };
        line.settle(0).await;
        if let Err(error) = line.connection.close().await {
            log_cause(&error.into());
        }
    }

    async fn line(&self) -> Result<HeldLine> {
        let line = Arc::clone(&self.line).lock_owned().await;
        OwnedMutexGuard::try_map(line, Option::as_mut).map_err(|_| sqlx::Error::PoolClosed.into())
    }

    fn n_joining(&self) -> usize {
        self.n_joining.load(Ordering::SeqCst)
    }
}

impl Line {
    async fn run(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        sqlx::query(sql).execute(&mut self.connection).await.map(|_| ())
    }

    async fn begin(&mut self, kind: Kind) -> Result<(), sqlx::Error> {
        self.undo().await;
        if kind == Kind::Alone {
            self.end_together().await;
        }
        self.unfinished = Some(kind);
        if self.together.is_none() {
            self.run("BEGIN IMMEDIATE").await?;
        }
        if kind == Kind::Together {
            self.together.get_or_insert_with(|| Together { since: Instant::now(), waiting: Vec::new() });
            self.run("SAVEPOINT turn").await?;
        }
        Ok(())
    }

    /// Undoes a turn that was left half-way.
    async fn undo(&mut self) {
        let Some(kind) = self.unfinished else { return };
        let is_undone = kind == Kind::Together
            && self.run("ROLLBACK TO turn").await.is_ok()
            && self.run("RELEASE turn").await.is_ok();
        if !is_undone {
            // A grave failure has undone the whole transaction already; those who wait for it are told.
            self.together = None;
            let _ = self.run("ROLLBACK").await;
        }
        self.unfinished = None;
    }

    /// Commits the transaction that turns have joined, and tells them.
    async fn end_together(&mut self) {
        let Some(together) = self.together.take() else { return };
        match self.run("COMMIT").await {
            Ok(()) => {
                for waiting in together.waiting {
                    // One who has gone away need not be told.
                    let _ = waiting.send(());
                }
            }
            Err(error) => {
                log_cause(&error.into());
                let _ = self.run("ROLLBACK").await;
            }
        }
    }

    /// Leaves nothing half-way, and the transaction open only where others are about to join it.
    async fn settle(&mut self, n_joining: usize) {
        self.undo().await;
        let is_enough =
            |together: &Together| together.waiting.len() >= N_TOGETHER || together.since.elapsed() >= TOGETHER_FOR;
        if n_joining == 0 || self.together.as_ref().is_some_and(is_enough) {
            self.end_together().await;
        }
    }
}

impl Turn {
    /// Makes what was written in it durable. It is, once this has returned.
    pub(super) async fn commit(self) -> Result<()> {
        if let Some(told) = in_a_task(self.finish()).await? {
            told.await.map_err(|_| Error::NotCommitted)?;
        }
        Ok(())
    }

    /// Commits it where it is alone; otherwise says who will tell of the commit.
    async fn finish(mut self) -> Result<Option<oneshot::Receiver<()>>> {
        let Some(together) = &mut self.line.together else {
            self.line.run("COMMIT").await?;
            self.line.unfinished = None;
            return Ok(None);
        };
        let (teller, told) = oneshot::channel();
        together.waiting.push(teller);
        self.line.run("RELEASE turn").await?;
        self.line.unfinished = None;
        let n_joining = self.writer.n_joining();
        self.line.settle(n_joining).await;
        Ok(Some(told))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.line.unfinished.is_none() {
            return;
        }
        // Whoever comes next would undo it, but nobody may come.
        if let Ok(runtime) = Handle::try_current() {
            let writer = self.writer.clone();
            runtime.spawn(async move {
                if let Ok(mut line) = writer.line().await {
                    line.settle(writer.n_joining()).await;
                }
            });
        }
    }
}

impl Deref for Turn {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.line.connection
    }
}

impl DerefMut for Turn {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.line.connection
    }
}

/// Carries `work` to its end, whatever becomes of the caller.
async fn in_a_task<T: Send + 'static>(work: impl Future<Output = Result<T>> + Send + 'static) -> Result<T> {
    match tokio::spawn(work).await {
        Ok(done) => done,
        Err(error) => Err(sqlx::Error::Io(std::io::Error::other(error)).into()),
    }
}
