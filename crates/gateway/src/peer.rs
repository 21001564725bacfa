//! Where a request comes from: the address itself for limits, and a rough class of it for what is kept.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{Extensions, HeaderMap, request::Parts},
};

use crate::app::App;

/// The header in which proxies say for whom they ask.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address of whoever sends a request. It is never stored and never logged.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub IpAddr);

impl Peer {
    /// The other end of the connection; where that is one of `trusted_proxies`, the one for which it asks.
    pub(crate) fn of(extensions: &Extensions, headers: &HeaderMap, trusted_proxies: &[IpAddr]) -> Self {
        let connected = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        let connected = connected.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        if !trusted_proxies.contains(&connected) {
            return Self(connected);
        }
        // Each proxy adds an address at the end; what stands before the first stranger is that stranger's word.
        let named = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
        let named: Vec<_> = named.flat_map(|value| value.split(',')).collect();
        let mut address = connected;
        for name in named.iter().rev() {
            let Ok(parsed) = name.trim().parse::<IpAddr>() else { break };
            address = parsed.to_canonical();
            if !trusted_proxies.contains(&address) {
                break;
            }
        }
        Self(address)
    }

    /// What may be kept of the address: never the whole of it.
    pub(crate) fn class(self) -> String {
        match self.0 {
            address if address.is_loopback() => "this machine".into(),
            IpAddr::V4(v4) if v4.is_private() || v4.is_link_local() => "private network".into(),
            IpAddr::V6(v6) if v6.is_unique_local() || v6.is_unicast_link_local() => "private network".into(),
            address if address.is_unspecified() => "unknown".into(),
            IpAddr::V4(v4) => {
                let [a, b, c, _] = v4.octets();
                format!("{a}.{b}.{c}.0/24")
            }
            IpAddr::V6(v6) => {
                let [a, b, c, ..] = v6.segments();
                format!("{a:x}:{b:x}:{c:x}::/48")
            }
        }
    }
}

impl FromRequestParts<Arc<App>> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.extensions, &parts.headers, &app.config.trusted_proxies))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(connected: &str, forwarded: &str, trusted: &[&str]) -> IpAddr {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(connected.parse().unwrap(), 1)));
        let mut headers = HeaderMap::new();
        headers.insert(FORWARDED_FOR, forwarded.parse().unwrap());
        let trusted: Vec<_> = trusted.iter().map(|address| address.parse().unwrap()).collect();
        Peer::of(&extensions, &headers, &trusted).0
    }

    #[test]
    fn only_a_trusted_proxy_speaks_for_others() {
        let cases = [
            ("198.51.100.7", "203.0.113.9", &[][..], "198.51.100.7"),
            ("127.0.0.1", "203.0.113.9", &["127.0.0.1"], "203.0.113.9"),
            ("127.0.0.1", "10.1.1.1, 203.0.113.9", &["127.0.0.1"], "203.0.113.9"),
            ("127.0.0.1", "203.0.113.9, 10.0.0.2", &["127.0.0.1", "10.0.0.2"], "203.0.113.9"),
            ("::ffff:127.0.0.1", "nonsense", &["127.0.0.1"], "127.0.0.1"),
        ];
        for (connected, forwarded, trusted, expected) in cases {
            assert_eq!(peer(connected, forwarded, trusted), expected.parse::<IpAddr>().unwrap(), "{forwarded}");
        }
    }

    #[test]
    fn the_class_is_not_the_address() {
        for (address, class) in [
            ("127.0.0.1", "this machine"),
            ("::1", "this machine"),
            ("192.168.3.4", "private network"),
            ("fd00::1", "private network"),
            ("203.0.113.77", "203.0.113.0/24"),
            ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ] {
            assert_eq!(Peer(address.parse().unwrap()).class(), class);
        }
    }
}
