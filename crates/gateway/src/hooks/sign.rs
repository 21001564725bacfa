//! The signature of an event: HMAC-SHA256 over the time and the token, under the account's APP KEY. The rest of the body
//! is not signed; that is the platform's contract.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::{
    error::{Error, Result},
    hex,
};

/// The signature in small hexadecimal digits, of the decimal `timestamp` followed directly by `token`.
pub(crate) fn sign(app_key: &str, timestamp: &str, token: &str) -> Result<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(app_key.as_bytes()).map_err(|_| Error::Damaged("APP KEY"))?;
    mac.update(timestamp.as_bytes());
    mac.update(token.as_bytes());
    Ok(hex::of(&mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::sign;

    fn vectors() -> Value {
        serde_json::from_str(include_str!("vectors.json")).unwrap()
    }

    #[test]
    fn every_vector_is_signed_as_published() {
        let vectors = vectors();
        let key = vectors["key"].as_str().unwrap();
        let payloads = vectors["payloads"].as_array().unwrap();
        assert_eq!(payloads.len(), 5);
        for payload in payloads {
            let timestamp = payload["timestamp"].to_string();
            let signed = sign(key, &timestamp, payload["token"].as_str().unwrap()).unwrap();
            assert_eq!(signed, payload["signature"].as_str().unwrap(), "{}", payload["event"]);
        }
        let extra = vectors["extra"].as_array().unwrap();
        assert_eq!(extra.len(), 4);
        for row in extra {
            let text = |at: usize| row[at].as_str().unwrap();
            assert_eq!(sign(text(0), text(1), text(2)).unwrap(), text(3), "{row}");
        }
    }

    #[test]
    fn what_must_be_refused_is_not_signed_so() {
        let vectors = vectors();
        let first = &vectors["payloads"][0];
        let timestamp = first["timestamp"].to_string();
        let signed = sign(vectors["key"].as_str().unwrap(), &timestamp, first["token"].as_str().unwrap()).unwrap();
        assert_ne!(signed, vectors["neg_tokenfirst"].as_str().unwrap());
        assert_ne!(signed, vectors["neg_plain_sha"].as_str().unwrap());
    }

    /// The vector of the older dialect's documentation.
    #[test]
    fn the_older_documentation_signs_alike() {
        let signed = sign("hook_app_key_0001", "1763800001234", "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0U1v2W3x4Y5");
        assert_eq!(signed.unwrap(), "a0a611b203dca659c010506d0d3f30e48df5a8c00c31cf3b73ca44dfd06723dc");
    }
}
