//! The event stream: live, resumed, and ended by a shutdown.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use futures_util::StreamExt as _;
use reqwest::Response;
use serde_json::{Value, json};

use crate::{
    common::{Running, start},
    database,
};

/// A stream as a browser reads it.
struct Stream {
    body: std::pin::Pin<Box<dyn futures_util::Stream<Item = reqwest::Result<Vec<u8>>> + Send>>,
    read: String,
    last_id: Option<String>,
}

impl Stream {
    async fn open(running: &Running, last_id: Option<&str>) -> Self {
        let mut request = running.browser.get(format!("{}/api/v1/events", running.base));
        if let Some(id) = last_id {
            request = request.header("Last-Event-ID", id);
        }
        Self::of(request.send().await.unwrap())
    }

    fn of(response: Response) -> Self {
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let body = Box::pin(response.bytes_stream().map(|chunk| chunk.map(|bytes| bytes.to_vec())));
        Self { body, read: String::new(), last_id: None }
    }

    /// The next event's data; `None` at the end of the stream.
    async fn next(&mut self) -> Option<Value> {
        loop {
            while let Some((block, rest)) = self.read.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.read = rest;
                if let Some(id) = block.lines().find_map(|line| line.strip_prefix("id: ")) {
                    self.last_id = Some(id.to_owned());
                }
                if let Some(data) = block.lines().find_map(|line| line.strip_prefix("data: ")) {
                    return Some(serde_json::from_str(data).unwrap());
                }
            }
            let chunk = tokio::time::timeout(Duration::from_secs(30), self.body.next()).await.unwrap()?;
            self.read.push_str(&String::from_utf8(chunk.ok()?).unwrap());
        }
    }

    /// Reads until a message has this status.
    async fn until_message_is(&mut self, status: &str) {
        while let Some(push) = self.next().await {
            if push["type"] == "message" && push["status"] == status {
                return;
            }
        }
        panic!("the stream ended before {status}");
    }
}

/// a message is followed to its end without asking again.
#[tokio::test]
async fn r186_a_message_is_followed_live() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let mut stream = Stream::open(&running, None).await;
    running.send_test(id, "k", &pair.user, "+6591234567").await;
    stream.until_message_is("delivered").await;
    assert!(stream.last_id.is_some());
}

#[tokio::test]
async fn a_stream_resumes_where_it_was() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    let mut stream = Stream::open(&running, None).await;
    running.send_test(id, "one", &pair.user, "+6591234567").await;
    stream.until_message_is("delivered").await;
    let last_id = stream.last_id.clone().unwrap();
    drop(stream);
    running.send_test(id, "two", &pair.user, "+6591234568").await;
    running.all_settled().await;
    let mut resumed = Stream::open(&running, Some(&last_id)).await;
    resumed.until_message_is("delivered").await;
    // What was already said is not said again.
    assert!(resumed.last_id.as_ref().unwrap().parse::<i64>().unwrap() > last_id.parse().unwrap());
}

/// Where no header can be set, the address says from where to go on.
#[tokio::test]
async fn a_stream_resumes_from_its_address() {
    let running = start().await;
    running.approved_template().await;
    let response = running.get_response("/api/v1/events?last_event_id=0").await;
    let mut stream = Stream::of(response);
    assert_eq!(stream.next().await.unwrap()["type"], "template");
    let mut stream = Stream::of(running.get_response("/api/v1/events?last_event_id=x").await);
    assert_eq!(stream.next().await, Some(json!({ "type": "reset" })));
}

/// a stream tells a role nothing that its other routes would not.
#[tokio::test]
async fn r069_a_stream_tells_what_the_role_may_see() {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    running.send_test(id, "one", &pair.user, "+6591234567").await;
    running.all_settled().await;
    database::execute(&running.folder, "UPDATE person SET role = 'finance'").await.unwrap();
    let mut stream = Stream::of(running.get_response("/api/v1/events?last_event_id=0").await);
    let mut kinds = BTreeSet::new();
    while kinds.len() < 2 {
        kinds.insert(stream.next().await.unwrap()["type"].as_str().unwrap().to_owned());
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["template", "wallet"], "and no message");
}

#[tokio::test]
async fn a_cursor_from_elsewhere_starts_over() {
    let running = start().await;
    for cursor in ["999999", "not-a-number"] {
        let mut stream = Stream::open(&running, Some(cursor)).await;
        assert_eq!(stream.next().await, Some(json!({ "type": "reset" })));
    }
}

#[tokio::test]
async fn a_shutdown_ends_open_streams() {
    let mut running = start().await;
    let mut streams = Vec::new();
    for _ in 0..5 {
        streams.push(Stream::open(&running, None).await);
    }
    let since = Instant::now();
    running.gateway.take().unwrap().stop().await.unwrap();
    assert!(since.elapsed() < Duration::from_secs(5), "it took {:?}", since.elapsed());
    for mut stream in streams {
        assert_eq!(stream.next().await, None);
    }
}
