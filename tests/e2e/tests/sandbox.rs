//! The sandbox by hand: its reviewer, its clock, its numbers, and a recipient who wants no more.

use anyhow::{Context, ensure};
use piecewise_e2e::{Gateway, Page, browse};
use serde_json::{Value, json};

const CONTENT: &str = "Hi %name%, your order has been shipped.";

/// Posts to the gateway with the page's own session.
async fn post(page: &Page, path: &str, body: Value) -> anyhow::Result<Value> {
    let script = "const [path, body] = arguments;
        const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() };
        return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).then(async (answer) => {
            const text = await answer.text();
            if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
            return text ? JSON.parse(text) : null;
        })";
    page.run(script, [json!(path), body]).await.with_context(|| format!("cannot post to {path}"))
}

/// Signs in, connects, and submits a template; gives its id and the SMS_USER.
async fn submit(page: &Page, gateway: &Gateway) -> anyhow::Result<(i64, String)> {
    page.open(gateway.sign_in_link()).await?;
    page.shows("[data-test=mode-line]", "Sandbox").await?;
    let connected = post(page, "api/v1/service/connect", json!({})).await?;
    let template = json!({
        "name": "Order_Shipped", "content_type": "notification", "content": CONTENT,
        "examples": { "name": "Zoë" }, "countries": ["SG", "JP"],
    });
    let template = post(page, "api/v1/templates", template).await?;
    let user = connected["sms_user"]["sms_user"].as_str().context("no SMS_USER")?.to_owned();
    Ok((template["id"].as_i64().context("no template")?, user))
}

async fn send(page: &Page, (id, user): &(i64, String), phone: &str) -> anyhow::Result<String> {
    let test = json!({ "phone": phone, "sms_user": user, "values": { "name": "Zoë" } });
    let message = post(page, &format!("api/v1/templates/{id}/tests"), test).await?;
    Ok(message["id"].as_str().context("no message")?.to_owned())
}

/// Waits until the template is approved.
async fn approved(page: &Page) -> anyhow::Result<()> {
    for _ in 0..300 {
        if page.get_json("api/v1/templates").await?[0]["state"] == "approved" {
            return Ok(());
        }
    }
    anyhow::bail!("the template was not approved")
}

/// Waits until a message has a status.
async fn becomes(page: &Page, id: &str, status: &str) -> anyhow::Result<()> {
    let path = format!("api/v1/messages/{}", id.replace('$', "%24"));
    for _ in 0..300 {
        let message = page.get_json(&path).await?;
        if message["status"] == status || message["message"]["status"] == status {
            return Ok(());
        }
    }
    let message = page.get_json(&path).await?;
    anyhow::bail!("the message did not become {status}: {message}")
}

/// a person sees what was handed in and what the linter finds, rejects with a reason, and
/// the applicant reads it.
#[test]
fn a_template_is_rejected_by_hand_and_the_reason_is_seen() {
    browse("reject", async |page: Page| {
        let gateway = Gateway::start_with(&["--review", "by-hand"]).await?;
        let (id, _) = submit(&page, &gateway).await?;
        page.open(&gateway.page("/sandbox/reviews")).await?;
        page.shows("[data-test=review-content]", CONTENT).await?;
        for part in ["Order_Shipped", "Notification", "Zoë", "Singapore, Japan"] {
            page.shows("[data-test=review]", part).await?;
        }
        page.check_accessibility("the review queue").await?;
        page.click("button", "Reject Order_Shipped").await?;
        page.shows("[data-test=review]", "Say what is wrong and what to do.").await?;
        page.fill("Reason for a rejection", "Say which order it is. Add %order_id%.").await?;
        page.click("button", "Reject Order_Shipped").await?;
        page.shows("[data-test=decided]", "Order_Shipped is rejected").await?;
        page.shows("[data-test=no-reviews]", "Nothing waits for a decision").await?;
        page.holds("document.activeElement.dataset.test === 'decided'").await?;
        page.check_accessibility("the empty queue").await?;
        page.open(&gateway.page(&format!("/content/sms/{id}"))).await?;
        page.shows("main", "Say which order it is. Add %order_id%.").await
    });
}

