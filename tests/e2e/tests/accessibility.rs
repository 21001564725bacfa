//! Every page, in light and dark, on a wide and a narrow screen, passes the rules of axe-core, and fits.

use piecewise_e2e::{Gateway, PAGES, Page, Screen, Seed, Theme, browse};

/// An address that leads nowhere has a page too.
const NOWHERE: &str = "/nothing-is-here";

async fn sign_in(page: &Page) -> anyhow::Result<Gateway> {
    let gateway = Gateway::start().await?;
    page.open(gateway.sign_in_link()).await?;
    page.find("heading", "Overview").await?;
    Ok(gateway)
}

async fn visit(page: &Page, gateway: &Gateway, path: &str) -> anyhow::Result<()> {
    page.open(&gateway.page(path)).await?;
    page.holds("document.querySelector('h1')").await?;
    page.settled().await
}

async fn visit_all(page: &Page, gateway: &Gateway, screen: Screen) -> anyhow::Result<()> {
    for theme in Theme::ALL {
        page.look(screen, theme).await?;
        for path in PAGES.into_iter().chain([NOWHERE]) {
            visit(page, gateway, path).await?;
            page.check_accessibility(&format!("{path} ({screen:?}, {theme:?})")).await?;
        }
    }
    Ok(())
}

#[test]
fn every_page_is_accessible_on_a_wide_screen() {
    browse("accessible-wide", async |page: Page| {
        let gateway = sign_in(&page).await?;
        visit_all(&page, &gateway, Screen::Desktop).await
    });
}

#[test]
fn every_page_is_accessible_on_a_phone() {
    browse("accessible-phone", async |page: Page| {
        let gateway = sign_in(&page).await?;
        visit_all(&page, &gateway, Screen::Phone).await
    });
}

/// 320 px are also 1,280 px at 400 %: every page, with something in it, fits without being moved sideways; nothing moves by
/// itself, and nothing is only a colour.
#[test]
fn every_page_with_content_fits_320_pixels() {
    browse("accessible-narrow", async |page: Page| {
        let gateway = sign_in(&page).await?;
        let seed = Seed::plant(&page).await?;
        page.narrow(320).await?;
        page.prefer(&[("prefers-reduced-motion", "reduce"), ("forced-colors", "active")]).await?;
        for path in PAGES.iter().map(|path| (*path).to_owned()).chain(seed.pages()) {
            visit(&page, &gateway, &path).await?;
            page.check_accessibility(&format!("{path} (320 px, forced colours)")).await?;
            let moving = page.run("return document.getAnimations().length", []).await?;
            if moving != 0 {
                page.complain(format!("{path}: {moving} animations although less motion is preferred"));
            }
        }
        Ok(())
    });
}
