//! The built console from a folder: precompressed files as they are, and `index.html` for every place in the console.
//!
//! Trunk starts the console from an inline script, so the policy of a page names the hash of each script in it. It is
//! computed when the page is served: a rebuilt page has its own.

use std::{
    convert::Infallible,
    path::{Component, Path, PathBuf},
};

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use piecewise_api::ProblemKind;
use sha2::{Digest as _, Sha256};
use tower::{Service, ServiceExt as _, service_fn};
use tower_http::services::ServeDir;

use super::Refusal;

/// Hex digits that Trunk puts in a file's name.
const N_HASH_DIGITS: usize = 16;

/// What keeps the console for a time without a network. It has a policy of its own, with which it reads its files.
const SERVICE_WORKER: &str = "/service-worker.js";

/// The policy of what reads files from here and does nothing else.
const OWN_FILES: &str = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";

/// Serves the console in `folder`.
pub(super) fn serve(
    folder: &Path,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync + 'static {
    let folder = folder.to_path_buf();
    let files = ServeDir::new(&folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    service_fn(move |request| answer(folder.clone(), files.clone(), request))
}

async fn answer(folder: PathBuf, files: ServeDir, mut request: Request) -> Result<Response, Infallible> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let refusal = Refusal::of(ProblemKind::Malformed).status(StatusCode::METHOD_NOT_ALLOWED);
        return Ok(refusal.into_response());
    }
    let path = request.uri().path().to_owned();
    let is_place = !path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if is_place {
        *request.uri_mut() = Uri::from_static("/index.html");
    }
    let page = if is_place { Some(PathBuf::from("index.html")) } else { page_of(&path) };
    let Ok(response) = files.oneshot(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        return Ok(Refusal::of(ProblemKind::NotFound).into_response());
    }
    let mut response = response.map(Body::new);
    let cache = if is_hashed(&path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Some(page) = page
        && let Ok(html) = tokio::fs::read_to_string(folder.join(&page)).await
        && let Ok(policy) = HeaderValue::from_str(&policy_of(&html, &page))
    {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if path == SERVICE_WORKER {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(OWN_FILES));
    }
    Ok(response)
}

/// The file of a page, where the path names one and stays inside the folder.
fn page_of(path: &str) -> Option<PathBuf> {
    let file = Path::new(path.trim_start_matches('/'));
    let is_inside = file.components().all(|component| matches!(component, Component::Normal(_)));
    (is_inside && file.extension().is_some_and(|extension| extension == "html")).then(|| file.to_path_buf())
}

/// Whether the name holds the hash of the content, so that it never changes under this name.
fn is_hashed(path: &str) -> bool {
    path.rsplit('/').next().unwrap_or_default().split(['-', '.', '_']).any(|part| {
        part.len() == N_HASH_DIGITS && part.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })
}

/// What a page may do: load from here, run WebAssembly, run the scripts that stand in it, and talk to this gateway.
///
/// The console turns no text into markup or code, and a browser that knows Trusted Types sees to that; addresses of
/// workers pass the page's own policy, `default`. Other pages, of components that are written in JavaScript, make their
/// templates from text.
fn policy_of(html: &str, page: &Path) -> String {
    let scripts = hashes_of(html, "script");
    let styles = hashes_of(html, "style");
    let is_console = page == Path::new("index.html");
    let trusted_types = if is_console { "; require-trusted-types-for 'script'; trusted-types default" } else { "" };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
         base-uri 'self'; form-action 'self'; frame-ancestors 'none'{trusted_types}"
    )
}

/// The hashes of the inline elements called `name`, each with a space before it.
fn hashes_of(html: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut hashes = String::new();
    let mut rest = html;
    while let Some((_, from)) = rest.split_once(&open) {
        let Some((attributes, from)) = from.split_once('>') else { break };
        let Some((content, after)) = from.split_once(&close) else { break };
        if !attributes.contains("src=") && !content.is_empty() {
            hashes.push_str(" 'sha256-");
            hashes.push_str(&BASE64_STANDARD.encode(Sha256::digest(content.as_bytes())));
            hashes.push('\'');
        }
        rest = after;
    }
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash_are_known() {
        for name in ["/app-3f5c9a71e2b84d06.js", "/app-3f5c9a71e2b84d06_bg.wasm", "/a/style-0123456789abcdef.css"] {
            assert!(is_hashed(name), "{name}");
        }
        for name in ["/", "/index.html", "/config.json", "/favicon-32.png", "/worker.js"] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    /// The hash of `alert('Hello, world.');` is the example of the CSP standard.
    #[test]
    fn the_policy_names_the_scripts_in_the_page() {
        let html = "<script src=\"a.js\"></script><script type=\"module\">alert('Hello, world.');</script>";
        let policy = policy_of(html, Path::new("index.html"));
        assert!(
            policy.contains("'wasm-unsafe-eval' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=';"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline"));
        assert!(policy.ends_with("; require-trusted-types-for 'script'; trusted-types default"), "{policy}");
        assert!(!policy_of(html, Path::new("embed/index.html")).contains("trusted-types"));
    }

    #[test]
    fn a_page_outside_the_folder_is_not_read() {
        assert_eq!(page_of("/../secret.html"), None);
        assert_eq!(page_of("/embed/index.html"), Some(PathBuf::from("embed/index.html")));
        assert_eq!(page_of("/app.js"), None);
    }
}
