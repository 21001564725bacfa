//! The wallet's row and its ledger. Every movement is one statement, so that the sum holds at each step.

use piecewise_api::{LedgerEntry, LedgerKind, Wallet};
use piecewise_sms::money::{Currency, Micros};

use crate::{
    error::{Error, Result},
    events,
    store::{Connection, WriteTx, query, query_as, query_scalar},
};

/// What the sandbox puts in when SMS is connected: sample money, for sample prices.
const SAMPLE_TOP_UP: Micros = Micros(100_000_000);

/// Opens the wallet with sample money, once.
pub(crate) async fn open_with_sample_money(
    tx: &mut WriteTx,
    account_id: i64,
    currency: Currency,
    now_ms: i64,
) -> Result<()> {
    let opened = query(
        "INSERT INTO wallet (account_id, currency, topped_up, available, reserved, spent) VALUES ($1, $2, $3, $3, 0, 0)
         ON CONFLICT (account_id) DO NOTHING",
    )
    .bind(account_id)
    .bind(currency.code())
    .bind(SAMPLE_TOP_UP.0)
    .execute(tx)
    .await?;
    if opened.rows_affected() == 1 {
        query("INSERT INTO ledger (account_id, kind, amount, at_ms) VALUES ($1, 'top_up', $2, $3)")
            .bind(account_id)
            .bind(SAMPLE_TOP_UP.0)
            .bind(now_ms)
            .execute(tx)
            .await?;
        events::wallet_changed(tx, account_id, now_ms).await?;
    }
    Ok(())
}

/// Holds `amount`; `false` if less is available, and then nothing is held.
pub(crate) async fn reserve(tx: &mut WriteTx, account_id: i64, amount: Micros, now_ms: i64) -> Result<bool> {
    let held = query(
        "UPDATE wallet SET available = available - $2, reserved = reserved + $2
         WHERE account_id = $1 AND available >= $2",
    )
    .bind(account_id)
    .bind(amount.0)
    .execute(tx)
    .await?;
    let is_held = held.rows_affected() == 1;
    if is_held {
        events::wallet_changed(tx, account_id, now_ms).await?;
    }
    Ok(is_held)
}

/// Gives back what was held for a message that is not sent.
pub(crate) async fn release(tx: &mut WriteTx, account_id: i64, amount: Micros, now_ms: i64) -> Result<()> {
    query("UPDATE wallet SET available = available + $2, reserved = reserved - $2 WHERE account_id = $1")
        .bind(account_id)
        .bind(amount.0)
        .execute(tx)
        .await?;
    events::wallet_changed(tx, account_id, now_ms).await
}

/// A message handed to the carrier.
#[derive(Debug)]
pub(crate) struct Charge<'a> {
    /// Who pays.
    pub account_id: i64,
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
    query(
        "UPDATE wallet SET available = available + $2 - $3, reserved = reserved - $2, spent = spent + $3
         WHERE account_id = $1",
    )
    .bind(charge.account_id)
    .bind(charge.held.0)
    .bind(charge.amount.0)
    .execute(tx)
    .await?;
    query(
        "INSERT INTO ledger (account_id, kind, amount, message_id, n_pieces, country, unit_price, at_ms)
         VALUES ($1, 'charge', $2, $3, $4, $5, $6, $7)",
    )
    .bind(charge.account_id)
    .bind(charge.amount.0)
    .bind(charge.message_id)
    .bind(charge.n_pieces)
    .bind(charge.country)
    .bind(charge.unit_price.0)
    .bind(now_ms)
    .execute(tx)
    .await?;
    events::wallet_changed(tx, charge.account_id, now_ms).await
}

/// The wallet; all zero before SMS is connected.
pub(crate) async fn find(connection: &mut Connection, account_id: i64, currency: Currency) -> Result<Wallet> {
    let row: Option<(String, i64, i64, i64, i64)> =
        query_as("SELECT currency, topped_up, available, reserved, spent FROM wallet WHERE account_id = $1")
            .bind(account_id)
            .fetch_optional(connection)
            .await?;
    let (currency, topped_up, available, reserved, spent) =
        row.unwrap_or_else(|| (currency.code().to_owned(), 0, 0, 0, 0));
    let pending: i64 = query_scalar(
        "SELECT CAST(COALESCE(SUM(reserved + COALESCE(charge, 0)), 0) AS BIGINT) FROM message
         WHERE account_id = $1 AND status IN ('sending', 'waiting_result')",
    )
    .bind(account_id)
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
    n_pieces: Option<i64>,
    country: Option<String>,
    unit_price: Option<i64>,
    at_ms: i64,
}

/// Ledger entries older than `before`, newest first.
pub(super) async fn entries(
    connection: &mut Connection,
    account_id: i64,
    before: i64,
    limit: i64,
) -> Result<Vec<LedgerEntry>> {
    let rows: Vec<EntryRow> = query_as(
        "SELECT ledger.id, ledger.kind, ledger.amount, message.public_id AS message_id, ledger.n_pieces, ledger.country,
                ledger.unit_price, ledger.at_ms
         FROM ledger LEFT JOIN message ON message.id = ledger.message_id
         WHERE ledger.account_id = $1 AND ledger.id < $2 ORDER BY ledger.id DESC LIMIT $3",
    )
    .bind(account_id)
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
            n_pieces: row.n_pieces.map(u32::try_from).transpose().map_err(|_| Error::Damaged("ledger entry"))?,
            country: row.country,
            unit_price: row.unit_price.map(Micros),
            at_ms: row.at_ms,
        })
    };
    rows.into_iter().map(entry).collect()
}
