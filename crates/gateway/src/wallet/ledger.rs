//! The wallet's row and its ledger. Every movement is one statement, so that the sum holds at each step.

use piecewise_api::{LedgerKind, SpendCaps, Wallet, WalletAttention};
use piecewise_sms::money::{Currency, Micros};

use super::{calendar::day_and_month_of, prices};
use crate::{
    error::Result,
    events,
    store::{Connection, WriteTx, query, query_as, query_scalar},
};

/// What the sandbox puts in when SMS is connected: sample money, for sample prices.
const SAMPLE_TOP_UP: Micros = Micros(100_000_000);

/// Opens the wallet with sample money and sample prices, once.
pub(crate) async fn open_with_sample_money(tx: &mut WriteTx, account_id: i64, now_ms: i64) -> Result<()> {
    prices::keep_sample(tx, account_id, now_ms).await?;
    if open_empty(tx, account_id).await? {
        top_up(tx, account_id, SAMPLE_TOP_UP, now_ms).await?;
    }
    Ok(())
}

/// Opens the wallet with nothing in it; whether it was not open before. What Aurora's console shows as the balance is
/// entered by a person.
pub(crate) async fn open_empty(tx: &mut WriteTx, account_id: i64) -> Result<bool> {
    let opened = query(
        "INSERT INTO wallet (account_id, currency, topped_up, available, reserved, spent) VALUES ($1, $2, 0, 0, 0, 0)
         ON CONFLICT (account_id) DO NOTHING",
    )
    .bind(account_id)
    .bind(Currency::USD.code())
    .execute(tx)
    .await?;
    Ok(opened.rows_affected() == 1)
}

/// Puts money in, and gives the entry's number.
pub(super) async fn top_up(tx: &mut WriteTx, account_id: i64, amount: Micros, now_ms: i64) -> Result<i64> {
    query("UPDATE wallet SET topped_up = topped_up + $2, available = available + $2 WHERE account_id = $1")
        .bind(account_id)
        .bind(amount.0)
        .execute(tx)
        .await?;
    let id = query_scalar("INSERT INTO ledger (account_id, kind, amount, at_ms) VALUES ($1, $2, $3, $4) RETURNING id")
        .bind(account_id)
        .bind(kind_name(LedgerKind::TopUp))
        .bind(amount.0)
        .bind(now_ms)
        .fetch_one(tx)
        .await?;
    events::wallet_changed(tx, account_id, now_ms).await?;
    Ok(id)
}

/// What a cap is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Period {
    /// From midnight to midnight, UTC.
    Day,
    /// A month of the calendar, UTC.
    Month,
}

impl Period {
    /// Its name in a sentence.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
        }
    }
}

/// What became of an attempt to hold money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reserved {
    /// It is held.
    Held,
    /// Less is available; nothing is held.
    TooLittle,
    /// The cap would be passed; nothing is held.
    Capped(Period),
}

/// Holds `amount`, all or nothing: where it is not available, or a cap would be passed, nothing is held.
pub(crate) async fn reserve(tx: &mut WriteTx, account_id: i64, amount: Micros, now_ms: i64) -> Result<Reserved> {
    let (day, month) = day_and_month_of(now_ms);
    let held = query(
        "UPDATE wallet
         SET available = available - $2, reserved = reserved + $2, pending = pending + $2,
             day_committed = CASE WHEN day >= $3 THEN day_committed ELSE 0 END + $2,
             day = CASE WHEN day >= $3 THEN day ELSE $3 END,
             month_committed = CASE WHEN month >= $4 THEN month_committed ELSE 0 END + $2,
             month = CASE WHEN month >= $4 THEN month ELSE $4 END
         WHERE account_id = $1 AND available >= $2
           AND (daily_cap IS NULL OR CASE WHEN day >= $3 THEN day_committed ELSE 0 END + $2 <= daily_cap)
           AND (monthly_cap IS NULL OR CASE WHEN month >= $4 THEN month_committed ELSE 0 END + $2 <= monthly_cap)",
    )
    .bind(account_id)
    .bind(amount.0)
    .bind(day)
    .bind(month)
    .execute(tx)
    .await?;
    if held.rows_affected() == 1 {
        events::wallet_changed(tx, account_id, now_ms).await?;
        return Ok(Reserved::Held);
    }
    let Some(row) = find_row(tx, account_id).await? else { return Ok(Reserved::TooLittle) };
    let caps = row.caps(now_ms);
    let is_passed = |cap: Option<Micros>, committed: Micros| {
        cap.is_some_and(|cap| committed.plus(amount).is_none_or(|committed| committed > cap))
    };
    Ok(if row.available < amount.0 {
        Reserved::TooLittle
    } else if is_passed(caps.daily, caps.committed_today) {
        Reserved::Capped(Period::Day)
    } else {
        Reserved::Capped(Period::Month)
    })
}

