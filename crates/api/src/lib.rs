//! The words the console and the gateway exchange, as serde types and nothing else.
//!
//! Times are milliseconds since the Unix epoch, UTC. Money is in micro-units (`Micros`) of the currency beside it.
//! Countries are ISO 3166-1 alpha-2. An absent value is left out, never `null`.

mod audit;
mod campaigns;
mod hooks;
mod live;
mod message_log;
mod messages;
#[cfg(feature = "openapi")]
pub mod openapi;
mod people;
mod prices;
mod problem;
mod regenerate;
mod sandbox;
mod senders;
mod service;
mod session;
mod statistics;
mod suppression;
mod team;
mod templates;
mod wallet;

pub use audit::{AuditCheck, AuditEntry, AuditPage};
pub use campaigns::{
    Campaign, CampaignConfirmation, CampaignCountry, CampaignPieces, CampaignPlan, CampaignProgress, CampaignSettings,
    CampaignState, CampaignWait, NewCampaign,
};
pub use hooks::{
    Hook, HookAttempt, HookDelivery, HookDeliveryDetail, HookDeliveryPage, HookDeliveryState, HookEvent, HookKey,
    HookTest, Hooks, NewHook, Redelivered,
};
pub use live::{
    AllowedCountries, Difference, DifferenceCause, LiveEvent, LiveHold, LivePair, LivePairCheck, LiveSetup, LiveStep,
    LiveStepKind, LiveTemplate, LiveVerdict, NewLiveHookKey, NewLivePair, NewLiveTemplate, Reconciliation,
    StatementImport, StatementImported,
};
pub use message_log::{DeliveryBaseline, MessageFilter, MessageSearch, StatusCounts};
pub use messages::{
    Event, EventSource, ForgetNumber, Message, MessageDetail, MessagePage, NumberCheck, NumberCheckRequest,
    NumberForgotten, Reason, TestRequest,
};
pub use people::{Permission, Role};
pub use prices::{PriceChange, PriceFault, PriceFaultKind, PriceImport, PricePreview, PriceVersion};
pub use problem::{Problem, ProblemDiagnostic, ProblemKind};
pub use regenerate::{
    CallerDay, CallerReport, CallerTick, Consequences, CredentialFacts, Regenerated, RunningCampaign, SmsCaller,
};
pub use sandbox::{AdvanceClock, Handset, HandsetMessage, SandboxClock, SandboxNumber};
pub use senders::{
    Known, NewSenders, RequestedMaterials, Sender, SenderCountry, SenderMaterial, SenderRejection, SenderStep,
};
pub use service::{
    Connected, KeyCheck, KeyCheckRequest, KeyFault, LabelRequest, NewSmsUser, Revealed, Service, ServiceSettings,
    SmsUser,
};
pub use session::{AcceptInvitation, Mode, PasswordSignIn, Session, SessionInfo, SignIn};
pub use statistics::{Attention, FailingHook, Figures, OldKey, RejectedTemplate, Slice, Statistics};
pub use suppression::{
    FrequencyLimits, NewSuppression, SuppressionEntry, SuppressionImport, SuppressionImported, SuppressionLookup,
    SuppressionPage, SuppressionScope, SuppressionState,
};
pub use team::{
    INVITATION_FRAGMENT, Invitation, Invited, NewInvitation, NewPassword, PersonChange, Profile, RoleAnswer, TeamMember,
};
pub use templates::{
    NewTemplate, PendingReview, Rejection, ReviewStep, ReviewStepKind, ReviewTime, Template, TemplateDetail,
    TemplateVersion,
};
pub use wallet::{
    LedgerEntry, LedgerKind, LedgerPage, Price, Prices, SpendCaps, TopUpRequest, ToppedUp, Wallet, WalletAttention,
    WalletSettings,
};

use serde::{Deserialize, Serialize};

/// Where the console API lives, below the gateway's address.
pub const BASE: &str = "/api/v1";

/// The header that makes a repeated request harmless: same key, same answer, one effect.
pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// The token in the sign-in link: `<console>/#token=<token>`, never in a query.
pub const TOKEN_FRAGMENT: &str = "token";

/// What the event stream (`GET /api/v1/events`) carries, each as the JSON of one server-sent event with an `id`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Push {
    /// A message was accepted or its status changed.
    Message(Message),
    /// A template was submitted or reviewed.
    Template(Template),
    /// A template was deleted.
    TemplateDeleted {
        /// Its id.
        id: i64,
    },
    /// The wallet changed.
    Wallet(Wallet),
    /// The stream cannot be resumed from the cursor given; read everything again.
    Reset,
}
