//! What this device shows and keeps: language, colours, time zone, drafts.

use anyhow::ensure;
use piecewise_e2e::{Gateway, Page, browse};
use serde_json::json;

/// The choices hold at once and after a reload; dates follow the time zone.
#[test]
fn language_colours_and_time_zone_are_kept() {
    browse("settings", async |page: Page| {
        let gateway = Gateway::start().await?;
        page.open(&gateway.page("/settings")).await?;
        page.choose("Time zone", "UTC").await?;
        let utc = hour(&page).await?;
        page.run("document.getElementById('settings-zone').focus()", []).await?;
        page.holds("document.querySelectorAll('#settings-zone option').length > 100").await?;
        page.choose("Time zone", "Asia/Tokyo").await?;
        page.holds(&format!("!document.querySelector('[data-test=zone-now]').textContent.includes(', {utc}:')"))
            .await?;
        page.choose("Colors", "Dark").await?;
        page.holds("document.documentElement.dataset.theme === 'dark'").await?;
        page.choose("Language", "简体中文").await?;
        page.holds("document.querySelectorAll('#settings-zone option').length === 3").await?;
        page.check_accessibility("the settings in Chinese").await?;
        page.run("location.reload()", []).await?;
        page.find("heading", "设置").await?;
        page.holds("document.documentElement.dataset.theme === 'dark'").await?;
        page.holds("document.querySelector('[data-test=settings-zone]').value === 'Asia/Tokyo'").await
    });
}

/// The hour that the page shows.
async fn hour(page: &Page) -> anyhow::Result<String> {
    page.holds("document.querySelector('[data-test=zone-now]').textContent.includes(':')").await?;
    let shown = page.text("[data-test=zone-now]").await?;
    let hour = shown.split(':').next().and_then(|before| before.rsplit(' ').next()).unwrap_or_default();
    ensure!(!hour.is_empty(), "there is no hour in `{shown}`");
    Ok(hour.to_owned())
}

/// drafts are on this device, are counted, and are taken away only after a question.
#[test]
fn what_is_kept_on_this_device_can_be_cleared() {
    browse("device", async |page: Page| {
        let gateway = Gateway::start().await?;
        page.open(&gateway.page("/content/sms/new")).await?;
        page.fill("Message content", "A draft to be cleared").await?;
        page.shows("[data-test=keeping]", "Saved on this device").await?;
        page.run("localStorage.setItem('piecewise.tested_numbers', '+65••••4567')", []).await?;
        page.open(&gateway.page("/settings")).await?;
        page.shows("[data-test=kept-drafts]", "1 item").await?;
        page.shows("[data-test=kept-numbers]", "1 item").await?;
        page.click("button", "Clear: Drafts").await?;
        page.shows("[data-test=confirm]", "cannot be brought back").await?;
        page.check_accessibility("the question before drafts are cleared").await?;
        page.click("button", "Cancel").await?;
        page.shows("[data-test=kept-drafts]", "1 item").await?;
        page.click("button", "Clear everything").await?;
        page.click("button", "Clear").await?;
        page.shows("[data-test=kept-drafts]", "nothing").await?;
        page.shows("[data-test=kept-numbers]", "nothing").await?;
        let kept = page.run("return localStorage.getItem(arguments[0])", [json!("piecewise.tested_numbers")]).await?;
        ensure!(kept.is_null(), "a number is kept: {kept}");
        Ok(())
    });
}
