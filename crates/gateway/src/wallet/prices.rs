//! An account's price table, version by version. A version is never changed, so it is read from the database once.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use piecewise_api::PriceVersion;
use piecewise_sms::{
    money::{Currency, Micros},
    prices::PriceTable,
};

use super::calendar::day_text;
use crate::{
    error::{Error, Result},
    store::{Connection, QueryBuilder, WriteTx, query_as, query_scalar},
};

/// Tables kept in memory; beyond that, all are forgotten, and read again as they are needed.
const N_KEPT: usize = 256;

/// The version that every account begins with: the sandbox's sample.
const SAMPLE_VERSION: i64 = 1;

static NONE: LazyLock<Arc<PriceTable>> = LazyLock::new(|| {
    Arc::new(PriceTable::new(
        Currency::USD,
        String::new(),
        String::new(),
        false,
        std::iter::empty::<(String, Micros)>(),
    ))
});

static SAMPLE: LazyLock<Arc<PriceTable>> = LazyLock::new(|| Arc::new(PriceTable::sample()));

/// Tables that were read before, by their rows.
#[derive(Debug)]
pub(crate) struct PriceCache {
    /// Whether messages may be priced by the sandbox's sample.
    takes_sample: bool,
    tables: Mutex<HashMap<i64, Arc<PriceTable>>>,
}

impl PriceCache {
    /// Nothing was read yet. Where messages cost money, a sample is no price, and what has no price is not sent.
    pub(crate) fn new(takes_sample: bool) -> Self {
        Self { takes_sample, tables: Mutex::default() }
    }
}

/// A price table and its version.
#[derive(Debug, Clone)]
pub(crate) struct VersionedPrices {
    /// The version.
    pub version: i64,
    /// The table.
    pub table: Arc<PriceTable>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    version: i64,
    currency: String,
    effective: String,
    source: String,
    is_sample: bool,
}

/// The newest version that holds today; before SMS is connected, the sandbox's sample, and where messages cost money, none.
///
/// Call it in a transaction that has written no prices: what it reads is kept in memory.
pub(crate) async fn current_prices(
    connection: &mut Connection,
    cache: &PriceCache,
    account_id: i64,
    now_ms: i64,
) -> Result<VersionedPrices> {
    let row: Option<Row> = query_as(
        "SELECT id, version, currency, effective, source, is_sample FROM price_table
         WHERE account_id = $1 AND effective <= $2 AND (NOT is_sample OR $3) ORDER BY version DESC LIMIT 1",
    )
    .bind(account_id)
    .bind(day_text(now_ms))
    .bind(cache.takes_sample)
    .fetch_optional(connection)
    .await?;
    match row {
        Some(row) => read(connection, cache, row).await,
        None if cache.takes_sample => Ok(VersionedPrices { version: SAMPLE_VERSION, table: Arc::clone(&SAMPLE) }),
        None => Ok(VersionedPrices { version: 0, table: Arc::clone(&NONE) }),
    }
}

/// One version, if there is one.
pub(super) async fn find(
    connection: &mut Connection,
    cache: &PriceCache,
    account_id: i64,
    version: i64,
) -> Result<Option<VersionedPrices>> {
    let row: Option<Row> = query_as(
        "SELECT id, version, currency, effective, source, is_sample FROM price_table
         WHERE account_id = $1 AND version = $2",
    )
    .bind(account_id)
    .bind(version)
    .fetch_optional(connection)
    .await?;
    match row {
        Some(row) => Ok(Some(read(connection, cache, row).await?)),
        None if version == SAMPLE_VERSION => Ok(Some(VersionedPrices { version, table: Arc::clone(&SAMPLE) })),
        None => Ok(None),
    }
}

