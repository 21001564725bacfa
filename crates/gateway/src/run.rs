//! Starting and stopping: the listener, the background tasks, the sign-in link.

use std::{future::Future, io::IsTerminal as _, net::SocketAddr, sync::Arc, time::Duration};

use piecewise_api::TOKEN_FRAGMENT;
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::task::TaskTracker;
use tracing_subscriber::EnvFilter;
use zeroize::Zeroizing;

use crate::{
    app::App,
    campaigns,
    clock::Clock,
    config::{Config, LogFormat, UpstreamKind},
    data_folder::DataFolder,
    error::{Error, Result},
    events::Hub,
    hooks,
    live::{self, Aurora},
    messages::Dispatcher,
    metrics, neighbours, people, retention,
    sandbox::{self, Sandbox},
    server,
    service::{self, Rotated, Rotation, rotate_secret_key},
    session,
    store::Store,
    templates,
};

/// What is still under way when the gateway shuts down has this long.
const SHUT_DOWN_WITHIN: Duration = Duration::from_secs(20);

/// A running gateway.
#[derive(Debug)]
pub struct Gateway {
    app: Arc<App>,
    address: SocketAddr,
    metrics_address: Option<SocketAddr>,
    server: JoinHandle<std::io::Result<()>>,
    tasks: TaskTracker,
    data_folder: DataFolder,
}

impl Gateway {
    /// Takes the data folder, listens, opens the database and starts the background tasks.
    pub async fn start(config: Config) -> Result<Self> {
        let data_folder = DataFolder::open(&config.data)?;
        let (listener, address) = listen(config.listen).await?;
        let metrics = match config.metrics_listen {
            Some(address) => Some(listen(address).await?),
            None => None,
        };
        let app = App::open(config.clone(), base_url(&config, address)).await?;
        let gateway_id: Arc<str> = data_folder.gateway_id().into();
        neighbours::give_sign(&app, &gateway_id).await?;
        let router = server::router(&app)?;
        let tasks = TaskTracker::new();
        tasks.spawn(neighbours::hear_neighbours_forever(Arc::clone(&app)));
        tasks.spawn(neighbours::give_signs_forever(Arc::clone(&app), Arc::clone(&gateway_id)));
        tasks.spawn(Hub::pump_forever(Arc::clone(&app)));
        tasks.spawn(retention::sweep_forever(Arc::clone(&app)));
        tasks.spawn(service::flush_callers_forever(Arc::clone(&app)));
        tasks.spawn(campaigns::run_forever(Arc::clone(&app)));
        tasks.spawn(live::work_off_forever(Arc::clone(&app)));
        match config.upstream {
            UpstreamKind::Sandbox => {
                tasks.spawn(templates::review_forever(Arc::clone(&app)));
                tasks.spawn(sandbox::carry_forever(Arc::clone(&app)));
                let upstream = Sandbox::new(Arc::clone(&app));
                tasks.spawn(Dispatcher::new(Arc::clone(&app), upstream, gateway_id).run_forever());
            }
            UpstreamKind::Aurora => {
                tracing::warn!("messages go out through Aurora SendCloud and cost money");
                let upstream = Aurora::new(Arc::clone(&app))?;
                tasks.spawn(Dispatcher::new(Arc::clone(&app), upstream, gateway_id).run_forever());
            }
        }
        let metrics_address = metrics.as_ref().map(|(_, address)| *address);
        if let Some((listener, _)) = metrics {
            tasks.spawn(metrics::serve(Arc::clone(&app), listener));
        }
        tasks.spawn(hooks::deliver_forever(Arc::clone(&app)));
        tasks.close();
        let shutdown = app.shutdown.clone().cancelled_owned();
        let serving = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(shutdown);
        let server = tokio::spawn(serving.into_future());
        Ok(Self { app, address, metrics_address, server, tasks, data_folder })
    }