/// what waits, waits for as long as it takes; with the clock moved on it settles, and the console says that its
/// time is ahead.
#[test]
fn messages_settle_when_the_clock_is_moved_on() {
    browse("clock", async |page: Page| {
        let gateway = Gateway::start().await?;
        let sending = submit(&page, &gateway).await?;
        approved(&page).await?;
        let late = send(&page, &sending, "+6591230206").await?;
        let retried = send(&page, &sending, "+6591230701").await?;
        becomes(&page, &late, "waiting_result").await?;

        page.open(&gateway.page("/sandbox/clock")).await?;
        page.shows("[data-test=clock-ahead]", "In step").await?;
        page.click("button", "10 minutes").await?;
        page.shows("[data-test=clock-ahead]", "10 min 0 s ahead").await?;
        becomes(&page, &retried, "delivered").await?;
        becomes(&page, &late, "waiting_result").await?;
        page.click("button", "6 hours").await?;
        page.shows("[data-test=clock-ahead]", "6 h 10 min ahead").await?;
        becomes(&page, &late, "delivered").await?;
        page.shows("[data-test=clock-mark]", "6 h 10 min ahead").await?;
        page.check_accessibility("the clock").await?;
        page.click("link", "Messages").await?;
        page.shows("main", "Delivered").await?;
        page.find("link", "Its clock is 6 h 10 min ahead.").await?;
        Ok(())
    });
}

/// a magic number is sent to from the table; a recipient replies STOP; the list says so and releases; a number is
/// forgotten only when it was typed twice.
#[test]
fn a_number_is_tried_stopped_released_and_forgotten() {
    browse("numbers", async |page: Page| {
        let gateway = Gateway::start().await?;
        let sending = submit(&page, &gateway).await?;
        approved(&page).await?;
        page.open(&gateway.page("/sandbox/numbers")).await?;
        page.find("link", "Send a test to +6591230580").await?;
        page.check_accessibility("the magic numbers").await?;
        page.click("link", "Send a test to +6591230580").await?;
        page.holds("[...document.querySelectorAll('input')].some((input) => input.value === '+6591230580')").await?;
        let sent = send(&page, &sending, "+6591234567").await?;
        becomes(&page, &sent, "delivered").await?;

        page.click("link", "Sandbox").await?;
        page.shows("[data-test=handset-bubble]", "Hi Zoë").await?;
        page.click("button", "Reply “STOP”").await?;
        page.shows("[data-test=reply-said]", "Marketing no longer reaches this number").await?;
        page.check_accessibility("the handset after STOP").await?;
        page.click("link", "Suppression list").await?;
        page.shows("[data-test=suppression-entry]", "Replied STOP").await?;
        page.fill("Mobile number", "+65 9123 4567").await?;
        page.click("button", "Look up").await?;
        page.shows("[data-test=holds]", "does not get: Marketing").await?;
        page.fill("Reason", "Signed up again").await?;
        page.check_accessibility("a suppressed number").await?;
        page.click("button", "Release").await?;
        page.shows("[data-test=holds]", "is not suppressed").await?;

        page.click("link", "Forget a number").await?;
        page.fill("Mobile number", "+6591234567").await?;
        page.click("button", "Forget a number").await?;
        page.shows("[data-test=confirm]", "cannot be undone").await?;
        page.check_accessibility("the question before a number is forgotten").await?;
        page.run("document.querySelector('[data-test=confirm-yes]').click()", []).await?;
        page.shows("[data-test=confirm]", "What you typed is something else").await?;
        page.fill("Type +6591234567 to go on", "+6591234567").await?;
        page.run("document.querySelector('[data-test=confirm-yes]').click()", []).await?;
        page.shows("[data-test=forgotten]", "1 message no longer holds the number").await?;
        let handsets = page.get_json("api/v1/sandbox/handsets").await?;
        ensure!(!handsets.to_string().contains("+6591234567"), "the handset still has the number: {handsets}");
        Ok(())
    });
}
