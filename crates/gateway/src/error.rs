//! The one error of the gateway: what the world did to us, never what a person typed.

use std::path::PathBuf;

/// Why the gateway could not do its work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The configuration cannot be used.
    #[error("configuration: {0}")]
    Config(Box<figment::Error>),
    /// A setting has a value that cannot be used.
    #[error("{setting}: {reason}")]
    Setting {
        /// The setting's name.
        setting: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A file or folder could not be read or written.
    #[error("cannot use {path}")]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Another gateway runs in this data folder.
    #[error("another gateway is using {path}; stop it first, or give this one a folder of its own with --data")]
    DataInUse {
        /// The folder.
        path: PathBuf,
    },
    /// A backup cannot be made or restored.
    #[error("cannot use {path}: {reason}")]
    Backup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The address could not be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// Which one.
        address: std::net::SocketAddr,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The server stopped.
    #[error("the server failed")]
    Serve(#[source] std::io::Error),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// What several calls wrote together could not be made durable.
    #[error("the database could not keep what several calls wrote together")]
    NotCommitted,
    /// The database could not be brought to this version's schema.
    #[error("the database's schema is not one that this version can bring up to date; was it made by another version?")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The system gave no randomness.
    #[error("no randomness from the system: {0}")]
    Random(getrandom::Error),
    /// A stored key cannot be opened with the secret key that this gateway has.
    #[error("a stored SMS_KEY cannot be opened with this secret key")]
    Sealed,
    /// A stored row does not have the shape that this version writes.
    #[error("a stored {0} is damaged")]
    Damaged(&'static str),
}

impl From<getrandom::Error> for Error {
    fn from(error: getrandom::Error) -> Self {
        Self::Random(error)
    }
}

impl From<figment::Error> for Error {
    fn from(error: figment::Error) -> Self {
        Self::Config(Box::new(error))
    }
}

/// The gateway's results.
pub type Result<T, E = Error> = std::result::Result<T, E>;