    /// The address that is listened on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address on which metrics are served.
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics_address
    }

    /// Makes a fresh sign-in link for the owner of the first account.
    pub async fn sign_in_link(&self) -> Result<Zeroizing<String>> {
        let app = &self.app;
        sign_in_link(&app.store, &app.clock, &app.config, &app.base_url, app.first_account_id).await
    }

    /// Stops taking requests, lets what is under way end, closes the database, and leaves the data folder to others.
    pub async fn stop(self) -> Result<()> {
        self.app.shutdown.cancel();
        let ended = async {
            let served = self.server.await;
            self.tasks.wait().await;
            served
        };
        let result = match tokio::time::timeout(SHUT_DOWN_WITHIN, ended).await {
            Ok(Ok(served)) => served.map_err(Error::Serve),
            Ok(Err(panicked)) => Err(Error::Serve(std::io::Error::other(panicked))),
            Err(_) => {
                tracing::warn!("some work did not end in time; it is taken up at the next start");
                Ok(())
            }
        };
        if let Err(error) = service::flush_callers(&self.app).await {
            server::log_cause(&error);
        }
        self.app.store.close().await;
        drop(self.data_folder);
        result
    }
}

/// Runs a gateway until the process is asked to stop, and prints the sign-in link.
pub async fn run(config: Config) -> Result<()> {
    let gateway = Gateway::start(config).await?;
    print_line(&gateway.sign_in_link().await?);
    tracing::info!(address = %gateway.address(), version = env!("CARGO_PKG_VERSION"), "listening");
    asked_to_stop().await;
    tracing::info!("shutting down");
    gateway.stop().await?;
    tracing::info!("stopped");
    Ok(())
}

/// Prints a fresh sign-in link for the owner of an account, the first one unless another is named. The gateway with
/// this configuration may be running.
pub async fn print_sign_in_link(config: &Config, account_id: Option<i64>) -> Result<()> {
    let store = Store::open(config).await?;
    let clock = Clock::open(&store).await?;
    let account_id = match account_id {
        Some(id) => id,
        None => people::open_first(&store, &clock).await?,
    };
    let link = sign_in_link(&store, &clock, config, &base_url(config, config.listen), account_id).await;
    store.close().await;
    print_line(&link?);
    Ok(())
}

/// Makes another account with the gateway's configuration, and gives the sign-in link of its owner.
pub async fn add_account(config: &Config, name: &str) -> Result<Zeroizing<String>> {
    let name = name.trim();
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(Error::Setting { setting: "account", reason: "an account needs a name in one line".into() });
    }
    let store = Store::open(config).await?;
    let clock = Clock::open(&store).await?;
    // The account that links are printed for is the first one.
    people::open_first(&store, &clock).await?;
    let account_id = people::add_account(&store, name, &clock).await?;
    let link = sign_in_link(&store, &clock, config, &base_url(config, config.listen), account_id).await;
    store.close().await;
    link
}

async fn sign_in_link(
    store: &Store,
    clock: &Clock,
    config: &Config,
    base_url: &str,
    account_id: i64,
) -> Result<Zeroizing<String>> {
    let token = session::issue_link_token(store, account_id, clock.now_ms()).await?;
    Ok(session::link(config, base_url, TOKEN_FRAGMENT, &token))
}

/// Makes a new secret key and seals every stored secret with it; says what it did.
pub async fn print_rotation(config: &Config, rotation: Rotation) -> Result<()> {
    let Rotated { n_resealed, n_unchanged } = rotate_secret_key(config, rotation).await?;
    print_line(&format!("{n_resealed} secrets were sealed with the first key now, {n_unchanged} had been before"));
    Ok(())
}

/// Starts the log, on standard error.
pub fn start_logging(config: &Config) -> Result<()> {
    let filter = EnvFilter::try_new(&config.log)
        .map_err(|error| Error::Setting { setting: "log", reason: error.to_string() })?;
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    let started = match config.log_format {
        LogFormat::Text => subscriber.try_init(),
        LogFormat::Json => subscriber.json().try_init(),
    };
    started.map_err(|error| Error::Setting { setting: "log", reason: error.to_string() })
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr)> {
    let error = |source| Error::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(error)?;
    let taken = listener.local_addr().map_err(error)?;
    Ok((listener, taken))
}

fn base_url(config: &Config, address: SocketAddr) -> String {
    match &config.public_url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => format!("http://{address}"),
    }
}

#[expect(clippy::print_stdout, reason = "the link is what this program says to whoever started it")]
fn print_line(line: &str) {
    println!("{line}");
}

/// Waits for an interrupt or, on Unix, a request to terminate.
async fn asked_to_stop() {
    let interrupt: std::pin::Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    });
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    interrupt.await;
}
