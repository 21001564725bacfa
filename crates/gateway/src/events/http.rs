//! `GET /api/v1/events`: the stream.

use std::{collections::VecDeque, convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    http::HeaderMap,
    response::sse::{Event, Sse},
};
use futures_util::{Stream, stream};
use piecewise_api::Push;
use tokio::{
    sync::broadcast::{self, error::RecvError},
    time::Instant,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    hub::N_ROWS,
    rows::{self, Pushed},
};
use crate::{
    app::App,
    error::Result,
    server::{Refusal, log_cause},
    session::Owner,
};

/// A stream says something at least this often, so that proxies keep it open.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// A stream that is further behind than this reads everything again instead.
const N_RESUMABLE: i64 = 5000;

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(open))
}

/// What changes, as server-sent events: the data of each is a `Push`.
#[utoipa::path(
    get,
    path = "/events",
    params(("Last-Event-ID" = Option<String>, Header, description = "The id of the event from which to go on.")),
    responses((status = OK, description = "The stream.", body = String, content_type = "text/event-stream"))
)]
async fn open(
    State(app): State<Arc<App>>,
    owner: Owner,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refusal> {
    // Subscribed before the cursor is read: nothing falls between the two.
    let live = app.hub.subscribe();
    let mut tx = app.store.read().await?;
    let (oldest, newest) = rows::bounds(&mut tx).await?;
    drop(tx);
    let seen = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let (cursor, first) = match seen.map(str::parse::<i64>) {
        Some(Ok(seen)) if seen <= newest && seen + 1 >= oldest && newest - seen <= N_RESUMABLE => (seen, None),
        Some(_) => (newest, Some(reset(newest))),
        // No data: the browser only notes the id, and resumes from here.
        None => (newest, Some(Event::default().id(newest.to_string()))),
    };
    let reader = Reader {
        app,
        owner,
        live,
        cursor,
        is_behind: seen.is_some(),
        waiting: first.into_iter().collect(),
        heartbeat_at: Instant::now() + HEARTBEAT,
    };
    Ok(Sse::new(stream::unfold(reader, |mut reader| async {
        let event = reader.next().await?;
        Some((Ok(event), reader))
    })))
}

/// One stream's place.
struct Reader {
    app: Arc<App>,
    owner: Owner,
    live: broadcast::Receiver<Pushed>,
    cursor: i64,
    is_behind: bool,
    waiting: VecDeque<Event>,
    heartbeat_at: Instant,
}

impl Reader {
    /// The next event; `None` ends the stream, as a shutdown or signing out does.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            if self.is_behind {
                self.catch_up().await.inspect_err(log_cause).ok()?;
                continue;
            }
            let shutdown = self.app.shutdown.clone();
            tokio::select! {
                biased;
                () = shutdown.cancelled() => return None,
                received = self.live.recv() => match received {
                    Ok(pushed) if pushed.id > self.cursor => {
                        self.cursor = pushed.id;
                        if pushed.account_id != self.owner.account_id {
                            continue;
                        }
                        return Some(event_of(&pushed));
                    }
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => self.is_behind = true,
                    Err(RecvError::Closed) => return None,
                },
                () = tokio::time::sleep_until(self.heartbeat_at) => {
                    self.heartbeat_at = Instant::now() + HEARTBEAT;
                    if !self.owner.is_signed_in(&self.app).await.inspect_err(log_cause).ok()? {
                        return None;
                    }
                    return Some(Event::default().comment(""));
                }
            }
        }
    }

    async fn catch_up(&mut self) -> Result<()> {
        let (pushed, last_id) = rows::after(&self.app, self.cursor, N_ROWS).await?;
        match last_id {
            Some(last_id) => self.cursor = last_id,
            None => self.is_behind = false,
        }
        self.waiting.extend(pushed.iter().filter(|pushed| pushed.account_id == self.owner.account_id).map(event_of));
        Ok(())
    }
}

fn event_of(pushed: &Pushed) -> Event {
    Event::default().id(pushed.id.to_string()).data(&*pushed.json)
}

fn reset(newest: i64) -> Event {
    let json = serde_json::to_string(&Push::Reset).unwrap_or_default();
    Event::default().id(newest.to_string()).data(json)
}
