//! Reconciling: what our ledger charged for each message against what Aurora's statement charges.

use piecewise_api::{Difference, DifferenceCause, Reconciliation};
use piecewise_sms::money::Micros;

use crate::{
    error::Result,
    store::{Connection, query_as, query_scalar},
};

/// Differences that are told.
const N_TOLD: usize = 500;

#[derive(sqlx::FromRow)]
struct Row {
    public_id: String,
    aurora_id: Option<String>,
    phone_masked: String,
    n_pieces: i64,
    n_pieces_reported: Option<i64>,
    n_pieces_stated: Option<i64>,
    charge: Option<i64>,
    stated: Option<i64>,
}

impl Row {
    fn difference(&self) -> i64 {
        (self.charge.unwrap_or(0) - self.stated.unwrap_or(0)).abs()
    }

    fn cause(&self) -> DifferenceCause {
        let theirs = self.n_pieces_stated.or(self.n_pieces_reported);
        match (self.charge, self.stated) {
            (None, _) => DifferenceCause::NotCharged,
            (_, None) => DifferenceCause::NotStated,
            _ if theirs.is_some_and(|theirs| theirs != self.n_pieces) => DifferenceCause::Pieces,
            _ => DifferenceCause::Price,
        }
    }
}

/// Compares the messages that were accepted in `[from_ms, to_ms)`, the month `month`.
pub(super) async fn compare(
    connection: &mut Connection,
    account_id: i64,
    month: String,
    (from_ms, to_ms): (i64, i64),
) -> Result<Reconciliation> {
    let rows: Vec<Row> = query_as(
        "SELECT public_id, live_message.aurora_id, phone_masked, submission.n_pieces,
                live_message.n_pieces AS n_pieces_reported, live_statement.n_pieces AS n_pieces_stated,
                charge, live_statement.amount AS stated
         FROM message JOIN submission ON submission.id = submission_id
              LEFT JOIN live_message ON live_message.message_id = message.id
              LEFT JOIN live_statement ON live_statement.account_id = message.account_id
                                      AND live_statement.aurora_id = live_message.aurora_id
         WHERE message.account_id = $1 AND message.accepted_at_ms >= $2 AND message.accepted_at_ms < $3
           AND (charge IS NOT NULL OR live_statement.amount IS NOT NULL)
         ORDER BY message.id",
    )
    .bind(account_id)
    .bind(from_ms)
    .bind(to_ms)
    .fetch_all(connection)
    .await?;
    let n_foreign = query_scalar(
        "SELECT COUNT(*) FROM live_statement WHERE account_id = $1 AND NOT EXISTS (
             SELECT 1 FROM live_message WHERE live_message.account_id = live_statement.account_id
             AND live_message.aurora_id = live_statement.aurora_id)",
    );
    let n_foreign = n_foreign.bind(account_id).fetch_one(connection).await?;
    let currency: Option<String> = query_scalar("SELECT currency FROM wallet WHERE account_id = $1")
        .bind(account_id)
        .fetch_optional(connection)
        .await?;
    let count = |wanted: fn(&Row) -> Option<i64>| {
        let amounts = rows.iter().filter_map(wanted);
        amounts.fold((0, 0), |(n, sum), amount| (n + 1, sum + amount))
    };
    let (n_charged, charged) = count(|row| row.charge);
    let (n_stated, stated) = count(|row| row.stated);
    let mut differing: Vec<&Row> = rows.iter().filter(|row| row.charge != row.stated).collect();
    differing.sort_by_key(|row| std::cmp::Reverse(row.difference()));
    differing.truncate(N_TOLD);
    let describe = |row: &Row| Difference {
        message_id: row.public_id.clone(),
        aurora_id: row.aurora_id.clone(),
        phone_masked: row.phone_masked.clone(),
        n_pieces: row.n_pieces,
        n_pieces_reported: row.n_pieces_stated.or(row.n_pieces_reported),
        charged: row.charge.map(Micros),
        stated: row.stated.map(Micros),
        cause: row.cause(),
    };
    Ok(Reconciliation {
        month,
        currency: currency.unwrap_or_default(),
        n_charged,
        charged: Micros(charged),
        n_stated,
        stated: Micros(stated),
        n_foreign,
        differences: differing.into_iter().map(describe).collect(),
    })
}
