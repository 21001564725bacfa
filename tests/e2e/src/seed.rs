//! A gateway with something in it: credentials, templates, and messages with every outcome.

use anyhow::Context;
use serde_json::Value;

use crate::Page;

const SEED: &str = include_str!("seed.js");

/// What was put in, by its ids.
#[derive(Debug, Clone)]
pub struct Seed {
    /// The SMS_USER.
    pub sms_user: String,
    /// An approved template.
    pub template: i64,
    /// A message that failed.
    pub message: String,
}

impl Seed {
    /// Fills the gateway that `page` is signed in to.
    ///
    /// # Errors
    /// If the gateway refuses something.
    pub async fn plant(page: &Page) -> anyhow::Result<Self> {
        page.holds("localStorage.getItem('piecewise.signed_in') === 'yes'").await?;
        let script = format!("return (async () => {{ {SEED} }})()");
        let made = page.run(&script, []).await.context("cannot fill the gateway")?;
        let text = |name: &str| made[name].as_str().map(str::to_owned).with_context(|| format!("no {name} in {made}"));
        let template = made.get("template").and_then(Value::as_i64).context("no template was made")?;
        Ok(Self { sms_user: text("sms_user")?, template, message: text("message")? })
    }

    /// The pages of what was put in.
    pub fn pages(&self) -> Vec<String> {
        let message = url::form_urlencoded::byte_serialize(self.message.as_bytes()).collect::<String>();
        vec![
            format!("/content/sms/{}", self.template),
            format!("/content/sms/{}/test", self.template),
            format!("/messages/{message}"),
            format!("/help/not-delivered?message={message}"),
        ]
    }
}
