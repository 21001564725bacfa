//! Content → SMS in a browser: writing, drafts, versions, the list, and many templates from a file.

use anyhow::ensure;
use piecewise_e2e::{Gateway, Page, Screen, Theme, browse};
use serde_json::{Value, json};

async fn sign_in(page: &Page) -> anyhow::Result<Gateway> {
    let gateway = Gateway::start().await?;
    page.look(Screen::Desktop, Theme::Light).await?;
    gateway.sign_in(page).await?;
    Ok(gateway)
}

fn template(name: &str, kind: &str, content: &str) -> Value {
    json!({ "name": name, "content_type": kind, "content": content, "examples": { "code": "4711" }, "countries": ["SG"] })
}

/// what is missing is listed, a name is suggested, a rejection
/// says why beside its rule, and the approved version stays until the next one is approved.
#[test]
fn a_template_goes_from_version_to_version() {
    browse("templates-versions", async |page: Page| {
        let gateway = sign_in(&page).await?;
        page.open(&gateway.page("/content/sms")).await?;
        page.find("heading", "No templates yet").await?;
        page.holds("document.querySelector('.tools').firstElementChild.innerText.trim() === 'New Template'").await?;
        page.click("link", "New Template").await?;
        page.click("button", "Save and Submit for Review").await?;
        page.shows("[data-test=error-summary]", "4 things keep this template from being submitted").await?;
        page.check_accessibility("an empty form that was submitted").await?;

        page.click("radio", "OTP…").await?;
        page.fill("Message content", "Your code is %code%.").await?;
        page.click("button", "Login_OTP_Verification").await?;
        page.gone("button", "Login_OTP_Verification").await?;
        page.fill("%code%", "4711").await?;
        page.type_into("searchbox", "Search countries and regions", "Singapore").await?;
        page.click("checkbox", "Singapore").await?;
        page.click("button", "Save and Submit for Review").await?;
        page.shows("[data-test=state-approved]", "Approved").await?;

        page.click("button", "Edit as version 2").await?;
        page.shows("[data-test=version-notice]", "Version 1 stays approved and can be sent").await?;
        page.fill("Message content", "Your code is %code%. See https://a.example for help.").await?;
        page.click("button", "Save and Submit for Review").await?;
        page.shows("[data-test=review-progress]", "in review").await?;
        page.shows("[data-test=review-range]", "(1 review)").await?;
        page.shows("[data-test=rejection]", "The reviewer said:").await?;
        page.shows("[data-test=rejection]", "This is the rule that it broke.").await?;
        page.shows("[data-test=template-version]", "1").await?;
        page.find("link", "Test").await?;
        page.check_accessibility("a template with a rejected version").await?;

        page.click("button", "Edit as version 3").await?;
        page.shows("[data-test=version-notice]", "The reviewer said:").await?;
        page.shows("[data-test=named-by-reviewer]", "Named by the reviewer.").await?;
        page.fill("Message content", "Your code is %code%. It is valid for 5 minutes.").await?;
        page.click("button", "Save and Submit for Review").await?;
        page.shows("[data-test=template-version]", "3").await?;
        page.shows("[data-test=versions]", "Version 2").await?;
        page.shows("[data-test=history]", "Version 2 was rejected").await
    });
}

/// search, filter, order, duplicate and delete; the view stands in the address.
#[test]
fn the_list_shows_what_its_address_says() {
    browse("templates-list", async |page: Page| {
        let gateway = sign_in(&page).await?;
        for (name, kind) in
            [("Beta_Login_OTP", "otp"), ("Alpha_Login_OTP", "otp"), ("Order_Update_Notification", "notification")]
        {
            page.ask("POST", "/templates", template(name, kind, "Your code is %code%.")).await?;
        }
        page.open(&gateway.page("/content/sms?type=otp&sort=name-up")).await?;
        let names = "[...document.querySelectorAll('[data-test=template-list] tbody th a')].map((a) => a.innerText)";
        page.holds(&format!("String({names}) === 'Alpha_Login_OTP,Beta_Login_OTP'")).await?;
        page.check_accessibility("the list of templates").await?;
        page.click("button", "Name").await?;
        page.holds(&format!("String({names}) === 'Beta_Login_OTP,Alpha_Login_OTP'")).await?;
        page.type_into("searchbox", "Search name or content", "alpha").await?;
        page.holds(&format!("String({names}) === 'Alpha_Login_OTP'")).await?;
        page.holds("location.hash.includes('search=alpha') && location.hash.includes('sort=name-down')").await?;

        page.click("button", "Duplicate Alpha_Login_OTP").await?;
        page.find("link", "Alpha_Login_OTP_2").await?;
        page.click("button", "Delete Alpha_Login_OTP").await?;
        page.find("heading", "Delete this template?").await?;
        page.check_accessibility("the question before a template is deleted").await?;
        page.click("button", "Delete template").await?;
        page.gone("link", "Alpha_Login_OTP").await?;
        let left = page.get_json("api/v1/templates").await?;
        ensure!(left.as_array().is_some_and(|left| left.len() == 2), "the gateway has {left}");
        Ok(())
    });
}

