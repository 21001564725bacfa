//! Other gateways on the same PostgreSQL: when one of them commits something, the tasks of this one look for work; and
//! each says from time to time that it lives, so that the others leave the calls it makes to it.

use std::{sync::Arc, time::Duration};

use crate::{
    app::App,
    error::Result,
    server::log_cause,
    store::{CLOCK_MOVED, query},
};

/// How often a gateway says that it lives.
const BETWEEN_SIGNS: Duration = Duration::from_secs(5);

/// One that has not said so for this long has ended; the margin is for machines whose times differ.
pub(crate) const SEEN_WITHIN_MS: i64 = 30_000;

/// Names are forgotten after a week.
const KEPT_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// Says that the gateway `id` lives.
pub(crate) async fn give_sign(app: &App, id: &str) -> Result<()> {
    let now_ms = app.clock.machine_now_ms();
    let mut tx = app.store.claim().await?;
    query(
        "INSERT INTO gateway (id, seen_at_ms) VALUES ($1, $2)
         ON CONFLICT (id) DO UPDATE SET seen_at_ms = excluded.seen_at_ms",
    )
    .bind(id)
    .bind(now_ms)
    .execute(&mut tx)
    .await?;
    query("DELETE FROM gateway WHERE seen_at_ms < $1").bind(now_ms - KEPT_MS).execute(&mut tx).await?;
    tx.commit().await
}

/// Says so until the gateway shuts down. A SQLite file has one gateway at a time, so nobody needs to hear it there.
pub(crate) async fn give_signs_forever(app: Arc<App>, id: Arc<str>) {
    if app.store.server().is_none() {
        return;
    }
    loop {
        tokio::select! {
            () = tokio::time::sleep(BETWEEN_SIGNS) => {}
            () = app.shutdown.cancelled() => return,
        }
        if let Err(error) = give_sign(&app, &id).await {
            log_cause(&error);
        }
    }
}

/// Wakes the background tasks whenever any gateway has committed something, until this one shuts down. There are no
/// neighbours on a SQLite file.
pub(crate) async fn hear_neighbours_forever(app: Arc<App>) {
    while !app.shutdown.is_cancelled() {
        let heard = tokio::select! {
            heard = hear(&app) => heard,
            () = app.shutdown.cancelled() => return,
        };
        match heard {
            Ok(()) => return,
            Err(error) => log_cause(&error),
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn hear(app: &App) -> Result<()> {
    let Some(server) = app.store.server() else { return Ok(()) };
    let mut listener = server.listen().await?;
    app.clock.follow(&app.store).await?;
    loop {
        // Without a notification the connection was lost and made again: what was said meanwhile is not known.
        let is_about_the_clock = listener.try_recv().await?.is_none_or(|heard| heard.payload() == CLOCK_MOVED);
        if is_about_the_clock {
            app.clock.follow(&app.store).await?;
        }
        app.wake_all();
    }
}
