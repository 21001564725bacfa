//! Turns on a real file: what is durable when, and what is undone.

use std::{path::PathBuf, sync::Arc};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use tempfile::TempDir;
use tokio::sync::Notify;

use super::*;

struct Bench {
    writer: Writer,
    file: PathBuf,
    _folder: TempDir,
}

impl Bench {
    async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("test.sqlite3");
        let mut connection = open(&file).await;
        for sql in [
            "CREATE TABLE thing (id INTEGER PRIMARY KEY)",
            "CREATE TABLE part (thing INTEGER REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED)",
        ] {
            sqlx::query(sql).execute(&mut connection).await.unwrap();
        }
        Self { writer: Writer::new(connection), file, _folder: folder }
    }

    /// A turn that writes `id` and waits for `go`; then it is committed, or left.
    fn start(&self, kind: Kind, id: i64, go: &Arc<Notify>, is_committed: bool) -> tokio::task::JoinHandle<Result<()>> {
        let (writer, go) = (self.writer.clone(), Arc::clone(go));
        tokio::spawn(async move {
            let mut turn = writer.take(kind).await?;
            put(&mut turn, id).await;
            go.notified().await;
            if is_committed { turn.commit().await } else { Ok(()) }
        })
    }

    async fn wait_for_joining(&self, n_joining: usize) {
        while self.writer.n_joining() != n_joining {
            tokio::task::yield_now().await;
        }
    }

    /// What others see.
    async fn stored(&self) -> Vec<i64> {
        let mut connection = open(&self.file).await;
        sqlx::query_scalar("SELECT id FROM thing ORDER BY id").fetch_all(&mut connection).await.unwrap()
    }
}

async fn open(file: &PathBuf) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true).foreign_keys(true);
    SqliteConnection::connect_with(&options.journal_mode(SqliteJournalMode::Wal)).await.unwrap()
}

async fn put(turn: &mut Turn, id: i64) {
    sqlx::query("INSERT INTO thing VALUES (?)").bind(id).execute(&mut **turn).await.unwrap();
}

#[tokio::test]
async fn a_turn_is_told_only_after_the_commit_of_all() {
    let bench = Bench::new().await;
    let go = Arc::new(Notify::new());
    let mut first = bench.writer.take(Kind::Together).await.unwrap();
    put(&mut first, 1).await;
    let second = bench.start(Kind::Together, 2, &go, true);
    bench.wait_for_joining(1).await;
    let mut first = tokio::spawn(first.commit());
    bench.wait_for_joining(0).await;
    let told = tokio::time::timeout(Duration::from_millis(50), &mut first).await;
    assert!(told.is_err(), "the second one is still writing");
    assert!(bench.stored().await.is_empty());
    go.notify_one();
    second.await.unwrap().unwrap();
    first.await.unwrap().unwrap();
    assert_eq!(bench.stored().await, [1, 2]);
}

#[tokio::test]
async fn a_turn_that_is_left_undoes_only_itself() {
    let bench = Bench::new().await;
    let go = Arc::new(Notify::new());
    let mut first = bench.writer.take(Kind::Together).await.unwrap();
    put(&mut first, 1).await;
    let second = bench.start(Kind::Together, 2, &go, false);
    let third = bench.start(Kind::Together, 3, &go, true);
    bench.wait_for_joining(2).await;
    let first = tokio::spawn(first.commit());
    go.notify_one();
    second.await.unwrap().unwrap();
    go.notify_one();
    third.await.unwrap().unwrap();
    first.await.unwrap().unwrap();
    assert_eq!(bench.stored().await, [1, 3]);
}

/// Nobody comes after the one that is left: the transaction is ended all the same.
#[tokio::test]
async fn the_last_turn_may_be_left() {
    let bench = Bench::new().await;
    let go = Arc::new(Notify::new());
    let mut first = bench.writer.take(Kind::Together).await.unwrap();
    put(&mut first, 1).await;
    let second = bench.start(Kind::Together, 2, &go, false);
    bench.wait_for_joining(1).await;
    let first = tokio::spawn(first.commit());
    go.notify_one();
    second.await.unwrap().unwrap();
    first.await.unwrap().unwrap();
    assert_eq!(bench.stored().await, [1]);
}

#[tokio::test]
async fn a_turn_alone_shares_its_transaction_with_nobody() {
    let bench = Bench::new().await;
    let go = Arc::new(Notify::new());
    let mut first = bench.writer.take(Kind::Together).await.unwrap();
    put(&mut first, 1).await;
    let alone = bench.start(Kind::Alone, 2, &go, false);
    let third = bench.start(Kind::Together, 3, &go, true);
    bench.wait_for_joining(1).await;
    first.commit().await.unwrap();
    assert_eq!(bench.stored().await, [1], "before the one that is alone");
    go.notify_one();
    alone.await.unwrap().unwrap();
    go.notify_one();
    third.await.unwrap().unwrap();
    assert_eq!(bench.stored().await, [1, 3]);
}

/// A part of no thing shows only at the commit: every turn in the transaction is told, and the next one works.
#[tokio::test]
async fn where_the_commit_fails_everybody_is_told() {
    let bench = Bench::new().await;
    let go = Arc::new(Notify::new());
    let mut first = bench.writer.take(Kind::Together).await.unwrap();
    put(&mut first, 1).await;
    sqlx::query("INSERT INTO part VALUES (99)").execute(&mut *first).await.unwrap();
    let second = bench.start(Kind::Together, 2, &go, true);
    bench.wait_for_joining(1).await;
    let first = tokio::spawn(first.commit());
    go.notify_one();
    assert!(matches!(second.await.unwrap(), Err(Error::NotCommitted)));
    assert!(matches!(first.await.unwrap(), Err(Error::NotCommitted)));
    let mut third = bench.writer.take(Kind::Alone).await.unwrap();
    put(&mut third, 3).await;
    third.commit().await.unwrap();
    assert_eq!(bench.stored().await, [3]);
    bench.writer.close().await;
    assert!(bench.writer.take(Kind::Alone).await.is_err());
}
