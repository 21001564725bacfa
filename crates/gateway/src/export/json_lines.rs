//! JSON lines: one object a line, for programs.

use std::future::Future;

use axum::{
    body::{Body, Bytes},
    http::header,
    response::{IntoResponse as _, Response},
};
use futures_util::stream;
use serde::Serialize;

use crate::error::{Error, Result};

/// Answers with a list that is read page by page while it is sent, as [`super::csv::download`] does: where a page fails,
/// the connection breaks off.
pub(crate) fn download<P, T, F, Rows>(file_name: &str, start: P, page_after: F) -> Response
where
    P: Send + 'static,
    T: Serialize + Send,
    F: Fn(P) -> Rows + Send + 'static,
    Rows: Future<Output = Result<(Vec<T>, Option<P>)>> + Send,
{
    let pages = stream::try_unfold((Some(start), page_after), |(place, page_after)| async move {
        let Some(place) = place else { return Ok::<_, Error>(None) };
        let (rows, next) = page_after(place).await.inspect_err(crate::server::log_cause)?;
        let mut lines = Vec::new();
        for row in rows {
            serde_json::to_writer(&mut lines, &row).map_err(|_| Error::Damaged("row of an export"))?;
            lines.push(b'\n');
        }
        Ok(Some((Bytes::from(lines), (next, page_after))))
    });
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file_name}\"")),
    ];
    (headers, Body::from_stream(pages)).into_response()
}
