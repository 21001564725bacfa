//! Every page, in light and dark, on a wide and a narrow screen, passes the rules of axe-core.

use piecewise_e2e::{Gateway, PAGES, Page, Screen, Theme, browse};

/// An address that leads nowhere has a page too.
const NOWHERE: &str = "/nothing-is-here";

async fn visit_all(page: &Page, gateway: &Gateway, screen: Screen) -> anyhow::Result<()> {
    for theme in Theme::ALL {
        page.look(screen, theme).await?;
        for path in PAGES.into_iter().chain([NOWHERE]) {
            page.open(&gateway.page(path)).await?;
            page.holds("document.querySelector('h1')").await?;
            page.settled().await?;
            page.check_accessibility(&format!("{path} ({screen:?}, {theme:?})")).await?;
        }
    }
    Ok(())
}

#[test]
fn every_page_is_accessible_on_a_wide_screen() {
    browse("accessible-wide", async |page: Page| {
        let gateway = Gateway::start().await?;
        page.open(gateway.sign_in_link()).await?;
        page.find("heading", "Overview").await?;
        visit_all(&page, &gateway, Screen::Desktop).await
    });
}

#[test]
fn every_page_is_accessible_on_a_phone() {
    browse("accessible-phone", async |page: Page| {
        let gateway = Gateway::start().await?;
        page.open(gateway.sign_in_link()).await?;
        page.find("heading", "Overview").await?;
        visit_all(&page, &gateway, Screen::Phone).await
    });
}
