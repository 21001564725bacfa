//! The platform's side of a hand-over: takes a group once per `sendRequestId`, and gives its messages to the carrier.
//!
//! No sender ID is registered yet, so the platform assigns a random one whatever the call asks for.

use std::sync::Arc;

use piecewise_api::Reason;
use piecewise_sms::template::{Template as Parsed, render};

use crate::{
    app::App,
    error::{Error, Result},
    messages::{HandOver, HandOverError, Receipt, Upstream},
    store::{QueryBuilder, query},
    templates,
};

/// A `sendRequestId` is recognised for an hour.
const RECOGNISED_MS: i64 = 60 * 60 * 1000;

/// Rows in one statement: six values each, and SQLite takes 32,766.
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
        let receipts = vec![Receipt::Taken; group.recipients.len()];
        let mut tx = app.store.write().await?;
        query("DELETE FROM sandbox_call WHERE at_ms < $1").bind(now_ms - RECOGNISED_MS).execute(&mut tx).await?;
        let taken = query(
            "INSERT INTO sandbox_call (send_request_id, at_ms) VALUES ($1, $2)
             ON CONFLICT (send_request_id) DO NOTHING",
        )
        .bind(&group.send_request_id)
        .bind(now_ms)
        .execute(&mut tx)
        .await?;
        if taken.rows_affected() == 0 {
            return Ok(Ok(receipts));
        }
        let template = templates::find(&mut tx, group.account_id, group.template_id).await?;
        let Some(template) = template.filter(|template| template.state.is_sendable()) else {
            let reason = Reason { code: 432, text: "the template is not approved".into() };
            return Ok(Err(HandOverError::Refused(reason)));
        };
        let text = render(&Parsed::parse(&template.content), &group.values).text;
        let due_at_ms = now_ms + app.config.sandbox_delay.0 / 3;
        for chunk in group.recipients.chunks(N_ROWS_AT_ONCE) {
            let mut insert = QueryBuilder::new(
                "INSERT INTO sandbox_delivery (account_id, sms_id, phone, country, text, step, due_at_ms) ",
            );
            insert.push_rows(chunk, |recipient| {
                [
                    group.account_id.into(),
                    (&recipient.sms_id).into(),
                    (&recipient.phone).into(),
                    (&recipient.country).into(),
                    (&text).into(),
                    "platform".into(),
                    due_at_ms.into(),
                ]
            });
            insert.build().execute(&mut tx).await?;
        }
        tx.commit().await?;
        app.wake.carrier.notify_one();
        Ok(Ok(receipts))
    }
}

impl Upstream for Sandbox {
    async fn hand_over(&self, group: &HandOver) -> Result<Vec<Receipt>, HandOverError> {
        self.take(group).await.unwrap_or_else(|error: Error| Err(HandOverError::NoAnswer(error.to_string())))
    }
}
