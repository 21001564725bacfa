//! `GET /api/v1/sandbox/handsets`: the simulated phones, each showing what it could put together.

use std::{collections::HashMap, sync::Arc};

use axum::{Json, extract::State};
use piecewise_api::{Handset, HandsetMessage};
use piecewise_sms::status::Status;

use super::air::{self, AirPiece};
use crate::{app::App, error::Error, server::Refusal, session::Person, store::query_as};

/// The latest messages that are shown, over all handsets.
const N_SHOWN: i64 = 500;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    phone: String,
    country: Option<String>,
    sender: Option<String>,
    sender_is_random: bool,
    arrived_at_ms: i64,
    public_id: String,
    status: String,
}

#[derive(sqlx::FromRow)]
struct PieceRow {
    data_coding: i64,
    n_units: i64,
    user_data: Vec<u8>,
}

/// The simulated phones and what arrived on them, latest message first.
#[utoipa::path(
    get,
    path = "/sandbox/handsets",
    responses((status = OK, description = "The handsets.", body = [Handset]))
)]
pub(super) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Json<Vec<Handset>>, Refusal> {
    let mut tx = app.store.read().await?;
    let rows: Vec<Row> = query_as(
        "SELECT sandbox_delivery.id, sandbox_delivery.phone, sandbox_delivery.country, sandbox_delivery.sender,
                message.sender IS NULL AS sender_is_random, arrived_at_ms,
                public_id, status
         FROM sandbox_delivery JOIN message ON message.sms_id = sandbox_delivery.sms_id
         WHERE sandbox_delivery.account_id = $1 AND arrived_at_ms IS NOT NULL
         ORDER BY arrived_at_ms DESC, sandbox_delivery.id DESC LIMIT $2",
    )
    .bind(person.account_id)
    .bind(N_SHOWN)
    .fetch_all(&mut tx)
    .await?;
    let mut handsets: Vec<Handset> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let pieces: Vec<PieceRow> =
            query_as("SELECT data_coding, n_units, user_data FROM sandbox_piece WHERE delivery_id = $1 ORDER BY id")
                .bind(row.id)
                .fetch_all(&mut tx)
                .await?;
        let pieces: Vec<AirPiece> = pieces
            .into_iter()
            .map(|piece| {
                Ok(AirPiece {
                    data_coding: u8::try_from(piece.data_coding).map_err(|_| Error::Damaged("piece"))?,
                    user_data_length: u32::try_from(piece.n_units).map_err(|_| Error::Damaged("piece"))?,
                    user_data: piece.user_data,
                })
            })
            .collect::<Result<_, Error>>()?;
        let Some(received) = air::decode(&pieces) else { continue };
        let message = HandsetMessage {
            message_id: row.public_id,
            sender_is_random: row.sender_is_random && row.sender.is_some(),
            sender: row.sender,
            text: received.text,
            encoding: received.encoding,
            n_pieces: u32::try_from(pieces.len()).unwrap_or(u32::MAX),
            status: Status::from_name(&row.status).ok_or(Error::Damaged("message"))?,
            at_ms: row.arrived_at_ms,
        };
        let place = *places.entry(row.phone.clone()).or_insert_with(|| {
            handsets.push(Handset { phone: row.phone, country: row.country, messages: Vec::new() });
            handsets.len() - 1
        });
        handsets[place].messages.push(message);
    }
    for handset in &mut handsets {
        handset.messages.reverse();
    }
    Ok(Json(handsets))
}
