//! `GET /api/v1/events`: the stream.

use std::{collections::VecDeque, convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    http::HeaderMap,
    response::sse::{Event, Sse},
};
use futures_util::{Stream, stream};
use piecewise_api::Push;
use prometheus_client::metrics::gauge::Gauge;
use serde::Deserialize;
use tokio::{
    sync::{
        broadcast::{self, error::RecvError},
        watch,
    },
    time::Instant,
};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    hub::N_ROWS,
    rows::{self, Pushed},
};
use crate::{
    app::App,
    error::Result,
    permissions::allows,
    server::{Asked, Refusal, log_cause},
    session::Person,
};

/// A stream says something at least this often, so that proxies keep it open.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// A stream that is further behind than this reads everything again instead.
const N_RESUMABLE: i64 = 5000;

/// The routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(open))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Resume {
    /// As the header of that name, for a stream's first request, to which a browser adds no header.
    last_event_id: Option<String>,
}

/// What changes, as server-sent events: the data of each is a `Push`.
#[utoipa::path(
    get,
    path = "/events",
    params(Resume, ("Last-Event-ID" = Option<String>, Header, description = "The id of the event from which to go on.")),
    responses((status = OK, description = "The stream.", body = String, content_type = "text/event-stream"))
)]
async fn open(
    State(app): State<Arc<App>>,
    person: Person,
    Asked(asked): Asked<Resume>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refusal> {
    // Subscribed before the cursor is read: nothing falls between the two.
    let live = app.hub.subscribe();
    let mut tx = app.store.read().await?;
    let (oldest, newest) = rows::bounds(&mut tx).await?;
    drop(tx);
    // The header is what a browser adds when it comes back by itself, so it is newer than the address.
    let seen = headers.get("last-event-id").and_then(|id| id.to_str().ok()).or(asked.last_event_id.as_deref());
    let (cursor, first) = match seen.map(str::parse::<i64>) {
        Some(Ok(seen)) if seen <= newest && seen + 1 >= oldest && newest - seen <= N_RESUMABLE => (seen, None),
        Some(_) => (newest, Some(reset(newest))),
        // No data: the browser only notes the id, and resumes from here.
        None => (newest, Some(Event::default().id(newest.to_string()))),
    };
    let reader = Reader {
        people: app.people_changed.subscribe(),
        counted: Counted::new(&app.metrics.event_streams),
        app,
        person,
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
    #[expect(dead_code, reason = "it counts for as long as it lives")]
    counted: Counted,
    app: Arc<App>,
    person: Person,
    live: broadcast::Receiver<Pushed>,
    people: watch::Receiver<()>,
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
                Ok(()) = self.people.changed() => {
                    if !self.person.is_signed_in(&self.app).await.inspect_err(log_cause).ok()? {
                        return None;
                    }
                }
                received = self.live.recv() => match received {
                    Ok(pushed) if pushed.id > self.cursor => {
                        self.cursor = pushed.id;
                        if self.may_see(&pushed) {
                            return Some(event_of(&pushed));
                        }
                    }
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => self.is_behind = true,
                    Err(RecvError::Closed) => return None,
                },
                () = tokio::time::sleep_until(self.heartbeat_at) => {
                    self.heartbeat_at = Instant::now() + HEARTBEAT;
                    if !self.person.is_signed_in(&self.app).await.inspect_err(log_cause).ok()? {
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
        let events: Vec<Event> = pushed.iter().filter(|pushed| self.may_see(pushed)).map(event_of).collect();
        self.waiting.extend(events);
        Ok(())
    }

    /// Whether it is of the account, and what the role may read elsewhere too.
    fn may_see(&self, pushed: &Pushed) -> bool {
        let is_permitted = pushed.permission.is_none_or(|permission| allows(self.person.role, permission));
        pushed.account_id == self.person.account_id && is_permitted
    }
}

/// One more open stream, until it is dropped.
struct Counted(Gauge);

impl Counted {
    fn new(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}

fn event_of(pushed: &Pushed) -> Event {
    Event::default().id(pushed.id.to_string()).data(&*pushed.json)
}

fn reset(newest: i64) -> Event {
    let json = serde_json::to_string(&Push::Reset).unwrap_or_default();
    Event::default().id(newest.to_string()).data(json)
}
