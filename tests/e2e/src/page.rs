//! A page as a person meets it: controls by role and name, text as it is shown, and waiting until something is so.

use std::{
    cell::RefCell,
    rc::Rc,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use fantoccini::{
    Client,
    elements::{Element, ElementRef},
};
use serde_json::{Value, json};

use crate::{Browser, Screen, Theme, axe, cdp};

/// How long something may take to become so.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often it is looked at.
const POLL: Duration = Duration::from_millis(50);

/// How often Tab is pressed in search of something.
const N_TABS: usize = 120;

/// Finds the visible elements with a role and a name; a name that ends in `…` is the beginning of one.
const FIND: &str = r#"
const [role, name] = arguments;
if (!("computedRole" in Element.prototype)) {
    // Firefox tells no script what its accessibility tree says: the roles and names of plain HTML.
    const tags = { A: "link", BUTTON: "button", H1: "heading", H2: "heading", TEXTAREA: "textbox", SELECT: "combobox" };
    const types = { checkbox: "checkbox", radio: "radio", search: "searchbox" };
    const roleOf = (element) => element.getAttribute("role")
        ?? (element.tagName === "INPUT" ? types[element.type] ?? "textbox" : tags[element.tagName] ?? "generic");
    const words = (node) => node.nodeType === 3 ? node.data
        : node.nodeType !== 1 || node.getAttribute("aria-hidden") === "true" ? "" : [...node.childNodes].map(words).join("");
    const nameOf = (element) => element.getAttribute("aria-label")
        ?? (element.labels?.length ? [...element.labels].map(words).join(" ") : words(element));
    Object.defineProperty(Element.prototype, "computedRole", { get() { return roleOf(this); } });
    Object.defineProperty(Element.prototype, "computedName", { get() { return nameOf(this).replace(/\s+/g, " ").trim(); } });
}
const fits = (given) => name.endsWith('…') ? given.startsWith(name.slice(0, -1)) : given === name;
return [...document.querySelectorAll('*')].find((element) =>
    element.computedRole === role && fits(element.computedName.trim()) && element.checkVisibility());
"#;

/// A page in the browser.
#[derive(Debug, Clone)]
pub struct Page {
    client: Client,
    browser: Browser,
    complaints: Rc<RefCell<Vec<String>>>,
}

impl Page {
    pub(crate) fn new(client: Client, browser: Browser) -> Self {
        Self { client, browser, complaints: Rc::default() }
    }

    /// What was noted against the page on the way.
    pub(crate) fn complaints(&self) -> Vec<String> {
        self.complaints.take()
    }

    /// Notes what was noted against another page of the same test.
    pub(crate) fn note_all(&self, complaints: Vec<String>) {
        self.complaints.borrow_mut().extend(complaints);
    }

    pub(crate) async fn close(self) -> anyhow::Result<()> {
        Ok(self.client.close().await?)
    }

    /// Opens `url`.
    pub async fn open(&self, url: &str) -> anyhow::Result<()> {
        self.client.goto(url).await.with_context(|| format!("cannot open {url}"))
    }

    /// Looks at the page on another screen or in other colours.
    pub async fn look(&self, screen: Screen, theme: Theme) -> anyhow::Result<()> {
        let (width, height) = screen.size();
        if self.browser == Browser::Firefox {
            return Ok(self.client.set_window_size(width, height).await?);
        }
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        cdp::execute(&self.client, "Emulation.setDeviceMetricsOverride", metrics).await?;
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme.as_str() }] });
        cdp::execute(&self.client, "Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    /// Waits for the control with this role and name.
    pub async fn find(&self, role: &str, name: &str) -> anyhow::Result<Element> {
        let what = format!("a {role} named `{name}`");
        let found = self
            .until(&what, async || {
                let found = self.client.execute(FIND, vec![json!(role), json!(name)]).await?;
                Ok(found
                    .as_object()
                    .and_then(|element| element.values().next())
                    .and_then(Value::as_str)
                    .map(str::to_owned))
            })
            .await?;
        Ok(Element::from_element_id(self.client.clone(), ElementRef::from(found)))
    }

    /// Waits until there is no control with this role and name.
    pub async fn gone(&self, role: &str, name: &str) -> anyhow::Result<()> {
        let what = format!("no {role} named `{name}`");
        self.until(&what, async || {
            let found = self.client.execute(FIND, vec![json!(role), json!(name)]).await?;
            Ok(found.is_null().then_some(()))
        })
        .await
    }

    /// Presses a button, follows a link or ticks a box.
    pub async fn click(&self, role: &str, name: &str) -> anyhow::Result<()> {
        let what = format!("the {role} `{name}` to take a click");
        // A page that is still being put together may cover it or replace it for a moment.
        self.until(&what, async || Ok(self.find(role, name).await?.click().await.ok())).await
    }

    /// Empties the text field `name` and types `text` into it.
    pub async fn fill(&self, name: &str, text: &str) -> anyhow::Result<()> {
        let field = self.find("textbox", name).await?;
        field.clear().await?;
        self.type_into("textbox", name, text).await
    }

    /// Types `text` into the control with this role and name.
    pub async fn type_into(&self, role: &str, name: &str, text: &str) -> anyhow::Result<()> {
        let field = self.find(role, name).await?;
        field.send_keys(text).await.with_context(|| format!("cannot type into `{name}`"))
    }

    /// Chooses the option labelled `label` of the list `name`.
    pub async fn choose(&self, name: &str, label: &str) -> anyhow::Result<()> {
        let list = self.find("combobox", name).await?;
        list.select_by_label(label).await.with_context(|| format!("`{name}` has no option `{label}`"))
    }

    /// The text of the first element that `selector` finds, as it is shown.
    pub async fn text(&self, selector: &str) -> anyhow::Result<String> {
        let text =
            self.run("return document.querySelector(arguments[0])?.innerText ?? null", [json!(selector)]).await?;
        text.as_str().map(str::to_owned).with_context(|| format!("there is no `{selector}`"))
    }

    /// The text of every element that `selector` finds, as it is in the document.
    pub async fn contents(&self, selector: &str) -> anyhow::Result<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)";
        Ok(serde_json::from_value(self.run(script, [json!(selector)]).await?)?)
    }

    /// Waits until the first element that `selector` finds shows `wanted`.
    pub async fn shows(&self, selector: &str, wanted: &str) -> anyhow::Result<()> {
        let what = format!("`{selector}` to show `{wanted}`");
        self.until(&what, async || Ok(self.text(selector).await.is_ok_and(|text| text.contains(wanted)).then_some(())))
            .await
    }

    /// Waits until `condition`, a JavaScript expression, is true.
    pub async fn holds(&self, condition: &str) -> anyhow::Result<()> {
        let script = format!("return Boolean({condition})");
        self.until(condition, async || Ok((self.run(&script, []).await? == json!(true)).then_some(()))).await
    }

    /// Runs a script and gives what it returns; a promise is awaited.
    pub async fn run<const N: usize>(&self, script: &str, args: [Value; N]) -> anyhow::Result<Value> {
        Ok(self.client.execute(script, args.to_vec()).await?)
    }

    /// Reads a JSON answer of the gateway, with the page's own session.
    pub async fn get_json(&self, path: &str) -> anyhow::Result<Value> {
        let script = "return fetch(arguments[0]).then((answer) => answer.json())";
        self.run(script, [json!(path)]).await
    }

    /// Asks the gateway's console API for something, with the page's own session; fails where it is refused.
    pub async fn ask(&self, method: &str, path: &str, body: Value) -> anyhow::Result<Value> {
        let script = "
const [method, path, body] = arguments;
const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() };
return fetch('api/v1' + path, { method, headers, body: JSON.stringify(body) })
    .then(async (answer) => ({ ok: answer.ok, body: JSON.parse(await answer.text() || 'null') }));
