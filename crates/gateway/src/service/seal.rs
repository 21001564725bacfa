//! Sealing of SMS_KEYs at rest: XChaCha20-Poly1305 under one secret key, bound to the SMS_USER.

use std::{fs, io::Write as _, path::Path};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305,
    aead::{Aead as _, Payload},
};
use zeroize::Zeroizing;

use crate::{
    config::Config,
    error::{Error, Result},
    random,
};

/// The file in the data directory, where no other key is configured.
const FILE_NAME: &str = "secret.key";

/// Bytes of an XChaCha20 nonce: long enough to be drawn at random.
const N_NONCE_BYTES: usize = 24;

/// Seals and opens SMS_KEYs.
pub(crate) struct Sealer {
    cipher: XChaCha20Poly1305,
    decoy: Vec<u8>,
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer")
    }
}

impl Sealer {
    /// Takes the secret key from the configuration, or from the file in the data directory, making it on first start.
    pub(crate) fn open(config: &Config) -> Result<Self> {
        let text = match (&config.secret_key, &config.secret_key_file) {
            (Some(secret), _) => secret.0.clone(),
            (None, Some(path)) => read(path)?,
            (None, None) => read_or_make(&config.data.join(FILE_NAME))?,
        };
        let key = Zeroizing::new(BASE64_STANDARD.decode(text.trim()).unwrap_or_default());
        let cipher = XChaCha20Poly1305::new_from_slice(&key).map_err(|_| Error::Setting {
            setting: "secret_key",
            reason: "it must be 32 bytes in base64, as `openssl rand -base64 32` writes them".into(),
        })?;
        let mut sealer = Self { cipher, decoy: Vec::new() };
        sealer.decoy = sealer.seal("", &random::token()?)?;
        Ok(sealer)
    }

    /// Seals `sms_key` for `sms_user`: nonce, then ciphertext.
    pub(crate) fn seal(&self, sms_user: &str, sms_key: &str) -> Result<Vec<u8>> {
        let nonce = random::bytes::<N_NONCE_BYTES>()?;
        let payload = Payload { msg: sms_key.as_bytes(), aad: sms_user.as_bytes() };
        let ciphertext = self.cipher.encrypt((&*nonce).into(), payload).map_err(|_| Error::Sealed)?;
        Ok([nonce.as_slice(), &ciphertext].concat())
    }

    /// Opens what [`Sealer::seal`] made for the same user.
    pub(crate) fn open_key(&self, sms_user: &str, sealed: &[u8]) -> Result<Zeroizing<String>> {
        let (nonce, ciphertext) = sealed.split_first_chunk::<N_NONCE_BYTES>().ok_or(Error::Damaged("SMS_KEY"))?;
        let payload = Payload { msg: ciphertext, aad: sms_user.as_bytes() };
        let bytes = self.cipher.decrypt(nonce.into(), payload).map_err(|_| Error::Sealed)?;
        String::from_utf8(bytes).map(Zeroizing::new).map_err(|_| Error::Damaged("SMS_KEY"))
    }

    /// A key that nobody has, at the price of opening a real one: what an unknown user is compared with.
    pub(crate) fn open_decoy(&self) -> Result<Zeroizing<String>> {
        self.open_key("", &self.decoy)
    }
}

fn read(path: &Path) -> Result<Zeroizing<String>> {
    fs::read_to_string(path).map(Zeroizing::new).map_err(|source| Error::File { path: path.into(), source })
}

fn read_or_make(path: &Path) -> Result<Zeroizing<String>> {
    let made = Zeroizing::new(format!("{}\n", BASE64_STANDARD.encode(random::bytes::<32>()?.as_ref())));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => {
            file.write_all(made.as_bytes())
                .and_then(|()| file.sync_all())
                .map_err(|source| Error::File { path: path.into(), source })?;
            Ok(made)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => read(path),
        Err(source) => Err(Error::File { path: path.into(), source }),
    }
}
