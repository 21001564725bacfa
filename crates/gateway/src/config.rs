//! The configuration: defaults, then a TOML file, then the environment, then flags. Unknown keys are refused.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    path::PathBuf,
    str::FromStr,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use figment::{
    Figment,
    providers::{Env, Format as _, Serialized, Toml},
};
use serde::{Deserialize, Deserializer, Serialize, de};
use url::{Host, Url};
use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// Environment variables are the settings' names in capitals behind this.
const ENV_PREFIX: &str = "PIECEWISE_";

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The gateway of Piecewise: an Aurora-compatible /smsapi, the console's API, and a sandbox behind both.
#[derive(Debug, Parser)]
#[command(name = "piecewise-gateway", version)]
pub struct CommandLine {
    /// What to do; without it, the gateway runs.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The settings given as flags.
    #[command(flatten)]
    pub flags: Flags,
}

/// What else this program can do.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Print a fresh sign-in link for the gateway that uses this data directory, and exit.
    SignInLink {
        /// The account whose owner it is for [default: the first one]
        #[arg(long, value_name = "ID")]
        account: Option<i64>,
    },
    /// Make another account, print the sign-in link of its owner, and exit.
    AddAccount {
        /// The account's name.
        name: String,
    },
    /// Write a copy of the SQLite database to a new file, also while a gateway runs, and check it.
    Backup {
        /// The file to write.
        file: PathBuf,
    },
    /// Put a copy into a data folder where no gateway runs and no database is. What it would still have sent is listed as
    /// unconfirmed instead.
    Restore {
        /// The file that `backup` has written.
        file: PathBuf,
    },
    /// Make a new secret key and seal every stored SMS_KEY with it; gateways may run meanwhile.
    RotateSecretKey {
        /// Make no new key: seal everything with the first one of the file or the environment
        #[arg(long)]
        reseal_only: bool,
        /// Remove the old keys from the file when everything is sealed with the first one
        #[arg(long)]
        forget_old: bool,
    },
}

/// Settings as flags; each has the same name in the file and, in capitals behind `PIECEWISE_`, in the environment.
#[derive(Debug, Default, Args, Serialize)]
pub struct Flags {
    /// A TOML file with settings.
    #[arg(long, value_name = "FILE", global = true)]
    #[serde(skip)]
    config: Option<PathBuf>,
    /// The address to listen on [default: 127.0.0.1:8466]
    #[arg(long, value_name = "ADDRESS:PORT", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    listen: Option<SocketAddr>,

