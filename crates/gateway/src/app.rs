//! What every request and every background task shares.

use std::sync::Arc;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::{
    clock::Clock,
    config::Config,
    error::Result,
    events::Hub,
    hooks::Caller,
    metrics::Metrics,
    service::Sealer,
    store::{Store, query, query_scalar},
    wallet::PriceCache,
};

/// The gateway's parts.
#[derive(Debug)]
pub(crate) struct App {
    /// The settings.
    pub config: Config,
    /// The address under which others reach this gateway, without a trailing slash.
    pub base_url: String,
    /// The account that was made first, which the printed sign-in link is for.
    pub first_account_id: i64,
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// What seals and opens SMS_KEYs.
    pub sealer: Sealer,
    /// Price tables that were read before.
    pub prices: PriceCache,
    /// What an operator watches.
    pub metrics: Metrics,
    /// What calls hooks.
    pub hook_caller: Caller,
    /// The event streams.
    pub hub: Hub,
    /// Alarm clocks of the background tasks.
    pub wake: Wake,
    /// Cancelled when the gateway shuts down.
    pub shutdown: CancellationToken,
}

/// Wakes background tasks early: there may be work.
#[derive(Debug, Default)]
pub(crate) struct Wake {
    /// Messages were accepted.
    pub dispatcher: Notify,
    /// The sandbox has messages to deliver.
    pub carrier: Notify,
    /// A template was submitted.
    pub reviewer: Notify,
    /// Events are to be delivered to hooks.
    pub hooks: Notify,
}

impl App {
    /// Opens the database and the secret key in the data folder, which exists.
    pub(crate) async fn open(config: Config, base_url: String) -> Result<Arc<Self>> {
        let sealer = Sealer::open(&config)?;
        let store = Store::open(&config).await?;
        let clock = Clock::open(&store).await?;
        let first_account_id = open_account(&store, &clock).await?;
        let hub = Hub::new(&store).await?;
        Ok(Arc::new(Self {
            base_url,
            first_account_id,
            store,
            clock,
            sealer,
            prices: PriceCache::default(),
            metrics: Metrics::new(),
            hook_caller: Caller::new(config.hook_allow_private)?,
            hub,
            wake: Wake::default(),
            shutdown: CancellationToken::new(),
            config,
        }))
    }

    /// Lets every background task look for work, and every stream for news.
    pub(crate) fn wake_all(&self) {
        self.hub.wake();
        self.wake.dispatcher.notify_one();
        self.wake.carrier.notify_one();
        self.wake.reviewer.notify_one();
        self.wake.hooks.notify_one();
    }

    /// Whether browsers reach this gateway over HTTPS.
    pub(crate) fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// The first account, made where there is none.
pub(crate) async fn open_account(store: &Store, clock: &Clock) -> Result<i64> {
    let mut tx = store.write().await?;
    let known: Option<i64> =
        query_scalar("SELECT id FROM account ORDER BY created_at_ms, id LIMIT 1").fetch_optional(&mut tx).await?;
    if let Some(id) = known {
        return Ok(id);
    }
    let id = 10_000 + i64::from(getrandom::u32()? % 90_000);
    query("INSERT INTO account (id, name, created_at_ms) VALUES ($1, $2, $3)")
        .bind(id)
        .bind("Main")
        .bind(clock.now_ms())
        .execute(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(id)
}
