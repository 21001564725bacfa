//! How sending goes, as the overview shows it.

use anyhow::{Context, ensure};
use piecewise_e2e::{Gateway, Page, Screen, Theme, browse};
use serde_json::{Value, json};

/// Posts `body` with the page's own session and a key of its own.
async fn post(page: &Page, path: &str, body: Value) -> anyhow::Result<Value> {
    let script = "return fetch('api/v1/' + arguments[0], {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: JSON.stringify(arguments[1]),
    }).then((answer) => answer.json())";
    page.run(script, [json!(path), body]).await
}

/// Connects, and gets a template approved.
async fn ready(page: &Page, gateway: &Gateway) -> anyhow::Result<(i64, String)> {
    page.look(Screen::Desktop, Theme::Light).await?;
    page.open(gateway.sign_in_link()).await?;
    page.shows("[data-test=first-steps]", "Connect SMS").await?;
    let connected = post(page, "service/connect", json!({})).await?;
    let user = connected["sms_user"]["sms_user"].as_str().context("there is an SMS_USER")?.to_owned();
    let template = json!({
        "name": "Order_Shipped", "content_type": "notification", "content": "Hi %name%, your order is on its way. ",
        "examples": { "name": "Ada" }, "countries": ["SG"],
    });
    let id = post(page, "templates", template).await?["id"].as_i64().context("there is a template")?;
    let approved = "return (async () => {
        while ((await (await fetch('api/v1/templates')).json())[0].state !== 'approved') {
            await new Promise((again) => setTimeout(again, 100));
        }
    })()";
    page.run(approved, []).await?;
    Ok((id, user))
}

async fn send(page: &Page, id: i64, user: &str, phone: &str) -> anyhow::Result<()> {
    let test = json!({ "phone": phone, "sms_user": user, "values": { "name": "Ada" } });
    let message = post(page, &format!("templates/{id}/tests"), test).await?;
    ensure!(message["id"].is_string(), "the test was taken in: {message}");
    Ok(())
}

async fn number(page: &Page, test: &str) -> anyhow::Result<u64> {
    let shown = page.text(&format!("[data-test={test}]")).await?;
    shown.trim().parse().with_context(|| format!("{test} shows `{shown}`"))
}

/// today's figures rise by exactly the test, live, and so do those of the period.
#[test]
fn the_figures_of_the_day_rise_by_exactly_the_test() {
    browse("overview-live", async |page: Page| {
        let gateway = Gateway::start().await?;
        let (id, user) = ready(&page, &gateway).await?;
        page.shows("[data-test=today-nothing]", "Nothing sent today").await?;
        page.check_accessibility("the overview before the first message").await?;

        send(&page, id, &user, "+6591230001").await?;
        page.shows("[data-test=today-delivered]", "1").await?;
        ensure!(number(&page, "today-sent").await? == 1, "one message was sent");
        // A mark that a reload would wipe out.
        page.run("window.sameDocument = true", []).await?;
        send(&page, id, &user, "+6591230002").await?;
        page.shows("[data-test=today-sent]", "2").await?;
        page.shows("[data-test=today-delivered]", "2").await?;
        for name in ["sending", "waiting_result", "failed", "suppressed"] {
            ensure!(number(&page, &format!("today-{name}")).await? == 0, "nothing is {name}");
        }
        page.shows("[data-test=period-sent]", "2").await?;
        page.shows("[data-test=period-rate]", "100.0%").await?;
        page.shows("[data-test=today-cost]", "0.0824").await?;
        page.shows("[data-test=period-cost]", "0.0824").await?;
        page.holds("window.sameDocument === true").await?;
        let statistics = page.get_json("api/v1/statistics?days=1").await?;
        ensure!(statistics["total"]["messages"]["total"] == 2, "the page shows what the gateway counts");
        page.check_accessibility("the overview with figures").await
    });
}

/// the view is in the address and survives a reload; every chart has a table and a file.
#[test]
fn a_view_can_be_shared_and_every_chart_has_a_table_and_a_file() {
    browse("overview-view", async |page: Page| {
        let gateway = Gateway::start().await?;
        let (id, user) = ready(&page, &gateway).await?;
        send(&page, id, &user, "+6591230001").await?;
        page.shows("[data-test=today-delivered]", "1").await?;

        page.click("link", "30 days").await?;
        page.holds("document.querySelectorAll('[data-test=by-day] .chart-column').length >= 30").await?;
        page.click("link", "Template").await?;
        page.shows("[data-test=by-part]", "Order_Shipped").await?;
        page.run("document.querySelector('[data-test=days-table]').click()", []).await?;
        page.holds("document.querySelectorAll('[data-test=by-day] tbody tr').length === 30").await?;
        page.check_accessibility("the overview with a table").await?;
        page.holds("['period=30d', 'by=template', 'days=table'].every((part) => location.hash.includes(part))").await?;
        page.run("location.reload()", []).await?;
        page.holds("document.querySelectorAll('[data-test=by-day] tbody tr').length === 30").await?;
        page.shows("[data-test=by-part]", "Order_Shipped").await?;

        let spy = "window.saved = []; const make = URL.createObjectURL;
            URL.createObjectURL = (file) => { file.text().then((text) => saved.push(text)); return make.call(URL, file) }";
        page.run(spy, []).await?;
        page.run("document.querySelector('[data-test=parts-csv]').click()", []).await?;
        page.holds("window.saved.length === 1").await?;
        let file = page.run("return window.saved[0]", []).await?;
        let file = file.as_str().unwrap_or_default();
        ensure!(file.contains("Order_Shipped,1,1,0,0,0,0,1000000,"), "the file has the figures: {file}");

        page.run("document.querySelector('[data-test=period-custom]').click()", []).await?;
        let day = "(name, day) => { const field = document.getElementById(name); field.value = day;
            field.dispatchEvent(new InputEvent('input', { bubbles: true })) }";
        page.holds("document.getElementById('from-day')").await?;
        page.run(&format!("const set = {day}; set('from-day', '2026-02-03'); set('to-day', '2026-02-01')"), []).await?;
        page.click("button", "Show").await?;
        page.shows("[data-test=period]", "The last day is before the first").await?;
        page.run(&format!("const set = {day}; set('to-day', '2026-02-04')"), []).await?;
        page.click("button", "Show").await?;
        page.shows("[data-test=period-nothing]", "No message was accepted").await?;
        page.holds("location.hash.includes('from=2026-02-03&to=2026-02-04')").await
    });
}

/// what needs attention leads to where something can be done.
#[test]
fn what_needs_attention_leads_to_its_page() {
    browse("overview-attention", async |page: Page| {
        let gateway = Gateway::start().await?;
        ready(&page, &gateway).await?;
        post(&page, "wallet/settings", json!({ "low_balance": 900_000_000_000_i64 })).await?;
        page.shows("[data-test=attention-balance]", "below its threshold").await?;
        page.check_accessibility("the overview with something to look at").await?;
        page.click("link", "Open Wallet").await?;
        page.find("heading", "S-Wallet").await?;
        page.shows("[data-test=limits]", "The balance is below it").await
    });
}
