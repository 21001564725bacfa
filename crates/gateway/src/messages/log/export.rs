//! `GET /api/v1/messages/export`: the filtered log as a file, read page by page while it is sent.

use std::sync::Arc;

use axum::{extract::State, response::Response};
use piecewise_api::{Message, MessageFilter, Permission};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    app::App,
    audit,
    error::Result,
    export::{csv, json_lines},
    messages::read::{self, Wanted},
    permissions::allows,
    server::{Asked, Refusal},
    session::Person,
};

/// Messages that are read at a time.
const N_AT_ONCE: usize = 500;

/// The columns of the CSV. Times and money are whole numbers, so that nothing is lost on the way back.
const COLUMNS: [&str; 18] = [
    "id",
    "accepted_at_ms",
    "updated_at_ms",
    "status",
    "unconfirmed",
    "reason_code",
    "reason",
    "phone",
    "country",
    "template_id",
    "template_name",
    "sms_user",
    "is_test",
    "encoding",
    "n_pieces",
    "expected_charge",
    "charge",
    "currency",
];

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Form {
    /// CSV unless said.
    #[param(inline)]
    format: Option<Format>,
    /// Masked unless said; whole numbers need the permission to read messages, and are written to the audit log.
    #[param(inline)]
    numbers: Option<Numbers>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    Csv,
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Numbers {
    Masked,
    Whole,
}

/// A line of the JSON lines.
#[derive(Debug, Serialize)]
struct Line {
    #[serde(flatten)]
    message: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
}

/// The messages that a filter means, newest first, as CSV or JSON lines.
#[utoipa::path(
    get,
    path = "/messages/export",
    params(Form, MessageFilter),
    responses((
        status = OK,
        description = "All of them.",
        content((String = "text/csv"), (String = "application/jsonl"))
    ))
)]
pub(super) async fn export(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(form): Asked<Form>,
    Asked(filter): Asked<MessageFilter>,
) -> Result<Response, Refusal> {
    let numbers = form.numbers.unwrap_or(Numbers::Masked);
    if numbers == Numbers::Whole {
        if !allows(person.role, Permission::MessagesRead) {
            return Err(Refusal::forbidden(Permission::MessagesRead, person.role));
        }
        let mut tx = app.store.write().await?;
        audit::write(&mut tx, &person, "messages.export_numbers", "", app.clock.now_ms()).await?;
        tx.commit().await?;
    }
    let account_id = person.account_id;
    let page_after = move |before| {
        let (app, filter) = (Arc::clone(&app), filter.clone());
        async move {
            let wanted = Wanted { filter: &filter, phone: None };
            let mut tx = app.store.read().await?;
            let (rows, next) = read::list(&mut tx, account_id, &wanted, before, N_AT_ONCE).await?;
            let lines = rows
                .into_iter()
                .map(|(message, phone)| Line { phone: (numbers == Numbers::Whole).then_some(phone), message });
            Ok((lines.collect::<Vec<_>>(), next))
        }
    };
    Ok(match form.format.unwrap_or(Format::Csv) {
        Format::Jsonl => json_lines::download("messages.jsonl", i64::MAX, page_after),
        Format::Csv => csv::download("messages.csv", &COLUMNS, i64::MAX, move |before| {
            let page = page_after(before);
            async move {
                let (lines, next) = page.await?;
                Ok((lines.into_iter().map(cells).collect(), next))
            }
        })?,
    })
}

/// The cells of a row, as [`COLUMNS`] has them.
fn cells(line: Line) -> Vec<String> {
    let Line { message, phone } = line;
    let (code, reason) = message.reason.map_or_else(Default::default, |reason| (reason.code.to_string(), reason.text));
    let amount = |amount: Option<piecewise_sms::money::Micros>| amount.map_or_else(String::new, |it| it.0.to_string());
    vec![
        message.id,
        message.accepted_at_ms.to_string(),
        message.updated_at_ms.to_string(),
        message.status.as_str().into(),
        message.unconfirmed.to_string(),
        code,
        reason,
        phone.unwrap_or(message.phone_masked),
        message.country.unwrap_or_default(),
        message.template_id.to_string(),
        message.template_name,
        message.sms_user,
        message.is_test.to_string(),
        message.encoding.as_str().into(),
        message.n_pieces.to_string(),
        amount(message.expected_charge),
        amount(message.charge),
        message.currency,
    ]
}
