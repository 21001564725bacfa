//! Other gateways on the same PostgreSQL: when one of them commits something, the tasks of this one look for work.

use std::{sync::Arc, time::Duration};

use crate::{
    app::App,
    error::Result,
    server::log_cause,
    store::{CLOCK_MOVED, Store},
};

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
    let Store::Postgres(pool) = &app.store else { return Ok(()) };
    let mut listener = pool.listen().await?;
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
