//! Sealing of secrets at rest: XChaCha20-Poly1305 under one of several secret keys, bound to what the secret belongs to.
//!
//! The keys stand in one text, separated by white space or commas: the first seals, every one opens. What is sealed
//! begins with the id of its key, so that a new key can be put before the old one at any time; see [`super::rotate`].

use std::{
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305,
    aead::{Aead as _, Payload},
};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::key_file;
use crate::{
    config::Config,
    error::{Error, Result},
    random,
};

/// Bytes of an XChaCha20 nonce: long enough to be drawn at random.
const N_NONCE_BYTES: usize = 24;

/// Bytes of a key's id.
const N_ID_BYTES: usize = 8;

/// What stands before the key where its id is made, so that the id is the hash of nothing else.
const ID_OF: &[u8] = b"piecewise secret key id\0";

/// Seals and opens SMS_KEYs and other secrets.
pub(crate) struct Sealer {
    /// Where the keys are read again; `None` where they come from the environment.
    file: Option<PathBuf>,
    ring: RwLock<Arc<Ring>>,
    decoy: (Key, Vec<u8>),
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer")
    }
}

impl Sealer {
    /// Takes the keys from the configuration, or from the file in the data directory, making it on first start.
    pub(crate) fn open(config: &Config) -> Result<Self> {
        let (file, text) = if let Some(secret) = &config.secret_key {
            (None, secret.0.clone())
        } else {
            let path = key_file::path_of(config);
            let text = match &config.secret_key_file {
                Some(path) => key_file::read(path)?,
                None => key_file::read_or_make(&path)?,
            };
            (Some(path), text)
        };
        let ring = Ring::parse(&text)?;
        let decoy = (ring.current.clone(), ring.current.seal("", &random::token()?)?);
        Ok(Self { file, ring: RwLock::new(Arc::new(ring)), decoy })
    }

    /// Seals `secret` for `owner`: the key's id, the nonce, the ciphertext. Call it in the transaction that stores it: a
    /// rotation that comes before that has its key in the file by then, and one that comes after seals it anew.
    pub(crate) fn seal(&self, owner: &str, secret: &str) -> Result<Vec<u8>> {
        self.read_again()?.current.seal(owner, secret)
    }

    /// Opens what [`Sealer::seal`] made for the same owner.
    pub(crate) fn open_key(&self, owner: &str, sealed: &[u8]) -> Result<Zeroizing<String>> {
        let ring = Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner));
        match ring.find(sealed) {
            Some(key) => key.open(owner, sealed),
            // Another process may have made a new key.
            None => self.read_again()?.find(sealed).ok_or(Error::Sealed)?.open(owner, sealed),
        }
    }

    /// Whether a secret was sealed with another key than the one that seals now.
    pub(super) fn is_outdated(&self, sealed: &[u8]) -> bool {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        !sealed.starts_with(&ring.current.id)
    }

    /// A key that nobody has, at the price of opening a real one: what an unknown user is compared with.
    pub(crate) fn open_decoy(&self) -> Result<Zeroizing<String>> {
        self.decoy.0.open("", &self.decoy.1)
    }

    fn read_again(&self) -> Result<Arc<Ring>> {
        let mut kept = self.ring.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = &self.file {
            *kept = Arc::new(Ring::parse(&key_file::read(file)?)?);
        }
        Ok(Arc::clone(&kept))
    }
}

/// The keys of a text.
struct Ring {
    current: Key,
    older: Vec<Key>,
}

impl Ring {
    fn parse(text: &str) -> Result<Self> {
        let mut keys = key_file::words(text).map(Key::parse);
        let current = keys.next().unwrap_or_else(|| Err(unusable()))?;
        Ok(Self { current, older: keys.collect::<Result<_>>()? })
    }

    fn find(&self, sealed: &[u8]) -> Option<&Key> {
        std::iter::once(&self.current).chain(&self.older).find(|key| sealed.starts_with(&key.id))
    }
}

/// One secret key.
#[derive(Clone)]
struct Key {
    id: [u8; N_ID_BYTES],
    cipher: XChaCha20Poly1305,
}

