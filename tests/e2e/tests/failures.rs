//! Each way to fail has its state: nothing typed is lost, and the page recovers by itself.

use std::time::Duration;

use piecewise_e2e::{Fault, Gateway, Page, Proxy, Screen, Theme, browse};

async fn sign_in(page: &Page, proxy: &Proxy) -> anyhow::Result<()> {
    page.look(Screen::Desktop, Theme::Light).await?;
    page.open(proxy.sign_in_link()).await?;
    page.find("heading", "Overview").await?;
    page.holds("!location.href.includes('token')").await
}

/// Opens a page while its reading fails with `fault`, sees `words`, and sees them go when the fault is over.
async fn fails_and_recovers(page: &Page, proxy: &Proxy, fault: Fault, words: &str) -> anyhow::Result<()> {
    page.open(&proxy.page("/help")).await?;
    page.find("heading", "Help").await?;
    proxy.disturb(fault, "/api/v1/team");
    proxy.disturb(fault, "/api/v1/people");
    page.open(&proxy.page("/team")).await?;
    page.shows("[data-test=error]", words).await?;
    page.check_accessibility(words).await?;
    proxy.disturb(Fault::None, "");
    page.holds("!document.querySelector('[data-test=error]')").await
}

#[test]
fn what_may_pass_is_said_and_passes_by_itself() {
    browse("failures-pass", async |page: Page| {
        let gateway = Gateway::start().await?;
        let proxy = Proxy::start(&gateway)?;
        sign_in(&page, &proxy).await?;
        fails_and_recovers(&page, &proxy, Fault::Lost, "The gateway does not answer").await?;
        fails_and_recovers(&page, &proxy, Fault::Refused(500, "internal"), "The gateway failed").await?;
        fails_and_recovers(&page, &proxy, Fault::Refused(429, "rate_limited"), "try again").await
    });
}

#[test]
fn a_refusal_says_why_and_keeps_what_was_typed() {
    browse("failures-refused", async |page: Page| {
        let gateway = Gateway::start().await?;
        let proxy = Proxy::start(&gateway)?;
        sign_in(&page, &proxy).await?;
        page.open(&proxy.page("/help/not-delivered")).await?;
        for (fault, words) in [
            (Fault::Refused(403, "forbidden"), "Your role does not permit this"),
            (Fault::Refused(409, "template_state"), "The template is in another state"),
            (Fault::Refused(500, "internal"), "The gateway failed"),
            (Fault::Lost, "The gateway does not answer"),
        ] {
            proxy.disturb(fault, "/api/v1/numbers");
            page.fill("Check the number once more", "+6591234567").await?;
            page.click("button", "Check").await?;
            page.shows("[data-test=error]", words).await?;
            page.holds("document.querySelector('#help-number').value === '+6591234567'").await?;
            page.find("link", "Find out more").await?;
        }
        proxy.disturb(Fault::None, "");
        page.click("button", "Check").await?;
        page.shows("[data-test=number]", "valid number").await
    });
}

#[test]
fn a_slow_answer_is_said_to_be_awaited() {
    browse("failures-slow", async |page: Page| {
        let gateway = Gateway::start().await?;
        let proxy = Proxy::start(&gateway)?;
        sign_in(&page, &proxy).await?;
        page.open(&proxy.page("/help/not-delivered")).await?;
        proxy.disturb(Fault::Slow(Duration::from_secs(6)), "/api/v1/numbers");
        page.fill("Check the number once more", "+6591234567").await?;
        page.click("button", "Check").await?;
        page.shows("[data-test=mode-news]", "takes longer than usual").await?;
        page.shows("[data-test=number]", "valid number").await?;
        page.holds("!document.querySelector('[data-test=mode-news]').textContent.includes('longer')").await
    });
}

#[test]
fn a_lost_connection_is_told_above_every_page() {
    browse("failures-lost", async |page: Page| {
        let gateway = Gateway::start().await?;
        let proxy = Proxy::start(&gateway)?;
        sign_in(&page, &proxy).await?;
        proxy.disturb(Fault::Lost, "/api/");
        page.shows("[data-test=mode-news]", "Connection lost").await?;
        proxy.disturb(Fault::None, "");
        page.holds("!document.querySelector('[data-test=mode-news]').textContent.includes('lost')").await
    });
}

/// the session ends while somebody types; the same person comes back to what was typed.
#[test]
fn a_session_that_ends_takes_nothing_along() {
    browse("failures-ended", async |page: Page| {
        let gateway = Gateway::start().await?;
        let proxy = Proxy::start(&gateway)?;
        sign_in(&page, &proxy).await?;
        page.open(&proxy.page("/wallet/prices/import")).await?;
        let field = "document.querySelector('main textarea, main input:not([type=file])')";
        page.holds(field).await?;
        let typed = format!("const field = {field}; field.value = 'typed before'; field.isTheSame = true");
        page.run(&typed, []).await?;
        proxy.disturb(Fault::Refused(401, "signed_out"), "/api/");
        page.run("return fetch('api/v1/session').then(() => window.dispatchEvent(new Event('focus')))", []).await?;
        let ask = "document.querySelector('[data-test=signed-out]')";
        proxy.disturb(Fault::Refused(401, "signed_out"), "/api/");
        page.open(&proxy.page("/wallet/prices/import?again=1")).await?;
        page.holds(&format!("{ask} || {field}.isTheSame")).await?;
        proxy.disturb(Fault::None, "");
        page.run("window.dispatchEvent(new Event('focus'))", []).await?;
        page.holds(&format!("!{ask} && {field}.isTheSame")).await
    });
}
