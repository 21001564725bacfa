//! The console as the gateway serves it.

use std::fs;

use reqwest::StatusCode;
use tempfile::TempDir;

use crate::common::start_with;

const INDEX: &str = "<!doctype html><script type=\"module\">import init from '/app.js';</script>";

#[tokio::test]
async fn the_console_is_served_with_a_strict_policy() {
    let console = TempDir::new().unwrap();
    let write = |name: &str, content: &str| fs::write(console.path().join(name), content).unwrap();
    write("index.html", INDEX);
    write("app-3f5c9a71e2b84d06.js", "export default 1;");
    write("app-3f5c9a71e2b84d06.js.br", "compressed");
    write("app-3f5c9a71e2b84d06_bg.wasm", "\0asm");
    let folder = console.path().to_path_buf();
    let running = start_with(|config| config.console = Some(folder)).await;

    for place in ["/", "/index.html", "/templates/7", "/messages"] {
        let page = running.get_response(place).await;
        assert_eq!(page.status(), StatusCode::OK, "{place}");
        let headers = page.headers().clone();
        assert_eq!(headers["cache-control"], "no-cache");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-"), "{policy}");
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(page.text().await.unwrap(), INDEX);
    }

    let script = running.get_response("/app-3f5c9a71e2b84d06.js").await;
    assert_eq!(script.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(script.text().await.unwrap(), "export default 1;");
    let url = format!("{}/app-3f5c9a71e2b84d06.js", running.base);
    let compressed = running.browser.get(url).header("Accept-Encoding", "gzip, br").send().await.unwrap();
    assert_eq!(compressed.headers()["content-encoding"], "br");
    assert_eq!(compressed.text().await.unwrap(), "compressed");
    let wasm = running.get_response("/app-3f5c9a71e2b84d06_bg.wasm").await;
    assert_eq!(wasm.headers()["content-type"], "application/wasm");

    for missing in ["/config.json", "/assets/none.css", "/..%2fCargo.toml", "/api/v1/none", "/smsapi/none"] {
        assert_eq!(running.get_response(missing).await.status(), StatusCode::NOT_FOUND, "{missing}");
    }
}
