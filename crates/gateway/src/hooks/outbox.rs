//! Writing events down, in the transaction in which they happen. Where no hook asks for an event, nothing is written.

use std::collections::{HashMap, hash_map::Entry};

use piecewise_api::{HookEvent, Reason};
use piecewise_sms::status::Status;

use crate::{
    error::Result,
    random,
    store::{WriteTx, query, query_scalar},
};

/// Characters of the token that is signed with the time.
pub(super) const N_TOKEN_CHARS: usize = 50;

/// Notes that a call was accepted: one event for all of its messages.
pub(crate) async fn submission_accepted(
    tx: &mut WriteTx,
    account_id: i64,
    submission_id: i64,
    at_ms: i64,
) -> Result<()> {
    query(
        "INSERT INTO hook_delivery
             (account_id, hook_id, event_type, is_sample, submission_id, at_ms, token, state, n_attempts, next_at_ms)
         SELECT hook.account_id, hook.id, event_type, FALSE, $3, $4, $5, 'waiting', 0, $4
         FROM hook JOIN hook_subscription ON hook_id = hook.id
         WHERE account_id = $1 AND event_type = $2 AND removed_at_ms IS NULL
         ORDER BY hook.id",
    )
    .bind(account_id)
    .bind(HookEvent::Requested.code())
    .bind(submission_id)
    .bind(at_ms)
    .bind(random::alphanumeric(N_TOKEN_CHARS)?)
    .execute(tx)
    .await?;
    Ok(())
}

/// A message that has come to a status.
#[derive(Debug)]
pub(crate) struct MessageEvent<'a> {
    /// Whose it is.
    pub account_id: i64,
    /// Its row.
    pub message_id: i64,
    /// The status.
    pub status: Status,
    /// Why.
    pub reason: Option<&'a Reason>,
    /// When.
    pub at_ms: i64,
}

/// Notes what messages have come to. On the way to the carrier and waiting for the report there is no event.
pub(crate) async fn message_events(tx: &mut WriteTx, happened: &[MessageEvent<'_>]) -> Result<()> {
    let mut asked_for: HashMap<i64, Vec<i64>> = HashMap::new();
    for message in happened {
        let event = match message.status {
            Status::Sending | Status::WaitingResult => continue,
            Status::Delivered => HookEvent::Delivered,
            Status::Failed => HookEvent::Failed,
            Status::Suppressed => HookEvent::Suppressed,
        };
        let types = match asked_for.entry(message.account_id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(event_types_asked_for(tx, message.account_id).await?),
        };
        if types.contains(&event.code()) {
            insert(tx, message, event).await?;
        }
    }
    Ok(())
}

/// The types of events that some hook of an account asks for.
async fn event_types_asked_for(tx: &mut WriteTx, account_id: i64) -> Result<Vec<i64>> {
    Ok(query_scalar(
        "SELECT DISTINCT event_type FROM hook JOIN hook_subscription ON hook_id = hook.id
         WHERE account_id = $1 AND removed_at_ms IS NULL",
    )
    .bind(account_id)
    .fetch_all(tx)
    .await?)
}

async fn insert(tx: &mut WriteTx, message: &MessageEvent<'_>, event: HookEvent) -> Result<()> {
    query(
        "INSERT INTO hook_delivery
             (account_id, hook_id, event_type, is_sample, submission_id, message_id, reason_code, reason_text,
              outbound_at_ms, at_ms, token, state, n_attempts, next_at_ms)
         SELECT hook.account_id, hook.id, event_type, FALSE, message.submission_id, message.id, $4, $5,
                COALESCE((SELECT MIN(at_ms) FROM message_event
                          WHERE message_id = message.id AND status = 'waiting_result'),
                         message.accepted_at_ms),
                $6, $7, 'waiting', 0, $6
         FROM hook JOIN hook_subscription ON hook_id = hook.id
         JOIN message ON message.account_id = hook.account_id AND message.id = $3
         WHERE hook.account_id = $1 AND event_type = $2 AND removed_at_ms IS NULL
         ORDER BY hook.id",
    )
    .bind(message.account_id)
    .bind(event.code())
    .bind(message.message_id)
    .bind(message.reason.map(|reason| reason.code))
    .bind(message.reason.map(|reason| &reason.text))
    .bind(message.at_ms)
    .bind(random::alphanumeric(N_TOKEN_CHARS)?)
    .execute(tx)
    .await?;
    Ok(())
}

/// Notes that a review has ended, with the reviewer's words where it rejected the template.
pub(crate) async fn template_verified(
    tx: &mut WriteTx,
    account_id: i64,
    template_id: i64,
    name: &str,
    rejection: Option<&str>,
    at_ms: i64,
) -> Result<()> {
    query(
        "INSERT INTO hook_delivery
             (account_id, hook_id, event_type, is_sample, template_id, template_name, review_result, reason_text, at_ms,
              token, state, n_attempts, next_at_ms)
         SELECT hook.account_id, hook.id, event_type, FALSE, $3, $4, $5, $6, $7, $8, 'waiting', 0, $7
         FROM hook JOIN hook_subscription ON hook_id = hook.id
         WHERE account_id = $1 AND event_type = $2 AND removed_at_ms IS NULL
         ORDER BY hook.id",
    )
    .bind(account_id)
    .bind(HookEvent::TemplateVerify.code())
    .bind(template_id)
    .bind(name)
    .bind(if rejection.is_some() { -1_i64 } else { 1 })
    .bind(rejection)
    .bind(at_ms)
    .bind(random::alphanumeric(N_TOKEN_CHARS)?)
    .execute(tx)
    .await?;
    Ok(())
}
