//! What each route of the console API asks of whoever calls it.

use axum::http::Method;
use piecewise_api::{Permission, Permission as P};

use self::Access::{Anyone, Needs, SignedIn};

/// What a route asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Nothing: this is how one signs in.
    Anyone,
    /// A session, of whatever role.
    SignedIn,
    /// A role with this permission.
    Needs(Permission),
}

/// A route of the console API.
#[derive(Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path below `/api/v1`, with the names of its parameters.
    pub path: &'static str,
    /// What it asks for.
    pub access: Access,
}

/// Every route. What is not here is refused.
pub static ROUTES: &[Route] = &[
    on(Method::GET, "/openapi.json", Anyone),
    on(Method::GET, "/session", SignedIn),
    on(Method::POST, "/session", Anyone),
    on(Method::DELETE, "/session", SignedIn),
    on(Method::POST, "/session/password", Anyone),
    on(Method::POST, "/session/invitation", Anyone),
    on(Method::GET, "/sessions", SignedIn),
    on(Method::DELETE, "/sessions", SignedIn),
    on(Method::DELETE, "/sessions/{id}", SignedIn),
    on(Method::PUT, "/profile", SignedIn),
    on(Method::PUT, "/profile/password", SignedIn),
    on(Method::GET, "/people", Needs(P::TeamRead)),
    on(Method::PATCH, "/people/{id}", Needs(P::TeamManage)),
    on(Method::DELETE, "/people/{id}/sessions", Needs(P::TeamManage)),
    on(Method::GET, "/people/invitations", Needs(P::TeamRead)),
    on(Method::POST, "/people/invitations", Needs(P::TeamManage)),
    on(Method::DELETE, "/people/invitations/{id}", Needs(P::TeamManage)),
    on(Method::GET, "/roles", SignedIn),
    on(Method::GET, "/events", SignedIn),
    on(Method::GET, "/service", Needs(P::CredentialsRead)),
    on(Method::POST, "/service/connect", Needs(P::CredentialsCreate)),
    on(Method::POST, "/service/settings", Needs(P::SettingsWrite)),
    on(Method::GET, "/service/facts", Needs(P::CredentialsRead)),
    on(Method::GET, "/service/sms-users/{sms_user}/callers", Needs(P::CredentialsRead)),
    on(Method::POST, "/service/sms-users/{sms_user}/callers/tick", Needs(P::CredentialsCreate)),
    on(Method::GET, "/service/sms-users/{sms_user}/consequences", Needs(P::CredentialsRead)),
    on(Method::POST, "/service/sms-users/{sms_user}/label", Needs(P::CredentialsCreate)),
    on(Method::POST, "/service/sms-users/{sms_user}/put-reminder-off", Needs(P::CredentialsCreate)),
    on(Method::POST, "/service/sms-users/{sms_user}/reveal", Needs(P::CredentialsReveal)),
    on(Method::POST, "/service/sms-users/{sms_user}/check", Needs(P::CredentialsReveal)),
    on(Method::POST, "/service/sms-users/{sms_user}/disable", Needs(P::CredentialsRegenerate)),
    on(Method::POST, "/service/sms-users/{sms_user}/enable", Needs(P::CredentialsRegenerate)),
    on(Method::POST, "/service/sms-users/{sms_user}/regenerate-key", Needs(P::CredentialsRegenerate)),
    on(Method::POST, "/service/sms-users/{sms_user}/regenerate-user", Needs(P::CredentialsRegenerate)),
    on(Method::GET, "/templates", Needs(P::TemplatesRead)),
    on(Method::POST, "/templates", Needs(P::TemplatesWrite)),
    on(Method::GET, "/templates/{id}", Needs(P::TemplatesRead)),
    on(Method::DELETE, "/templates/{id}", Needs(P::TemplatesWrite)),
    on(Method::GET, "/templates/review-times", Needs(P::TemplatesRead)),
    on(Method::POST, "/templates/{id}/versions", Needs(P::TemplatesWrite)),
    on(Method::POST, "/templates/{id}/withdraw", Needs(P::TemplatesWrite)),
    on(Method::POST, "/templates/{id}/tests", Needs(P::MessagesSendTest)),
    on(Method::GET, "/messages", Needs(P::MessagesRead)),
    on(Method::POST, "/messages/search", Needs(P::MessagesRead)),
    on(Method::GET, "/messages/counts", Needs(P::MessagesRead)),
    on(Method::GET, "/messages/baseline", Needs(P::MessagesRead)),
    on(Method::GET, "/messages/export", Needs(P::Export)),
    on(Method::GET, "/messages/{id}", Needs(P::MessagesRead)),
    on(Method::POST, "/numbers/check", SignedIn),
    on(Method::POST, "/numbers/forget", Needs(P::MessagesDelete)),
    on(Method::GET, "/statistics", Needs(P::MessagesRead)),
    on(Method::GET, "/attention", SignedIn),
    on(Method::GET, "/wallet", Needs(P::WalletRead)),
    on(Method::GET, "/wallet/entries", Needs(P::WalletRead)),
    on(Method::GET, "/wallet/entries.csv", Needs(P::Export)),
    on(Method::POST, "/wallet/top-ups", Needs(P::WalletTopUp)),
    on(Method::POST, "/wallet/settings", Needs(P::WalletLimits)),
    on(Method::GET, "/prices", Needs(P::PricesRead)),
    on(Method::GET, "/prices.csv", Needs(P::PricesRead)),
    on(Method::GET, "/prices/versions", Needs(P::PricesRead)),
    on(Method::POST, "/prices/import", Needs(P::PricesWrite)),
    on(Method::POST, "/prices/preview", Needs(P::PricesWrite)),
    on(Method::GET, "/hooks", Needs(P::HooksRead)),
    on(Method::POST, "/hooks", Needs(P::HooksWrite)),
    on(Method::POST, "/hooks/{id}", Needs(P::HooksWrite)),
    on(Method::DELETE, "/hooks/{id}", Needs(P::HooksWrite)),
    on(Method::POST, "/hooks/key/reveal", Needs(P::CredentialsReveal)),
    on(Method::POST, "/hooks/key/rotate", Needs(P::CredentialsRegenerate)),
    on(Method::POST, "/hooks/{id}/test", Needs(P::HooksWrite)),
    on(Method::POST, "/hooks/{id}/redeliver", Needs(P::HooksWrite)),
    on(Method::GET, "/hook-deliveries", Needs(P::HooksRead)),
    on(Method::GET, "/hook-deliveries/{id}", Needs(P::HooksRead)),
    on(Method::POST, "/hook-deliveries/{id}/redeliver", Needs(P::HooksWrite)),
    on(Method::GET, "/senders", Needs(P::SenderIdsRead)),
    on(Method::POST, "/senders", Needs(P::SenderIdsWrite)),
    on(Method::GET, "/senders/{id}", Needs(P::SenderIdsRead)),
    on(Method::POST, "/senders/{id}/materials/{material_id}/received", Needs(P::SenderIdsWrite)),
    on(Method::GET, "/sender-countries/{country}", Needs(P::SenderIdsRead)),
    on(Method::POST, "/sandbox/senders/{id}/request-materials", Needs(P::TemplatesReview)),
    on(Method::POST, "/sandbox/senders/{id}/register", Needs(P::TemplatesReview)),
    on(Method::POST, "/sandbox/senders/{id}/reject", Needs(P::TemplatesReview)),
    on(Method::GET, "/suppression", Needs(P::SuppressionRead)),
    on(Method::POST, "/suppression", Needs(P::SuppressionWrite)),
    on(Method::POST, "/suppression/release", Needs(P::SuppressionWrite)),
    on(Method::POST, "/suppression/lookup", Needs(P::SuppressionRead)),
    on(Method::POST, "/suppression/import", Needs(P::SuppressionWrite)),
    on(Method::GET, "/suppression.csv", Needs(P::Export)),
    on(Method::GET, "/suppression/limits", Needs(P::SuppressionRead)),
    on(Method::POST, "/suppression/limits", Needs(P::SuppressionWrite)),
    on(Method::GET, "/sandbox/handsets", Needs(P::MessagesRead)),
    on(Method::GET, "/sandbox/numbers", Needs(P::SandboxRead)),
    on(Method::GET, "/sandbox/reviews", Needs(P::TemplatesReview)),
    on(Method::POST, "/sandbox/reviews/{id}/approve", Needs(P::TemplatesReview)),
    on(Method::POST, "/sandbox/reviews/{id}/reject", Needs(P::TemplatesReview)),
    on(Method::GET, "/sandbox/clock", Needs(P::SandboxRead)),
    on(Method::POST, "/sandbox/clock", Needs(P::SandboxControl)),
    on(Method::GET, "/campaigns", Needs(P::CampaignsRead)),
    on(Method::POST, "/campaigns", Needs(P::CampaignsWrite)),
    on(Method::GET, "/campaigns/settings", Needs(P::CampaignsRead)),
    on(Method::POST, "/campaigns/settings", Needs(P::WalletLimits)),
    on(Method::GET, "/campaigns/{id}", Needs(P::CampaignsRead)),
    on(Method::PUT, "/campaigns/{id}/file/{place}", Needs(P::CampaignsWrite)),
    on(Method::POST, "/campaigns/{id}/plan", Needs(P::CampaignsWrite)),
    on(Method::POST, "/campaigns/{id}/confirm", Needs(P::CampaignsWrite)),
    on(Method::POST, "/campaigns/{id}/approve", Needs(P::CampaignsApprove)),
    on(Method::POST, "/campaigns/{id}/pause", Needs(P::CampaignsWrite)),
    on(Method::POST, "/campaigns/{id}/resume", Needs(P::CampaignsWrite)),
    on(Method::POST, "/campaigns/{id}/cancel", Needs(P::CampaignsWrite)),
    on(Method::GET, "/campaigns/{id}/report.csv", Needs(P::CampaignsRead)),
    on(Method::GET, "/live", Needs(P::SettingsRead)),
    on(Method::PUT, "/live/sms-users/{sms_user}", Needs(P::CredentialsRegenerate)),
    on(Method::POST, "/live/sms-users/{sms_user}/check", Needs(P::CredentialsRegenerate)),
    on(Method::PUT, "/live/templates/{id}", Needs(P::TemplatesReview)),
    on(Method::POST, "/live/templates/{id}/verdict", Needs(P::TemplatesReview)),
    on(Method::PUT, "/live/hook-key", Needs(P::CredentialsRegenerate)),
    on(Method::PUT, "/live/countries", Needs(P::WalletLimits)),
    on(Method::DELETE, "/live/holds/{id}", Needs(P::MessagesResolve)),
    on(Method::GET, "/live/events", Needs(P::HooksRead)),
    on(Method::POST, "/live/statement", Needs(P::WalletTopUp)),
    on(Method::GET, "/live/reconciliation", Needs(P::WalletRead)),
    on(Method::GET, "/audit", Needs(P::AuditRead)),
    on(Method::GET, "/audit/verify", Needs(P::AuditRead)),
    on(Method::GET, "/audit/export", Needs(P::AuditRead)),
];

const fn on(method: Method, path: &'static str, access: Access) -> Route {
    Route { method, path, access }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_route_stands_here_twice() {
        let mut seen = BTreeSet::new();
        for route in ROUTES {
            assert!(seen.insert((route.method.as_str(), route.path)), "{} {}", route.method, route.path);
        }
    }
}
