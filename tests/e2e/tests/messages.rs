//! The message log in a browser: long, filtered, live, and one message with its reason.

use anyhow::ensure;
use piecewise_e2e::{Gateway, Page, Screen, Theme, browse};
use serde_json::{Value, json};

/// Sends to `numbers` as an application does.
const SEND: &str = "
const [user, key, numbers] = arguments;
const vars = JSON.stringify({ '%name%': 'Ada' });
const body = new URLSearchParams({ smsUser: user, smsKey: key, templateId: '1', phone: numbers.join(','), vars });
return fetch('smsapi/send', { method: 'POST', body }).then((answer) => answer.json());
";

struct Sender {
    gateway: Gateway,
    user: Value,
    key: Value,
}

impl Sender {
    async fn start(page: &Page) -> anyhow::Result<Self> {
        let gateway = Gateway::start().await?;
        page.look(Screen::Desktop, Theme::Light).await?;
        gateway.sign_in(page).await?;
        let user = page.ask("POST", "/service/connect", json!({})).await?["sms_user"]["sms_user"].clone();
        let path = format!("/service/sms-users/{}/reveal", user.as_str().unwrap_or_default());
        let key = page.ask("POST", &path, json!({})).await?["sms_key"].clone();
        let template = json!({
            "name": "Order_Ready_Notification", "content_type": "notification",
            "content": "Hello %name%, it is ready.", "examples": { "name": "Wei" }, "countries": ["SG"],
        });
        page.ask("POST", "/templates", template).await?;
        page.open(&gateway.page("/content/sms")).await?;
        page.shows("[data-test=state-approved]", "Approved").await?;
        page.ask("POST", "/wallet/top-ups", json!({ "amount": 900_000_000 })).await?;
        Ok(Self { gateway, user, key })
    }

    async fn send(&self, page: &Page, numbers: &[String]) -> anyhow::Result<()> {
        let answer = page.run(SEND, [self.user.clone(), self.key.clone(), json!(numbers)]).await?;
        ensure!(answer["result"] == true, "sending was answered {answer}");
        Ok(())
    }
}

/// few rows are drawn of many, older ones are read on the way down, filters stand in the address
/// and agree with the counts, and what is new waits while somebody reads further down.
#[test]
fn a_long_log_is_read_as_it_is_scrolled() {
    browse("messages-long", async |page: Page| {
        let sender = Sender::start(&page).await?;
        let numbers = |n: u32, start: u32| (0..n).map(|at| format!("+659{}", start + at)).collect::<Vec<_>>();
        sender.send(&page, &numbers(700, 1_000_000)).await?;
        sender.send(&page, &["+14155550142".to_owned()]).await?;
        page.open(&sender.gateway.page("/messages")).await?;
        page.shows("[data-test=filter-all]", "701").await?;
        page.holds("document.querySelectorAll('[data-test=message-row]').length < 80").await?;
        page.shows("[data-test=n-messages]", "701 messages").await?;
        page.check_accessibility("a long message log").await?;
        page.run("document.querySelector('[data-test=log]').scrollTop = 1e9", []).await?;
        page.holds("document.querySelector('[data-test=log]').dataset.read === '701'").await?;
        page.holds("document.querySelector('[data-at=\"700\"]')").await?;

        sender.send(&page, &["+6598765432".to_owned()]).await?;
        page.shows("[data-test=show-new]", "1 new").await?;
        page.holds("document.querySelector('[data-at=\"700\"]')").await?;
        page.click("button", "1 new").await?;
        page.shows("[data-at='0']", "5432").await?;
        page.run("document.querySelector('[data-at=\"0\"] a').focus()", []).await?;
        page.run(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))",
            [],
        )
        .await?;
        page.holds("document.activeElement.closest('[data-at]')?.dataset.at === '1'").await?;

        page.click("button", "Filters").await?;
        page.choose("Country/region", "United States").await?;
        page.holds("location.hash.includes('country=US')").await?;
        page.shows("[data-test=filter-all]", "1").await?;
        page.holds("document.querySelectorAll('[data-test=message-row]').length === 1").await?;
        page.check_accessibility("a filtered message log").await?;
        page.click("button", "Remove the filter Country/region: United States").await?;
        page.shows("[data-test=filter-all]", "702").await?;
        page.type_into("textbox", "Messages to a number", "+65 9876 5432").await?;
        page.click("button", "Find").await?;
        page.holds("document.querySelectorAll('[data-test=message-row]').length === 1").await?;
        page.holds("!location.href.includes('5432')").await?;
        page.click("button", "Failed").await?;
        page.shows("[data-test=no-match]", "No message fits the filter.").await
    });
}

/// R-202 … R-205: the reason in words, the next step, the raw event, and the help that knows this message.
#[test]
fn a_message_says_why_it_was_not_delivered() {
    browse("messages-why", async |page: Page| {
        let sender = Sender::start(&page).await?;
        let magic = page.get_json("api/v1/sandbox/numbers").await?;
        let failing = magic.as_array().and_then(|all| all.iter().find(|one| one["status"] == "failed"));
        let ending = failing.and_then(|one| one["ending"].as_str()).unwrap_or_default().to_owned();
        sender.send(&page, &[format!("+659123{ending}")]).await?;
        page.open(&sender.gateway.page("/messages?status=failed")).await?;
        page.shows("[data-test=filter-failed]", "1").await?;
        page.run("document.querySelector('[data-at=\"0\"] a').click()", []).await?;
        page.shows("[data-test=message-status]", "Failed").await?;
        page.shows("[data-test=reason]", "Reported as").await?;
        page.find("link", "Why was it not delivered?").await?;
        let address = page.run("return document.querySelector('[data-test=why]').getAttribute('href')", []).await?;
        let address = address.as_str().unwrap_or_default();
        ensure!(address.starts_with("#/help/not-delivered?message="), "the help is at {address}");
        page.run("document.querySelector('[data-test=raw-events] summary').click()", []).await?;
        page.shows("[data-test=raw-events]", "\"status\":\"failed\"").await?;
        page.check_accessibility("a message that failed").await
    });
}
