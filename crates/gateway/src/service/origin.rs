//! Where a call comes from, as far as it is kept: the network, roughly, and the name of the program.

use axum::http::{HeaderMap, header};

use crate::peer::Peer;

/// Characters of a program's name.
const N_NAME_CHARS: usize = 40;

/// A caller.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CallOrigin {
    /// `this machine`, `private network`, or the network of a public address.
    pub(super) network: String,
    /// The program, without its version.
    pub(super) client: String,
}

impl CallOrigin {
    /// Who sends these headers from there.
    pub(crate) fn of(peer: Peer, headers: &HeaderMap) -> Self {
        let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        Self { network: peer.class(), client: name_of(agent) }
    }

    /// All callers beyond those that are kept one by one.
    pub(super) fn other() -> Self {
        Self { network: "other".into(), client: "other".into() }
    }
}

/// The first product of a `User-Agent`; every browser calls itself `Mozilla`.
fn name_of(agent: &str) -> String {
    let product = agent.split(['/', ' ', '(', ';']).next().unwrap_or_default();
    let is_kept = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let name: String = product.chars().filter(is_kept).take(N_NAME_CHARS).collect();
    match name.as_str() {
        "" => "unknown".into(),
        "Mozilla" => "browser".into(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_known_by_its_first_product() {
        for (agent, name) in [
            ("", "unknown"),
            ("curl/8.5.0", "curl"),
            ("python-requests/2.31", "python-requests"),
            ("Java-http-client/21.0.1", "Java-http-client"),
            ("GuzzleHttp/7", "GuzzleHttp"),
            ("Mozilla/5.0 (X11; Linux x86_64) Chrome/120", "browser"),
            ("  x", "unknown"),
            ("<script>alert(1)</script>", "scriptalert"),
            ("=cmd|'/c calc'!A0", "cmd"),
        ] {
            assert_eq!(name_of(agent), name, "{agent}");
        }
        assert_eq!(name_of(&"a".repeat(500)).len(), N_NAME_CHARS);
    }
}
