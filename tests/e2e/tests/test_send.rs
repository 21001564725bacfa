//! Testing a template in a browser: to several phones, once however it is asked for, with its log.

use anyhow::ensure;
use piecewise_e2e::{Gateway, Page, Screen, Theme, browse};
use serde_json::json;

/// A gateway with an SMS_USER and an approved template, and its owner signed in.
async fn ready(page: &Page) -> anyhow::Result<Gateway> {
    let gateway = Gateway::start().await?;
    page.look(Screen::Desktop, Theme::Light).await?;
    gateway.sign_in(page).await?;
    page.ask("POST", "/service/connect", json!({})).await?;
    let template = json!({
        "name": "Order_Ready_Notification", "content_type": "notification", "content": "Hello %name%, it is ready.",
        "examples": { "name": "Wei" }, "countries": ["SG", "JP"],
    });
    page.ask("POST", "/templates", template).await?;
    page.open(&gateway.page("/content/sms")).await?;
    page.shows("[data-test=state-approved]", "Approved").await?;
    // What was made behind its back, the console reads when it is opened.
    page.run("location.reload()", []).await?;
    page.shows("[data-test=state-approved]", "Approved").await?;
    Ok(gateway)
}

async fn n_messages(page: &Page) -> anyhow::Result<u64> {
    Ok(page.get_json("api/v1/messages/counts").await?["total"].as_u64().unwrap_or_default())
}

/// a double click on *Send* is one message for each phone.
#[test]
fn a_test_goes_once_to_each_phone() {
    browse("test-send-phones", async |page: Page| {
        let gateway = ready(&page).await?;
        page.click("link", "Test Order_Ready_Notification").await?;
        page.click("button", "Send test").await?;
        page.shows("[data-test=test-faults]", "2 things to correct before sending").await?;
        page.click("button", "Fill with examples").await?;
        page.type_into("textbox", "Recipient's mobile number", "+65 8123 4567").await?;
        page.click("button", "Add another phone").await?;
        page.type_into("textbox", "Mobile number 2", "+65 8123 4567").await?;
        page.click("button", "Send test").await?;
        page.shows("[data-test=test-faults]", "This number stands above already.").await?;
        page.fill("Mobile number 2", "+81 90 1234 5678").await?;
        page.run("document.querySelector('#test-phone-2-carrier').focus()", []).await?;
        page.run("document.execCommand('insertText', false, 'Xperia, Docomo')", []).await?;
        page.shows("[data-test=cost-together]", "for all 2 phones").await?;
        page.check_accessibility("a test to two phones").await?;
        page.run("const send = document.querySelector('[data-test=send-test]'); send.click(); send.click()", [])
            .await?;
        page.shows("[data-test=test-status]", "Delivered").await?;
        page.shows("[data-test=test-phones]", "Xperia, Docomo").await?;
        page.shows("[data-test=baseline]", "No earlier test to this country").await?;
        ensure!(page.contents(".bubble-mark").await? == ["Wei"], "the value is marked");
        page.check_accessibility("two tests that were sent").await?;
        ensure!(n_messages(&page).await? == 2, "two phones, two messages");

        page.open(&gateway.page("/content/sms/tests")).await?;
        page.shows("[data-test=coverage]", "Delivered").await?;
        page.shows("[data-test=test-log-table]", "Xperia, Docomo").await?;
        page.choose("Country/region", "Singapore").await?;
        page.holds("document.querySelectorAll('[data-test=test-row]').length === 1").await?;
        page.holds("location.hash.includes('country=SG')").await?;
        page.check_accessibility("the test log").await
    });
}

/// the same wish in two tabs is one message.
#[test]
fn two_tabs_send_one_message() {
    browse("test-send-tabs", async |page: Page| {
        let gateway = ready(&page).await?;
        let form = gateway.page("/content/sms/1/test");
        page.open(&form).await?;
        fill_in(&page).await?;
        page.open_tab(&form).await?;
        fill_in(&page).await?;
        page.run("document.querySelector('[data-test=send-test]').click()", []).await?;
        page.to_tab(0).await?;
        page.run("document.querySelector('[data-test=send-test]').click()", []).await?;
        page.shows("[data-test=test-status]", "Delivered").await?;
        page.to_tab(1).await?;
        page.shows("[data-test=test-status]", "Delivered").await?;
        ensure!(n_messages(&page).await? == 1, "two tabs, one message");
        // The same once more, because the person says so.
        page.click("button", "Send another").await?;
        page.click("button", "Send test").await?;
        page.shows("[data-test=test-status]", "Delivered").await?;
        ensure!(n_messages(&page).await? == 2, "asked for again, sent again");
        Ok(())
    });
}

async fn fill_in(page: &Page) -> anyhow::Result<()> {
    page.type_into("textbox", "Recipient's mobile number", "+65 8123 4567").await?;
    page.fill("%name%", "Ada").await?;
    page.shows("[data-test=phone-country]", "Singapore").await
}
