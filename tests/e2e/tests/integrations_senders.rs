//! Integrations → SMS → Sender ID: from the form to a name on the phone.

use anyhow::ensure;
use piecewise_e2e::{Gateway, Page, Screen, Theme, browse};

/// … R-229: explained, handed in for two countries, reviewed with documents, shown where it is registered.
#[test]
fn a_sender_id_is_registered_country_by_country() {
    browse("integrations-senders", async |page: Page| {
        let gateway = Gateway::start().await?;
        page.look(Screen::Desktop, Theme::Light).await?;
        page.open(gateway.sign_in_link()).await?;
        page.find("heading", "Overview").await?;
        page.click("link", "Integrations").await?;
        page.open(&gateway.page("/integrations/sms")).await?;
        page.click("link", "Sender ID").await?;
        page.find("heading", "Sender ID").await?;
        // the way here is in sight.
        page.shows("nav.crumbs", "Integrations").await?;
        page.shows("[data-test=sender-explained]", "optional").await?;
        // without one, a random number, neither blank nor the brand.
        page.shows("[data-test=handset]", "Random number assigned by SendCloud").await?;
        page.check_accessibility("the sender IDs").await?;

        // both are required.
        page.click("button", "Submit for registration").await?;
        page.shows("[data-test=sender-form]", "Write the name").await?;
        page.shows("[data-test=countries-error]", "at least one country").await?;
        // a warning, not a refusal.
        page.fill("Sender ID", "ACME Store").await?;
        page.shows("[data-test=sender-warning]", "the rules vary").await?;
        page.fill("Sender ID", "ACME").await?;
        page.shows("[data-test=sender-says]", "once it is registered").await?;
        for country in ["Singapore", "United Kingdom"] {
            page.type_into("searchbox", "Search countries and regions", country).await?;
            page.click("checkbox", country).await?;
            page.run("document.querySelector('[data-test=countries-search]').select()", []).await?;
        }
        // what is known, and who says so.
        page.shows("[data-test=country-card]", "Not known").await?;
        page.shows("[data-test=country-card]", "Source:").await?;
        page.check_accessibility("a sender ID filled in").await?;
        page.click("button", "Submit for registration").await?;
        page.shows("[data-test=submitted]", "SendCloud staff will contact you").await?;
        page.holds("document.querySelectorAll('[data-test=sender-row]').length === 2").await?;
        // not registered yet, so not shown.
        page.shows("[data-test=sender-says]", "Nothing is registered").await?;

        // documents, review, registered; elapsed time and no promise.
        page.run("document.querySelector('[data-test=sender-row] a').click()", []).await?;
        page.holds("document.querySelector('[data-test=sender-submitted]')").await?;
        page.fill("Documents to ask for", "Certificate\nLetter").await?;
        page.click("button", "Ask for documents").await?;
        page.holds("document.querySelectorAll('[data-test=material]').length === 2").await?;
        page.check_accessibility("a registration with documents").await?;
        for left in [1, 0] {
            page.run("document.querySelector('[data-test=receive]').click()", []).await?;
            page.holds(&format!("document.querySelectorAll('[data-test=receive]').length === {left}")).await?;
        }
        page.holds("document.querySelector('dd [data-test=sender-in_review]')").await?;
        page.click("button", "Register it").await?;
        page.holds("document.querySelector('dd [data-test=sender-registered]')").await?;
        page.shows("[data-test=handset]", "ACME").await?;
        page.shows("[data-test=since]", "ust now").await?;
        page.look(Screen::Phone, Theme::Dark).await?;
        page.check_accessibility("a registration on a phone").await?;
        page.look(Screen::Desktop, Theme::Light).await?;

        // The other one is rejected, with the reason beside it.
        let senders = page.get_json("api/v1/senders").await?;
        let other = senders.as_array().and_then(|all| all.iter().find(|one| one["state"] == "submitted"));
        let id = other.and_then(|one| one["id"].as_i64()).unwrap_or_default();
        page.open(&gateway.page(&format!("/integrations/sms/senders/{id}"))).await?;
        page.fill("Reason for rejecting it", "Not the applicant's name").await?;
        page.click("button", "Reject it").await?;
        page.shows("[data-test=sender-rejection]", "Not the applicant's name").await?;
        page.shows("[data-test=handset]", "Random number").await?;
        let states = page.get_json("api/v1/senders").await?;
        ensure!(states.as_array().is_some_and(|all| all.len() == 2), "{states}");
        Ok(())
    });
}
