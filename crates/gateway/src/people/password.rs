//! Passwords: Argon2id, computed away from the threads that answer requests, and a few at a time.

use std::sync::{Arc, OnceLock};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::{
    error::{Error, Result},
    server::Refusal,
};

/// How often the memory is gone through: with 19 MiB, what OWASP's Password Storage Cheat Sheet asks for.
const N_PASSES: u32 = 2;

/// Less memory than this is refused, even for tests.
pub(crate) const N_KIB_LEAST: u32 = 256;

/// Computed at the same time; each takes its memory.
const N_AT_ONCE: usize = 4;

/// How long a password is.
const N_CHARS: std::ops::RangeInclusive<usize> = 12..=128;

/// What makes and checks hashes.
#[derive(Debug, Clone)]
pub(crate) struct Passwords {
    argon2: Argon2<'static>,
    permits: Arc<Semaphore>,
    /// The hash of no password: people who are not there take as long as those who are.
    nobody: Arc<OnceLock<String>>,
}

impl Passwords {
    /// With this much memory.
    pub(crate) fn new(n_kib: u32) -> Result<Self> {
        let reason = |reason: String| Error::Setting { setting: "password_memory_kib", reason };
        if n_kib < N_KIB_LEAST {
            return Err(reason(format!("{n_kib} is less than {N_KIB_LEAST}")));
        }
        let params = Params::new(n_kib, N_PASSES, 1, None).map_err(|error| reason(error.to_string()))?;
        Ok(Self {
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
            permits: Arc::new(Semaphore::new(N_AT_ONCE)),
            nobody: Arc::default(),
        })
    }

    /// What is stored of a password.
    pub(crate) async fn hash(&self, password: Zeroizing<String>) -> Result<String> {
        let argon2 = self.argon2.clone();
        self.compute(move || hash(&argon2, &password)).await?
    }

    /// Whether `password` is the one of `stored`. Where nothing is stored, it takes as long and is not.
    pub(crate) async fn is_right(&self, password: Zeroizing<String>, stored: Option<String>) -> Result<bool> {
        let (argon2, nobody) = (self.argon2.clone(), Arc::clone(&self.nobody));
        self.compute(move || {
            let is_somebody = stored.is_some();
            let stored = match stored {
                Some(stored) => stored,
                None => match nobody.get() {
                    Some(hash) => hash.clone(),
                    None => nobody.get_or_init(|| hash(&argon2, "nobody").unwrap_or_default()).clone(),
                },
            };
            let parsed = PasswordHash::new(&stored).map_err(|_| Error::Damaged("password"))?;
            Ok(argon2.verify_password(password.as_bytes(), &parsed).is_ok() && is_somebody)
        })
        .await?
    }

    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let closed = |_| Error::Serve(std::io::Error::other("no place to compute a password"));
        let _permit = self.permits.acquire().await.map_err(closed)?;
        tokio::task::spawn_blocking(work).await.map_err(|error| Error::Serve(std::io::Error::other(error)))
    }
}

fn hash(argon2: &Argon2<'_>, password: &str) -> Result<String> {
    let salt = crate::random::bytes::<16>()?;
    let hash = argon2.hash_password_with_salt(password.as_bytes(), salt.as_ref());
    Ok(hash.map_err(|_| Error::Damaged("password"))?.to_string())
}

/// Refuses a password that is too short, too long, or known to whoever knows the address.
pub(super) fn check(password: &str, email: &str) -> Result<(), Refusal> {
    if !N_CHARS.contains(&password.chars().count()) {
        return Err(Refusal::wrong(
            "password",
            "a password has 12 to 128 characters; several words are easy to remember",
        ));
    }
    if password.to_lowercase() == email {
        return Err(Refusal::wrong("password", "the password must not be the e-mail address"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Zeroizing<String> {
        Zeroizing::new(text.to_owned())
    }

    #[tokio::test]
    async fn a_password_is_right_or_not() {
        let passwords = Passwords::new(N_KIB_LEAST).unwrap();
        let stored = passwords.hash(text("a horse and a staple")).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=256,t=2,p=1$"), "{stored}");
        assert!(passwords.is_right(text("a horse and a staple"), Some(stored.clone())).await.unwrap());
        assert!(!passwords.is_right(text("a horse and a stable"), Some(stored.clone())).await.unwrap());
        assert!(!passwords.is_right(text("nobody"), None).await.unwrap());
        assert_ne!(stored, passwords.hash(text("a horse and a staple")).await.unwrap(), "salted");
    }

    #[test]
    fn the_floor_holds() {
        assert!(Passwords::new(N_KIB_LEAST - 1).is_err());
        assert!(check("short", "a@example.com").is_err());
        assert!(check("Lucy.Long@example.com", "lucy.long@example.com").is_err());
        assert!(check("a horse and a staple", "a@example.com").is_ok());
    }
}
