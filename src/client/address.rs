//! Where the gateway is: `config.json` beside `index.html` says so; without it, where the console came from.

use serde::Deserialize;

use crate::json;

/// The console's settings, made by whoever hosts it.
#[derive(Debug, Default, Deserialize)]
struct Config {
    /// The gateway's address; absent: the directory that the console is served from.
    #[serde(default)]
    gateway: Option<String>,
}

/// Finds the gateway's address, without a trailing slash; none while there is no network to read the settings by.
pub(super) async fn find() -> Option<String> {
    let base = document_base();
    let config_url = in_directory(&base, "config.json");
    let body = match gloo_net::http::Request::get(&config_url).send().await {
        Ok(answer) if answer.ok() => answer.text().await.unwrap_or_default(),
        Ok(_) => String::new(),
        Err(_) => return None,
    };
    Some(address_from(&base, &body))
}

/// The address of the page's directory, as `<base>` or the location has it.
fn document_base() -> String {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok().flatten())
        .unwrap_or_default()
}

/// The gateway's address from the settings; a missing or unreadable file means the page's own directory.
fn address_from(base: &str, config_body: &str) -> String {
    let config: Config = json::read(config_body).unwrap_or_default();
    match config.gateway.as_deref().map(str::trim) {
        Some(address) if !address.is_empty() => address.trim_end_matches('/').into(),
        _ => in_directory(base, "").trim_end_matches('/').into(),
    }
}

/// The address of `file` in the directory of the page at `base`.
fn in_directory(base: &str, file: &str) -> String {
    let page = base.split(['?', '#']).next().unwrap_or_default();
    let after_scheme = page.find("://").map_or(0, |at| at + 3);
    let directory = match page.rfind('/') {
        Some(slash) if slash >= after_scheme => page.get(..=slash).unwrap_or_default().to_owned(),
        _ => format!("{page}/"),
    };
    format!("{directory}{file}")
}

#[cfg(test)]
mod tests {
    use super::{address_from, in_directory};

    #[test]
    fn without_settings_the_gateway_is_where_the_page_is() {
        for (base, address) in [
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("https://example.com/tools/sms/index.html?a=1#/calculator", "https://example.com/tools/sms"),
        ] {
            assert_eq!(address_from(base, ""), address);
            assert_eq!(address_from(base, "<!doctype html>"), address);
            assert_eq!(address_from(base, "{}"), address);
        }
    }

    #[test]
    fn settings_name_another_gateway() {
        assert_eq!(
            address_from("https://a.example/", r#"{"gateway":"https://sms.example/gw/"}"#),
            "https://sms.example/gw"
        );
    }

    #[test]
    fn the_settings_are_beside_the_page() {
        assert_eq!(in_directory("https://a.example/x/index.html", "config.json"), "https://a.example/x/config.json");
    }
}
