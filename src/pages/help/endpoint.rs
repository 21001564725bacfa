//! The address that an application sends to, beside the one it should send to.

use crate::i18n::t;

/// Aurora SendCloud's own, where no gateway has named another: one host for SMS, whatever the region of the account.
pub(super) const AURORA: &str = "https://api.aurorasendcloud.com/smsapi/send";

/// Hosts of the platform that serve e-mail, other regions or its earlier name.
const OTHER_REGIONS: [&str; 5] = [
    "api-us.aurorasendcloud.com",
    "api-hk.aurorasendcloud.com",
    "api.sendcloud.net",
    "api2.sendcloud.net",
    "api.sendcloud.com",
];

/// What is wrong with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    NoScheme,
    /// `http://` where the right one is `https://`.
    Insecure,
    OtherScheme,
    /// A host of the platform, but of another service or region.
    OtherRegion(String),
    OtherHost(String),
    Parameters,
    SlashAtEnd,
    TwoSlashes,
    CapitalLetters,
    OtherPath,
}

/// The first thing that is wrong with `given`, where `expected` is right.
pub(super) fn fault(given: &str, expected: &str) -> Option<Fault> {
    let Some((scheme, rest)) = given.split_once("://") else { return Some(Fault::NoScheme) };
    let (expected_scheme, expected_rest) = expected.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme != expected_scheme {
        return Some(if scheme == "http" { Fault::Insecure } else { Fault::OtherScheme });
    }
    let (host, path) = split(rest);
    let (expected_host, expected_path) = split(expected_rest);
    let host = host.to_ascii_lowercase();
    if host != expected_host.to_ascii_lowercase() {
        let is_other_region = OTHER_REGIONS.contains(&host.as_str());
        return Some(if is_other_region { Fault::OtherRegion(host) } else { Fault::OtherHost(host) });
    }
    if path.contains(['?', '#']) {
        return Some(Fault::Parameters);
    }
    if path == expected_path {
        return None;
    }
    Some(match path {
        _ if path.contains("//") => Fault::TwoSlashes,
        _ if path.trim_end_matches('/') == expected_path => Fault::SlashAtEnd,
        _ if path.eq_ignore_ascii_case(expected_path) => Fault::CapitalLetters,
        _ => Fault::OtherPath,
    })
}

/// Host and path; the path begins with its slash.
fn split(rest: &str) -> (&str, &str) {
    rest.find(['/', '?', '#']).map_or((rest, ""), |at| rest.split_at(at))
}

impl Fault {
    /// What is wrong, and the right address.
    pub(super) fn words(&self, address: &str) -> String {
        match self {
            Self::NoScheme => t!("help.auth.endpoint_no_scheme", address = address),
            Self::Insecure => t!("help.auth.endpoint_insecure", address = address),
            Self::OtherScheme => t!("help.auth.endpoint_scheme", address = address),
            Self::OtherRegion(host) => t!("help.auth.endpoint_region", host = host, address = address),
            Self::OtherHost(host) => t!("help.auth.endpoint_host", host = host, address = address),
            Self::Parameters => t!("help.auth.endpoint_query", address = address),
            Self::SlashAtEnd => t!("help.auth.endpoint_slash", address = address),
            Self::TwoSlashes => t!("help.auth.endpoint_double_slash", address = address),
            Self::CapitalLetters => t!("help.auth.endpoint_case", address = address),
            Self::OtherPath => t!("help.auth.endpoint_path", address = address),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AURORA, Fault, fault};

    ///
    #[test]
    fn every_slip_in_an_address_is_named() {
        let region = |host: &str| Some(Fault::OtherRegion(host.into()));
        for (given, expected) in [
            (AURORA, None),
            ("HTTPS://API.aurorasendcloud.com/smsapi/send", None),
            ("api.aurorasendcloud.com/smsapi/send", Some(Fault::NoScheme)),
            ("http://api.aurorasendcloud.com/smsapi/send", Some(Fault::Insecure)),
            ("ftp://api.aurorasendcloud.com/smsapi/send", Some(Fault::OtherScheme)),
            ("https://api-us.aurorasendcloud.com/smsapi/send", region("api-us.aurorasendcloud.com")),
            ("https://api2.sendcloud.net/smsapi/send", region("api2.sendcloud.net")),
            ("https://sms.example.com/smsapi/send", Some(Fault::OtherHost("sms.example.com".into()))),
            ("https://api.aurorasendcloud.com/smsapi/send/", Some(Fault::SlashAtEnd)),
            ("https://api.aurorasendcloud.com//smsapi/send", Some(Fault::TwoSlashes)),
            ("https://api.aurorasendcloud.com/SmsApi/send", Some(Fault::CapitalLetters)),
            ("https://api.aurorasendcloud.com/smsapi/send?smsKey=x", Some(Fault::Parameters)),
            ("https://api.aurorasendcloud.com/api/send", Some(Fault::OtherPath)),
            ("https://api.aurorasendcloud.com", Some(Fault::OtherPath)),
        ] {
            assert_eq!(fault(given, AURORA), expected, "{given}");
        }
    }

    #[test]
    fn a_gateway_on_this_machine_may_be_without_https() {
        assert_eq!(fault("http://127.0.0.1:8466/smsapi/send", "http://127.0.0.1:8466/smsapi/send"), None);
        assert!(fault("http://127.0.0.1:8467/smsapi/send", "http://127.0.0.1:8466/smsapi/send").is_some());
    }
}
