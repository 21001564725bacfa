//! Compressed copies of files and their sizes, by way of Node's zlib, which is here for the optimiser anyway.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::{
    process::{self, output, run},
    tools,
};

/// A text-like file of the site, with its sizes in bytes.
pub(crate) struct Compressed {
    /// Its path below the folder.
    pub(crate) path: PathBuf,
    /// As it is.
    pub(crate) n_bytes: u64,
    /// Under brotli, quality 11.
    pub(crate) n_brotli_bytes: u64,
}

/// Every compressible file below `folder`.
pub(crate) fn sizes(folder: &Path) -> anyhow::Result<Vec<Compressed>> {
    let lines = output(script("sizes", folder)?.arg(folder))?;
    lines.lines().map(|line| parse(line).with_context(|| format!("cannot read the size in `{line}`"))).collect()
}

/// Writes `.br` and `.gz` beside every compressible file below `folder`.
pub(crate) fn write_beside(folder: &Path) -> anyhow::Result<()> {
    run(script("write", folder)?.arg(folder))
}

fn script(verb: &str, folder: &Path) -> anyhow::Result<std::process::Command> {
    anyhow::ensure!(folder.is_dir(), "there is no folder {}", folder.display());
    let mut node = process::command(tools::npm::node()?);
    node.args(["--input-type=module", "--eval", include_str!("compress.mjs"), "--", verb]);
    Ok(node)
}

fn parse(line: &str) -> Option<Compressed> {
    let mut fields = line.splitn(3, '\t');
    let n_bytes = fields.next()?.parse().ok()?;
    let n_brotli_bytes = fields.next()?.parse().ok()?;
    Some(Compressed { path: fields.next()?.into(), n_bytes, n_brotli_bytes })
}
