//! A person's way from an empty gateway to a first message on a handset.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use piecewise_e2e::{Gateway, Page, Screen, Theme, browse};
use serde_json::Value;

/// The guide's notification sample.
const CONTENT: &str = "Hi %name%, your order %order_id% has been shipped. Track it here: https://example.com/track ";

const VALUES: [(&str, &str); 2] = [("name", "Zoë"), ("order_id", "A-4711 & co")];

/// What must arrive, byte for byte: values are put in once and literally.
const ARRIVES: &str = "Hi Zoë, your order A-4711 & co has been shipped. Track it here: https://example.com/track ";

/// …: write, submit, approve, send, deliver, charge.
#[test]
fn the_first_message_reaches_the_handset() {
    browse("journey", async |page: Page| {
        let gateway = Gateway::start().await?;
        page.look(Screen::Desktop, Theme::Light).await?;

        sign_in(&page, &gateway).await?;
        count(&page).await?;
        connect(&page).await?;
        submit(&page).await?;
        send(&page).await?;
        arrived(&page).await?;
        accounts_agree(&page).await
    });
}

async fn sign_in(page: &Page, gateway: &Gateway) -> anyhow::Result<()> {
    page.open(gateway.sign_in_link()).await?;
    page.find("heading", "Overview").await?;
    page.holds("!location.href.includes('token')").await?;
    page.check_accessibility("the overview").await
}

async fn count(page: &Page) -> anyhow::Result<()> {
    page.click("link", "Calculator").await?;
    page.fill("Message", &"a".repeat(161)).await?;
    page.shows("main", "2 pieces").await?;
    page.check_accessibility("the calculator").await
}

async fn connect(page: &Page) -> anyhow::Result<()> {
    page.click("link", "Integrations").await?;
    page.click("button", "Connect").await?;
    page.check_accessibility("the question before connecting").await?;
    page.click("button", "Connect SMS").await?;
    page.find("heading", "Integration complete").await?;
    page.check_accessibility("the integrations").await
}

async fn submit(page: &Page) -> anyhow::Result<()> {
    page.click("link", "SMS templates").await?;
    page.click("link", "New Template").await?;
    page.click("radio", "Notification…").await?;
    page.fill("Template name", "Order_Shipped").await?;
    page.fill("Message content", CONTENT).await?;
    for (name, value) in VALUES {
        page.fill(&format!("%{name}%"), value).await?;
    }
    page.type_into("searchbox", "Search countries and regions", "Singapore").await?;
    page.click("checkbox", "Singapore").await?;
    page.shows("[data-test=keeping]", "Saved on this device").await?;
    page.check_accessibility("the template editor").await?;
    page.click("button", "Save and Submit for Review").await?;
    page.shows("[data-test=state-approved]", "Approved").await?;
    page.check_accessibility("the template").await
}

async fn send(page: &Page) -> anyhow::Result<()> {
    page.click("link", "Test").await?;
    page.type_into("textbox", "Recipient's mobile number", "+65 8123 4567").await?;
    for (name, value) in VALUES {
        page.fill(&format!("%{name}%"), value).await?;
    }
    page.shows("[data-test=phone-country]", "Singapore").await?;
    page.check_accessibility("the test form").await?;
    // A mark that a reload would wipe out.
    page.run("window.sameDocument = true", []).await?;
    page.click("button", "Send test").await?;
    page.shows("[data-test=test-status]", "Delivered").await?;
    page.holds("window.sameDocument === true").await?;
    page.check_accessibility("the test result").await
}

async fn arrived(page: &Page) -> anyhow::Result<()> {
    page.click("link", "See it on the handset").await?;
    page.holds("document.querySelector('[data-test=handset-bubble]')").await?;
    let bubbles = page.contents("[data-test=handset-bubble]").await?;
    ensure!(bubbles == [ARRIVES], "the handset shows {bubbles:?}");
    page.check_accessibility("the handset").await
}

async fn accounts_agree(page: &Page) -> anyhow::Result<()> {
    let log = page.get_json("api/v1/messages").await?;
    let message = &log["messages"][0];
    ensure!(message["status"] == "delivered" || message["status"] == "Delivered", "the log has {message}");
    let charge = micros(&message["charge"])?;
    ensure!(charge > 0, "a delivered message costs something");

    let wallet = page.get_json("api/v1/wallet").await?;
    let amounts = ["topped_up", "available", "reserved", "spent"].map(|name| (name, micros(&wallet[name])));
    let amounts: BTreeMap<_, _> =
        amounts.into_iter().map(|(name, amount)| Ok((name, amount?))).collect::<anyhow::Result<_>>()?;
    ensure!(amounts["spent"] == charge, "the wallet spent {amounts:?} for a charge of {charge}");
    ensure!(
        amounts["available"] + amounts["reserved"] + amounts["spent"] == amounts["topped_up"],
        "the wallet does not add up: {amounts:?}"
    );

    page.click("link", "Messages").await?;
    page.shows("main", "Delivered").await?;
    page.shows("main", "Order_Shipped").await?;
    page.check_accessibility("the messages").await?;
    page.click("link", "Wallet").await?;
    // 0.0412 USD, however many of its digits the page shows.
    let shown = format!("{}.{:06}", charge / 1_000_000, charge % 1_000_000);
    page.shows("[data-test=wallet-spent]", shown.trim_end_matches('0')).await?;
    page.check_accessibility("the wallet").await
}

fn micros(amount: &Value) -> anyhow::Result<i64> {
    let number = amount.as_i64().or_else(|| amount.as_str().and_then(|text| text.parse().ok()));
    number.with_context(|| format!("{amount} is not an amount"))
}