";
        let answer = self.run(script, [json!(method), json!(path), body]).await?;
        if answer["ok"] != true {
            bail!("{method} {path} was refused: {}", answer["body"]);
        }
        Ok(answer["body"].clone())
    }

    /// Opens `url` in a tab of its own, and goes there.
    pub async fn open_tab(&self, url: &str) -> anyhow::Result<()> {
        let tab = self.client.new_window(true).await?;
        self.client.switch_to_window(tab.handle).await?;
        self.open(url).await
    }

    /// Goes to the tab that was opened as the `n`th, counted from 0.
    pub async fn to_tab(&self, n: usize) -> anyhow::Result<()> {
        let tab = self.client.windows().await?.into_iter().nth(n).with_context(|| format!("there is no tab {n}"))?;
        Ok(self.client.switch_to_window(tab).await?)
    }

    /// Composes `steps` one after the other as an input method does, then commits `text`.
    pub async fn compose(&self, steps: &[&str], text: &str) -> anyhow::Result<()> {
        for step in steps {
            let n_units = step.encode_utf16().count();
            let composition = json!({ "text": step, "selectionStart": n_units, "selectionEnd": n_units });
            cdp::execute(&self.client, "Input.imeSetComposition", composition).await?;
        }
        cdp::execute(&self.client, "Input.insertText", json!({ "text": text })).await?;
        Ok(())
    }

    /// Cuts the page off from every network.
    pub async fn go_offline(&self) -> anyhow::Result<()> {
        cdp::execute(&self.client, "Network.enable", json!({})).await?;
        let nothing = json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
        cdp::execute(&self.client, "Network.emulateNetworkConditions", nothing).await?;
        Ok(())
    }

    /// Waits until the page has made no request for a second.
    pub async fn settled(&self) -> anyhow::Result<()> {
        let quiet = "performance.now() - Math.max(0, ...performance.getEntriesByType('resource')
            .map((entry) => entry.responseEnd)) > 1000";
        self.holds(quiet).await
    }

    /// How many requests the page has made since it was opened, to anywhere.
    pub async fn n_requests(&self) -> anyhow::Result<u64> {
        let count = self.run("return performance.getEntriesByType('resource').length", []).await?;
        count.as_u64().context("the browser did not count the requests")
    }

    /// Presses keys where the focus is, one after the other.
    pub async fn press(&self, keys: &str) -> anyhow::Result<()> {
        Ok(self.client.active_element().await?.send_keys(keys).await?)
    }

    /// Goes on with Tab until the focus is on the control with this role and name.
    pub async fn tab_to(&self, role: &str, name: &str) -> anyhow::Result<()> {
        self.find(role, name).await?;
        let script = "const [role, name] = arguments; const at = document.activeElement;
            const known = at.computedName.trim();
            return at.computedRole === role
                && (name.endsWith('…') ? known.startsWith(name.slice(0, -1)) : known === name)";
        for _ in 0..N_TABS {
            if self.run(script, [json!(role), json!(name)]).await? == json!(true) {
                return Ok(());
            }
            self.press(&char::from(fantoccini::key::Key::Tab).to_string()).await?;
        }
        bail!("Tab does not lead to the {role} `{name}`")
    }

    /// Emulates media features such as `prefers-reduced-motion`.
    pub async fn prefer(&self, features: &[(&str, &str)]) -> anyhow::Result<()> {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        cdp::execute(&self.client, "Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        Ok(())
    }

    /// Looks at the page at a width of so many CSS pixels.
    pub async fn narrow(&self, width: u32) -> anyhow::Result<()> {
        let metrics = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        cdp::execute(&self.client, "Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Waits until the browser has kept the console for a time without a network.
    pub async fn kept(&self) -> anyhow::Result<()> {
        self.holds("navigator.serviceWorker.controller").await
    }

    /// Notes something against the page; the test goes on and fails at its end.
    pub fn complain(&self, what: String) {
        self.complaints.borrow_mut().push(what);
    }

    /// Notes every accessibility rule that the page breaks, and whether it is wider than the screen. The test goes on,
    /// and fails at its end if anything was noted.
    pub async fn check_accessibility(&self, page_name: &str) -> anyhow::Result<()> {
        let violations = axe::violations(&self.client).await?;
        let is_too_wide = self.run("return document.documentElement.scrollWidth > innerWidth", []).await? == true;
        let mut complaints = self.complaints.borrow_mut();
        complaints.extend(violations.iter().map(|violation| format!("{page_name}: {violation}")));
        if is_too_wide {
            complaints.push(format!("{page_name} is wider than the screen"));
        }
        Ok(())
    }

    /// A picture of the whole page.
    pub async fn full_screenshot(&self) -> anyhow::Result<Vec<u8>> {
        let height = self.run("return document.documentElement.scrollHeight", []).await?.as_u64().unwrap_or(900);
        let width = self.run("return innerWidth", []).await?;
        let metrics = json!({ "width": width, "height": height.min(8_000), "deviceScaleFactor": 1, "mobile": false });
        cdp::execute(&self.client, "Emulation.setDeviceMetricsOverride", metrics).await?;
        self.screenshot().await
    }

    /// A picture of what is in view.
    pub async fn screenshot(&self) -> anyhow::Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    async fn until<T>(
        &self,
        what: &str,
        mut check: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
    ) -> anyhow::Result<T> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(value) = check().await? {
                return Ok(value);
            }
            if Instant::now() > deadline {
                bail!("waited {} s in vain for {what}", PATIENCE.as_secs());
            }
            tokio::time::sleep(POLL).await;
        }
    }
}
