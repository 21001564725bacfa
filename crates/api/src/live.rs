//! Live: what a person settles before and while messages go out through Aurora SendCloud.

use piecewise_sms::money::Micros;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/live`: everything that has to be in place, and whether it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveSetup {
    /// Whether this gateway sends through Aurora now. In the sandbox everything can be prepared.
    pub is_live: bool,
    /// Where Aurora is called: host and path.
    pub endpoint: String,
    /// The address to register as SMSHook in Aurora's console.
    pub hook_url: String,
    /// When the APP KEY that Aurora signs with was last entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hook_key_entered_at_ms: Option<i64>,
    /// When an event with a good signature last came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_event_at_ms: Option<i64>,
    /// Every SMS_USER that works, and its pair at Aurora.
    pub pairs: Vec<LivePair>,
    /// The newest version of every template, and its id at Aurora.
    pub templates: Vec<LiveTemplate>,
    /// The countries that may be sent to; absent where all with a price may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_countries: Option<Vec<String>>,
    /// What waits because Aurora refuses it until a person acts.
    pub holds: Vec<LiveHold>,
    /// The steps before going live, in order.
    pub checklist: Vec<LiveStep>,
}

/// A step before going live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveStep {
    /// Which one.
    pub step: LiveStepKind,
    /// Whether it is done.
    pub is_done: bool,
}

/// The steps before going live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LiveStepKind {
    /// Every SMS_USER has a pair that Aurora has taken.
    CredentialsTested,
    /// Every approved template has its id.
    TemplatesMapped,
    /// A price table that is no sample.
    PricesLoaded,
    /// An event with a good signature has come.
    HookVerified,
    /// A daily cap, and a list of allowed countries.
    CapsSet,
    /// The gateway was started with Aurora as its upstream.
    UpstreamSwitched,
    /// A test message was delivered live.
    FirstTestDelivered,
}

/// An SMS_USER, and the pair that Aurora knows it by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LivePair {
    /// Ours.
    pub sms_user: String,
    /// Aurora's; absent until one is entered. Its key is never shown again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aurora_user: Option<String>,
    /// When it was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_at_ms: Option<i64>,
    /// What the last check found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<LivePairCheck>,
}

/// What asking Aurora about a pair came to. The question is a call without a number: nothing can be sent by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LivePairCheck {
    /// When.
    pub at_ms: i64,
    /// Whether Aurora takes the pair; absent where the answer says nothing about that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_good: Option<bool>,
    /// Aurora's code and words.
    pub words: String,
}

/// `PUT /api/v1/live/sms-users/{sms_user}`: enters the pair that Aurora issued.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewLivePair {
    /// Aurora's SMS_USER.
    pub aurora_user: String,
    /// Aurora's SMS_KEY.
    pub aurora_key: String,
}

impl core::fmt::Debug for NewLivePair {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("NewLivePair").field("aurora_user", &self.aurora_user).finish_non_exhaustive()
    }
}

/// A template's newest version, and what Aurora calls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveTemplate {
    /// Ours.
    pub template_id: i64,
    /// Its name.
    pub name: String,
    /// Its newest version.
    pub version: i64,
    /// Where that version stands: `draft`, `in_review`, `approved`, `rejected`.
    pub state: String,
    /// Aurora's id for that version; absent until one is entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aurora_id: Option<i64>,
    /// Who entered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_at_ms: Option<i64>,
}

/// `PUT /api/v1/live/templates/{id}`: enters what Aurora calls the newest version of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewLiveTemplate {
    /// The template id in Aurora's console.
    pub aurora_id: i64,
}

/// `POST /api/v1/live/templates/{id}/verdict`: enters the verdict that Aurora's console shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveVerdict {
    /// Whether Aurora approved it.
    pub is_approved: bool,
    /// Why it did not.
    #[serde(default)]
    pub comment: String,
}

/// `PUT /api/v1/live/hook-key`: enters the APP KEY that Aurora's SMSHook section shows. The one before stays good for
/// two days.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewLiveHookKey {
    /// The APP KEY.
    pub app_key: String,
}

impl core::fmt::Debug for NewLiveHookKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("NewLiveHookKey")
    }
}

/// `PUT /api/v1/live/countries`: which countries may be sent to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllowedCountries {
    /// The countries; absent for all that have a price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countries: Option<Vec<String>>,
}

/// Messages that wait because Aurora refuses them. `DELETE /api/v1/live/holds/{id}` lets them go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveHold {
    /// The hold.
    pub id: i64,
    /// Whose messages wait; absent where it is not about an SMS_USER.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms_user: Option<String>,
    /// With which template; absent where it is not about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template_id: Option<i64>,
    /// Aurora's code and words.
    pub reason: String,
    /// Since when.
    pub since_ms: i64,
    /// How many messages wait.
    pub n_messages: i64,
}

/// An event that Aurora posted. `GET /api/v1/live/events`, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveEvent {
    /// The event.
    pub id: i64,
    /// What it is about: `Delivered`, `Template Verify` and so on; `unknown` where this version does not know it.
    pub event: String,
    /// Its type on the wire.
    pub event_type: i64,
    /// When it came.
    pub received_at_ms: i64,
    /// How often it came again.
    pub n_repeats: i64,
    /// What came of it: `joined`, `not ours`, `changes nothing`, `unknown`, `failed`; absent until it is worked off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

/// `POST /api/v1/live/statement`: Aurora's statement as CSV with the columns `smsId`, `amount` and, where there are,
/// `pieces`. A line that is there already is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementImport {
    /// The table.
    pub csv: String,
}

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementImported {
    /// Lines taken.
    pub n_lines: i64,
}

/// `GET /api/v1/live/reconciliation?month=YYYY-MM`: what was charged here against what Aurora charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reconciliation {
    /// The month, `YYYY-MM`, UTC.
    pub month: String,
    /// The currency of every amount.
    pub currency: String,
    /// Messages that our ledger has a charge for.
    pub n_charged: i64,
    /// What it charged.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub charged: Micros,
    /// Messages that the statement has.
    pub n_stated: i64,
    /// What the statement charged for messages of ours.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub stated: Micros,
    /// Lines of the statement about messages that are not ours.
    pub n_foreign: i64,
    /// Each difference, largest first; at most 500.
    pub differences: Vec<Difference>,
}

/// A message that the two do not agree about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Difference {
    /// The message, as `GET /messages/{id}` has it.
    pub message_id: String,
    /// Aurora's id of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aurora_id: Option<String>,
    /// Its number, masked.
    pub phone_masked: String,
    /// Pieces that we counted, strictly.
    pub n_pieces: i64,
    /// Pieces that Aurora reported in its events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n_pieces_reported: Option<i64>,
    /// What we charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub charged: Option<Micros>,
    /// What the statement charges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub stated: Option<Micros>,
    /// What explains it.
    pub cause: DifferenceCause,
}

/// Why the two differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DifferenceCause {
    /// Aurora counted other pieces: it cuts characters of two units at a border (simple counting), or the other way.
    Pieces,
    /// The pieces agree and the price of one does not.
    Price,
    /// We charged, and the statement does not have it.
    NotStated,
    /// The statement charges, and we did not: it was not handed over, or its report has not come.
    NotCharged,
}
