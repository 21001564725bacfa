//! The wallet's row and its ledger. Every movement is one statement, so that the sum holds at each step.

use piecewise_api::{LedgerEntry, LedgerKind, Wallet};
use piecewise_sms::money::{Currency, Micros};

use crate::{
    error::{Error, Result},
    events,
    store::{Connection, WriteTx},
};

/// What the sandbox puts in when SMS is connected: sample money, for sample prices.
const SAMPLE_TOP_UP: Micros = Micros(100_000_000);

/// Opens the wallet with sample money, once.
pub(crate) async fn open_with_sample_money(tx: &mut WriteTx, currency: Currency, now_ms: i64) -> Result<()> {
    let opened = sqlx::query(
        "INSERT INTO wallet (id, currency, topped_up, available, reserved, spent) VALUES (1, $1, $2, $2, 0, 0)
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(currency.code())
    .bind(SAMPLE_TOP_UP.0)
    .execute(&mut **tx)
    .await?;
    if opened.rows_affected() == 1 {
        sqlx::query("INSERT INTO ledger (kind, amount, at_ms) VALUES ('top_up', $1, $2)")
            .bind(SAMPLE_TOP_UP.0)
            .bind(now_ms)
            .execute(&mut **tx)
            .await?;
        events::wallet_changed(tx, now_ms).await?;
    }
    Ok(())
}

/// Holds `amount`; `false` if less is available, and then nothing is held.
pub(crate) async fn reserve(tx: &mut WriteTx, amount: Micros, now_ms: i64) -> Result<bool> {
    let held = sqlx::query(
        "UPDATE wallet SET available = available - $1, reserved = reserved + $1 WHERE id = 1 AND available >= $1",
    )
    .bind(amount.0)
    .execute(&mut **tx)
    .await?;
    let is_held = held.rows_affected() == 1;
    if is_held {
        events::wallet_changed(tx, now_ms).await?;
    }
    Ok(is_held)
}

/// Gives back what was held for a message that is not sent.
pub(crate) async fn release(tx: &mut WriteTx, amount: Micros, now_ms: i64) -> Result<()> {
    sqlx::query("UPDATE wallet SET available = available + $1, reserved = reserved - $1 WHERE id = 1")
        .bind(amount.0)
        .execute(&mut **tx)
        .await?;
    events::wallet_changed(tx, now_ms).await
}

/// A message handed to the carrier.
#[derive(Debug)]
pub(crate) struct Charge<'a> {
    /// The message's row.
    pub message_id: i64,
    /// What is held for it.
    pub held: Micros,
    /// What it costs.
    pub amount: Micros,
    /// Its pieces.
    pub n_pieces: u32,
    /// Its country.
    pub country: Option<&'a str>,
    /// The price of a piece.
    pub unit_price: Micros,
}

/// Charges a message and writes its one ledger entry.
pub(crate) async fn charge(tx: &mut WriteTx, charge: &Charge<'_>, now_ms: i64) -> Result<()> {
    sqlx::query(
        "UPDATE wallet SET available = available + $1 - $2, reserved = reserved - $1, spent = spent + $2 WHERE id = 1",
    )
    .bind(charge.held.0)
    .bind(charge.amount.0)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "INSERT INTO ledger (kind, amount, message_id, n_pieces, country, unit_price, at_ms)
         VALUES ('charge', $1, $2, $3, $4, $5, $6)",
    )
    .bind(charge.amount.0)
    .bind(charge.message_id)
    .bind(charge.n_pieces)
    .bind(charge.country)
    .bind(charge.unit_price.0)
    .bind(now_ms)
    .execute(&mut **tx)
    .await?;
    events::wallet_changed(tx, now_ms).await
}

/// The wallet; all zero before SMS is connected.
pub(crate) async fn find(connection: &mut Connection, currency: Currency) -> Result<Wallet> {
    let row: Option<(String, i64, i64, i64, i64)> =
        sqlx::query_as("SELECT currency, topped_up, available, reserved, spent FROM wallet WHERE id = 1")
            .fetch_optional(&mut *connection)
            .await?;
    let (currency, topped_up, available, reserved, spent) =
        row.unwrap_or_else(|| (currency.code().to_owned(), 0, 0, 0, 0));
    let pending: i64 = sqlx::query_scalar(
        "SELECT COALESCE(SUM(reserved + COALESCE(charge, 0)), 0) FROM message
         WHERE status IN ('sending', 'waiting_result')",
    )
    .fetch_one(connection)
    .await?;
    Ok(Wallet {
        currency,
        topped_up: Micros(topped_up),
        available: Micros(available),
        reserved: Micros(reserved),
        spent: Micros(spent),
        pending: Micros(pending),
    })
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: i64,
    kind: String,
    amount: i64,
    message_id: Option<String>,
    n_pieces: Option<u32>,
    country: Option<String>,
    unit_price: Option<i64>,
    at_ms: i64,
}

/// Ledger entries older than `before`, newest first.
pub(super) async fn entries(connection: &mut Connection, before: i64, limit: i64) -> Result<Vec<LedgerEntry>> {
    let rows: Vec<EntryRow> = sqlx::query_as(
        "SELECT ledger.id, ledger.kind, ledger.amount, message.public_id AS message_id, ledger.n_pieces, ledger.country,
                ledger.unit_price, ledger.at_ms
         FROM ledger LEFT JOIN message ON message.id = ledger.message_id
         WHERE ledger.id < $1 ORDER BY ledger.id DESC LIMIT $2",
    )
    .bind(before)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    let entry = |row: EntryRow| {
        Ok(LedgerEntry {
            id: row.id,
            kind: match row.kind.as_str() {
                "top_up" => LedgerKind::TopUp,
                "charge" => LedgerKind::Charge,
                _ => return Err(Error::Damaged("ledger entry")),
            },
            amount: Micros(row.amount),
            message_id: row.message_id,
            n_pieces: row.n_pieces,
            country: row.country,
            unit_price: row.unit_price.map(Micros),
            at_ms: row.at_ms,
        })
    };
    rows.into_iter().map(entry).collect()
}
