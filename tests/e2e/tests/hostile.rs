//! Sixty hostile strings, typed into every field and shown in every list: they stay text, and the layout holds. A page
//! that is in `PAGES` is covered.

use anyhow::ensure;
use piecewise_e2e::{Gateway, PAGES, Page, Screen, Seed, Theme, browse};
use serde_json::Value;

const STRINGS: &str = include_str!("../hostile.json");

/// Types each string into each field of the page and says what went wrong.
const TYPE: &str = "
const frame = () => new Promise((resolve) => setTimeout(resolve, 0));
const set = (field, text) => {
    const kind = field.tagName === 'TEXTAREA' ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(field, text);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
};
return (async () => {
    const wrong = [];
    const kinds = 'textarea, input:not([type]), input[type=text], input[type=search], input[type=tel], input[type=url],'
        + 'input[type=email], input[type=password]';
    const n = document.querySelectorAll(`main :is(${kinds})`).length;
    for (let at = 0; at < n; at += 1) {
        for (const text of strings) {
            const field = document.querySelectorAll(`main :is(${kinds})`)[at];
            if (!field) break;
            set(field, text);
            await frame();
            if (window.wasHostile) { wrong.push(`${field.id}: a script ran for ${text.slice(0, 60)}`); window.wasHostile = 0; }
            if (document.documentElement.scrollWidth > innerWidth) wrong.push(`${field.id}: too wide with ${text.slice(0, 60)}`);
            if (document.querySelector('main :is(script, iframe, base, meta, object, embed)')) wrong.push(`${field.id}: markup`);
        }
        const field = document.querySelectorAll(`main :is(${kinds})`)[at];
        if (field) { set(field, ''); await frame(); }
        if (!document.querySelector('#panic-view')?.hidden) { wrong.push('the console stopped'); break; }
    }
    return { n, wrong };
})()";

/// Puts the strings wherever the gateway takes one, through its own API.
const STORE: &str = "
const call = (path, body, method = 'POST') => fetch(`api/v1/${path}`, { method, body: JSON.stringify(body), headers: {
    'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() } });
return (async () => {
    const users = (await (await fetch('api/v1/service')).json()).sms_users;
    let n = 0;
    for (const [at, text] of strings.entries()) {
        const answers = await Promise.all([
            call('templates', { name: `${text} ${at}`.slice(0, 90), content_type: 'notification', content: `Hi. ${text}`,
                examples: {}, countries: ['SG'] }),
            call(`service/sms-users/${users[0].sms_user}/label`, { label: text.slice(0, 60) }),
            call('senders', { sender_id: text.slice(0, 30), countries: ['SG'] }),
        ]);
        n += answers.filter((answer) => answer.ok).length;
    }
    return n;
})()";

fn with_strings(script: &str) -> String {
    format!("const strings = {STRINGS}.map((text) => text === 'HUGE' ? 'huge '.repeat(4000) : text);\n{script}")
}

async fn start(page: &Page) -> anyhow::Result<(Gateway, Seed)> {
    let gateway = Gateway::start().await?;
    page.look(Screen::Desktop, Theme::Light).await?;
    page.open(gateway.sign_in_link()).await?;
    page.find("heading", "Overview").await?;
    let seed = Seed::plant(page).await?;
    Ok((gateway, seed))
}

#[test]
fn they_can_be_typed_into_every_field() {
    browse("hostile-fields", async |page: Page| {
        let (gateway, seed) = start(&page).await?;
        page.narrow(375).await?;
        let script = with_strings(TYPE);
        let mut n_fields = 0;
        for path in PAGES.iter().map(|path| (*path).to_owned()).chain(seed.pages()) {
            page.open(&gateway.page(&path)).await?;
            page.run("location.reload()", []).await?;
            page.holds("document.querySelector('h1')").await?;
            page.settled().await?;
            let found = page.run(&script, []).await?;
            n_fields += found["n"].as_u64().unwrap_or_default();
            for wrong in found["wrong"].as_array().into_iter().flatten() {
                page.complain(format!("{path}: {}", wrong.as_str().unwrap_or_default()));
            }
        }
        ensure!(n_fields > 20, "only {n_fields} fields were found");
        Ok(())
    });
}

#[test]
fn they_can_stand_in_every_list() {
    browse("hostile-lists", async |page: Page| {
        let (gateway, seed) = start(&page).await?;
        let n_stored = page.run(&with_strings(STORE), []).await?;
        ensure!(n_stored.as_u64().is_some_and(|n| n > 30), "the gateway took {n_stored}");
        for width in [1280, 375] {
            page.narrow(width).await?;
            for path in PAGES.iter().map(|path| (*path).to_owned()).chain(seed.pages()) {
                page.open(&gateway.page(&path)).await?;
                page.holds("document.querySelector('h1')").await?;
                page.settled().await?;
                let is_fine = "!window.wasHostile && document.documentElement.scrollWidth <= innerWidth
                    && document.querySelector('#panic-view').hidden
                    && !document.querySelector('main :is(script, iframe, base, meta, object, embed)')";
                if page.run(&format!("return Boolean({is_fine})"), []).await? != Value::Bool(true) {
                    page.complain(format!("{path} at {width} px does not hold"));
                }
            }
        }
        Ok(())
    });
}
