//! How the journal stands, read from the database whenever it is asked for: it is the same for every gateway on it.

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{family::Family, gauge::Gauge},
    registry::{Registry, Unit},
};

use crate::{
    app::App,
    error::Result,
    store::{query_as, query_scalar},
};

#[derive(Debug)]
pub(super) struct Gauges {
    database_up: Gauge,
    queued: Gauge,
    oldest_queued: Gauge,
    open: Family<Open, Gauge>,
    unconfirmed: Gauge,
    hand_overs: Gauge,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Open {
    status: &'static str,
}

impl Gauges {
    pub(super) fn register(registry: &mut Registry) -> Self {
        let mut gauge = |name, about| {
            let gauge = Gauge::default();
            registry.register(name, about, gauge.clone());
            gauge
        };
        let database_up = gauge("database_up", "Whether the database answers");
        let queued = gauge("messages_queued", "Messages that wait to be handed over");
        let unconfirmed = gauge("messages_unconfirmed", "Messages that may have been sent or not");
        let hand_overs = gauge("hand_overs_open", "Hand-overs without a known outcome");
        let oldest_queued = Gauge::default();
        let about = "How long the oldest queued message has waited";
        registry.register_with_unit("oldest_queued", about, Unit::Seconds, oldest_queued.clone());
        let open = Family::default();
        registry.register("messages_open", "Messages without a final status", open.clone());
        Self { database_up, queued, oldest_queued, open, unconfirmed, hand_overs }
    }

    /// Reads them all.
    pub(super) async fn read(&self, app: &App) -> Result<()> {
        self.database_up.set(0);
        let mut tx = app.store.read().await?;
        let queued = query_scalar("SELECT COUNT(*) FROM message WHERE journal_state = 'queued'").fetch_one(&mut tx);
        self.queued.set(queued.await?);
        let oldest: Option<i64> =
            query_scalar("SELECT accepted_at_ms FROM message WHERE journal_state = 'queued' ORDER BY id LIMIT 1")
                .fetch_optional(&mut tx)
                .await?;
        self.oldest_queued.set(oldest.map_or(0, |at_ms| (app.clock.now_ms() - at_ms).max(0) / 1000));
        let open: Vec<(String, i64)> = query_as(
            "SELECT status, COUNT(*) FROM message WHERE status IN ('sending', 'waiting_result') GROUP BY status",
        )
        .fetch_all(&mut tx)
        .await?;
        for status in ["sending", "waiting_result"] {
            let n = open.iter().find(|(name, _)| name == status).map_or(0, |(_, n)| *n);
            self.open.get_or_create(&Open { status }).set(n);
        }
        let unconfirmed =
            query_scalar("SELECT COUNT(*) FROM message WHERE journal_state = 'unconfirmed'").fetch_one(&mut tx);
        self.unconfirmed.set(unconfirmed.await?);
        let open = query_scalar("SELECT COUNT(*) FROM hand_over WHERE state = 'submitting'").fetch_one(&mut tx);
        self.hand_overs.set(open.await?);
        self.database_up.set(1);
        Ok(())
    }
}
