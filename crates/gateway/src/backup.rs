//! Backup and restore of the SQLite file: a copy of one moment while a gateway runs and writes, and its way back.
//!
//! A copy is older than what happened after it. What was still to be handed over in it may have been sent since, so a
//! restore marks it as unconfirmed: it is listed for a person and not sent again by itself.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{
    clock::Clock,
    config::Config,
    data_folder::DataFolder,
    error::{Error, Result},
    store::{SQLITE_FILE, Store, query},
};

/// Writes a copy of the database to `file`, which is not there yet, and checks it. Gives the number of its messages.
pub async fn backup(config: &Config, file: &Path) -> Result<u64> {
    refuse_postgres(config)?;
    refuse_existing(file)?;
    let database = config.data.join(SQLITE_FILE);
    if !database.is_file() {
        return Err(Error::Backup { path: database, reason: "there is no database here; is --data right?".into() });
    }
    let part = beside(file);
    let result = async {
        // Made here and empty, so that nobody else may read it; SQLite fills it.
        create_private(&part)?;
        let mut source = SqliteConnectOptions::new()
            .filename(&database)
            .busy_timeout(Duration::from_secs(10))
            .disable_statement_logging()
            .connect()
            .await?;
        let part_name = part.to_str().ok_or_else(|| unusable(&part, "its name is no Unicode text"))?;
        sqlx::query("VACUUM INTO $1").bind(part_name).execute(&mut source).await?;
        source.close().await?;
        let n_messages = check(&part).await?;
        settle(&part, file)?;
        Ok(n_messages)
    };
    let result = result.await;
    if result.is_err() {
        let _ = fs::remove_file(&part);
    }
    result
}

/// Puts the copy in `file` into the data folder, where no gateway runs and no database is. Gives the number of messages
/// that are unconfirmed from now on.
pub async fn restore(config: &Config, file: &Path) -> Result<u64> {
    refuse_postgres(config)?;
    check(file).await?;
    let folder = DataFolder::open(&config.data)?;
    let database = config.data.join(SQLITE_FILE);
    refuse_existing(&database)?;
    let part = beside(&database);
    create_private(&part)?;
    fs::copy(file, &part).map_err(|source| Error::File { path: part.clone(), source })?;
    settle(&part, &database)?;
    let store = Store::open(config).await?;
    let n_unconfirmed = leave_to_a_person(&store).await?;
    store.close().await;
    drop(folder);
    Ok(n_unconfirmed)
}

/// Marks what the copy would hand over as unconfirmed.
async fn leave_to_a_person(store: &Store) -> Result<u64> {
    let now_ms = Clock::open(store).await?.now_ms();
    let mut tx = store.write().await?;
    let unconfirmed = query(
        "INSERT INTO message_event (message_id, at_ms, status, source, is_unconfirmed)
         SELECT id, $1, 'sending', 'gateway', TRUE FROM message
         WHERE journal_state IN ('queued', 'submitting') AND status = 'sending' ORDER BY id",
    )
    .bind(now_ms)
    .execute(&mut tx)
    .await?;
    // Those that were reported on meanwhile have arrived.
    query(
        "UPDATE message SET journal_state = CASE status WHEN 'sending' THEN 'unconfirmed' ELSE 'handed_over' END,
                            updated_at_ms = $1
         WHERE journal_state IN ('queued', 'submitting')",
    )
    .bind(now_ms)
    .execute(&mut tx)
    .await?;
    query("UPDATE hand_over SET state = 'unconfirmed', next_at_ms = NULL WHERE state = 'submitting'")
        .execute(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(unconfirmed.rows_affected())
}

/// Reads the whole copy and gives the number of its messages.
async fn check(file: &Path) -> Result<u64> {
    let not_one = |_| unusable(file, "it is not a copy of a gateway's database");
    let mut copy: SqliteConnection = SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .disable_statement_logging()
        .connect()
        .await
        .map_err(not_one)?;
    let found: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut copy).await.map_err(not_one)?;
    if found != "ok" {
        return Err(unusable(file, "it is damaged"));
    }
    let dangling = sqlx::query("PRAGMA foreign_key_check").fetch_optional(&mut copy).await.map_err(not_one)?;
    if dangling.is_some() {
        return Err(unusable(file, "it is torn: rows refer to rows that are not there"));
    }
    let n_messages: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM message").fetch_one(&mut copy).await.map_err(not_one)?;
    copy.close().await?;
    Ok(u64::try_from(n_messages).unwrap_or(0))
}

fn refuse_postgres(config: &Config) -> Result<()> {
    if config.database.is_none() {
        return Ok(());
    }
    let reason = "PostgreSQL has its own tools for this: pg_dump and pg_restore; see docs/operating.md".into();
    Err(Error::Setting { setting: "database", reason })
}

fn refuse_existing(file: &Path) -> Result<()> {
    if file.exists() { Err(unusable(file, "it is there already; move it away first")) } else { Ok(()) }
}

fn unusable(path: &Path, reason: &str) -> Error {
    Error::Backup { path: path.into(), reason: reason.into() }
}

/// Where a file is written before it is whole.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    file.with_file_name(name)
}

/// An empty file for nobody but its person.
fn create_private(path: &Path) -> Result<()> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|source| Error::File { path: path.into(), source })
}

/// Makes a written file durable under its name.
fn settle(part: &Path, file: &Path) -> Result<()> {
    let durable = || {
        File::options().write(true).open(part)?.sync_all()?;
        fs::rename(part, file)?;
        #[cfg(unix)]
        if let Some(folder) = file.parent() {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    };
    durable().map_err(|source| Error::File { path: file.into(), source })
}
