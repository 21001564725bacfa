//! Without a network: the console starts from what the browser kept, works, and never keeps what is secret.

use std::fs;

use anyhow::{Context, ensure};
use piecewise_e2e::{Gateway, Page, Screen, StaticHost, Theme, browse};

/// calculator, editor, drafts and help work with nobody answering, below a path.
#[test]
fn what_needs_no_gateway_works_with_no_network() {
    browse("offline", async |page: Page| {
        let host = StaticHost::start("kept/below/a/path")?;
        page.look(Screen::Desktop, Theme::Light).await?;
        page.open(&host.page("/calculator")).await?;
        page.kept().await?;
        host.go_away();

        page.open(&host.page("/")).await?;
        page.run("location.reload()", []).await?;
        page.find("heading", "Overview").await?;
        page.open(&host.page("/calculator")).await?;
        page.fill("Message", &"中".repeat(71)).await?;
        page.shows("main", "2 pieces").await?;

        page.open(&host.page("/content/sms/new")).await?;
        page.fill("Template name", "Written_Offline").await?;
        page.fill("Message content", "Your order has been shipped.").await?;
        page.shows("[data-test=keeping]", "Saved on this device").await?;
        page.open(&host.page("/content/sms")).await?;
        page.shows("main", "Written_Offline").await?;

        page.open(&host.page("/help")).await?;
        for (words, topic) in [("401", "authentication"), ("balance", "balance"), ("not received", "not-delivered")] {
            page.type_into("searchbox", "Search the help", words).await?;
            let first = format!("document.querySelector('[data-test=help-results] a')?.hash === '#/help/{topic}'");
            page.holds(&first).await?;
            page.open(&host.page("/calculator")).await?;
            page.open(&host.page("/help")).await?;
        }
        page.open(&host.page("/help/authentication")).await?;
        page.find("heading", "Authentication errors").await?;
        page.run("localStorage.setItem('piecewise.language', 'zh-CN')", []).await?;
        page.run("location.reload()", []).await?;
        page.find("heading", "认证错误").await?;
        Ok(())
    });
}

/// nothing that a gateway answers is kept, and no key.
#[test]
fn nothing_of_the_gateway_is_kept() {
    browse("kept-without-secrets", async |page: Page| {
        let gateway = Gateway::start().await?;
        page.look(Screen::Desktop, Theme::Light).await?;
        page.open(gateway.sign_in_link()).await?;
        page.find("heading", "Overview").await?;
        page.kept().await?;
        let script = "
            const post = (path) => fetch(`api/v1/${path}`, { method: 'POST', body: '{}', headers: {
                'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() } }).then((it) => it.json());
            return (async () => {
                const { sms_user } = await post('service/connect');
                const { sms_key } = await post(`service/sms-users/${sms_user.sms_user}/reveal`);
                await fetch('api/v1/wallet');
                const kept = [];
                for (const name of await caches.keys()) {
                    const cache = await caches.open(name);
                    for (const request of await cache.keys()) {
                        const text = await (await cache.match(request)).text();
                        kept.push({ url: request.url, has_key: text.includes(sms_key) });
                    }
                }
                const stores = JSON.stringify(localStorage) + JSON.stringify(sessionStorage);
                return { kept, in_store: stores.includes(sms_key), is_key: sms_key.length > 20 };
            })()";
        let found = page.run(script, []).await?;
        ensure!(found["is_key"] == true && found["in_store"] == false, "a key was looked for: {found}");
        let kept = found["kept"].as_array().context("no list")?;
        ensure!(kept.len() > 5, "the console's files are kept: {found}");
        for file in kept {
            let url = file["url"].as_str().unwrap_or_default();
            ensure!(!url.contains("/api/") && !url.contains("/smsapi/"), "{url} is kept");
            ensure!(file["has_key"] == false, "the key is in {url}");
        }
        Ok(())
    });
}

/// A new version waits until the person wants it, and then is there.
#[test]
fn a_new_version_is_offered_and_taken() {
    browse("new-version", async |page: Page| {
        let folder = tempfile::tempdir()?;
        let host = StaticHost::start_in(folder.path(), "updated")?;
        page.look(Screen::Desktop, Theme::Light).await?;
        page.open(&host.page("/calculator")).await?;
        page.kept().await?;
        let worker = folder.path().join("service-worker.js");
        let next = fs::read_to_string(&worker)?.replacen("const VERSION = \"", "const VERSION = \"next", 1);
        fs::write(&worker, next)?;
        page.run("window.isBefore = true; navigator.serviceWorker.ready.then((it) => it.update())", []).await?;
        page.shows("[data-test=mode-news]", "A new version is ready").await?;
        page.holds("window.isBefore").await?;
        page.click("button", "Reload").await?;
        page.holds("!window.isBefore && document.querySelector('h1')").await?;
        let names = page.run("return caches.keys()", []).await?;
        ensure!(names.to_string().contains(" next"), "the new version is kept: {names}");
        Ok(())
    });
}