    /// The address to serve Prometheus metrics on; without it, nowhere
    #[arg(long, value_name = "ADDRESS:PORT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    metrics_listen: Option<SocketAddr>,
    /// The folder for the database and the secret key [default: .data]
    #[arg(long, value_name = "DIR", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<PathBuf>,
    /// The PostgreSQL database, `postgres://user@host/name` [default: a SQLite file in the data folder]
    #[arg(long, value_name = "URL", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    database: Option<SecretText>,
    /// The folder of the built console, to serve it too
    #[arg(long, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    console: Option<PathBuf>,
    /// The origin of a console on another host; may be repeated
    #[arg(long = "allowed-origin", value_name = "ORIGIN")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    allowed_origins: Vec<String>,
    /// The address under which others reach this gateway [default: that of --listen]
    #[arg(long, value_name = "URL", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    public_url: Option<String>,
    /// The console's address for the sign-in link [default: this gateway, or the first allowed origin]
    #[arg(long, value_name = "URL", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    console_url: Option<String>,
    /// How the log is written, to standard error [default: text]
    #[arg(long, value_enum)]
    #[serde(skip_serializing_if = "Option::is_none")]
    log_format: Option<LogFormat>,
    /// What is logged, as in `info,piecewise_gateway=debug` [default: info]
    #[arg(long, value_name = "FILTER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<String>,
    /// Who sends: the sandbox on this machine, or Aurora SendCloud for money [default: sandbox]
    #[arg(long, value_enum, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    upstream: Option<UpstreamKind>,
    /// Where Aurora SendCloud is called [default: its public address]
    #[arg(long, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    aurora_url: Option<String>,
    /// How many numbers are handed over in a second at most [default: no limit]
    #[arg(long, value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    upstream_rate: Option<NonZeroU32>,
    /// How long the numbers of verification codes are kept: `12h`, `30d` [default: 30d]
    #[arg(long, value_name = "TIME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    keep_otp: Option<Millis>,
    /// How long the numbers and values of notifications are kept [default: 30d]
    #[arg(long, value_name = "TIME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    keep_notification: Option<Millis>,
    /// How long the numbers and values of marketing messages are kept [default: 30d]
    #[arg(long, value_name = "TIME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    keep_marketing: Option<Millis>,
    /// How long the sandbox takes to deliver a message: `20ms`, `2s`, `5m` [default: 1500ms]
    #[arg(long, value_name = "TIME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    sandbox_delay: Option<Millis>,
    /// Varies the sandbox's delays by chance, the same for the same number and seed [default: no variation]
    #[arg(long, value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    sandbox_seed: Option<u64>,
    /// How long the sandbox takes to review a template [default: 2s]
    #[arg(long, value_name = "TIME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    review_delay: Option<Millis>,
    /// Who reviews templates in the sandbox [default: linter]
    #[arg(long, value_enum)]
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<Reviewer>,
    /// Let hooks have addresses in private networks and on this machine too
    #[arg(long)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hook_allow_private: bool,
}

/// Every setting.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The address to listen on.
    pub listen: SocketAddr,
    /// The address to serve metrics on.
    pub metrics_listen: Option<SocketAddr>,
    /// The folder for the database and the secret key.
    pub data: PathBuf,
    /// The address of the PostgreSQL database, which may hold a password. Without it, a SQLite file in the data folder.
    pub database: Option<SecretText>,
    /// The folder of the built console.
    pub console: Option<PathBuf>,
    /// Origins of consoles on other hosts.
    #[serde(deserialize_with = "list_or_commas")]
    pub allowed_origins: Vec<String>,
    /// The address under which others reach this gateway.
    pub public_url: Option<String>,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    #[serde(deserialize_with = "addresses")]
    pub trusted_proxies: Vec<IpAddr>,
    /// The console's address.
    pub console_url: Option<String>,
    /// How the log is written.
    pub log_format: LogFormat,
    /// What is logged.
    pub log: String,
    /// The key that seals stored SMS_KEYs: 32 bytes in base64. Rather in the environment than in a file.
    pub secret_key: Option<SecretText>,
    /// The file with that key; made in the data directory where neither is given.
    pub secret_key_file: Option<PathBuf>,
    /// Who sends.
    pub upstream: UpstreamKind,
    /// Where Aurora SendCloud is called, without a path. Plain HTTP only on this machine.
    pub aurora_url: String,
    /// After how long a call of the upstream has given no answer.
    pub upstream_timeout: Millis,
    /// How many numbers this gateway hands over in a second at most.
    pub upstream_rate: Option<NonZeroU32>,
    /// How long the numbers and the values of verification codes are kept; the values themselves go much earlier.
    pub keep_otp: Millis,
    /// How long the numbers and values of notifications are kept.
    pub keep_notification: Millis,
    /// How long the numbers and values of marketing messages are kept.
    pub keep_marketing: Millis,
    /// Memory for computing a password's hash, in KiB: 19 MiB unless a test wants less, and at least 256 KiB.
    pub password_memory_kib: u32,
    /// Attempts to sign in that one address may make in a minute; 0 means any number.
    pub sign_ins_per_address: u32,
    /// Attempts to sign in with one e-mail address in a minute; 0 means any number.
    pub sign_ins_per_email: u32,
    /// Calls of the console's API that one person may make in a minute; 0 means any number.
    pub calls_per_person: u32,
    /// Calls of `/smsapi` that one SMS_USER may make in a minute; 0 means any number.
    pub calls_per_sms_user: u32,
    /// How long the sandbox takes to deliver a message.
    pub sandbox_delay: Millis,
    /// Varies the sandbox's delays by chance, the same for the same number and seed.
    pub sandbox_seed: Option<u64>,
    /// How long the sandbox takes to review a template.
    pub review_delay: Millis,
    /// Who reviews templates in the sandbox.
    pub review: Reviewer,
    /// Whether hooks may have addresses in private networks and on this machine.
    pub hook_allow_private: bool,
    /// How many of a hundred calls of `/smsapi/send` the sandbox answers with a server exception, having done nothing.
    pub fault_calls_failed: u8,
    /// How many of a hundred it processes and answers only after `fault_lateness`.
    pub fault_answers_late: u8,
    /// How late those answers are.
    pub fault_lateness: Millis,
    /// How many of a hundred events it posts to hooks twice.
    pub fault_events_repeated: u8,
    /// How many of a hundred it never posts.
    pub fault_events_lost: u8,
}

