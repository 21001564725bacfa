//! Money: what is there, what went, what it may not exceed, and what a piece costs.

use anyhow::ensure;
use piecewise_e2e::{Gateway, Page, Screen, Theme, browse};
use serde_json::Value;

const SPY: &str = "window.saved = []; const make = URL.createObjectURL;
    URL.createObjectURL = (file) => { file.text().then((text) => saved.push(text)); return make.call(URL, file) }";

async fn connected(page: &Page, gateway: &Gateway) -> anyhow::Result<()> {
    page.look(Screen::Desktop, Theme::Light).await?;
    page.open(gateway.sign_in_link()).await?;
    page.shows("[data-test=first-steps]", "Connect SMS").await?;
    let connect = "return fetch('api/v1/service/connect', {
        method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'a' }, body: '{}',
    }).then((answer) => answer.ok)";
    ensure!(page.run(connect, []).await? == true, "SMS is connected");
    Ok(())
}

/// Clicks what has no name of its own among others.
async fn press(page: &Page, test: &str) -> anyhow::Result<()> {
    page.holds(&format!("document.querySelector('[data-test={test}]')")).await?;
    page.run(&format!("document.querySelector('[data-test={test}]').click()"), []).await?;
    Ok(())
}

async fn set(page: &Page, id: &str, value: &str) -> anyhow::Result<()> {
    let script = "const field = document.getElementById(arguments[0]); field.value = arguments[1];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))";
    page.run(script, [id.into(), value.into()]).await?;
    Ok(())
}

fn micros(wallet: &Value, name: &str) -> i64 {
    wallet[name].as_i64().unwrap_or_default()
}

/// an exact amount is added once however often the button is pressed, and the figures add up.
#[test]
fn funds_are_added_exactly_once() {
    browse("wallet-funds", async |page: Page| {
        let gateway = Gateway::start().await?;
        connected(&page, &gateway).await?;
        page.open(&gateway.page("/wallet")).await?;
        page.shows("[data-test=wallet-topped-up]", "USD").await?;
        let before = page.get_json("api/v1/wallet").await?;
        page.click("button", "Add funds").await?;
        page.check_accessibility("the question for an amount").await?;
        page.fill("Amount", "0.5").await?;
        page.click("button", "Add to the wallet").await?;
        page.shows("[data-test=top-up]", "Choose an amount from").await?;
        page.fill("Amount", "1,012.345678").await?;
        page.shows("[data-test=top-up]", "= 1,012.345678").await?;
        let twice =
            "const button = document.querySelector('[data-test=top-up-confirm]'); button.click(); button.click()";
        page.run(twice, []).await?;
        page.shows("[data-test=added]", "1,012.345678").await?;
        page.shows("[data-test=wallet-topped-up]", ".345678").await?;
        page.settled().await?;

        let after = page.get_json("api/v1/wallet").await?;
        ensure!(micros(&after, "topped_up") - micros(&before, "topped_up") == 1_012_345_678, "added once: {after}");
        let sum = micros(&after, "available") + micros(&after, "reserved") + micros(&after, "spent");
        ensure!(sum == micros(&after, "topped_up"), "the wallet does not add up: {after}");
        let shown = page.text("[data-test=wallet-sum]").await?;
        ensure!(shown.contains('+') && shown.contains('='), "the sum is shown: {shown}");
        page.shows("[data-test=ledger-row]", "+1,012.345678").await?;
        page.check_accessibility("the wallet after a top-up").await
    });
}

