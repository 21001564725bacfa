//! What became of every recipient of a campaign, as CSV: the evidence.

use std::sync::Arc;

use axum::response::Response;

use crate::{app::App, error::Result, export::csv, store::query_as};

const COLUMNS: [&str; 9] = ["row", "phone", "country", "state", "status", "reason_code", "reason", "pieces", "charge"];

/// Rows read at once.
const N_PAGE: i64 = 1000;

#[derive(sqlx::FromRow)]
struct Reported {
    file_row: i64,
    phone_masked: Option<String>,
    country: Option<String>,
    state: String,
    status: Option<String>,
    reason_code: Option<i64>,
    reason_text: Option<String>,
    n_pieces: i64,
    charge: Option<i64>,
}

/// Every recipient in the order of the file, numbers masked.
pub(super) fn download(app: Arc<App>, campaign_id: i64) -> Result<Response> {
    csv::download(&format!("campaign-{campaign_id}.csv"), &COLUMNS, 0_i64, move |after| {
        let app = Arc::clone(&app);
        async move {
            let mut tx = app.store.read().await?;
            let rows: Vec<Reported> = query_as(
                "SELECT file_row, phone_masked, campaign_recipient.country, state, status, reason_code, reason_text,
                        campaign_recipient.n_pieces, charge
                 FROM campaign_recipient LEFT JOIN message ON message.id = message_id
                 WHERE campaign_id = $1 AND file_row > $2 ORDER BY file_row LIMIT $3",
            )
            .bind(campaign_id)
            .bind(after)
            .bind(N_PAGE)
            .fetch_all(&mut tx)
            .await?;
            let next = rows.last().map(|row| row.file_row);
            Ok((rows.into_iter().map(cells).collect(), next))
        }
    })
}

fn cells(row: Reported) -> Vec<String> {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    vec![
        row.file_row.to_string(),
        row.phone_masked.unwrap_or_default(),
        row.country.unwrap_or_default(),
        row.state,
        row.status.unwrap_or_default(),
        number(row.reason_code),
        row.reason_text.unwrap_or_default(),
        row.n_pieces.to_string(),
        row.charge.map(|charge| piecewise_sms::money::Micros(charge).to_string()).unwrap_or_default(),
    ]
}
