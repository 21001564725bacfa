//! Pictures of pages at both widths and in both themes.
//!
//! `cargo run -p piecewise-e2e --bin shots -- --base 'http://127.0.0.1:8466/#token=…' --out pictures /calculator /help`

#![expect(clippy::print_stdout, reason = "a command line speaks on standard output")]

use std::{fs, path::PathBuf};

use anyhow::Context;
use lexopt::prelude::*;
use piecewise_e2e::{PAGES, Page, Screen, Theme, browse};

struct Options {
    base: String,
    out: PathBuf,
    pages: Vec<String>,
}

fn main() -> anyhow::Result<()> {
    let options = parse()?;
    fs::create_dir_all(&options.out).with_context(|| format!("cannot create {}", options.out.display()))?;
    browse("shots", move |page| take(page, options));
    Ok(())
}

fn parse() -> anyhow::Result<Options> {
    let (mut base, mut out, mut pages) = (None, None, Vec::new());
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("base") => base = Some(parser.value()?.string()?),
            Long("out") => out = Some(PathBuf::from(parser.value()?)),
            Value(page) => pages.push(page.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if pages.is_empty() {
        pages = PAGES.map(str::to_owned).to_vec();
    }
    Ok(Options { base: base.context("--base URL is missing")?, out: out.context("--out DIR is missing")?, pages })
}

async fn take(page: Page, options: Options) -> anyhow::Result<()> {
    // A base with a token signs in first.
    page.open(&options.base).await?;
    page.holds("document.querySelector('h1')").await?;
    let base = options.base.split('#').next().unwrap_or_default();
    for path in &options.pages {
        for screen in Screen::ALL {
            for theme in Theme::ALL {
                page.look(screen, theme).await?;
                page.open(&format!("{base}#{path}")).await?;
                page.holds("document.querySelector('h1')").await?;
                let name = if path == "/" { "overview".to_owned() } else { path.trim_matches('/').replace('/', "-") };
                let file = options.out.join(format!("{name}-{}-{}.png", screen.size().0, theme.as_str()));
                fs::write(&file, page.full_screenshot().await?)?;
                println!("{}", file.display());
            }
        }
    }
    Ok(())
}
