//! Figures as CSV: exact, in one form whatever the language, and harmless in a spreadsheet.

use piecewise_api::Slice;

/// What comes behind the name of a row.
const COLUMNS: &str = "accepted,delivered,waiting_result,sending,suppressed,failed,delivered_ppm,median_delivery_ms,\
                       pieces,pieces_charged,cost,currency";

/// The rows with their figures; `what` names the first column.
pub(super) fn text(what: &str, slices: &[Slice], currency: &str) -> String {
    // Without the mark, spreadsheets take UTF-8 for the code page of the machine.
    let mut text = format!("\u{feff}{what},name,{COLUMNS}\r\n");
    for Slice { key, name, figures } in slices {
        let counts = &figures.messages;
        let optional = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        let cells = [
            cell(key),
            cell(name.as_deref().unwrap_or_default()),
            counts.total.to_string(),
            counts.delivered.to_string(),
            counts.waiting_result.to_string(),
            counts.sending.to_string(),
            counts.suppressed.to_string(),
            counts.failed.to_string(),
            optional(figures.delivered_ppm.map(i64::from)),
            optional(figures.median_delivery_ms),
            figures.n_pieces.to_string(),
            figures.n_pieces_charged.to_string(),
            figures.cost.to_string(),
            cell(currency),
        ];
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A cell that a spreadsheet takes for text, also where it looks like a formula.
fn cell(text: &str) -> String {
    let is_suspicious = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'', '＝', '＋', '－', '＠']);
    let guard = if is_suspicious { "'" } else { "" };
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::{Figures, Slice, StatusCounts};
    use piecewise_sms::money::Micros;

    use super::text;

    /// every chart has a file with the same figures; a template's name runs nowhere.
    #[test]
    fn figures_are_exact_and_names_are_harmless() {
        let figures = Figures {
            messages: StatusCounts { total: 2, delivered: 1, failed: 1, ..StatusCounts::default() },
            delivered_ppm: Some(500_000),
            median_delivery_ms: None,
            n_pieces: 3,
            n_pieces_charged: 3,
            cost: Micros(123_600),
        };
        let slice = Slice { key: "7".into(), name: Some("=1+1, \"x\"".into()), figures };
        let text = text("template", &[slice], "USD");
        let row = text.lines().nth(1).unwrap();
        assert_eq!(row, "7,\"'=1+1, \"\"x\"\"\",2,1,0,0,0,1,500000,,3,3,0.1236,USD");
        assert_eq!(text.lines().next().unwrap().split(',').count(), 14);
    }
}
