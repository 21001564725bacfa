//! Pictures of pages at both widths, in both themes and in both languages.
//!
//! `cargo xtask screenshots` takes them of every page, against a gateway of their own with something in it. With `--base`
//! they are of a console that runs already:
//!
//! `cargo run -p piecewise-e2e --bin shots -- --base 'http://127.0.0.1:8466/#token=…' --out pictures /calculator /help`

#![expect(clippy::print_stdout, reason = "a command line speaks on standard output")]

use std::{fs, path::PathBuf};

use anyhow::Context;
use lexopt::prelude::*;
use piecewise_e2e::{Gateway, PAGES, Page, Screen, Seed, Theme, browse};

/// The languages of the console.
const LANGUAGES: [&str; 2] = ["en", "zh-CN"];

struct Options {
    base: Option<String>,
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
    Ok(Options { base, out: out.context("--out DIR is missing")?, pages })
}

async fn take(page: Page, options: Options) -> anyhow::Result<()> {
    let gateway = if options.base.is_none() { Some(Gateway::start().await?) } else { None };
    // A base with a token signs in first.
    let link = gateway.as_ref().map_or(options.base.as_deref(), |gateway| Some(gateway.sign_in_link()));
    let link = link.unwrap_or_default();
    page.open(link).await?;
    page.holds("document.querySelector('h1')").await?;
    let mut pages = options.pages;
    if pages.is_empty() {
        pages.extend(PAGES.map(str::to_owned));
    }
    if gateway.is_some() {
        pages.extend(Seed::plant(&page).await?.pages());
    }
    let base = link.split('#').next().unwrap_or_default();
    for language in LANGUAGES {
        page.run("localStorage.setItem('piecewise.language', arguments[0])", [language.into()]).await?;
        for path in &pages {
            for screen in Screen::ALL {
                for theme in Theme::ALL {
                    page.look(screen, theme).await?;
                    page.open(&format!("{base}#{path}")).await?;
                    page.run("location.reload()", []).await?;
                    page.holds(&format!(
                        "document.documentElement.lang === '{language}' && document.querySelector('h1')"
                    ))
                    .await?;
                    page.settled().await?;
                    let file = options.out.join(file_name(path, screen, theme, language));
                    fs::write(&file, page.full_screenshot().await?)?;
                    println!("{}", file.display());
                }
            }
        }
    }
    Ok(())
}

fn file_name(path: &str, screen: Screen, theme: Theme, language: &str) -> String {
    let path = path.split('?').next().unwrap_or_default().trim_matches('/');
    // An id is another one each time, and some have characters that no file may have.
    let is_plain = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    let parts: Vec<&str> = path.split('/').map(|part| if is_plain(part) { part } else { "id" }).collect();
    let name = if path.is_empty() { "overview".to_owned() } else { parts.join("-") };
    format!("{name}-{}-{}-{language}.png", screen.size().0, theme.as_str())
}
