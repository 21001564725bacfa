//! A suppression list as CSV: read as a whole or not at all, and written so that it reads back.

use std::collections::HashMap;

use piecewise_api::{ProblemKind, SuppressionScope};
use piecewise_recipients::{Phone, PlusSign, parse_phone};

use super::http::{N_EVIDENCE_CHARS, N_REASON_CHARS, is_text};
use crate::{export::csv, server::Refusal};

/// What an export has. An import needs the first three and takes the fourth; of the others it looks at none, except
/// that it leaves released numbers out.
pub(super) const COLUMNS: [&str; 8] =
    ["phone", "scope", "reason", "evidence", "is_release", "origin", "actor", "at_ms"];

/// Faults that are told at once.
const N_TOLD: usize = 20;

/// A row of the table.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) phone: Phone,
    pub(super) scope: SuppressionScope,
    pub(super) is_release: bool,
    pub(super) reason: String,
    pub(super) evidence: Option<String>,
}

/// Reads a table from outside, from its first line to its last.
pub(super) fn read(text: &str) -> Result<Vec<Line>, Refusal> {
    let mut columns: Option<HashMap<String, usize>> = None;
    let mut lines = Vec::new();
    let mut faults: Vec<String> = Vec::new();
    for (number, row) in csv::rows_of(text) {
        let Ok(row) = row else {
            faults.push(format!("line {number}: it cannot be read as CSV"));
            continue;
        };
        let cells: Vec<&str> = row.iter().map(csv::cell_of).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let Some(columns) = &columns else {
            columns = Some(cells.iter().enumerate().map(|(at, name)| (name.to_lowercase(), at)).collect());
            continue;
        };
        let cell = |name: &str| columns.get(name).and_then(|at| cells.get(*at)).copied().unwrap_or_default();
        match line(cell) {
            Ok(line) => lines.push(line),
            Err(fault) => faults.push(format!("line {number}: {fault}")),
        }
    }
    let has = |name| columns.as_ref().is_some_and(|columns| columns.contains_key(name));
    if !["phone", "scope", "reason"].into_iter().all(has) {
        faults.insert(0, "line 1: the header must name the columns phone, scope and reason".into());
    } else if lines.is_empty() && faults.is_empty() {
        faults.push("there is no number in the table".into());
    }
    if faults.is_empty() {
        return Ok(lines);
    }
    let n_more = faults.len().saturating_sub(N_TOLD);
    faults.truncate(N_TOLD);
    if n_more > 0 {
        faults.push(format!("and {n_more} more"));
    }
    Err(Refusal::of(ProblemKind::Malformed)
        .status(axum::http::StatusCode::UNPROCESSABLE_ENTITY)
        .field("csv")
        .detail(faults.join("\n")))
}

fn line<'a>(cell: impl Fn(&str) -> &'a str) -> Result<Line, &'static str> {
    let phone =
        parse_phone(cell("phone"), PlusSign::Optional).map_err(|_| "this is no phone number with country code")?;
    let scope = SuppressionScope::from_name(&cell("scope").to_lowercase())
        .ok_or("the scope must be marketing or everything")?;
    let is_release = match cell("is_release") {
        "" | "false" => false,
        "true" => true,
        _ => return Err("is_release must be true or false"),
    };
    if !is_text(cell("reason"), N_REASON_CHARS) {
        return Err("the reason must have 1 to 200 characters");
    }
    let evidence = Some(cell("evidence")).filter(|evidence| !evidence.is_empty());
    if evidence.is_some_and(|evidence| !is_text(evidence, N_EVIDENCE_CHARS)) {
        return Err("the evidence must have at most 1,000 characters");
    }
    Ok(Line { phone, scope, is_release, reason: cell("reason").into(), evidence: evidence.map(str::to_owned) })
}
