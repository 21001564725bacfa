//! The main flows with the keyboard alone, and where the focus is.

use anyhow::ensure;
use piecewise_e2e::{Gateway, Page, Screen, Seed, Theme, browse};

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

async fn start(page: &Page) -> anyhow::Result<Gateway> {
    let gateway = Gateway::start().await?;
    page.look(Screen::Desktop, Theme::Light).await?;
    page.open(gateway.sign_in_link()).await?;
    page.find("heading", "Overview").await?;
    Ok(gateway)
}

async fn is_at_heading(page: &Page, title: &str) -> anyhow::Result<()> {
    page.find("heading", title).await?;
    page.holds("document.activeElement.tagName === 'H1'").await
}

/// navigation, calculator, connecting and writing a draft without a mouse.
#[test]
fn the_way_to_a_draft_needs_no_mouse() {
    browse("keyboard-draft", async |page: Page| {
        let _gateway = start(&page).await?;
        page.tab_to("link", "Calculator").await?;
        page.press(ENTER).await?;
        is_at_heading(&page, "Calculator").await?;
        page.tab_to("textbox", "Message").await?;
        page.press(&"a".repeat(161)).await?;
        page.shows("main", "2 pieces").await?;

        page.tab_to("link", "Integrations").await?;
        page.press(ENTER).await?;
        is_at_heading(&page, "Integrations").await?;
        page.tab_to("button", "Connect").await?;
        page.press(ENTER).await?;
        page.tab_to("button", "Connect SMS").await?;
        page.press(ENTER).await?;
        page.find("heading", "Integration complete").await?;

        page.tab_to("link", "SMS templates").await?;
        page.press(ENTER).await?;
        is_at_heading(&page, "SMS templates").await?;
        page.tab_to("link", "New Template").await?;
        page.press(ENTER).await?;
        is_at_heading(&page, "New template").await?;
        page.tab_to("textbox", "Template name").await?;
        page.press("Written_By_Keyboard").await?;
        page.tab_to("textbox", "Message content").await?;
        page.press("Your order has been shipped.").await?;
        page.shows("[data-test=keeping]", "Saved on this device").await
    });
}

/// a test, a message and its help without a mouse.
#[test]
fn the_way_to_a_message_and_its_help_needs_no_mouse() {
    browse("keyboard-message", async |page: Page| {
        let gateway = start(&page).await?;
        let seed = Seed::plant(&page).await?;
        page.open(&gateway.page(&format!("/content/sms/{}/test", seed.template))).await?;
        page.find("heading", "Test template").await?;
        page.tab_to("link", "Messages").await?;
        page.press(ENTER).await?;
        is_at_heading(&page, "Messages").await?;
        page.tab_to("link", "Help").await?;
        page.press(ENTER).await?;
        is_at_heading(&page, "Help").await?;
        page.tab_to("searchbox", "Search the help").await?;
        page.press("not received").await?;
        page.shows("[data-test=help-results]", "Message not delivered").await?;
        page.tab_to("link", "Message not delivered…").await?;
        page.press(ENTER).await?;
        is_at_heading(&page, "Message not delivered").await?;
        page.tab_to("textbox", "Check the number once more").await?;
        page.press("91234567").await?;
        page.press(ENTER).await?;
        page.shows("[data-test=number]", "country code").await
    });
}

/// WCAG 2.1.4: shortcuts lead where they say, rest while somebody types, and can be switched off.
#[test]
fn shortcuts_do_not_get_in_the_way() {
    browse("shortcuts", async |page: Page| {
        let gateway = start(&page).await?;
        page.press("gm").await?;
        is_at_heading(&page, "Messages").await?;
        page.press("gc").await?;
        is_at_heading(&page, "Calculator").await?;
        page.fill("Message", "gm? n/").await?;
        let typed = "document.querySelector('[data-test=calculator-text]').value === 'gm? n/'";
        page.holds(typed).await?;
        page.holds("location.hash.startsWith('#/calculator') && !document.querySelector('dialog[open]')").await?;
        page.open(&gateway.page("/help")).await?;
        page.find("heading", "Help").await?;
        page.press("?").await?;
        page.find("heading", "Keyboard shortcuts").await?;
        page.check_accessibility("the shortcuts").await?;
        page.click("checkbox", "Use these shortcuts").await?;
        page.press(ESCAPE).await?;
        page.gone("heading", "Keyboard shortcuts").await?;
        page.press("gw").await?;
        let here = page.run("return location.hash", []).await?;
        ensure!(here == "#/help", "a shortcut that is off led to {here}");
        Ok(())
    });
}