#[derive(sqlx::FromRow)]
struct Row {
    currency: String,
    topped_up: i64,
    available: i64,
    reserved: i64,
    spent: i64,
    pending: i64,
    low_balance: Option<i64>,
    daily_cap: Option<i64>,
    monthly_cap: Option<i64>,
    day: i64,
    day_committed: i64,
    month: i64,
    month_committed: i64,
}

impl Row {
    fn caps(&self, now_ms: i64) -> SpendCaps {
        let (day, month) = day_and_month_of(now_ms);
        SpendCaps {
            daily: self.daily_cap.map(Micros),
            monthly: self.monthly_cap.map(Micros),
            committed_today: Micros(if self.day >= day { self.day_committed } else { 0 }),
            committed_this_month: Micros(if self.month >= month { self.month_committed } else { 0 }),
        }
    }

    fn attention(&self, caps: &SpendCaps) -> Vec<WalletAttention> {
        let is_near = |cap: Option<Micros>, committed: Micros| {
            cap.is_some_and(|cap| i128::from(committed.0) * 10 >= i128::from(cap.0) * 9)
        };
        let facts = [
            (self.low_balance.is_some_and(|limit| self.available < limit), WalletAttention::LowBalance),
            (is_near(caps.daily, caps.committed_today), WalletAttention::DailyCapNear),
            (is_near(caps.monthly, caps.committed_this_month), WalletAttention::MonthlyCapNear),
        ];
        facts.into_iter().filter_map(|(holds, attention)| holds.then_some(attention)).collect()
    }
}

async fn find_row(connection: &mut Connection, account_id: i64) -> Result<Option<Row>> {
    let row = query_as(
        "SELECT currency, topped_up, available, reserved, spent, pending, low_balance, daily_cap, monthly_cap, day,
                day_committed, month, month_committed
         FROM wallet WHERE account_id = $1",
    );
    Ok(row.bind(account_id).fetch_optional(connection).await?)
}

/// The wallet; all zero before SMS is connected.
pub(crate) async fn find(connection: &mut Connection, account_id: i64, now_ms: i64) -> Result<Wallet> {
    let Some(row) = find_row(connection, account_id).await? else {
        let zero = Micros::ZERO;
        return Ok(Wallet {
            currency: Currency::USD.code().into(),
            topped_up: zero,
            available: zero,
            reserved: zero,
            spent: zero,
            pending: zero,
            low_balance: None,
            caps: SpendCaps::default(),
            attention: Vec::new(),
        });
    };
    let caps = row.caps(now_ms);
    Ok(Wallet {
        topped_up: Micros(row.topped_up),
        available: Micros(row.available),
        reserved: Micros(row.reserved),
        spent: Micros(row.spent),
        pending: Micros(row.pending),
        low_balance: row.low_balance.map(Micros),
        attention: row.attention(&caps),
        caps,
        currency: row.currency,
    })
}

/// The kind's name in the database.
pub(super) const fn kind_name(kind: LedgerKind) -> &'static str {
    match kind {
        LedgerKind::TopUp => "top_up",
        LedgerKind::Charge => "charge",
    }
}
