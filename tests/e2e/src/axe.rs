//! The accessibility rules of axe-core, run in the page.

use std::fs;

use anyhow::Context;
use fantoccini::Client;
use serde_json::Value;

use crate::environment;

const RUN: &str = "
return axe.run(document, { resultTypes: ['violations'] }).then((results) => results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help}\\n    ${node.html}\\n    ${node.failureSummary}`)));
";

/// Every broken rule with the element that breaks it.
pub(crate) async fn violations(client: &Client) -> anyhow::Result<Vec<String>> {
    let file = environment::axe();
    let axe = fs::read_to_string(&file).with_context(|| format!("cannot read {}; run `npm ci`", file.display()))?;
    client.execute(&format!("if (!window.axe) {{ {axe} }}"), Vec::new()).await?;
    let found: Value = client.execute(RUN, Vec::new()).await?;
    serde_json::from_value(found).context("axe gave no list")
}
