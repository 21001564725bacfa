//! What every request and every background task shares.

use std::sync::Arc;

use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use crate::{
    clock::Clock,
    config::{Config, UpstreamKind},
    error::{Error, Result},
    events::Hub,
    hooks::Caller,
    limits::Limits,
    metrics::Metrics,
    people::{self, Passwords},
    service::{Callers, Sealer},
    store::Store,
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
    /// Who calls, until it is written.
    pub callers: Callers,
    /// Price tables that were read before.
    pub prices: PriceCache,
    /// What makes and checks hashes of passwords.
    pub passwords: Passwords,
    /// How often somebody may call.
    pub limits: Limits,
    /// Told when a session ended or a role changed: event streams ask whether they may go on.
    pub people_changed: watch::Sender<()>,
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
    /// A campaign may go on.
    pub campaigns: Notify,
    /// Aurora has posted events.
    pub live_events: Notify,
}

impl App {
    /// Opens the database and the secret key in the data folder, which exists.
    pub(crate) async fn open(config: Config, base_url: String) -> Result<Arc<Self>> {
        let sealer = Sealer::open(&config)?;
        let store = Store::open(&config).await?;
        let clock = Clock::open(&store).await?;
        if config.upstream == UpstreamKind::Aurora && clock.advanced_ms() != 0 {
            let reason = "the sandbox's clock of this database was moved on; go live with a database of its own";
            return Err(Error::Setting { setting: "upstream", reason: reason.into() });
        }
        let first_account_id = people::open_first(&store, &clock).await?;
        let hub = Hub::new(&store).await?;
        let metrics = Metrics::new(store.totals());
        Ok(Arc::new(Self {
            base_url,
            first_account_id,
            store,
            clock,
            sealer,
            callers: Callers::default(),
            prices: PriceCache::new(config.upstream == UpstreamKind::Sandbox),
            passwords: Passwords::new(config.password_memory_kib)?,
            limits: Limits::new(&config),
            people_changed: watch::Sender::default(),
            metrics,
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
        self.wake.campaigns.notify_one();
        self.wake.live_events.notify_one();
    }

    /// Whether browsers reach this gateway over HTTPS.
    pub(crate) fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}
