//! Aurora's statement as CSV: read as a whole or not at all.

use std::collections::HashMap;

use piecewise_sms::money::Micros;

use crate::{
    error::Result,
    export::csv,
    server::Refusal,
    store::{WriteTx, query},
};

/// Names of the columns, in small letters without what stands between the words.
const SMS_ID: [&str; 3] = ["smsid", "id", "messageid"];
const AMOUNT: [&str; 4] = ["amount", "charge", "cost", "fee"];
const PIECES: [&str; 4] = ["pieces", "msgcount", "segments", "billingnum"];

/// Faults that are told at once.
const N_TOLD: usize = 20;

/// A line of the statement.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    aurora_id: String,
    n_pieces: Option<i64>,
    amount: Micros,
}

/// Reads a statement.
pub(super) fn read(text: &str) -> Result<Vec<Line>, Refusal> {
    let mut header: Option<HashMap<String, usize>> = None;
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    for (number, row) in csv::rows_of(text) {
        let Ok(row) = row else {
            faults.push(format!("line {number}: it cannot be read as CSV"));
            continue;
        };
        let cells: Vec<&str> = row.iter().map(csv::cell_of).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let Some(header) = &header else {
            header = Some(cells.iter().enumerate().map(|(at, name)| (plain(name), at)).collect());
            continue;
        };
        let cell = |names: &[&str]| {
            names.iter().find_map(|name| header.get(*name)).and_then(|at| cells.get(*at)).copied().unwrap_or_default()
        };
        match line(cell(&SMS_ID), cell(&AMOUNT), cell(&PIECES)) {
            Ok(line) => lines.push(line),
            Err(fault) => faults.push(format!("line {number}: {fault}")),
        }
    }
    let has =
        |names: &[&str]| header.as_ref().is_some_and(|header| names.iter().any(|name| header.contains_key(*name)));
    if !(has(&SMS_ID) && has(&AMOUNT)) {
        faults.insert(0, "line 1: the header must name the columns smsId and amount".into());
    } else if lines.is_empty() && faults.is_empty() {
        faults.push("there is no line in the statement".into());
    }
    if faults.is_empty() {
        return Ok(lines);
    }
    let n_more = faults.len().saturating_sub(N_TOLD);
    faults.truncate(N_TOLD);
    if n_more > 0 {
        faults.push(format!("and {n_more} more"));
    }
    Err(Refusal::wrong("csv", faults.join("; ")))
}

fn line(aurora_id: &str, amount: &str, n_pieces: &str) -> Result<Line, &'static str> {
    if aurora_id.is_empty() || aurora_id.chars().count() > 200 {
        return Err("the smsId is missing");
    }
    let amount: Micros = amount.parse().map_err(|_| "the amount is not a number such as 0.0412")?;
    if amount < Micros::ZERO {
        return Err("the amount is below zero");
    }
    let n_pieces = match n_pieces {
        "" => None,
        text => Some(text.parse().ok().filter(|n| (0..=255).contains(n)).ok_or("the pieces are not a number")?),
    };
    Ok(Line { aurora_id: aurora_id.to_owned(), n_pieces, amount })
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Keeps the lines, each in place of one about the same message.
pub(super) async fn keep(tx: &mut WriteTx, account_id: i64, lines: &[Line], now_ms: i64) -> Result<()> {
    for line in lines {
        query(
            "INSERT INTO live_statement (account_id, aurora_id, n_pieces, amount, imported_at_ms)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (account_id, aurora_id) DO UPDATE
             SET n_pieces = excluded.n_pieces, amount = excluded.amount, imported_at_ms = excluded.imported_at_ms",
        )
        .bind(account_id)
        .bind(&line.aurora_id)
        .bind(line.n_pieces)
        .bind(line.amount.0)
        .bind(now_ms)
        .execute(tx)
        .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_names() {
        let lines = read("\u{feff}Time,SMS ID,msgCount,Amount\r\n2026-03-02,1_2$65,2,0.0824\r\n\r\n").unwrap();
        assert_eq!(lines, [Line { aurora_id: "1_2$65".into(), n_pieces: Some(2), amount: Micros(82_400) }]);
    }

    #[test]
    fn a_wrong_line_refuses_the_whole_statement() {
        let refused = read("smsId,amount\na,0.1\nb,much\n,0.1\nc,-1").unwrap_err();
        let told = refused.told().unwrap();
        for line in ["line 3", "line 4", "line 5"] {
            assert!(told.contains(line), "{told}");
        }
        assert!(read("a,b\n1,2").unwrap_err().told().unwrap().contains("smsId"));
        assert!(read("").is_err());
    }
}