/// the ledger by kind, in the address and as a file.
#[test]
fn the_ledger_is_filtered_and_saved() {
    browse("wallet-ledger", async |page: Page| {
        let gateway = Gateway::start().await?;
        connected(&page, &gateway).await?;
        page.open(&gateway.page("/wallet")).await?;
        page.shows("[data-test=ledger-row]", "Paid in").await?;
        press(&page, "kind-charge").await?;
        page.shows("[data-test=no-entries]", "fits the filter").await?;
        page.holds("location.hash.includes('kind=charge')").await?;
        press(&page, "kind-top_up").await?;
        page.shows("[data-test=ledger-row]", "Paid in").await?;
        set(&page, "ledger-to", "2020-01-01").await?;
        page.shows("[data-test=no-entries]", "fits the filter").await?;
        page.click("link", "Show all").await?;
        page.shows("[data-test=ledger-row]", "Paid in").await?;
        page.run(SPY, []).await?;
        press(&page, "ledger-csv").await?;
        page.holds("window.saved.length === 1").await?;
        let file = page.run("return window.saved[0]", []).await?;
        ensure!(file.as_str().is_some_and(|text| text.contains("kind,amount") && text.contains("top_up")), "{file}");
        Ok(())
    });
}

/// The threshold and the caps are set, and switched off by a blank field.
#[test]
fn limits_are_set_and_switched_off() {
    browse("wallet-limits", async |page: Page| {
        let gateway = Gateway::start().await?;
        connected(&page, &gateway).await?;
        page.open(&gateway.page("/wallet")).await?;
        page.shows("[data-test=low-balance]", "No reminder").await?;
        page.click("button", "Change").await?;
        page.check_accessibility("the limits while they are changed").await?;
        page.fill("Low balance below", "9,999.50").await?;
        page.fill("Cap for a day", "25").await?;
        page.click("button", "Save limits").await?;
        page.shows("[data-test=low-balance]", "9,999.50").await?;
        page.shows("[data-test=daily-cap]", "0.00 of 25.00").await?;
        page.shows("[data-test=limits]", "The balance is below it").await?;
        page.click("button", "Change").await?;
        page.fill("Cap for a day", "").await?;
        set(&page, "daily-cap", "").await?;
        page.click("button", "Save limits").await?;
        page.shows("[data-test=daily-cap]", "No cap").await
    });
}

/// R-015, D8: an unknown price is shown as unknown; a price list with a wrong line imports nothing, and one that is right
/// shows what it changes before.
#[test]
fn prices_are_looked_at_before_they_are_imported() {
    browse("wallet-prices", async |page: Page| {
        let gateway = Gateway::start().await?;
        connected(&page, &gateway).await?;
        page.open(&gateway.page("/wallet/prices?countries=SG,IS")).await?;
        page.shows("[data-test=price-SG]", "0.0412").await?;
        page.shows("[data-test=price-IS]", "Unknown").await?;
        page.check_accessibility("prices with an unknown one").await?;

        page.click("link", "Import prices").await?;
        page.fill("Price list", "country,price\nSG,0.05\nXX,1\nUS,0\n").await?;
        set(&page, "price-day", "2026-01-02").await?;
        page.fill("Source", "our contract").await?;
        page.click("button", "See what changes").await?;
        page.shows("[data-test=price-faults]", "2 lines are wrong").await?;
        page.shows("[data-test=price-faults]", "Line 3").await?;
        page.shows("[data-test=price-faults]", "Line 4").await?;
        page.check_accessibility("a price list with wrong lines").await?;
        let prices = page.get_json("api/v1/prices").await?;
        ensure!(prices["version"] == 1, "nothing was imported");

        page.fill("Price list", "country,price\nSG,0.05\nIS,0.9\n").await?;
        page.click("button", "See what changes").await?;
        page.shows("[data-test=change-counts]", "1 new").await?;
        page.shows("[data-test=change-counts]", "1 changed").await?;
        page.shows("[data-test=change-SG]", "+0.0088").await?;
        page.check_accessibility("what an import changes").await?;
        page.click("button", "Import 2 prices").await?;
        page.shows("[data-test=prices-imported]", "Price list 2 was imported").await?;
        page.click("link", "See the prices").await?;
        page.shows("[data-test=price-IS]", "0.90").await?;
        page.shows("[data-test=price-versions]", "In force").await?;
        page.check_accessibility("the versions of the price list").await
    });
}