async fn read(connection: &mut Connection, cache: &PriceCache, row: Row) -> Result<VersionedPrices> {
    let known = cache.tables.lock().unwrap_or_else(PoisonError::into_inner).get(&row.id).cloned();
    if let Some(table) = known {
        return Ok(VersionedPrices { version: row.version, table });
    }
    let prices: Vec<(String, i64)> = query_as("SELECT country, price FROM price WHERE price_table_id = $1")
        .bind(row.id)
        .fetch_all(connection)
        .await?;
    let currency = Currency::from_code(&row.currency).ok_or(Error::Damaged("price table"))?;
    let prices = prices.into_iter().map(|(country, price)| (country, Micros(price)));
    let table = Arc::new(PriceTable::new(currency, row.effective, row.source, row.is_sample, prices));
    let mut kept = cache.tables.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= N_KEPT {
        kept.clear();
    }
    kept.insert(row.id, Arc::clone(&table));
    Ok(VersionedPrices { version: row.version, table })
}

/// Every version, newest first.
pub(super) async fn list(connection: &mut Connection, account_id: i64) -> Result<Vec<PriceVersion>> {
    #[derive(sqlx::FromRow)]
    struct Listed {
        version: i64,
        currency: String,
        effective: String,
        source: String,
        is_sample: bool,
        n_prices: i64,
        created_at_ms: i64,
        created_by: Option<String>,
    }
    let rows: Vec<Listed> = query_as(
        "SELECT version, currency, effective, source, is_sample, created_at_ms, created_by,
                (SELECT COUNT(*) FROM price WHERE price_table_id = price_table.id) AS n_prices
         FROM price_table WHERE account_id = $1 ORDER BY version DESC",
    )
    .bind(account_id)
    .fetch_all(connection)
    .await?;
    let listed = |row: Listed| PriceVersion {
        version: row.version,
        currency: row.currency,
        effective: row.effective,
        source: row.source,
        is_sample: row.is_sample,
        n_prices: u32::try_from(row.n_prices).unwrap_or(u32::MAX),
        created_at_ms: row.created_at_ms,
        created_by: row.created_by,
    };
    Ok(rows.into_iter().map(listed).collect())
}

/// Keeps the sandbox's sample as the first version, once.
pub(super) async fn keep_sample(tx: &mut WriteTx, account_id: i64, now_ms: i64) -> Result<()> {
    let has_any: bool = query_scalar("SELECT EXISTS (SELECT 1 FROM price_table WHERE account_id = $1)")
        .bind(account_id)
        .fetch_one(tx)
        .await?;
    if !has_any {
        insert(tx, account_id, SAMPLE_VERSION, &SAMPLE, None, now_ms).await?;
    }
    Ok(())
}

/// Keeps `table` as the next version, and gives its number.
pub(super) async fn add(
    tx: &mut WriteTx,
    account_id: i64,
    table: &PriceTable,
    created_by: &str,
    now_ms: i64,
) -> Result<i64> {
    let last: i64 = query_scalar("SELECT COALESCE(MAX(version), 0) FROM price_table WHERE account_id = $1")
        .bind(account_id)
        .fetch_one(tx)
        .await?;
    insert(tx, account_id, last + 1, table, Some(created_by), now_ms).await?;
    Ok(last + 1)
}

async fn insert(
    tx: &mut WriteTx,
    account_id: i64,
    version: i64,
    table: &PriceTable,
    created_by: Option<&str>,
    now_ms: i64,
) -> Result<()> {
    let id: i64 = query_scalar(
        "INSERT INTO price_table (account_id, version, currency, effective, source, is_sample, created_at_ms, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
    )
    .bind(account_id)
    .bind(version)
    .bind(table.currency.code())
    .bind(&table.effective)
    .bind(&table.source)
    .bind(table.is_sample)
    .bind(now_ms)
    .bind(created_by)
    .fetch_one(tx)
    .await?;
    let mut prices = QueryBuilder::new("INSERT INTO price (price_table_id, country, price) ");
    prices.push_rows(table.iter(), |(country, price)| [id.into(), country.into(), price.0.into()]);
    prices.build().execute(tx).await?;
    Ok(())
}
