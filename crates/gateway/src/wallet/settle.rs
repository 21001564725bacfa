//! What reports about messages move in the wallets, many of them at once: one statement for a wallet, one for the ledger.

use std::collections::BTreeMap;

use piecewise_api::LedgerKind;
use piecewise_sms::money::Micros;

use super::{calendar::day_and_month_of, ledger::kind_name};
use crate::{
    error::{Error, Result},
    events,
    store::{QueryBuilder, WriteTx, query},
};

/// Rows in one statement: nine values each, and SQLite takes 32,766.
const N_ROWS_AT_ONCE: usize = 1000;

/// A message handed to the carrier.
#[derive(Debug)]
pub(crate) struct Charge {
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
    pub country: Option<String>,
    /// The price of a piece.
    pub unit_price: Micros,
    /// The version of the price table that it is from.
    pub price_version: i64,
    /// When.
    pub at_ms: i64,
}

/// What is given back for a message that is not sent.
#[derive(Debug)]
pub(crate) struct Release {
    /// To whom.
    pub account_id: i64,
    /// What was held.
    pub amount: Micros,
    /// Since when: it counts no more towards the caps of that day and month.
    pub held_since_ms: i64,
}

/// Movements that belong together.
#[derive(Debug, Default)]
pub(crate) struct Settlement {
    charges: Vec<Charge>,
    moved: BTreeMap<i64, Moved>,
    /// What counts no more, by account, day and month.
    uncommitted: BTreeMap<(i64, i64, i64), i64>,
}

/// By how much the parts of a wallet change; together by nothing, but for what is pending.
#[derive(Debug, Default, Clone, Copy)]
struct Moved {
    available: i64,
    reserved: i64,
    spent: i64,
    pending: i64,
}

impl Moved {
    fn add(&mut self, by: Self) -> Result<()> {
        let sum = |a: i64, b: i64| a.checked_add(b).ok_or(Error::Damaged("wallet"));
        *self = Self {
            available: sum(self.available, by.available)?,
            reserved: sum(self.reserved, by.reserved)?,
            spent: sum(self.spent, by.spent)?,
            pending: sum(self.pending, by.pending)?,
        };
        Ok(())
    }
}

impl Settlement {
    /// Charges a message, with its one ledger entry.
    pub(crate) fn charge(&mut self, charge: Charge) -> Result<()> {
        let (held, amount) = (charge.held.0, charge.amount.0);
        let available = held.checked_sub(amount).ok_or(Error::Damaged("price"))?;
        let moved = Moved { available, reserved: -held, spent: amount, pending: 0 };
        self.moved.entry(charge.account_id).or_default().add(moved)?;
        self.charges.push(charge);
        Ok(())
    }

    /// Gives back what was held for a message that is not sent.
    pub(crate) fn release(&mut self, release: &Release) -> Result<()> {
        let amount = release.amount.0;
        let moved = Moved { available: amount, reserved: -amount, ..Moved::default() };
        self.moved.entry(release.account_id).or_default().add(moved)?;
        let (day, month) = day_and_month_of(release.held_since_ms);
        let uncommitted = self.uncommitted.entry((release.account_id, day, month)).or_default();
        *uncommitted = uncommitted.checked_add(amount).ok_or(Error::Damaged("wallet"))?;
        Ok(())
    }

    /// Moves what belongs to messages whose status is not final; one that becomes final takes its money out of it.
    pub(crate) fn change_pending(&mut self, account_id: i64, by: i64) -> Result<()> {
        self.moved.entry(account_id).or_default().add(Moved { pending: by, ..Moved::default() })
    }

    /// Writes all of it.
    pub(crate) async fn write(self, tx: &mut WriteTx, now_ms: i64) -> Result<()> {
        for (account_id, moved) in &self.moved {
            query(
                "UPDATE wallet
                 SET available = available + $2, reserved = reserved + $3, spent = spent + $4, pending = pending + $5
                 WHERE account_id = $1",
            )
            .bind(account_id)
            .bind(moved.available)
            .bind(moved.reserved)
            .bind(moved.spent)
            .bind(moved.pending)
            .execute(tx)
            .await?;
            events::wallet_changed(tx, *account_id, now_ms).await?;
        }
        for ((account_id, day, month), amount) in &self.uncommitted {
            query(
                "UPDATE wallet
                 SET day_committed = day_committed - CASE WHEN day = $3 THEN $2 ELSE 0 END,
                     month_committed = month_committed - CASE WHEN month = $4 THEN $2 ELSE 0 END
                 WHERE account_id = $1",
            )
            .bind(account_id)
            .bind(amount)
            .bind(day)
            .bind(month)
            .execute(tx)
            .await?;
        }
        for chunk in self.charges.chunks(N_ROWS_AT_ONCE) {
            let mut insert = QueryBuilder::new(
                "INSERT INTO ledger
                     (account_id, kind, amount, message_id, n_pieces, country, unit_price, price_version, at_ms) ",
            );
            insert.push_rows(chunk, |charge| {
                [
                    charge.account_id.into(),
                    kind_name(LedgerKind::Charge).into(),
                    charge.amount.0.into(),
                    charge.message_id.into(),
                    charge.n_pieces.into(),
                    (&charge.country).into(),
                    charge.unit_price.0.into(),
                    charge.price_version.into(),
                    charge.at_ms.into(),
                ]
            });
            insert.build().execute(tx).await?;
        }
        Ok(())
    }
}

/// Gives one sum back.
pub(crate) async fn release(tx: &mut WriteTx, release: &Release, now_ms: i64) -> Result<()> {
    let mut settlement = Settlement::default();
    settlement.release(release)?;
    settlement.write(tx, now_ms).await
}

/// Moves what belongs to messages whose status is not final.
pub(crate) async fn change_pending(tx: &mut WriteTx, account_id: i64, by: i64, now_ms: i64) -> Result<()> {
    let mut settlement = Settlement::default();
    settlement.change_pending(account_id, by)?;
    settlement.write(tx, now_ms).await
}
