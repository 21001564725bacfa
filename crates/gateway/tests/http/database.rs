//! The database of a test: a SQLite file, or, where `TEST_DATABASE_URL` names a PostgreSQL server, a fresh database there.

use std::{fs, path::Path};

use piecewise_gateway::config::SecretText;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

/// The file in a test's folder that holds the address of its PostgreSQL database.
const ADDRESS_FILE: &str = "database-url";

/// The address of the folder's PostgreSQL database, made where there is none; `None` means SQLite.
pub(crate) async fn of(folder: &Path) -> Option<SecretText> {
    let server = std::env::var("TEST_DATABASE_URL").ok()?;
    let file = folder.join(ADDRESS_FILE);
    if let Ok(address) = fs::read_to_string(&file) {
        return Some(address.parse().unwrap());
    }
    let mut name = [0; 8];
    getrandom::fill(&mut name).unwrap();
    let name = format!("test_{:016x}", u64::from_be_bytes(name));
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let create = AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::query(create).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let address = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    fs::write(&file, &address).unwrap();
    Some(address.parse().unwrap())
}

/// Runs a statement in the folder's database.
pub(crate) async fn execute(folder: &TempDir, sql: &'static str) -> Result<(), sqlx::Error> {
    if let Some(address) = of(folder.path()).await {
        let mut connection = PgConnection::connect(&address.0).await?;
        return sqlx::query(sql).execute(&mut connection).await.map(drop);
    }
    let mut connection = SqliteConnection::connect_with(&file_of(folder)).await?;
    sqlx::query(sql).execute(&mut connection).await.map(drop)
}

/// The one column, a text, of the rows that a query gives.
pub(crate) async fn texts(folder: &TempDir, sql: &'static str) -> Vec<String> {
    if let Some(address) = of(folder.path()).await {
        let mut connection = PgConnection::connect(&address.0).await.unwrap();
        return sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
    }
    let mut connection = SqliteConnection::connect_with(&file_of(folder)).await.unwrap();
    sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
}

fn file_of(folder: &TempDir) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(folder.path().join("data/piecewise.sqlite3"))
}
