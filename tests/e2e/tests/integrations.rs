//! Integrations → SMS as a person goes through it: credentials, their replacement, and the calls to copy.

use std::{process::Command, time::Duration};

use anyhow::{Context, ensure};
use piecewise_e2e::{Gateway, Page, Screen, Theme, browse};
use serde_json::{Value, json};

/// The keys of the keyboard, as `WebDriver` writes them.
const ESCAPE: &str = "\u{e00c}";
const ENTER: &str = "\u{e007}";

/// Signs in and connects, and gives the SMS_USER.
async fn connected(page: &Page, gateway: &Gateway) -> anyhow::Result<String> {
    page.look(Screen::Desktop, Theme::Light).await?;
    page.open(gateway.sign_in_link()).await?;
    page.find("heading", "Overview").await?;
    page.click("link", "Integrations").await?;
    page.click("button", "Connect").await?;
    page.find("heading", "Connect SMS").await?;
    // Escape creates nothing.
    page.type_into("button", "Cancel", ESCAPE).await?;
    page.gone("heading", "Connect SMS").await?;
    let service = page.get_json("api/v1/service").await?;
    ensure!(service["sms_users"].as_array().is_some_and(Vec::is_empty), "connected without an answer: {service}");
    page.click("button", "Connect").await?;
    page.find("heading", "Connect SMS").await?;
    // a double click connects once.
    page.run("const yes = document.querySelector('[data-test=confirm-connect]'); yes.click(); yes.click();", [])
        .await?;
    page.find("heading", "Integration complete").await?;
    page.click("link", "Manage").await?;
    page.find("heading", "SMS").await?;
    page.holds("document.querySelector('[data-test=sms-user]')").await?;
    page.text("[data-test=sms-user]").await
}

/// Posts to the console API with the page's own session.
async fn post(page: &Page, path: &str, body: Value) -> anyhow::Result<Value> {
    let script = "return fetch(arguments[0], { method: 'POST', body: JSON.stringify(arguments[1]), headers: {
        'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() } })
        .then((answer) => answer.text()).then((text) => text ? JSON.parse(text) : null)";
    page.run(script, [json!(path), body]).await
}

async fn key_of(page: &Page, sms_user: &str) -> anyhow::Result<String> {
    let revealed = post(page, &format!("api/v1/service/sms-users/{sms_user}/reveal"), json!({})).await?;
    revealed["sms_key"].as_str().map(str::to_owned).context("the gateway gave no key")
}

