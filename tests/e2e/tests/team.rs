//! People of one account: inviting, roles, sessions, signing in, and what the audit log says of it.

use anyhow::ensure;
use piecewise_e2e::{Gateway, Page, Screen, Theme, browse, browse_as_two};
use serde_json::{Value, json};

const EMAIL: &str = "bea@example.com";
const PASSWORD: &str = "four words make one";

/// More attempts at once than a minute permits.
const TRY_OFTEN: &str = "
const body = JSON.stringify({ email: 'many@example.com', password: 'not the password' });
const attempt = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
return Promise.all(Array.from({ length: 12 }, () => fetch('api/v1/session/password', attempt))).then(() => null);
";

/// somebody is invited with a lesser role. Controls for more are absent, the gateway refuses all the
/// same, a new role holds at once, and everything is in the audit log.
#[test]
fn somebody_invited_sees_and_may_what_the_role_permits() {
    browse_as_two("team", async |owner: Page, viewer: Page| {
        let gateway = Gateway::start().await?;
        owner.look(Screen::Desktop, Theme::Light).await?;
        viewer.look(Screen::Phone, Theme::Dark).await?;
        let link = invite(&owner, &gateway).await?;
        accept(&viewer, &link).await?;
        looks_only(&viewer, &gateway).await?;
        promote(&owner, &gateway).await?;
        may_more(&viewer, &gateway).await?;
        end_sessions(&owner, &viewer).await?;
        is_written_down(&owner, &gateway).await
    });
}

async fn invite(owner: &Page, gateway: &Gateway) -> anyhow::Result<String> {
    owner.open(gateway.sign_in_link()).await?;
    owner.find("heading", "Overview").await?;
    owner.click("link", "Team & audit").await?;
    owner.find("heading", "Team").await?;
    owner.fill("E-mail address", "bea").await?;
    owner.click("button", "Make an invitation").await?;
    owner.shows("[data-test=invite-form]", "Write an e-mail address").await?;
    owner.check_accessibility("a wrong address").await?;
    owner.fill("E-mail address", EMAIL).await?;
    owner.choose("Role", "Viewer").await?;
    owner.click("button", "Make an invitation").await?;
    owner.shows("[data-test=invited]", "shown this once").await?;
    owner.shows("[data-test=invitation]", EMAIL).await?;
    owner.check_accessibility("the invitation").await?;
    owner.text("[data-test=invitation-link]").await
}

async fn accept(viewer: &Page, link: &str) -> anyhow::Result<()> {
    viewer.open(link).await?;
    viewer.find("heading", "Accept the invitation").await?;
    // the token is nowhere that others could read it.
    viewer.holds("!location.href.includes('invitation')").await?;
    let kept = viewer.run("return JSON.stringify({ ...localStorage, ...sessionStorage })", []).await?;
    let token = link.split_once("invitation=").map_or(link, |(_, token)| token);
    ensure!(!kept.as_str().unwrap_or_default().contains(token), "the token is kept");
    viewer.fill("Name", "Bea").await?;
    viewer.fill("New password", "too short").await?;
    viewer.click("button", "Accept and sign in").await?;
    viewer.shows("[data-test=invitation-form] .field-error", "12 to 128").await?;
    viewer.check_accessibility("a password that is too short").await?;
    viewer.fill("New password", PASSWORD).await?;
    viewer.click("button", "Accept and sign in").await?;
    viewer.find("heading", "Overview").await?;
    Ok(())
}

/// The status of a call with a JSON body, and the permission that a refusal names.
async fn call(page: &Page, method: &str, path: &str, body: Value) -> anyhow::Result<(u64, String)> {
    let script = "const [method, path, body] = arguments;
        const options = { method, headers: { 'Content-Type': 'application/json' } };
        if (method !== 'GET') options.body = JSON.stringify(body);
        return fetch(path, options).then(async (answer) => [answer.status, await answer.json().catch(() => null)])";
    let answer = page.run(script, [json!(method), json!(path), body]).await?;
    let permission = answer[1]["permission"].as_str().unwrap_or_default().to_owned();
    Ok((answer[0].as_u64().unwrap_or_default(), permission))
}

async fn looks_only(viewer: &Page, gateway: &Gateway) -> anyhow::Result<()> {
    viewer.open(&gateway.page("/team")).await?;
    viewer.shows("[data-test=not-permitted]", "You are Viewer").await?;
    viewer.check_accessibility("the team, not permitted").await?;
    viewer.open(&gateway.page("/team/roles")).await?;
    viewer.shows("main", "your role").await?;
    viewer.open(&gateway.page("/suppression")).await?;
    viewer.find("button", "Look up").await?;
    viewer.gone("button", "Choose a CSV file").await?;
    viewer.gone("button", "Export").await?;
    viewer.open(&gateway.page("/suppression/limits")).await?;
    viewer.shows("[data-test=limits]", "no limit").await?;
    viewer.gone("button", "Save").await?;
    viewer.open(&gateway.page("/sandbox/clock")).await?;
    viewer.shows("main", "Your role sees the clock").await?;
    viewer.gone("button", "1 hour").await?;

    let entry = json!({ "phone": "+6591234567", "scope": "marketing", "reason": "asked" });
    for (method, path, body, permission) in [
        ("GET", "api/v1/people", Value::Null, "team.read"),
        ("GET", "api/v1/audit", Value::Null, "audit.read"),
        ("POST", "api/v1/suppression", entry, "suppression.write"),
        ("POST", "api/v1/service/sms-users/x/reveal", json!({}), "credentials.reveal"),
        ("POST", "api/v1/sandbox/clock", json!({ "advance_ms": 1 }), "sandbox.control"),
    ] {
        let refused = call(viewer, method, path, body).await?;
        ensure!(refused == (403, permission.to_owned()), "{method} {path} was answered with {refused:?}");
    }
    Ok(())
}