/// a draft makes no request, survives a reload, and is not overwritten by another tab in silence.
#[test]
fn a_draft_stays_on_this_device() {
    browse("templates-drafts", async |page: Page| {
        let gateway = sign_in(&page).await?;
        page.open(&gateway.page("/content/sms/new")).await?;
        page.find("heading", "New template").await?;
        page.settled().await?;
        let n_requests = page.n_requests().await?;
        page.fill("Template name", "Order_Kept_Notification").await?;
        page.fill("Message content", "Mine").await?;
        page.click("button", "Save as Draft").await?;
        page.shows("[data-test=keeping]", "Saved on this device").await?;
        ensure!(page.n_requests().await? == n_requests, "saving a draft made a request");
        page.run("location.reload()", []).await?;
        page.holds("document.querySelector('#template-content')?.value === 'Mine'").await?;

        page.run(ANOTHER_TAB_WRITES, []).await?;
        page.fill("Message content", "Mine, and more").await?;
        page.shows("[data-test=draft-conflict]", "changed in another tab").await?;
        page.check_accessibility("a draft that another tab changed").await?;
        page.click("button", "Take the other one").await?;
        page.holds("document.querySelector('#template-content').value === 'Theirs'").await
    });
}

const ANOTHER_TAB_WRITES: &str = "
return new Promise((done, failed) => {
    const opening = indexedDB.open('piecewise');
    opening.onerror = failed;
    opening.onsuccess = () => {
        const transaction = opening.result.transaction(['drafts'], 'readwrite');
        const store = transaction.objectStore('drafts');
        store.getAll().onsuccess = (event) => {
            const draft = JSON.parse(event.target.result[0]);
            store.put(JSON.stringify({ ...draft, content: 'Theirs', revision: draft.revision + 1 }), draft.id);
        };
        transaction.oncomplete = () => { opening.result.close(); done(true); };
    };
});
";

const FILE: &str = "name,type,content,countries,example.name
Order_Ready_Notification,notification,\"Hello %name%, your order is ready.\",SG;JP,Wei
test,otp,Your code:https://a.example here,SG,
";

/// what the linter says of each stands in a table before anything is sent.
#[test]
fn many_templates_come_from_a_file() {
    browse("templates-import", async |page: Page| {
        let gateway = sign_in(&page).await?;
        page.open(&gateway.page("/content/sms/import")).await?;
        page.find("button", "Choose a file").await?;
        give_file(&page, "<html>").await?;
        page.shows("[data-test=import-fault]", "This file has no templates.").await?;
        give_file(&page, FILE).await?;
        page.shows("[data-test=import-summary]", "2 templates · 1 ready to submit · 1 with errors").await?;
        page.check_accessibility("the templates of a file").await?;
        page.click("button", "Submit 1 for review").await?;
        page.find("link", "In review").await?;
        page.click("button", "Save 1 as a draft").await?;
        page.find("link", "Saved as a draft").await?;
        let templates = page.get_json("api/v1/templates").await?;
        ensure!(templates[0]["name"] == "Order_Ready_Notification" && templates[1].is_null(), "{templates}");
        ensure!(templates[0]["countries"] == json!(["SG", "JP"]), "{templates}");
        page.click("link", "Go to the templates").await?;
        page.shows("[data-test=template-list]", "Draft on this device").await
    });
}

async fn give_file(page: &Page, text: &str) -> anyhow::Result<()> {
    let script = "
const input = document.querySelector('[data-test=import-file]');
const files = new DataTransfer();
files.items.add(new File([arguments[0]], 'templates.csv'));
input.files = files.files;
input.dispatchEvent(new Event('change', { bubbles: true }));
";
    page.run(script, [json!(text)]).await?;
    Ok(())
}
