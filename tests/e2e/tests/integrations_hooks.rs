//! Integrations → SMS → SMSHook: an endpoint that takes events, one that does not, and the inspector between them.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use anyhow::ensure;
use piecewise_e2e::{Gateway, Page, Screen, Theme, browse};

/// An endpoint that answers 200, and 503 while it is told to refuse; it ends with the test program.
fn endpoint() -> anyhow::Result<(String, Arc<AtomicBool>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}/events", listener.local_addr()?);
    let refuses = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&refuses);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 8192];
            // What is asked does not matter, and a caller that hangs up has what it wants.
            let _ = stream.read(&mut request);
            let (status, body) =
                if told.load(Ordering::SeqCst) { ("503 Unavailable", "upstream is down") } else { ("200 OK", "ok") };
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
        }
    });
    Ok((url, refuses))
}

/// A hook is saved once its address answers, tried with test events, inspected, delivered to again, and deleted.
#[test]
fn a_hook_is_saved_tried_inspected_and_deleted() {
    browse("integrations-hooks", async |page: Page| {
        let gateway = Gateway::start_with(&["--hook-allow-private"]).await?;
        let (url, refuses) = endpoint()?;
        page.look(Screen::Desktop, Theme::Light).await?;
        page.open(gateway.sign_in_link()).await?;
        page.find("heading", "Overview").await?;
        page.open(&gateway.page("/integrations/sms/hooks")).await?;
        page.holds("document.querySelector('[data-test=no-hooks]')").await?;
        page.check_accessibility("no hooks").await?;

        page.click("link", "New hook").await?;
        page.fill("Address", "app.example.com").await?;
        page.click("button", "Save hook").await?;
        page.shows("[data-test=hook-form]", "begins with https://").await?;
        // An endpoint that refuses is not saved, and what it answered is said.
        refuses.store(true, Ordering::SeqCst);
        page.fill("Address", &url).await?;
        page.click("button", "Save hook").await?;
        page.shows("[data-test=hook-detail]", "503").await?;
        page.check_accessibility("a hook that is refused").await?;
        refuses.store(false, Ordering::SeqCst);
        page.click("button", "Save hook").await?;
        page.shows("[data-test=hook]", &url).await?;

        page.click("button", "Send test event").await?;
        page.holds("document.querySelector('[data-test=delivery-delivered]')").await?;
        refuses.store(true, Ordering::SeqCst);
        page.choose("Test event", "Failed").await?;
        page.click("button", "Send test event").await?;
        page.holds("document.querySelector('[data-test=delivery-waiting]')").await?;
        page.check_accessibility("a hook with deliveries").await?;

        // The view is in the address, and one delivery tells its request and every answer.
        page.choose("State", "Waiting").await?;
        page.holds("location.hash.includes('state=waiting')").await?;
        page.holds("document.querySelectorAll('[data-test=delivery-row]').length === 1").await?;
        page.click("link", "Failed").await?;
        page.shows("[data-test=attempt]", "503").await?;
        page.shows("[data-test=attempt]", "upstream is down").await?;
        page.shows("[data-test=hook-body]", "\"eventType\": 5").await?;
        page.check_accessibility("a delivery").await?;
        page.look(Screen::Phone, Theme::Dark).await?;
        page.check_accessibility("a delivery on a phone").await?;
        page.look(Screen::Desktop, Theme::Light).await?;

        // Once more, for one that was taken.
        refuses.store(false, Ordering::SeqCst);
        let deliveries = page.get_json("api/v1/hook-deliveries?state=delivered").await?;
        let id = deliveries["deliveries"][0]["id"].as_i64().unwrap_or_default();
        page.open(&gateway.page(&format!("/integrations/sms/deliveries/{id}"))).await?;
        page.click("button", "Deliver again").await?;
        page.holds("document.querySelectorAll('[data-test=attempt]').length === 2").await?;

        // The APP KEY is shown on request and replaced after a question.
        page.open(&gateway.page("/integrations/sms/hooks")).await?;
        page.click("button", "Reveal APP KEY").await?;
        page.holds("document.querySelector('[data-test=key-countdown]')").await?;
        let before = page.text("[data-test=sms-key]").await?;
        page.click("button", "Replace APP KEY").await?;
        page.run("document.querySelector('[data-test=confirm-yes]').click()", []).await?;
        page.holds("document.querySelector('[data-test=sms-key]').textContent.startsWith('•')").await?;
        page.click("button", "Reveal APP KEY").await?;
        page.holds("document.querySelector('[data-test=key-countdown]')").await?;
        ensure!(page.text("[data-test=sms-key]").await? != before, "the APP KEY is the same");
        page.check_accessibility("the hooks").await?;

        page.click("link", &url).await?;
        page.click("button", "Delete hook").await?;
        page.run("document.querySelector('[data-test=confirm-yes]').click()", []).await?;
        page.holds("document.querySelector('[data-test=no-hooks]')").await
    });
}
