//! How the gateway makes sure of whom it talks to.

use std::sync::Arc;

use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

use crate::error::{Error, Result};

/// Trusts the authorities that browsers trust.
pub(crate) fn client_config() -> Result<ClientConfig> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.into() };
    Ok(ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Setting { setting: "tls", reason: error.to_string() })?
        .with_root_certificates(roots)
        .with_no_client_auth())
}