/// Makes a template and waits until it may be sent.
async fn approved_template(page: &Page) -> anyhow::Result<i64> {
    let template = json!({
        "name": "Order_Shipped", "content_type": "notification", "countries": ["SG"],
        "content": "Hi %name%, your order %order_id% has been shipped. Track it here: https://example.com/track ",
        "examples": { "name": "O'Neil \"Zoë\"", "order_id": "A-4711" },
    });
    let made = post(page, "api/v1/templates", template).await?;
    let id = made["id"].as_i64().with_context(|| format!("no template was made: {made}"))?;
    for _ in 0..100 {
        if page.get_json(&format!("api/v1/templates/{id}")).await?["state"] == "approved" {
            return Ok(id);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("the template was not approved")
}

/// Calls the gateway as an application would, and gives the status code of its answer.
async fn call(page: &Page, sms_user: &str, sms_key: &str, template_id: i64) -> anyhow::Result<Value> {
    let script = "return fetch('smsapi/send', { method: 'POST', body: new URLSearchParams(arguments[0]) })
        .then((answer) => answer.json()).then((answer) => answer.statusCode)";
    let form = json!({
        "smsUser": sms_user, "smsKey": sms_key, "templateId": template_id.to_string(), "phone": "+6591234567",
        "vars": "{\"name\":\"Ada\",\"order_id\":\"1\"}",
    });
    page.run(script, [form]).await
}

/// connect once; the SMS_USER in sight, the key only when asked.
#[test]
fn a_key_is_shown_only_when_asked_for() {
    browse("integrations-reveal", async |page: Page| {
        let gateway = Gateway::start().await?;
        let sms_user = connected(&page, &gateway).await?;
        let service = page.get_json("api/v1/service").await?;
        ensure!(service["sms_users"].as_array().map(Vec::len) == Some(1), "connected more than once: {service}");
        page.find("button", "Copy SMS_USER").await?;
        let key = key_of(&page, &sms_user).await?;
        let holds_key = "return document.documentElement.outerHTML.includes(arguments[0])";
        ensure!(
            page.run(holds_key, [json!(key)]).await? == json!(false),
            "the key is in the page before it is asked for"
        );
        page.click("button", "Reveal SMS_KEY").await?;
        page.shows("[data-test=sms-key]", &key).await?;
        page.shows("[data-test=key-countdown]", "Hidden again in").await?;
        page.check_accessibility("a revealed key").await?;
        page.click("button", "Hide").await?;
        page.holds("document.querySelector('[data-test=sms-key]').textContent.startsWith('•')").await?;
        ensure!(page.run(holds_key, [json!(key)]).await? == json!(false), "the key is still in the page");
        // the reveal can be looked up.
        page.click("link", "Who can see it, and who did").await?;
        page.holds("location.hash.startsWith('#/team/keys')").await
    });
}

/// …: the consequences are named, the SMS_USER is typed, the old key stops, the new one is
/// tested, and the callers are ticked off.
#[test]
fn credentials_are_regenerated_with_their_consequences() {
    browse("integrations-regenerate", async |page: Page| {
        let gateway = Gateway::start().await?;
        let sms_user = connected(&page, &gateway).await?;
        let template_id = approved_template(&page).await?;
        let old_key = key_of(&page, &sms_user).await?;
        ensure!(call(&page, &sms_user, &old_key, template_id).await? == json!(200), "the new pair does not work");

        // what was pasted along is named, and taken out on request.
        page.run("document.querySelector('[data-test=pasted-key] summary').click()", []).await?;
        page.fill("SMS_KEY as the application has it", &format!("{old_key}\u{200b} ")).await?;
        page.shows("[data-test=strays]", "1 space, 1 character without width").await?;
        page.check_accessibility("a pasted key").await?;
        page.click("button", "Check this key").await?;
        page.shows("[data-test=pasted-finding]", "hidden characters").await?;

        page.click("button", "Regenerate SMS_KEY").await?;
        page.shows("[data-test=confirm]", "stops working immediately").await?;
        page.shows("[data-test=confirm]", "no grace period").await?;
        page.shows("[data-test=confirm]", "Update every application").await?;
        page.shows("[data-test=consequences]", "1 caller of the last 7 days").await?;
        page.check_accessibility("the question before regenerating").await?;
        page.run("document.querySelector('[data-test=confirm-yes]').click()", []).await?;
        page.shows("[data-test=confirm]", "something else").await?;
        ensure!(call(&page, &sms_user, &old_key, template_id).await? == json!(200), "regenerated without the name");
        // By the keyboard alone.
        page.type_into("textbox", &format!("Type {sms_user} to go on"), &format!("{sms_user}{ENTER}")).await?;
        page.find("heading", "The credentials were regenerated").await?;
        page.holds("document.activeElement.textContent.includes('were regenerated')").await?;
        ensure!(call(&page, &sms_user, &old_key, template_id).await? != json!(200), "the old key still works");

        // tested right after.
        page.run("document.querySelector('[data-test=regenerated] [data-test=check-key]').click()", []).await?;
        page.shows("[data-test=regenerated] [data-test=key-check]", "Calls are accepted").await?;
        page.find("link", "Send a real test message").await?;
        page.check_accessibility("after regenerating").await?;
        page.click("button", "Close").await?;

        // the banner stands until everybody is ticked off.
        page.shows("[data-test=callers-banner]", "still need")
            .await
            .or(page.shows("[data-test=callers-banner]", "still needs").await)?;
        page.run("for (const box of document.querySelectorAll('[data-test=caller] input')) box.click()", []).await?;
        page.holds("!document.querySelector('[data-test=callers-banner]')").await?;

        // another SMS_USER, and nothing is lost.
        page.click("button", "Regenerate SMS_USER").await?;
        page.type_into("textbox", &format!("Type {sms_user} to go on"), &sms_user).await?;
        page.run("document.querySelector('[data-test=confirm-yes]').click()", []).await?;
        page.find("heading", "The credentials were regenerated").await?;
        let new_user = page.text("[data-test=sms-user]").await?;
        ensure!(new_user != sms_user, "the SMS_USER is the same");
        let new_key = key_of(&page, &new_user).await?;
        ensure!(call(&page, &new_user, &new_key, template_id).await? == json!(200), "the new pair does not work");
        Ok(())
    });
}

/// a second SMS_USER, named, and the guide from one to the other.
#[test]
fn a_pair_is_rotated_without_a_gap() {
    browse("integrations-rotation", async |page: Page| {
        let gateway = Gateway::start().await?;
        let old = connected(&page, &gateway).await?;
        page.click("link", "Rotation guide").await?;
        page.find("heading", "Rotation guide").await?;
        page.holds("document.querySelector('[data-test=step-1][aria-current=step]')").await?;
        page.run("document.querySelector('[data-test=step-1] [data-test=add-user]').click()", []).await?;
        page.fill("Label", "Second").await?;
        page.run("document.querySelector('[data-test=add-user-confirm]').click()", []).await?;
        page.holds("document.querySelector('[data-test=new-user]')").await?;
        // Nobody has called with the old pair, so what is left is to take it out of use.
        page.holds("document.querySelector('[data-test=step-4][aria-current=step]')").await?;
        page.shows("[data-test=nobody-left]", "Nobody has called").await?;
        page.check_accessibility("the rotation guide").await?;
        page.look(Screen::Phone, Theme::Dark).await?;
        page.check_accessibility("the rotation guide on a phone").await?;
        page.look(Screen::Desktop, Theme::Light).await?;
        page.click("button", "Disable").await?;
        page.run("document.querySelector('[data-test=confirm-yes]').click()", []).await?;
        page.shows("[data-test=retired]", "rotation is complete").await?;
        let service = page.get_json("api/v1/service").await?;
        let users = service["sms_users"].as_array().context("no SMS_USERs")?;
        let is_disabled = |name: &str| users.iter().any(|user| user["sms_user"] == name && user["is_disabled"] == true);
        ensure!(is_disabled(&old) && users.len() == 2, "the old one is not disabled, or not alone: {service}");
        page.open(&gateway.page("/integrations/sms")).await?;
        page.shows("[data-test=label]", "Second").await?;
        page.click("button", "Enable").await?;
        page.gone("button", "Enable").await?;

        // after how many days somebody is reminded.
        page.click("link", "Send Settings").await?;
        page.fill("Remind after so many days", "many").await?;
        page.run("document.querySelector('[data-test=save-reminder]').click()", []).await?;
        page.shows("[data-test=reminder-form]", "whole number").await?;
        page.fill("Remind after so many days", "30").await?;
        page.run("document.querySelector('[data-test=save-reminder]').click()", []).await?;
        page.shows("[data-test=save-reminder-done]", "Saved").await?;
        page.check_accessibility("the send settings").await?;
        ensure!(page.get_json("api/v1/service").await?["key_reminder_days"] == 30, "the days were not saved");
        page.click("link", "Set the limits").await?;
        page.holds("document.querySelector('#limit-minute')").await?;
        Ok(())
    });
}

/// what is copied from the page runs, and holds no key.
#[test]
fn the_samples_run_against_the_gateway() {
    browse("integrations-samples", async |page: Page| {
        let gateway = Gateway::start().await?;
        let sms_user = connected(&page, &gateway).await?;
        let sms_key = key_of(&page, &sms_user).await?;
        let template_id = approved_template(&page).await?;
        page.open(&gateway.page(&format!("/content/sms/{template_id}"))).await?;
        page.holds("document.querySelector('[data-test=api-call] summary')").await?;
        page.run("document.querySelector('[data-test=api-call] summary').click()", []).await?;
        page.check_accessibility("a template as a call").await?;
        page.open(&gateway.page("/integrations/sms/api")).await?;
        page.find("heading", "Code samples").await?;
        page.check_accessibility("the samples").await?;
        let folder = tempfile::tempdir()?;
        let languages = [
            ("curl", "sh", "send.sh"),
            ("Python", "python3", "send.py"),
            ("Node.js", "node", "send.mjs"),
            ("Java", "java", "Send.java"),
        ];
        let mut n_sent = 0;
        for name in ["curl", "Rust", "Python", "Node.js", "Go", "PHP", "Java"] {
            page.click("button", name).await?;
            let program = page.contents("[data-test=sample]").await?.pop().context("there is no sample")?;
            ensure!(!program.contains(&sms_key) && program.contains("SMS_KEY"), "{name} holds the key");
            let Some((_, tool, file)) = languages.iter().find(|(language, ..)| *language == name) else { continue };
            let version = if *tool == "java" { "-version" } else { "--version" };
            if *tool != "sh" && !Command::new(tool).arg(version).output().is_ok_and(|output| output.status.success()) {
                eprintln!("`{tool}` is not on this machine; its sample is not run");
                continue;
            }
            let path = folder.path().join(file);
            std::fs::write(&path, &program)?;
            let output = Command::new(tool).arg(&path).env("SMS_USER", &sms_user).env("SMS_KEY", &sms_key).output()?;
            let said = String::from_utf8_lossy(&output.stdout).replace(' ', "");
            ensure!(
                said.contains("\"statusCode\":200")
                    || said.contains("'statusCode':200")
                    || said.contains("statusCode:200"),
                "{name} said {said} {}",
                String::from_utf8_lossy(&output.stderr)
            );
            n_sent += 1;
        }
        let log = page.get_json("api/v1/messages").await?;
        ensure!(log["messages"].as_array().map(Vec::len) == Some(n_sent), "{n_sent} programs ran: {log}");
        Ok(())
    });
}
