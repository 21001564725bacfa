//! The low-balance threshold and the caps.

use piecewise_api::{ProblemKind, WalletSettings};
use piecewise_sms::money::Micros;

use crate::{
    error::Result,
    events,
    server::Refusal,
    store::{WriteTx, query},
};

/// Refuses amounts that cannot be meant.
pub(super) fn check(settings: &WalletSettings) -> Result<(), Refusal> {
    let least = [
        ("low_balance", settings.low_balance, 1),
        ("daily_cap", settings.daily_cap, 0),
        ("monthly_cap", settings.monthly_cap, 0),
    ];
    for (field, amount, least) in least {
        if amount.is_some_and(|amount| amount < Micros(least)) {
            return Err(Refusal::of(ProblemKind::Malformed)
                .field(field)
                .detail("an amount of money in millionths, not below nothing; leave it out to switch it off"));
        }
    }
    Ok(())
}

/// Sets all of them; `false` where there is no wallet yet.
pub(super) async fn set(tx: &mut WriteTx, account_id: i64, settings: &WalletSettings, now_ms: i64) -> Result<bool> {
    let value = |amount: Option<Micros>| amount.map(|amount| amount.0);
    let set = query("UPDATE wallet SET low_balance = $2, daily_cap = $3, monthly_cap = $4 WHERE account_id = $1")
        .bind(account_id)
        .bind(value(settings.low_balance))
        .bind(value(settings.daily_cap))
        .bind(value(settings.monthly_cap))
        .execute(tx)
        .await?;
    if set.rows_affected() == 0 {
        return Ok(false);
    }
    events::wallet_changed(tx, account_id, now_ms).await?;
    Ok(true)
}
