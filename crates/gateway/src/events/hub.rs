//! One reader of changes for all streams.

use std::{sync::Arc, time::Duration};

use tokio::sync::{Notify, broadcast};

use super::rows::{self, Pushed};
use crate::{app::App, error::Result, server::log_cause, store::Store};

/// Changes that a slow stream may be behind before it reads them from the database.
const N_BUFFERED: usize = 1024;

/// Rows read at a time.
pub(super) const N_ROWS: i64 = 256;

/// Rows kept for streams that resume.
const N_KEPT: i64 = 20_000;

/// Rows between two clean-ups.
const N_BETWEEN_CLEAN_UPS: i64 = 1000;

/// Where streams subscribe.
#[derive(Debug)]
pub(crate) struct Hub {
    sender: broadcast::Sender<Pushed>,
    work: Notify,
    start: i64,
}

impl Hub {
    /// Starts after the last change of the previous run.
    pub(crate) async fn new(store: &Store) -> Result<Self> {
        let mut tx = store.read().await?;
        let (_, start) = rows::bounds(&mut tx).await?;
        Ok(Self { sender: broadcast::Sender::new(N_BUFFERED), work: Notify::new(), start })
    }

    /// Says that changes were committed.
    pub(crate) fn wake(&self) {
        self.work.notify_one();
    }

    pub(super) fn subscribe(&self) -> broadcast::Receiver<Pushed> {
        self.sender.subscribe()
    }

    /// Tells streams what changed until the gateway shuts down.
    pub(crate) async fn pump_forever(app: Arc<App>) {
        let mut cursor = app.hub.start;
        let mut cleaned_at = cursor;
        while !app.shutdown.is_cancelled() {
            match Self::pump(&app, &mut cursor, &mut cleaned_at).await {
                Ok(()) => {}
                Err(error) => log_cause(&error),
            }
            tokio::select! {
                () = app.hub.work.notified() => {}
                // Another process may have written, and a notification may be lost with a dropped request.
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
                () = app.shutdown.cancelled() => {}
            }
        }
    }

    async fn pump(app: &App, cursor: &mut i64, cleaned_at: &mut i64) -> Result<()> {
        loop {
            let (pushed, last_id) = rows::after(app, *cursor, N_ROWS).await?;
            let Some(last_id) = last_id else { break };
            *cursor = last_id;
            for push in pushed {
                // An error only says that nobody listens.
                let _ = app.hub.sender.send(push);
            }
            app.wake.hooks.notify_one();
        }
        if *cursor - *cleaned_at > N_BETWEEN_CLEAN_UPS {
            let mut tx = app.store.write().await?;
            rows::forget_old(&mut tx, N_KEPT).await?;
            tx.commit().await?;
            *cleaned_at = *cursor;
        }
        Ok(())
    }
}
