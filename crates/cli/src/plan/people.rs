//! A plan for people.

use std::io::{self, Write};

use jiff::Timestamp;
use piecewise_recipients::{
    plan::{CostlyRow, CountryPlan, Plan, Saving},
    quiet::QuietState,
};
use piecewise_sms::pieces::Encoding;

use super::Answer;
use crate::{
    draw,
    palette::{ERROR, QUIET, STRONG},
};

pub(super) fn write(origin: &str, answer: &Answer<'_>, variables: &[String], out: &mut impl Write) -> io::Result<()> {
    let plan = answer.plan;
    head(origin, answer, out)?;
    cost(plan, out)?;
    countries(plan, out)?;
    rows(plan, out)?;
    savings(plan, out)?;
    rejects(plan, variables, out)?;
    writeln!(out)
}

fn head(origin: &str, answer: &Answer<'_>, out: &mut impl Write) -> io::Result<()> {
    let rows = answer.plan.rows;
    writeln!(
        out,
        "{STRONG}{}: {}{STRONG:#} = {} accepted + {} rejected + {} duplicate + {} suppressed",
        draw::inline(origin),
        plural(rows.rows.into(), "row"),
        rows.accepted,
        rows.rejected,
        rows.duplicate,
        rows.suppressed
    )?;
    let format = answer.format;
    let mut said = vec![format!("number from “{}”", draw::inline(answer.columns.number))];
    for (variable, column) in &answer.columns.values {
        said.push(match column {
            Some(column) => format!("{variable} from “{}”", draw::inline(column)),
            None => format!("{variable} fixed"),
        });
    }
    said.extend(format.delimiter.map(|delimiter| delimiter.as_str().to_owned()));
    said.extend(format.encoding.clone());
    writeln!(out, "{QUIET}{}{QUIET:#}", said.join(" · "))?;
    let repairs: Vec<_> =
        answer.plan.repairs.iter().map(|(repair, n)| format!("{n} {}", repair.as_str().replace('_', " "))).collect();
    if !repairs.is_empty() {
        writeln!(out, "{QUIET}numbers repaired: {}{QUIET:#}", repairs.join(", "))?;
    }
    Ok(())
}

fn cost(plan: &Plan, out: &mut impl Write) -> io::Result<()> {
    let least = if plan.is_exact() { "" } else { "≥ " };
    let samples = if plan.prices_are_samples { " at sample prices" } else { "" };
    writeln!(
        out,
        "\n{STRONG}{least}{} {}{samples}{STRONG:#} · {} to {} · {} GSM-7, {} UCS-2 · {}",
        plan.total,
        plan.currency,
        plural(plan.n_pieces, "piece"),
        plural(plan.rows.accepted.into(), "recipient"),
        plan.n_gsm7,
        plan.n_ucs2,
        plural(plan.calls.n_calls.into(), "call"),
    )?;
    if plan.n_unpriced > 0 {
        writeln!(out, "{ERROR}The price of {} is not known.{ERROR:#}", plural(plan.n_unpriced.into(), "recipient"))?;
    }
    if plan.n_unsendable > 0 {
        let n = plural(plan.n_unsendable.into(), "message");
        writeln!(out, "{ERROR}{n} cannot be sent: more than 255 pieces.{ERROR:#}")?;
    }
    Ok(())
}

fn countries(plan: &Plan, out: &mut impl Write) -> io::Result<()> {
    if plan.countries.is_empty() {
        return Ok(());
    }
    let titles = ["country", "recipients", "pieces", "price", "cost", "sender", "at the start"].map(str::to_owned);
    let lines: Vec<[String; 7]> = plan.countries.iter().map(country).collect();
    writeln!(out)?;
    let lines = std::iter::once(&titles).chain(&lines);
    let width = |column: usize| lines.clone().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 7] = std::array::from_fn(width);
    for line in lines {
        let cell = |column: usize| {
            let (text, width) = (&line[column], widths[column]);
            // Numbers to the right.
            if (1..=4).contains(&column) { format!("{text:>width$}") } else { format!("{text:<width$}") }
        };
        let cells: [String; 7] = std::array::from_fn(cell);
        writeln!(out, "  {}", cells.join("  ").trim_end())?;
    }
    Ok(())
}