async fn promote(owner: &Page, gateway: &Gateway) -> anyhow::Result<()> {
    owner.open(&gateway.page("/settings")).await?;
    owner.find("heading", "Settings").await?;
    owner.open(&gateway.page("/team")).await?;
    owner.choose("Role of Bea", "Operator").await?;
    let people = async || owner.get_json("api/v1/people").await;
    owner.holds("fetch('api/v1/people').then((answer) => answer.json())").await?;
    for _ in 0..100 {
        if people().await?[1]["role"] == "operator" {
            break;
        }
    }
    ensure!(people().await?[1]["role"] == "operator", "the role was not changed");
    owner.check_accessibility("the people").await?;
    owner.open(&gateway.page("/team/keys")).await?;
    owner.shows("[data-test=may-reveal]", "Owner").await?;
    let may = owner.text("[data-test=may-reveal]").await?;
    ensure!(!may.contains("Bea"), "an operator may not see keys");
    Ok(())
}

async fn may_more(viewer: &Page, gateway: &Gateway) -> anyhow::Result<()> {
    viewer.run("location.reload()", []).await?;
    viewer.open(&gateway.page("/suppression")).await?;
    viewer.find("button", "Choose a CSV file").await?;
    Ok(())
}

async fn end_sessions(owner: &Page, viewer: &Page) -> anyhow::Result<()> {
    owner.click("link", "Team").await?;
    owner.click("button", "End sessions: Bea").await?;
    owner.check_accessibility("the question before sessions are ended").await?;
    owner.click("button", "End sessions").await?;
    owner.shows("main", "none open").await?;
    viewer.shows("[data-test=signed-out]", "You have been signed out").await
}

async fn is_written_down(owner: &Page, gateway: &Gateway) -> anyhow::Result<()> {
    owner.open(&gateway.page("/team/audit")).await?;
    owner.click("button", "Check the chain").await?;
    owner.shows("[data-test=verdict]", "as they were written").await?;
    let log = owner.text("main table").await?;
    for action in ["Signed in", "Invited somebody", "Accepted an invitation", "Changed a role", "Ended every session"] {
        ensure!(log.contains(action), "{action} is missing in {log}");
    }
    owner.check_accessibility("the audit log").await?;
    owner.choose("What", "Signing in").await?;
    owner.holds("location.hash.includes('what=session.')").await?;
    owner.holds("!document.querySelector('main table').innerText.includes('Invited somebody')").await
}

/// A wrong address and a wrong password are told in the same words; too many attempts are told with the time to wait;
/// a used link is named as one.
#[test]
fn signing_in_with_a_password_says_what_is_wrong() {
    browse("password", async |page: Page| {
        let gateway = Gateway::start().await?;
        page.open(gateway.sign_in_link()).await?;
        page.find("heading", "Overview").await?;
        page.click("link", "Settings").await?;
        page.shows("main", "Save an e-mail address first").await?;
        page.fill("E-mail address", EMAIL).await?;
        page.click("button", "Save").await?;
        page.shows("[data-test=profile]", "Saved").await?;
        page.fill("New password", PASSWORD).await?;
        page.click("button", "Set a password").await?;
        page.shows("[data-test=own-password]", "Saved. Your other sessions have ended.").await?;
        page.check_accessibility("the settings").await?;
        page.click("button", "Sign out").await?;

        page.open(&gateway.page("/sign-in")).await?;
        page.check_accessibility("signing in").await?;
        sign_in(&page, EMAIL, "not the password").await?;
        page.shows("[data-test=error]", "The e-mail address or the password is wrong").await?;
        page.check_accessibility("a refused sign-in").await?;
        sign_in(&page, "nobody@example.com", PASSWORD).await?;
        page.shows("[data-test=error]", "The e-mail address or the password is wrong").await?;
        sign_in(&page, EMAIL, PASSWORD).await?;
        page.find("heading", "Overview").await?;

        page.open(&gateway.page("/settings")).await?;
        page.click("button", "Sign out").await?;
        page.open(gateway.sign_in_link()).await?;
        page.shows("[data-test=signed-out]", "This sign-in link does not work").await?;
        page.open(&gateway.page("/sign-in")).await?;
        page.run(TRY_OFTEN, []).await?;
        sign_in(&page, "many@example.com", "not the password").await?;
        page.shows("[data-test=error]", "Too many requests at once").await?;
        page.shows("[data-test=error]", "second").await
    });
}

async fn sign_in(page: &Page, email: &str, password: &str) -> anyhow::Result<()> {
    page.fill("E-mail address", email).await?;
    page.fill("Password", password).await?;
    page.click("button", "Sign in").await
}
