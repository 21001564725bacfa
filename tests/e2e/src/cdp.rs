//! Commands that only Chromium knows, sent through its driver: input methods, network conditions, media features.

use fantoccini::{Client, wd::WebDriverCompatibleCommand};
use serde_json::{Value, json};

/// One command of the browser's own protocol.
#[derive(Debug)]
struct Command {
    method: &'static str,
    params: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "cmd": self.method, "params": self.params }).to_string()))
    }
}

/// Sends the command `method` with `params`.
pub(crate) async fn execute(client: &Client, method: &'static str, params: Value) -> anyhow::Result<Value> {
    Ok(client.issue_cmd(Command { method, params }).await?)
}
