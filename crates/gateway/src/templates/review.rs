//! The sandbox's reviewer: decides by the linter, after a delay that a restart does not lengthen.
//!
//! It rejects what has errors, and what a human reviewer rejects at sight: a verification code that comes with a link
//! or with promotion.

use std::{sync::Arc, time::Duration};

use piecewise_api::{NewTemplate, Template};
use piecewise_sms::{
    Lang,
    template::{Code, Diagnostic, Purpose, ReviewEvent, Severity, lint, message},
};

use super::rows;
use crate::{app::App, error::Result, events, hooks, server::log_cause};

/// How long to wait where nothing is due; a submission wakes the reviewer earlier.
const IDLE_MS: i64 = 60_000;

/// Reviews templates until the gateway shuts down.
pub(crate) async fn review_forever(app: Arc<App>) {
    while !app.shutdown.is_cancelled() {
        let next_at_ms = match review_due(&app).await {
            Ok(next_at_ms) => next_at_ms,
            Err(error) => {
                log_cause(&error);
                tokio::time::sleep(Duration::from_secs(1)).await;
                continue;
            }
        };
        let until_ms = next_at_ms.unwrap_or(app.clock.now_ms() + IDLE_MS);
        tokio::select! {
            () = app.clock.sleep_until(until_ms) => {}
            () = app.wake.reviewer.notified() => {}
            () = app.shutdown.cancelled() => {}
        }
    }
}

/// Reviews what is due, and says when to come back.
async fn review_due(app: &App) -> Result<Option<i64>> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.read().await?;
    let next_at_ms = rows::next_review(&mut tx).await?;
    drop(tx);
    if next_at_ms.is_none_or(|due_at_ms| due_at_ms > now_ms) {
        return Ok(next_at_ms);
    }
    let mut tx = app.store.write().await?;
    for (account_id, template) in rows::due_for_review(&mut tx, now_ms).await? {
        let rejection = judge(&template);
        let event = if rejection.is_some() { ReviewEvent::Reject } else { ReviewEvent::Approve };
        if let Some(state) = template.state.after(event) {
            rows::store_review(&mut tx, template.id, state, rejection.as_deref(), now_ms).await?;
            hooks::template_verified(&mut tx, account_id, template.id, &template.name, rejection.as_deref(), now_ms)
                .await?;
            events::template_changed(&mut tx, account_id, template.id, now_ms).await?;
        }
    }
    let next_at_ms = rows::next_review(&mut tx).await?;
    tx.commit().await?;
    app.hub.wake();
    Ok(next_at_ms)
}

/// Why a template is rejected; `None` approves it.
fn judge(template: &Template) -> Option<String> {
    let new = NewTemplate {
        name: template.name.clone(),
        content_type: template.content_type,
        content: template.content.clone(),
        examples: template.examples.clone(),
        countries: template.countries.clone(),
    };
    let found = lint(&rows::draft_of(&new), Purpose::Submit);
    found.iter().find(|diagnostic| is_rejected(diagnostic)).map(|diagnostic| message(diagnostic, Lang::En))
}

fn is_rejected(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity() == Severity::Error
        || (diagnostic.code == Code::TypeMismatch && diagnostic.facts.case.starts_with("otp-with-"))
}
