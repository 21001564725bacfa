//! `cargo xtask bench plan`: from a file to its plan, natively and in JavaScript, measured in one run.
//!
//! `bench/plan.js` writes the lists, measures and prints.

use std::{fmt::Write, fs};

use anyhow::Context;
use piecewise_sms::prices::PriceTable;

use crate::{
    process::{self, say},
    project, tools,
};

/// Builds for release and measures.
pub(crate) fn run() -> anyhow::Result<()> {
    tools::npm::node()?;
    let peers = super::peers()?;
    say("Building the native benchmark for release (about 2 minutes the first time)");
    let native = super::native("piecewise-recipients", "plan")?;
    let folder = project::target_dir().join("bench").join("plan");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let prices = folder.join("prices.json");
    fs::write(&prices, sample_prices()).with_context(|| format!("cannot write {}", prices.display()))?;
    process::run(process::command("node").arg(peers.join("plan.js")).args([native, prices, folder]))
}

/// The sample prices as JSON: micro-units by country.
fn sample_prices() -> String {
    let mut json = String::from("{");
    for (country, price) in PriceTable::sample().iter() {
        let comma = if json.len() > 1 { "," } else { "" };
        write!(json, "{comma}\"{country}\":{}", price.0).expect("a string grows");
    }
    json + "}"
}
