//! Where a hook may be: on the public internet, unless the operator allows more.
//!
//! Whoever sets a hook's address makes this gateway call it from inside of the operator's network. So every attempt
//! looks the name up again, checks what it got, and connects to exactly that.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::net::lookup_host;
use url::{Host, Url};

use super::call::Fault;

/// Characters of a hook's address.
const N_URL_CHARS: usize = 500;

/// Addresses of cloud platforms that answer only from inside, although they look public.
const INSIDE: [Ipv4Addr; 1] = [Ipv4Addr::new(168, 63, 129, 16)];

/// Which addresses may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those of the public internet.
    Public,
    /// Every one: the operator says so.
    Anywhere,
}

/// Reads the address of a hook; what is wrong with it is said to a person.
pub(super) fn parse(text: &str) -> Result<Url, &'static str> {
    if text.chars().count() > N_URL_CHARS {
        return Err("the address is longer than 500 characters");
    }
    let url = Url::parse(text.trim()).map_err(|_| "this is no address such as https://app.example.com/hook")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("the address must begin with https:// or http://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the address must hold no user name and no password");
    }
    if url.fragment().is_some() {
        return Err("the address must hold no #");
    }
    if url.host().is_none() || url.port() == Some(0) {
        return Err("the address names no host that can be called");
    }
    Ok(url)
}

/// The socket addresses behind `url`, all of them checked. One that is not allowed condemns the others: a name that
/// stands for the inside and for the outside at the same time is an attempt to slip through.
pub(super) async fn resolve(url: &Url, reach: Reach) -> Result<Vec<SocketAddr>, Fault> {
    let port = url.port_or_known_default().ok_or(Fault::NoSuchHost)?;
    let found: Vec<SocketAddr> = match url.host().ok_or(Fault::NoSuchHost)? {
        Host::Ipv4(ip) => vec![(ip, port).into()],
        Host::Ipv6(ip) => vec![(ip, port).into()],
        Host::Domain(name) => lookup_host((name, port)).await.map_err(|_| Fault::NoSuchHost)?.collect(),
    };
    if found.is_empty() {
        return Err(Fault::NoSuchHost);
    }
    let is_allowed = |address: &SocketAddr| reach == Reach::Anywhere || is_public(address.ip());
    if found.iter().all(is_allowed) { Ok(found) } else { Err(Fault::AddressNotAllowed) }
}

/// Whether an address belongs to the public internet: neither to this machine, nor to a private, link-local, shared or
/// reserved network (RFC 6890 and the registries it began), nor to a group of machines.
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_reserved = match a {
        // This network, private, this machine; multicast, reserved, broadcast.
        0 | 10 | 127 | 224..=255 => true,
        // Shared by carriers, RFC 6598.
        100 => (64..=127).contains(&b),
        // Link-local, where metadata services are.
        169 => b == 254,
        172 => (16..=31).contains(&b),
        // Private, protocol assignments, documentation, the former 6to4 relays.
        192 => b == 168 || (b == 0 && matches!(c, 0 | 2)) || (b, c) == (88, 99),
        // Benchmarks, documentation.
        198 => matches!(b, 18 | 19) || (b, c) == (51, 100),
        203 => (b, c) == (0, 113),
        _ => false,
    };
    !is_reserved && !INSIDE.contains(&ip)
}

/// Only global unicast (`2000::/3`), and of that not what carries other addresses in it or is for protocols and
/// documentation. Addresses that stand for IPv4 ones by way of a translator (`64:ff9b::/96`) lie outside of it.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    let is_global_unicast = a & 0xe000 == 0x2000;
    // Protocol assignments with Teredo in them, documentation, 6to4, documentation again (RFC 9637).
    let is_special = matches!((a, b), (0x2001, 0..=0x01ff | 0x0db8) | (0x2002, _) | (0x3fff, 0..=0x0fff));
    is_global_unicast && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inside_is_not_public() {
        for inside in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "169.254.170.2",
            "172.16.0.1",
            "172.31.255.255",
            "168.63.129.16",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
    }

    #[test]
    fn the_outside_is_public() {
        for outside in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.255.255",
            "172.32.0.1",
            "169.253.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "223.255.255.255",
            "::ffff:8.8.8.8",
            "2001:4860:4860::8888",
            "2606:4700:4700::1111",
            "2a00:1450:4001::1",
        ] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    /// Every way to write an address of the inside is one that the parser sees through.
    #[tokio::test]
    async fn disguises_of_the_inside_are_refused() {
        for disguise in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.0.0.1/",
            "http://0177.0.0.1/",
            "http://0/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:a9fe:a9fe]/latest/meta-data/",
            "http://169.254.169.254/latest/meta-data/",
            "http://①②⑦.⓪.⓪.①/",
            "http://127。0。0。1/",
            "http://localhost/",
            "http://LOCALHOST:8466/",
            "http://localhost./",
        ] {
            let url = parse(disguise).unwrap();
            let refused = resolve(&url, Reach::Public).await.unwrap_err();
            assert!(matches!(refused, Fault::AddressNotAllowed | Fault::NoSuchHost), "{disguise}: {refused:?}");
        }
        let url = parse("http://127.0.0.1:8466/hook").unwrap();
        assert_eq!(resolve(&url, Reach::Anywhere).await.unwrap(), ["127.0.0.1:8466".parse().unwrap()]);
        let url = parse("https://1.1.1.1/hook").unwrap();
        assert_eq!(resolve(&url, Reach::Public).await.unwrap(), ["1.1.1.1:443".parse().unwrap()]);
    }

    #[test]
    fn what_is_no_address_of_a_hook_is_said() {
        for wrong in [
            "",
            "app.example.com/hook",
            "ftp://app.example.com/hook",
            "file:///etc/passwd",
            "gopher://app.example.com/",
            "https://user:secret@app.example.com/",
            "https://user@app.example.com/",
            "https://app.example.com/#hook",
            "https://",
            "http://app.example.com:0/",
            "http://app.example.com:99999/",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        assert!(parse(&format!("https://app.example.com/{}", "x".repeat(500))).is_err());
        assert_eq!(parse(" https://App.example.com/hook?a=b ").unwrap().as_str(), "https://app.example.com/hook?a=b");
    }
}
