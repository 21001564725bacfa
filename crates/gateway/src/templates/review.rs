//! The sandbox's reviewer: decides by the linter, after a delay that a restart does not lengthen; or leaves it to people.
//!
//! It rejects what has errors, and what a human reviewer rejects at sight: a verification code that comes with a link
//! or with promotion.

use std::{collections::HashSet, sync::Arc};

use piecewise_sms::{
    Lang,
    template::{Code, Diagnostic, Purpose, Severity, lint, message},
};

use super::{
    change::{By, NotChanged, Verdict, decide},
    versions::{Source, VersionRow, select_versions},
};
use crate::{
    app::App,
    config::{Config, Reviewer, UpstreamKind},
    due::work_forever,
    error::{Error, Result},
    store::{Connection, query_as, query_scalar},
};

/// Who decided, in a template's history.
const ACTOR: &str = "sandbox";

/// When the sandbox decides about what is handed in at `now_ms`, if it does.
pub(crate) fn due_at_ms(config: &Config, now_ms: i64) -> Option<i64> {
    match (config.upstream, config.review) {
        (UpstreamKind::Sandbox, Reviewer::Linter) => Some(now_ms + config.review_delay.0),
        // Aurora decides where messages go out through it.
        (UpstreamKind::Sandbox, Reviewer::ByHand) | (UpstreamKind::Aurora, _) => None,
    }
}

/// Reviews templates until the gateway shuts down.
pub(crate) async fn review_forever(app: Arc<App>) {
    work_forever(&app, &app.wake.reviewer, || review_due(&app)).await;
}

/// Reviews what is due, and says when to come back.
async fn review_due(app: &App) -> Result<Option<i64>> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.read().await?;
    let next_at_ms = next_due(&mut tx).await?;
    drop(tx);
    if next_at_ms.is_none_or(|due_at_ms| due_at_ms > now_ms) {
        return Ok(next_at_ms);
    }
    // Judged before the turn among the writers is taken; decided only where nobody else has done so meanwhile.
    let mut tx = app.store.read().await?;
    let judged = due(&mut tx, now_ms).await?.into_iter().map(|(version, name)| {
        let rejection = judge(&version, &name)?;
        Ok((version, name, rejection))
    });
    let judged = judged.collect::<Result<Vec<_>>>()?;
    drop(tx);
    let mut tx = app.store.write().await?;
    let still_due: HashSet<i64> = due(&mut tx, now_ms).await?.iter().map(|(version, _)| version.id).collect();
    for (version, name, rejection) in judged.iter().filter(|(version, ..)| still_due.contains(&version.id)) {
        let verdict = rejection.as_deref().map_or(Verdict::Approved, |reason| Verdict::Rejected { reason });
        let by = By { account_id: version.account_id, actor: ACTOR, source: version.source()?, at_ms: now_ms };
        match decide(&mut tx, version, name, verdict, by).await {
            Ok(()) => {}
            Err(NotChanged::Failed(error)) => return Err(error),
            Err(_) => return Err(Error::Damaged("template")),
        }
    }
    let next_at_ms = next_due(&mut tx).await?;
    tx.commit().await?;
    app.hub.wake();
    Ok(next_at_ms)
}

/// The versions whose review is due, each with its template's name.
async fn due(connection: &mut Connection, now_ms: i64) -> Result<Vec<(VersionRow, String)>> {
    let find =
        select_versions!("WHERE review_due_at_ms <= $1 ORDER BY review_due_at_ms, template_version.id LIMIT 100");
    let versions: Vec<VersionRow> = query_as(find).bind(now_ms).fetch_all(connection).await?;
    let mut named = Vec::with_capacity(versions.len());
    for version in versions {
        let name = query_scalar("SELECT name FROM template WHERE id = $1").bind(version.template_id);
        named.push((version, name.fetch_one(connection).await?));
    }
    Ok(named)
}

async fn next_due(connection: &mut Connection) -> Result<Option<i64>> {
    let due = query_scalar("SELECT MIN(review_due_at_ms) FROM template_version WHERE review_due_at_ms IS NOT NULL");
    Ok(due.fetch_one(connection).await?)
}

/// Why a version is rejected; `None` approves it.
fn judge(version: &VersionRow, name: &str) -> Result<Option<String>> {
    let found = findings(version, name)?;
    Ok(found.iter().find(|diagnostic| is_rejected(diagnostic)).map(|diagnostic| message(diagnostic, Lang::En)))
}

/// What the linter finds in a version. `/smsapi` has no examples and no countries, so none are missing in what came
/// that way.
pub(super) fn findings(version: &VersionRow, name: &str) -> Result<Vec<Diagnostic>> {
    let mut found = lint(&version.to_draft(name)?, Purpose::Submit);
    if version.source()? == Source::Smsapi {
        found.retain(|diagnostic| !is_unknown_to_smsapi(diagnostic.code));
    }
    Ok(found)
}

/// Whether a finding is about a part that a template from `/smsapi` cannot have.
pub(crate) const fn is_unknown_to_smsapi(code: Code) -> bool {
    matches!(code, Code::VariableExampleMissing | Code::CountriesMissing)
}

fn is_rejected(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity() == Severity::Error
        || (diagnostic.code == Code::TypeMismatch && diagnostic.facts.case.starts_with("otp-with-"))
}
