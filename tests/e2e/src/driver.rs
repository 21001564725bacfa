//! One browser for one test: started, given to the test, and ended however the test ends.

use std::{fs, future::Future, process::Stdio};

use anyhow::{Context, bail, ensure};
use fantoccini::{ClientBuilder, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    task::LocalSet,
};

use crate::{Page, environment};

/// How long a script may take: some type sixty texts into every field of a page.
const SCRIPT_MS: u32 = 300_000;

/// How a page is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// 1280 by 900 pixels.
    Desktop,
    /// 375 by 812 pixels.
    Phone,
}

impl Screen {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Desktop, Self::Phone];

    /// Width and height in CSS pixels.
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::Desktop => (1280, 900),
            Self::Phone => (375, 812),
        }
    }
}

/// Which colours a person prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// The value of `prefers-color-scheme`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Which browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Chromium, by Chromedriver.
    Chromium,
    /// Firefox, by Geckodriver.
    Firefox,
}

/// Runs `test` with a fresh Chromium. If it fails, a picture of the page stays in `target/e2e/NAME.png`.
///
/// # Panics
/// If the test fails or panics, with its reason.
pub fn browse<Test, Ending>(name: &str, test: Test)
where
    Test: FnOnce(Page) -> Ending,
    Ending: Future<Output = anyhow::Result<()>> + 'static,
{
    browse_in(Browser::Chromium, name, test);
}

/// The same in the browser that is named.
///
/// # Panics
/// As [`browse`] does.
pub fn browse_in<Test, Ending>(browser: Browser, name: &str, test: Test)
where
    Test: FnOnce(Page) -> Ending,
    Ending: Future<Output = anyhow::Result<()>> + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let ending = runtime
        .map_err(anyhow::Error::from)
        .and_then(|runtime| LocalSet::new().block_on(&runtime, with_browser(browser, name, test)));
    if let Err(error) = ending {
        panic!("{name}: {error:?}");
    }
}

/// Runs `test` with two fresh browsers that know nothing of each other, as two people have them.
///
/// # Panics
/// If the test fails or panics, with its reason.
pub fn browse_as_two<Test, Ending>(name: &str, test: Test)
where
    Test: FnOnce(Page, Page) -> Ending + 'static,
    Ending: Future<Output = anyhow::Result<()>> + 'static,
{
    let inner = name.to_owned();
    browse(name, async move |first| {
        let (mut driver, port) = start_driver(Browser::Chromium).await?;
        let second = Page::new(connect(Browser::Chromium, port).await?, Browser::Chromium);
        let ending = tokio::task::spawn_local(test(first.clone(), second.clone())).await;
        let ending = ending.unwrap_or_else(|panicked| bail!("{panicked}"));
        if ending.is_err() {
            keep_picture(&format!("{inner}-second"), &second).await;
        }
        first.note_all(second.complaints());
        second.close().await?;
        driver.kill().await.context("cannot end chromedriver")?;
        ending
    });
}

async fn with_browser<Test, Ending>(browser: Browser, name: &str, test: Test) -> anyhow::Result<()>
where
    Test: FnOnce(Page) -> Ending,
    Ending: Future<Output = anyhow::Result<()>> + 'static,
{
    let (mut driver, port) = start_driver(browser).await?;
    let page = Page::new(connect(browser, port).await?, browser);
    // In a task of its own, so that a panicking test ends its browser too.
    let ending = tokio::task::spawn_local(test(page.clone())).await;
    let ending = ending.unwrap_or_else(|panicked| bail!("{panicked}"));
    if ending.is_err() {
        keep_picture(name, &page).await;
    }
    let complaints = page.complaints();
    page.close().await?;
    driver.kill().await.context("cannot end the driver")?;
    ending?;
    ensure!(complaints.is_empty(), "noted on the way:\n\n{}", complaints.join("\n\n"));
    Ok(())
}

async fn start_driver(browser: Browser) -> anyhow::Result<(Child, u16)> {
    let (program, announced) = match browser {
        Browser::Chromium => (environment::chromedriver(), "successfully on port "),
        Browser::Firefox => (environment::geckodriver(), "Listening on 127.0.0.1:"),
    };
    let mut driver = Command::new(&program)
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("cannot start {}", program.display()))?;
    let stdout = driver.stdout.take().context("the driver has no output")?;
    let mut lines = BufReader::new(stdout).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some((_, port)) = line.split_once(announced) {
            let port = port.trim_end_matches('.').parse()?;
            // Whatever else it says must be read, or it blocks.
            tokio::spawn(async move { while matches!(lines.next_line().await, Ok(Some(_))) {} });
            return Ok((driver, port));
        }
    }
    bail!("{} did not start", program.display())
}

async fn connect(browser: Browser, port: u16) -> anyhow::Result<fantoccini::Client> {
    let mut capabilities = match browser {
        Browser::Chromium => chromium()?,
        Browser::Firefox => firefox(),
    };
    capabilities.insert("timeouts".into(), json!({ "script": SCRIPT_MS }));
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .context("cannot open a browser")
}

fn firefox() -> Capabilities {
    let mut options = json!({ "args": ["-headless"], "prefs": { "intl.accept_languages": "en-US" } });
    if let Some(binary) = environment::firefox() {
        options["binary"] = json!(binary);
    }
    Capabilities::from_iter([("moz:firefoxOptions".to_owned(), options)])
}

fn chromium() -> anyhow::Result<Capabilities> {
    let file = environment::webdriver_json();
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut capabilities: Capabilities = serde_json::from_str(&text)?;
    let options = capabilities.entry("goog:chromeOptions").or_insert_with(|| json!({}));
    if let Some(args) = options.get_mut("args").and_then(|args| args.as_array_mut()) {
        // Roles and names as the browser's own accessibility tree has them.
        args.push(json!("--enable-blink-features=ComputedAccessibilityInfo"));
        args.push(json!("--lang=en-US"));
    }
    capabilities.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL" }));
    Ok(capabilities)
}

async fn keep_picture(name: &str, page: &Page) {
    let folder = environment::pictures();
    let path = folder.join(format!("{name}.png"));
    if let Ok(picture) = page.screenshot().await
        && fs::create_dir_all(&folder).and_then(|()| fs::write(&path, picture)).is_ok()
    {
        eprintln!("the page at that moment: {}", path.display());
    }
    if let Ok(words) = page.text("body").await {
        eprintln!("its text:\n{words}");
    }
}
