//! What the end-to-end tests need: a browser, a gateway, a plain static host, and a page to act on as a person does.
//!
//! The tests find things by role and accessible name, so what they can use a screen reader can use too.

mod axe;
mod cdp;
mod driver;
mod environment;
mod gateway;
mod host;
mod page;
mod proxy;
mod seed;

pub use driver::{Browser, Screen, Theme, browse, browse_as_two, browse_in};
pub use gateway::Gateway;
pub use host::StaticHost;
pub use page::Page;
pub use proxy::{Fault, Proxy};
pub use seed::Seed;

/// The pages that need nothing but a sign-in.
pub const PAGES: [&str; 34] = [
    "/",
    "/content/sms",
    "/content/sms/new",
    "/content/sms/import",
    "/content/sms/tests",
    "/messages",
    "/integrations",
    "/integrations/sms",
    "/integrations/sms/api",
    "/integrations/sms/settings",
    "/integrations/sms/senders",
    "/integrations/sms/hooks",
    "/integrations/sms/hooks/new",
    "/wallet",
    "/wallet/prices",
    "/wallet/prices/import",
    "/calculator",
    "/suppression",
    "/suppression/limits",
    "/suppression/forget",
    "/sandbox",
    "/sandbox/reviews",
    "/sandbox/numbers",
    "/sandbox/clock",
    "/help",
    "/help/authentication",
    "/help/balance",
    "/help/not-delivered",
    "/help/shortcuts",
    "/team",
    "/team/roles",
    "/team/keys",
    "/team/audit",
    "/settings",
];
