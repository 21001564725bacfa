//! The platform's side of a hand-over: takes a group once per `sendRequestId`, and gives its messages to the carrier.
//!
//! A message without a sender ID that is registered for its country gets a random number.

use std::sync::Arc;

use piecewise_api::Reason;
use piecewise_sms::template::{Template as Parsed, render};

use super::{
    chance,
    outcome::{self, CallTrouble, Outcome},
};
use crate::{
    app::App,
    error::{Error, Result},
    messages::{HandOver, HandOverError, Receipt, Recipient, Upstream},
    retention,
    store::{QueryBuilder, WriteTx, query, query_as},
    templates,
};

/// A `sendRequestId` is recognised for an hour.
const RECOGNISED_MS: i64 = 60 * 60 * 1000;

/// Rows in one statement: eight values each, and SQLite takes 32,766.
const N_ROWS_AT_ONCE: usize = 1000;

/// The sandbox as an upstream.
#[derive(Debug)]
pub(crate) struct Sandbox {
    app: Arc<App>,
}

impl Sandbox {
    /// The sandbox of this gateway.
    pub(crate) fn new(app: Arc<App>) -> Self {
        Self { app }
    }

    async fn take(&self, group: &HandOver) -> Result<Result<Vec<Receipt>, HandOverError>> {
        let app = &*self.app;
        let now_ms = app.clock.now_ms();
        let trouble = group.recipients.iter().find_map(|recipient| match Outcome::of(&recipient.phone) {
            Outcome::Call(trouble) => Some(trouble),
            _ => None,
        });
        let mut tx = app.store.write().await?;
        query("DELETE FROM sandbox_call WHERE at_ms < $1").bind(now_ms - RECOGNISED_MS).execute(&mut tx).await?;
        let (n_calls, is_processed): (i64, bool) = query_as(
            "INSERT INTO sandbox_call (send_request_id, at_ms, n_calls, is_processed) VALUES ($1, $2, 1, FALSE)
             ON CONFLICT (send_request_id) DO UPDATE SET n_calls = sandbox_call.n_calls + 1
             RETURNING n_calls, is_processed",
        )
        .bind(&group.send_request_id)
        .bind(now_ms)
        .fetch_one(&mut tx)
        .await?;
        let is_dropped = match trouble {
            Some(CallTrouble::ErrorFirst) => n_calls == 1,
            Some(CallTrouble::NeverProcessed) => true,
            Some(CallTrouble::AnswerLost | CallTrouble::NeverAnswered) | None => false,
        };
        if !is_processed && !is_dropped {
            if let Err(reason) = self.process(&mut tx, group, now_ms).await? {
                return Ok(Err(HandOverError::Refused(reason)));
            }
            query("UPDATE sandbox_call SET is_processed = TRUE WHERE send_request_id = $1")
                .bind(&group.send_request_id)
                .execute(&mut tx)
                .await?;
        }
        tx.commit().await?;
        app.wake.carrier.notify_one();
        let no_answer = |why: &str| Ok(Err(HandOverError::NoAnswer(why.into())));
        match trouble {
            Some(CallTrouble::ErrorFirst) if n_calls == 1 => return no_answer("server exception (501)"),
            Some(CallTrouble::AnswerLost) if n_calls == 1 => return no_answer("the answer was lost"),
            Some(CallTrouble::NeverProcessed | CallTrouble::NeverAnswered) => return no_answer("the call timed out"),
            Some(CallTrouble::ErrorFirst | CallTrouble::AnswerLost) | None => {}
        }
        let receipt = |recipient: &Recipient| match Outcome::of(&recipient.phone) {
            Outcome::Refused(code, text) => Receipt::Refused(Reason { code, text: text.into() }),
            _ => Receipt::Taken,
        };
        Ok(Ok(group.recipients.iter().map(receipt).collect()))
    }

    /// Gives the messages to the carrier; or says why all of them are refused.
    async fn process(&self, tx: &mut WriteTx, group: &HandOver, now_ms: i64) -> Result<Result<(), Reason>> {
        let config = &self.app.config;
        let version_id = group.template_version_id;
        let content = templates::approved_content(tx, group.account_id, group.template_id, version_id).await?;
        let Some(content) = content else {
            return Ok(Err(Reason { code: 432, text: "the template is not approved".into() }));
        };
        let text = render(&Parsed::parse(&content), &group.values).text;
        let kept_until_ms = now_ms + retention::handset_keeps_ms(config, group.class);
        let mut on_their_way: Vec<(&Recipient, String, i64)> = Vec::new();
        for recipient in &group.recipients {
            let delay_ms = chance::delay_ms(config.sandbox_seed, &recipient.phone, config.sandbox_delay.0);
            let steps = outcome::steps(Outcome::of(&recipient.phone), delay_ms);
            let Some(first) = steps.first() else { continue };
            let sender = match &recipient.sender {
                Some(sender) => sender.clone(),
                None => random_number()?,
            };
            on_their_way.push((recipient, sender, now_ms + first.after_ms));
        }
        for chunk in on_their_way.chunks(N_ROWS_AT_ONCE) {
            let mut insert = QueryBuilder::new(
                "INSERT INTO sandbox_delivery (account_id, sms_id, phone, country, sender, text, n_steps_done,
                                               due_at_ms, kept_until_ms) ",
            );
            insert.push_rows(chunk, |(recipient, sender, due_at_ms)| {
                [
                    group.account_id.into(),
                    (&recipient.sms_id).into(),
                    (&recipient.phone).into(),
                    (&recipient.country).into(),
                    sender.into(),
                    (&text).into(),
                    0_i64.into(),
                    due_at_ms.into(),
                    kept_until_ms.into(),
                ]
            });
            insert.build().execute(tx).await?;
        }
        Ok(Ok(()))
    }
}

impl Upstream for Sandbox {
    async fn hand_over(&self, group: &HandOver) -> Result<Vec<Receipt>, HandOverError> {
        self.take(group).await.unwrap_or_else(|error: Error| Err(HandOverError::NoAnswer(error.to_string())))
    }
}

/// A sender of eleven digits.
fn random_number() -> Result<String> {
    let number = u64::from(getrandom::u32()?) * 10 + u64::from(getrandom::u32()? % 10);
    Ok(format!("1{:010}", number % 10_000_000_000))
}
