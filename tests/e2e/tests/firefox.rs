//! The main way through the console in Firefox. Runs where `GECKODRIVER` says with what.

use piecewise_e2e::{Browser, Gateway, Page, Screen, Seed, Theme, browse_in};

#[test]
fn the_main_pages_work_in_firefox() {
    if std::env::var_os("GECKODRIVER").is_none() {
        eprintln!("left out: there is no Geckodriver");
        return;
    }
    browse_in(Browser::Firefox, "firefox", async |page: Page| {
        let gateway = Gateway::start().await?;
        page.look(Screen::Desktop, Theme::Light).await?;
        page.open(gateway.sign_in_link()).await?;
        page.find("heading", "Overview").await?;
        page.click("link", "Calculator").await?;
        page.fill("Message", &"中".repeat(71)).await?;
        page.shows("main", "2 pieces").await?;
        let seed = Seed::plant(&page).await?;
        page.click("link", "Messages").await?;
        page.shows("main", "Delivered").await?;
        page.shows("main", "Failed").await?;
        for path in seed.pages() {
            page.open(&gateway.page(&path)).await?;
            page.holds("document.querySelector('h1') && document.querySelector('#panic-view').hidden").await?;
        }
        page.shows("[data-test=message-checks]", "The number is valid").await?;
        page.click("link", "Wallet").await?;
        page.shows("main", "USD").await?;
        page.click("button", "简体中文").await?;
        page.shows("nav", "概览").await
    });
}