fn country(plan: &CountryPlan) -> [String; 7] {
    let unknown = || "unknown".to_owned();
    [
        plan.country.clone().unwrap_or_else(|| "none".to_owned()),
        plan.n_recipients.to_string(),
        plan.n_pieces.to_string(),
        plan.price.map_or_else(unknown, |price| price.to_string()),
        plan.cost.map_or_else(unknown, |cost| cost.to_string()),
        plan.sender.as_deref().map_or_else(|| "random number".to_owned(), draw::inline),
        quiet(plan.quiet),
    ]
}

fn quiet(state: QuietState) -> String {
    match state {
        QuietState::Exempt => "goes at any hour".to_owned(),
        QuietState::Open { .. } => "goes".to_owned(),
        QuietState::Quiet { until_ms: Some(until_ms) } => match Timestamp::from_millisecond(until_ms) {
            Ok(until) => format!("waits until {until}"),
            Err(_) => "waits".to_owned(),
        },
        QuietState::Quiet { until_ms: None } => "has no hour that fits all its zones".to_owned(),
        QuietState::UnknownZone => "is held: its time is not known".to_owned(),
    }
}

fn rows(plan: &Plan, out: &mut impl Write) -> io::Result<()> {
    let counts: Vec<_> = plan
        .pieces
        .iter()
        .map(|count| format!("{} × {}", count.n_recipients, plural(count.n_pieces.into(), "piece")))
        .collect();
    if !counts.is_empty() {
        writeln!(out, "\n{STRONG}Pieces:{STRONG:#} {}", counts.join(", "))?;
    }
    if let (Some(costliest), Some(cheapest)) = (plan.costliest.first(), &plan.cheapest)
        && costliest.cost > cheapest.cost
    {
        writeln!(out, "{STRONG}Costliest:{STRONG:#} {}", row(costliest))?;
        writeln!(out, "{STRONG}Cheapest:{STRONG:#} {}", row(cheapest))?;
    }
    Ok(())
}

fn row(row: &CostlyRow) -> String {
    let pieces = plural(row.n_pieces.into(), "piece");
    let encoding = match row.encoding {
        Encoding::Gsm7 => String::new(),
        Encoding::Ucs2 => format!(", Unicode because of {}", draw::inline(&row.forcing.join(" "))),
    };
    format!("row {}, {} ({} × {} in {}{encoding})", row.row, row.cost, pieces, row.price, row.country)
}

fn savings(plan: &Plan, out: &mut impl Write) -> io::Result<()> {
    let all = plan.savings.all;
    if all.n_pieces == 0 {
        return Ok(());
    }
    let pieces = plural(all.n_pieces, "piece");
    writeln!(out, "\n{STRONG}Replacing what forces Unicode would save {pieces}, {}:{STRONG:#}", all.cost)?;
    for saving in plan.savings.each.iter().take(10) {
        writeln!(out, "  {}", saving_line(saving))?;
    }
    Ok(())
}

fn saving_line(saving: &Saving) -> String {
    let what = draw::inline(&saving.character.to_string());
    let how = match saving.replacement.as_str() {
        "" => "removed".to_owned(),
        text => format!("replaced with {text}"),
    };
    let mut places: Vec<String> = saving.in_values.iter().map(|name| format!("values of {name}")).collect();
    if saving.in_template {
        places.insert(0, "the template".to_owned());
    }
    let alone = plural(saving.alone.n_pieces, "piece");
    format!("{what} in {}, {how}: {alone} alone", places.join(" and "))
}

fn rejects(plan: &Plan, variables: &[String], out: &mut impl Write) -> io::Result<()> {
    if plan.rejects.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}Rejected:{STRONG:#}")?;
    for class in &plan.rejects {
        let rows: Vec<_> = class.first_rows.iter().map(u32::to_string).collect();
        let more = if class.first_rows.len() < class.n_rows as usize { ", …" } else { "" };
        let sentence = class.reason.sentence(variables);
        writeln!(out, "  {} ({}{more}): {sentence}", plural(class.n_rows.into(), "row"), rows.join(", "))?;
    }
    Ok(())
}

fn plural(n: u64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
