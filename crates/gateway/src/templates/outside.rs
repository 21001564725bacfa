//! Verdicts that come from outside: from Aurora's events, or from a person who read them in Aurora's console.

use super::change::{By, NotChanged, Verdict, decide, newest};
use crate::{
    error::Result,
    store::{WriteTx, query_scalar},
};

/// Who decided, in a template's history.
const ACTOR: &str = "aurora";

/// What is noted where a rejection came without a word.
const NO_COMMENT: &str = "Aurora gave no reason";

/// Takes a verdict about the newest version of a template: 1 approves, -1 rejects, everything else decides nothing.
/// Whether it changed anything: what is not in review cannot be judged.
pub(crate) async fn decide_from_outside(
    tx: &mut WriteTx,
    account_id: i64,
    template_id: i64,
    result: i64,
    comment: &str,
    now_ms: i64,
) -> Result<bool> {
    let comment = if comment.trim().is_empty() { NO_COMMENT } else { comment.trim() };
    let verdict = match result {
        1 => Verdict::Approved,
        -1 => Verdict::Rejected { reason: comment },
        _ => return Ok(false),
    };
    let newest = match newest(tx, account_id, template_id).await {
        Ok(newest) => newest,
        Err(NotChanged::Failed(error)) => return Err(error),
        Err(_) => return Ok(false),
    };
    let name: String = query_scalar("SELECT name FROM template WHERE id = $1").bind(template_id).fetch_one(tx).await?;
    let by = By { account_id, actor: ACTOR, source: newest.source()?, at_ms: now_ms };
    match decide(tx, &newest, &name, verdict, by).await {
        Ok(()) => Ok(true),
        Err(NotChanged::Failed(error)) => Err(error),
        Err(_) => Ok(false),
    }
}
