//! Files beside the page that are read when they are needed.

use gloo_net::http::{Request, Response};

/// The text of a file beside the page; none where it cannot be had.
pub(crate) async fn read_text(name: &str) -> Option<String> {
    read(name).await?.text().await.ok()
}

/// The bytes of a file beside the page; none where they cannot be had.
pub(crate) async fn read_bytes(name: &str) -> Option<Vec<u8>> {
    read(name).await?.binary().await.ok()
}

async fn read(name: &str) -> Option<Response> {
    Request::get(name).send().await.ok().filter(Response::ok)
}
