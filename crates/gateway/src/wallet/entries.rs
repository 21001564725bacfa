//! The ledger as people read it: page by page, filtered, and as CSV.

use std::sync::Arc;

use axum::response::Response;
use piecewise_api::{LedgerEntry, LedgerKind, LedgerPage};
use piecewise_sms::money::Micros;

use super::{calendar::time_text, ledger::kind_name};
use crate::{
    app::App,
    error::{Error, Result},
    export::csv,
    store::{Connection, QueryBuilder, page, query_scalar},
};

/// Entries read at a time for an export.
const N_AT_ONCE: usize = 1000;

/// The columns of an export.
const COLUMNS: [&str; 10] =
    ["id", "time", "kind", "amount", "currency", "country", "n_pieces", "unit_price", "price_version", "message_id"];

/// Which entries are asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    pub(super) kind: Option<LedgerKind>,
    pub(super) country: Option<String>,
    pub(super) from_ms: Option<i64>,
    pub(super) until_ms: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    kind: String,
    amount: i64,
    message_id: Option<String>,
    n_pieces: Option<i64>,
    country: Option<String>,
    unit_price: Option<i64>,
    price_version: Option<i64>,
    at_ms: i64,
}

impl Row {
    fn into_entry(self) -> Result<LedgerEntry> {
        let damaged = || Error::Damaged("ledger entry");
        Ok(LedgerEntry {
            id: self.id,
            kind: [LedgerKind::TopUp, LedgerKind::Charge]
                .into_iter()
                .find(|kind| kind_name(*kind) == self.kind)
                .ok_or_else(damaged)?,
            amount: Micros(self.amount),
            message_id: self.message_id,
            n_pieces: self.n_pieces.map(u32::try_from).transpose().map_err(|_| damaged())?,
            country: self.country,
            unit_price: self.unit_price.map(Micros),
            price_version: self.price_version,
            at_ms: self.at_ms,
        })
    }
}

/// Entries older than `before`, newest first.
pub(super) async fn page(
    connection: &mut Connection,
    account_id: i64,
    filter: &Filter,
    before: i64,
    limit: usize,
) -> Result<LedgerPage> {
    let mut select = QueryBuilder::new(
        "SELECT ledger.id, ledger.kind, ledger.amount, message.public_id AS message_id, ledger.n_pieces, ledger.country,
                ledger.unit_price, ledger.price_version, ledger.at_ms
         FROM ledger LEFT JOIN message ON message.id = ledger.message_id
         WHERE ledger.account_id = ",
    );
    select.push_bind(account_id).push(" AND ledger.id < ").push_bind(before);
    if let Some(kind) = filter.kind {
        select.push(" AND ledger.kind = ").push_bind(kind_name(kind));
    }
    if let Some(country) = &filter.country {
        select.push(" AND ledger.country = ").push_bind(country);
    }
    if let Some(from_ms) = filter.from_ms {
        select.push(" AND ledger.at_ms >= ").push_bind(from_ms);
    }
    if let Some(until_ms) = filter.until_ms {
        select.push(" AND ledger.at_ms < ").push_bind(until_ms);
    }
    select.push(" ORDER BY ledger.id DESC LIMIT ").push_bind(page::n_asked(limit));
    let mut rows: Vec<Row> = select.build_as().fetch_all(connection).await?;
    let next = page::cut(&mut rows, limit, |row| row.id).map(|id| id.to_string());
    Ok(LedgerPage { entries: rows.into_iter().map(Row::into_entry).collect::<Result<_>>()?, next })
}

/// Every entry that `filter` names, newest first, as CSV.
pub(super) async fn download(app: Arc<App>, account_id: i64, filter: Filter) -> Result<Response> {
    let mut tx = app.store.read().await?;
    let currency: Option<String> = query_scalar("SELECT currency FROM wallet WHERE account_id = $1")
        .bind(account_id)
        .fetch_optional(&mut tx)
        .await?;
    drop(tx);
    let context = Arc::new((app, filter, currency.unwrap_or_default()));
    csv::download("ledger.csv", &COLUMNS, i64::MAX, move |before| {
        let context = Arc::clone(&context);
        async move {
            let (app, filter, currency) = &*context;
            let mut tx = app.store.read().await?;
            let page = page(&mut tx, account_id, filter, before, N_AT_ONCE).await?;
            let next = page.next.and_then(|next| next.parse().ok());
            Ok((page.entries.into_iter().map(|entry| cells_of(entry, currency)).collect(), next))
        }
    })
}

fn cells_of(entry: LedgerEntry, currency: &str) -> Vec<String> {
    let or_empty = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    vec![
        entry.id.to_string(),
        time_text(entry.at_ms),
        kind_name(entry.kind).into(),
        entry.amount.to_string(),
        currency.into(),
        entry.country.unwrap_or_default(),
        or_empty(entry.n_pieces.map(i64::from)),
        entry.unit_price.map(|price| price.to_string()).unwrap_or_default(),
        or_empty(entry.price_version),
        entry.message_id.unwrap_or_default(),
    ]
}
