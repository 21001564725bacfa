//! The calculator on a plain static host, below a path, with no gateway near.

use piecewise_e2e::{Page, Screen, StaticHost, Theme, browse};

const TEXT: &str = "[data-test=calculator-text]";

async fn open(page: &Page, host: &StaticHost) -> anyhow::Result<()> {
    page.look(Screen::Desktop, Theme::Light).await?;
    page.open(&host.page("/calculator")).await?;
    page.find("heading", "Calculator").await?;
    Ok(())
}

async fn typed(page: &Page) -> anyhow::Result<String> {
    let value = page.run("return document.querySelector(arguments[0]).value", [TEXT.into()]).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// a link to the calculator works under any path; text shows its pieces and what forces Unicode.
#[test]
fn it_counts_below_any_path_without_a_gateway() {
    browse("calculator-below-a-path", async |page: Page| {
        let host = StaticHost::start("some/where/deep")?;
        open(&page, &host).await?;
        page.fill("Message", &"a".repeat(161)).await?;
        page.shows("main", "2 pieces").await?;
        page.shows("[data-test=units]", "161").await?;

        page.fill("Message", "It’s ready").await?;
        page.shows("main", "Unicode because of 1 character").await?;
        page.click("button", "Replace…").await?;
        page.gone("button", "Replace…").await?;
        anyhow::ensure!(typed(&page).await? == "It's ready", "the replacement changes one character");
        Ok(())
    });
}

/// nothing leaves the page while 500 characters are typed.
#[test]
fn no_request_leaves_while_500_characters_are_typed() {
    browse("no-request-while-typing", async |page: Page| {
        let host = StaticHost::start("calculator-host")?;
        open(&page, &host).await?;
        // What the browser keeps of the console for later is fetched once, whatever is typed.
        page.kept().await?;
        page.settled().await?;
        let before = (page.n_requests().await?, host.n_requests());
        let text = "Your order 4711 is on its way. ".repeat(17).chars().take(500).collect::<String>();
        page.fill("Message", &text).await?;
        page.shows("[data-test=units]", "500").await?;
        let after = (page.n_requests().await?, host.n_requests());
        anyhow::ensure!(after == before, "requests went from {before:?} to {after:?} while typing");
        Ok(())
    });
}

/// once loaded, the page needs no network.
#[test]
fn it_counts_with_every_network_gone() {
    browse("calculator-offline", async |page: Page| {
        let host = StaticHost::start("offline")?;
        open(&page, &host).await?;
        page.go_offline().await?;
        page.fill("Message", &"中".repeat(71)).await?;
        page.shows("main", "2 pieces").await?;
        page.shows("main", "Unicode").await
    });
}

/// An input method writes its half-made words into the field; none of them may be touched.
#[test]
fn composing_chinese_leaves_what_was_typed_as_it_is() {
    browse("input-method", async |page: Page| {
        let host = StaticHost::start("input-method")?;
        open(&page, &host).await?;
        page.fill("Message", "Hi ").await?;
        page.compose(&["n", "ni", "ni h", "ni ha", "ni hao", "你好"], "你好").await?;
        page.shows("[data-test=units]", "5").await?;
        anyhow::ensure!(typed(&page).await? == "Hi 你好", "composed `{}`", typed(&page).await?);
        page.shows("main", "Unicode because of 2 characters").await
    });
}