impl Config {
    /// Reads every source.
    pub fn load(flags: &Flags) -> Result<Self> {
        let file = flags.config.clone().or_else(|| std::env::var_os("PIECEWISE_CONFIG").map(PathBuf::from));
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if let Some(path) = file {
            figment = figment.merge(Toml::file_exact(path));
        }
        let config: Self = figment
            .merge(Env::prefixed(ENV_PREFIX).ignore(&["config"]))
            .merge(Serialized::defaults(flags))
            .extract()?;
        for origin in &config.allowed_origins {
            let is_origin = ["http://", "https://"]
                .iter()
                .any(|scheme| origin.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty() && !rest.contains('/')));
            if !is_origin {
                let reason = format!("`{origin}` is not an origin such as https://console.example.com");
                return Err(Error::Setting { setting: "allowed_origins", reason });
            }
        }
        for (setting, url) in [("public_url", &config.public_url), ("console_url", &config.console_url)] {
            if let Some(url) = url
                && !(url.starts_with("http://") || url.starts_with("https://"))
            {
                return Err(Error::Setting { setting, reason: format!("`{url}` does not start with https://") });
            }
        }
        check_aurora_url(&config.aurora_url)?;
        Ok(config)
    }
}

/// Keys and numbers go there, so they go encrypted; on this machine nobody listens in between.
fn check_aurora_url(text: &str) -> Result<()> {
    let wrong = |reason: String| Err(Error::Setting { setting: "aurora_url", reason });
    let Ok(url) = Url::parse(text) else { return wrong(format!("`{text}` is not an address")) };
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => {}
        "http" if is_here => {}
        "http" => return wrong(format!("`{text}` is not encrypted; use https://")),
        _ => return wrong(format!("`{text}` does not start with https://")),
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return wrong(format!("`{text}` has a path; the gateway adds /smsapi/send itself"));
    }
    Ok(())
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8466)),
            metrics_listen: None,
            data: ".data".into(),
            database: None,
            console: None,
            allowed_origins: Vec::new(),
            public_url: None,
            trusted_proxies: Vec::new(),
            console_url: None,
            log_format: LogFormat::Text,
            log: "info".into(),
            secret_key: None,
            secret_key_file: None,
            upstream: UpstreamKind::Sandbox,
            aurora_url: "https://api.aurorasendcloud.com".into(),
            upstream_timeout: Millis(30_000),
            upstream_rate: None,
            keep_otp: Millis(30 * DAY_MS),
            keep_notification: Millis(30 * DAY_MS),
            keep_marketing: Millis(30 * DAY_MS),
            password_memory_kib: 19 * 1024,
            sign_ins_per_address: 60,
            sign_ins_per_email: 10,
            calls_per_person: 6000,
            calls_per_sms_user: 120_000,
            sandbox_delay: Millis(1500),
            sandbox_seed: None,
            review_delay: Millis(2000),
            review: Reviewer::Linter,
            hook_allow_private: false,
            fault_calls_failed: 0,
            fault_answers_late: 0,
            fault_lateness: Millis(60_000),
            fault_events_repeated: 0,
            fault_events_lost: 0,
        }
    }
}

