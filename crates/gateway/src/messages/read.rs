//! Messages as the console sees them: numbers masked, texts only one at a time.

use std::collections::BTreeMap;

use piecewise_api::{Event, EventSource, Message, MessageDetail, MessageFilter, Reason};
use piecewise_sms::{
    money::Micros,
    pieces::Encoding,
    status::Status,
    template::{Template, render},
};

use super::{log::push_filter, track::source_name};
use crate::{
    error::{Error, Result},
    store::{Connection, QueryBuilder, page, query_as},
};

/// What the timeline says where the outcome of a hand-over can no longer be learned.
const UNCONFIRMED: &str = "Unconfirmed: the hand-over has no known outcome, so the message may have been sent or not. \
                           The gateway does not send it again by itself.";

/// Which messages are listed.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    /// Those that this means.
    pub filter: &'a MessageFilter,
    /// And only those to this number, E.164.
    pub phone: Option<&'a str>,
}

/// The columns of a [`Row`], and what follows them.
macro_rules! select_rows {
    ($condition:literal) => {
        concat!(
            "SELECT message.id, public_id, phone, phone_masked, country, template_id, template_name, sms_user, is_test, status,
                    journal_state = 'unconfirmed' AS is_unconfirmed, reason_code, reason_text, encoding, n_pieces,
                    unit_price, charge, currency, message.accepted_at_ms, updated_at_ms
             FROM message
             JOIN submission ON submission.id = message.submission_id
             JOIN wallet ON wallet.account_id = message.account_id ",
            $condition
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    public_id: String,
    phone: String,
    phone_masked: String,
    country: Option<String>,
    template_id: i64,
    template_name: String,
    sms_user: String,
    is_test: bool,
    status: String,
    is_unconfirmed: bool,
    reason_code: Option<i64>,
    reason_text: Option<String>,
    encoding: String,
    n_pieces: i64,
    unit_price: i64,
    charge: Option<i64>,
    currency: String,
    accepted_at_ms: i64,
    updated_at_ms: i64,
}

impl Row {
    fn into_message(self) -> Result<Message> {
        let damaged = || Error::Damaged("message");
        let n_pieces = u32::try_from(self.n_pieces).map_err(|_| damaged())?;
        Ok(Message {
            id: self.public_id,
            phone_masked: self.phone_masked,
            country: self.country,
            template_id: self.template_id,
            template_name: self.template_name,
            sms_user: self.sms_user,
            is_test: self.is_test,
            status: Status::from_name(&self.status).ok_or_else(damaged)?,
            unconfirmed: self.is_unconfirmed,
            reason: reason(self.reason_code, self.reason_text),
            encoding: encoding(&self.encoding)?,
            n_pieces,
            expected_charge: Micros(self.unit_price).times(n_pieces.into()),
            charge: self.charge.map(Micros),
            currency: self.currency,
            accepted_at_ms: self.accepted_at_ms,
            updated_at_ms: self.updated_at_ms,
        })
    }
}

/// A message by its row.
pub(crate) async fn find_by_row(connection: &mut Connection, row_id: i64) -> Result<Option<Message>> {
    let row: Option<Row> =
        query_as(select_rows!("WHERE message.id = $1")).bind(row_id).fetch_optional(connection).await?;
    row.map(Row::into_message).transpose()
}

/// Messages before the row `before` with their numbers, newest first, and where to go on.
pub(super) async fn list(
    connection: &mut Connection,
    account_id: i64,
    wanted: &Wanted<'_>,
    before: i64,
    limit: usize,
) -> Result<(Vec<(Message, String)>, Option<i64>)> {
    let mut select = QueryBuilder::new(select_rows!("WHERE message.account_id = "));
    select.push_bind(account_id).push(" AND message.id < ").push_bind(before);
    push_filter(&mut select, wanted.filter);
    if let Some(phone) = wanted.phone {
        select.push(" AND phone = ").push_bind(phone);
    }
    select.push(" ORDER BY message.id DESC LIMIT ").push_bind(page::n_asked(limit));
    let mut rows: Vec<Row> = select.build_as().fetch_all(connection).await?;
    let next = page::cut(&mut rows, limit, |row| row.id);
    let with_number = |mut row: Row| {
        let phone = std::mem::take(&mut row.phone);
        Ok((row.into_message()?, phone))
    };
    Ok((rows.into_iter().map(with_number).collect::<Result<_>>()?, next))
}

#[derive(sqlx::FromRow)]
struct EventRow {
    at_ms: i64,
    status: String,
    source: String,
    is_unconfirmed: bool,
    reason_code: Option<i64>,
    reason_text: Option<String>,
}

/// A message with its text and its timeline.
pub(super) async fn detail(
    connection: &mut Connection,
    account_id: i64,
    public_id: &str,
) -> Result<Option<MessageDetail>> {
    let found: Option<(i64, String, String, Option<i64>)> = query_as(
        "SELECT message.id, template_version.content, submission.vars, submission.values_removed_at_ms
         FROM message
         JOIN submission ON submission.id = message.submission_id
         JOIN template_version ON template_version.id = submission.template_version_id
         WHERE message.account_id = $1 AND public_id = $2",
    )
    .bind(account_id)
    .bind(public_id)
    .fetch_optional(connection)
    .await?;
    let Some((row_id, content, vars, text_removed_at_ms)) = found else { return Ok(None) };
    let Some(message) = find_by_row(connection, row_id).await? else { return Ok(None) };
    // The sandbox's platform says which number it has assigned; another one keeps it to itself.
    let (registered, shown): (Option<String>, Option<String>) = query_as(
        "SELECT sender, (SELECT MAX(sender) FROM sandbox_delivery WHERE sandbox_delivery.sms_id = message.sms_id)
         FROM message WHERE id = $1",
    )
    .bind(row_id)
    .fetch_one(connection)
    .await?;
    let values: BTreeMap<String, String> = serde_json::from_str(&vars).map_err(|_| Error::Damaged("message"))?;
    let events: Vec<EventRow> = query_as(
        "SELECT at_ms, status, source, is_unconfirmed, reason_code, reason_text
         FROM message_event WHERE message_id = $1 ORDER BY id",
    )
    .bind(row_id)
    .fetch_all(connection)
    .await?;
    let timeline = events
        .into_iter()
        .map(|row| {
            Ok(Event {
                at_ms: row.at_ms,
                status: Status::from_name(&row.status).ok_or(Error::Damaged("message event"))?,
                source: [EventSource::Gateway, EventSource::Sandbox, EventSource::Webhook]
                    .into_iter()
                    .find(|source| source_name(*source) == row.source)
                    .ok_or(Error::Damaged("message event"))?,
                reason: reason(row.reason_code, row.reason_text),
                unconfirmed: row.is_unconfirmed,
                note: row.is_unconfirmed.then(|| UNCONFIRMED.into()),
            })
        })
        .collect::<Result<_>>()?;
    let text = match text_removed_at_ms {
        None => render(&Template::parse(&content), &values).text,
        Some(_) => String::new(),
    };
    let sender_is_random = registered.is_none() && shown.is_some();
    let sender = registered.or(shown);
    Ok(Some(MessageDetail { message, text, text_removed_at_ms, sender, sender_is_random, timeline }))
}

fn reason(code: Option<i64>, text: Option<String>) -> Option<Reason> {
    Some(Reason { code: i32::try_from(code?).ok()?, text: text? })
}

/// Reads [`Encoding::as_str`] back.
pub(crate) fn encoding(name: &str) -> Result<Encoding> {
    [Encoding::Gsm7, Encoding::Ucs2]
        .into_iter()
        .find(|encoding| encoding.as_str() == name)
        .ok_or(Error::Damaged("encoding"))
}