impl Key {
    fn parse(word: &str) -> Result<Self> {
        let bytes = Zeroizing::new(BASE64_STANDARD.decode(word).unwrap_or_default());
        let cipher = XChaCha20Poly1305::new_from_slice(&bytes).map_err(|_| unusable())?;
        let digest = Sha256::new().chain_update(ID_OF).chain_update(&*bytes).finalize();
        let id = *digest.first_chunk::<N_ID_BYTES>().ok_or_else(unusable)?;
        Ok(Self { id, cipher })
    }

    fn seal(&self, owner: &str, secret: &str) -> Result<Vec<u8>> {
        let nonce = random::bytes::<N_NONCE_BYTES>()?;
        let payload = Payload { msg: secret.as_bytes(), aad: owner.as_bytes() };
        let ciphertext = self.cipher.encrypt((&*nonce).into(), payload).map_err(|_| Error::Sealed)?;
        Ok([&self.id, nonce.as_slice(), &ciphertext].concat())
    }

    fn open(&self, owner: &str, sealed: &[u8]) -> Result<Zeroizing<String>> {
        let damaged = || Error::Damaged("SMS_KEY");
        let sealed = sealed.get(N_ID_BYTES..).ok_or_else(damaged)?;
        let (nonce, ciphertext) = sealed.split_first_chunk::<N_NONCE_BYTES>().ok_or_else(damaged)?;
        let payload = Payload { msg: ciphertext, aad: owner.as_bytes() };
        let bytes = self.cipher.decrypt(nonce.into(), payload).map_err(|_| Error::Sealed)?;
        String::from_utf8(bytes).map(Zeroizing::new).map_err(|_| damaged())
    }
}

fn unusable() -> Error {
    Error::Setting {
        setting: "secret_key",
        reason: "each key must be 32 bytes in base64, as `openssl rand -base64 32` writes them".into(),
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn sealer(folder: &TempDir) -> Sealer {
        Sealer::open(&Config { data: folder.path().into(), ..Config::default() }).unwrap()
    }

    #[test]
    fn a_secret_opens_for_its_owner_only() {
        let folder = TempDir::new().unwrap();
        let sealed = sealer(&folder).seal("a", "secret").unwrap();
        assert_eq!(sealer(&folder).open_key("a", &sealed).unwrap().as_str(), "secret");
        assert!(sealer(&folder).open_key("b", &sealed).is_err());
        assert!(sealer(&TempDir::new().unwrap()).open_key("a", &sealed).is_err(), "another secret key");
        assert!(sealer(&folder).open_key("a", b"").is_err());
    }

    /// A crash right after the new key was written: both open, and a sealer that runs on hears of the new one.
    #[test]
    fn a_new_key_before_the_old_one_locks_nobody_out() {
        let folder = TempDir::new().unwrap();
        let running = sealer(&folder);
        let old = running.seal("a", "old").unwrap();
        key_file::put_before(&folder.path().join(key_file::NAME)).unwrap();
        let restarted = sealer(&folder);
        let new = restarted.seal("a", "new").unwrap();
        for sealer in [&restarted, &running] {
            assert_eq!(sealer.open_key("a", &old).unwrap().as_str(), "old");
            assert_eq!(sealer.open_key("a", &new).unwrap().as_str(), "new");
            sealer.open_decoy().unwrap();
        }
        assert!(restarted.is_outdated(&old) && !restarted.is_outdated(&new));
        let sealed_now = running.seal("a", "x").unwrap();
        assert!(!restarted.is_outdated(&sealed_now), "who runs on seals with the new key too");
    }

    #[test]
    fn a_text_that_is_no_key_is_refused() {
        for text in ["", "  \n", "abc", "AAAA"] {
            assert!(Ring::parse(text).is_err(), "{text:?}");
        }
        let key = BASE64_STANDARD.encode([7; 32]);
        assert!(Ring::parse(&format!("{key}\n")).is_ok_and(|ring| ring.older.is_empty()));
        assert!(Ring::parse(&format!("{key}, {key}\n{key}")).is_ok_and(|ring| ring.older.len() == 2));
        assert!(Ring::parse(&format!("{key},abc")).is_err());
    }
}