/// Who sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UpstreamKind {
    /// A stand-in for the platform on this machine. Nothing is sent and nothing costs.
    Sandbox,
    /// Aurora SendCloud. Messages are sent and cost money.
    Aurora,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line.
    Json,
}

/// Who reviews templates in the sandbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reviewer {
    /// The linter, after `review_delay`; people may be faster.
    Linter,
    /// People, from the review queue, whenever they do.
    ByHand,
}

/// A secret that is not shown when the configuration is.
#[derive(Clone)]
pub struct SecretText(pub Zeroizing<String>);

impl FromStr for SecretText {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(Zeroizing::new(text.to_owned())))
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

impl Serialize for SecretText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Zeroizing::new(text)))
    }
}

/// A length of time, written `20ms`, `2s`, `5m`, `6h` or `30d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Millis(pub i64);

impl FromStr for Millis {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let factor = match &text[digits.len()..] {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            "h" => 60 * 60_000,
            "d" => DAY_MS,
            _ => return Err(format!("`{text}` is not a length of time such as 20ms, 2s, 5m, 6h or 30d")),
        };
        let parsed = digits.parse::<u32>().map_err(|_| format!("`{text}` is not a length of time"))?;
        Ok(Self(i64::from(parsed) * factor))
    }
}

impl Serialize for Millis {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        format!("{}ms", self.0).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Millis {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// A list, or one text with commas: an environment variable is the latter.
fn list_or_commas<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given {
        List(Vec<String>),
        Commas(String),
    }
    Ok(match Given::deserialize(deserializer)? {
        Given::List(list) => list,
        Given::Commas(text) => text.split(',').map(|part| part.trim().to_owned()).collect(),
    })
}

/// A list of addresses, written in one of the ways of [`list_or_commas`].
fn addresses<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<IpAddr>, D::Error> {
    let parse = |text: &String| {
        text.parse().map_err(|_| de::Error::custom(format!("`{text}` is not an address such as 10.0.0.2")))
    };
    list_or_commas(deserializer)?.iter().filter(|text| !text.is_empty()).map(parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_read() {
        assert_eq!("20ms".parse(), Ok(Millis(20)));
        assert_eq!("2s".parse(), Ok(Millis(2000)));
        assert_eq!("5m".parse(), Ok(Millis(300_000)));
        assert_eq!(("6h".parse(), "30d".parse()), (Ok(Millis(21_600_000)), Ok(Millis(30 * DAY_MS))));
        for wrong in ["", "20", "ms", "2w", "-1s", "1.5s"] {
            assert!(wrong.parse::<Millis>().is_err(), "{wrong}");
        }
    }

    /// a wrong address is found at the start, with the reason.
    #[test]
    fn the_address_of_the_platform_is_encrypted_and_has_no_path() {
        for right in ["https://api.aurorasendcloud.com", "https://api.aurorasendcloud.com/", "http://127.0.0.1:8466"] {
            assert!(check_aurora_url(right).is_ok(), "{right}");
        }
        for wrong in [
            "",
            "api.aurorasendcloud.com",
            "http://api.aurorasendcloud.com",
            "https://h/smsapi/send",
            "ftp://h",
            "https://h?a",
        ] {
            assert!(check_aurora_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let figment = Figment::from(Serialized::defaults(Config::default())).merge(Toml::string("colour = \"blue\""));
        assert!(figment.extract::<Config>().is_err());
    }
}
