//! Campaigns: one approved template to a list of recipients, each of whom gets it once.

use piecewise_sms::money::Micros;
use serde::{Deserialize, Serialize};

use crate::StatusCounts;

/// Where a campaign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CampaignState {
    /// Its list is not planned yet.
    Draft,
    /// Its list was planned; nobody has confirmed it.
    Planned,
    /// Confirmed; somebody else has to approve it.
    AwaitingApproval,
    /// It begins at its time; until then it can be taken back.
    Scheduled,
    /// Messages are being handed over.
    Running,
    /// Nothing more is handed over until somebody resumes it.
    Paused,
    /// The gateway was away when it should have begun. Somebody decides whether it still should.
    TooLate,
    /// Every recipient's message was accepted.
    Finished,
    /// It ended before its end; what was not accepted was never sent.
    Cancelled,
}

impl CampaignState {
    /// Every one, in the order of a campaign's life.
    pub const ALL: [Self; 9] = [
        Self::Draft,
        Self::Planned,
        Self::AwaitingApproval,
        Self::Scheduled,
        Self::Running,
        Self::Paused,
        Self::TooLate,
        Self::Finished,
        Self::Cancelled,
    ];

    /// The name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Planned => "planned",
            Self::AwaitingApproval => "awaiting_approval",
            Self::Scheduled => "scheduled",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::TooLate => "too_late",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads [`CampaignState::as_str`] back.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Whether its money is held and messages of it may still be accepted.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::AwaitingApproval | Self::Scheduled | Self::Running | Self::Paused | Self::TooLate)
    }
}

/// `POST /api/v1/campaigns` ★: begins one. Its file follows in chunks (`PUT /campaigns/{id}/file/{place}`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewCampaign {
    /// What people call it.
    pub name: String,
    /// The template, approved.
    pub template_id: i64,
    /// The SMS_USER that sends it.
    pub sms_user: String,
    /// The sender ID to show; each country gets it only where it is registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
}

/// A campaign. `GET /api/v1/campaigns` lists them, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Campaign {
    /// Its number.
    pub id: i64,
    /// What people call it.
    pub name: String,
    /// Where it stands.
    pub state: CampaignState,
    /// The template.
    pub template_id: i64,
    /// Its name.
    pub template_name: String,
    /// The version that is sent.
    pub template_version: i64,
    /// The SMS_USER that sends it.
    pub sms_user: String,
    /// The sender ID to show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// Octets of the file that have come.
    pub n_octets: i64,
    /// What the list came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<CampaignPlan>,
    /// When it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at_ms: Option<i64>,
    /// Messages in a minute at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_minute: Option<u32>,
    /// Recipients of each country that go first; the others wait for what becomes of them.
    pub n_canaries: u32,
    /// It pauses by itself when more of a hundred are not delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause_above_percent: Option<u32>,
    /// Why it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<CampaignWait>,
    /// What became of its recipients.
    pub progress: CampaignProgress,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at_ms: i64,
    /// Who confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at_ms: Option<i64>,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// When its first message was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at_ms: Option<i64>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at_ms: Option<i64>,
}

/// Why a campaign waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CampaignWait {
    /// Somebody paused it.
    Person,
    /// Too many were not delivered.
    Failures,
    /// The first recipients of each country have no final status yet.
    Canaries,
    /// Its template is no longer approved.
    Template,
    /// Its SMS_USER does not work.
    SmsUser,
}

/// What a list came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignPlan {
    /// SHA-256 of the file, in small hexadecimal digits.
    pub sha256: String,
    /// Rows of the file, without header and blank ones.
    pub n_rows: u32,
    /// Those that are recipients.
    pub n_accepted: u32,
    /// Those with a fault.
    pub n_rejected: u32,
    /// Those with the number of another one.
    pub n_duplicate: u32,
    /// Those whose number must not get this message.
    pub n_suppressed: u32,
    /// Recipients in countries without a price; they keep a campaign from being confirmed.
    pub n_without_price: u32,
    /// Recipients who got a message of this template in the last seven days.
    pub n_recent: u32,
    /// Pieces in all, counted strictly.
    pub n_pieces: u64,
    /// What it costs in all.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub total: Micros,
    /// In this currency.
    pub currency: String,
    /// The version of the price table.
    pub price_version: i64,
    /// By country, the costliest first.
    pub countries: Vec<CampaignCountry>,
    /// How many recipients get how many pieces, by pieces.
    pub histogram: Vec<CampaignPieces>,
}

/// A country's part of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignCountry {
    /// The country; absent for numbers of no country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Recipients.
    pub n_recipients: u32,
    /// Pieces.
    pub n_pieces: u64,
    /// The price of a piece; absent where it is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub unit_price: Option<Micros>,
    /// What they cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub cost: Option<Micros>,
}

/// A bar of the histogram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignPieces {
    /// Pieces of a message.
    pub n_pieces: u32,
    /// Recipients whose message has that many.
    pub n_recipients: u32,
}

/// `POST /api/v1/campaigns/{id}/confirm` ★: holds the money, all or nothing, and sets the time. What the person saw is
/// said again: where the plan is another one meanwhile, nothing happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignConfirmation {
    /// The number of recipients, as the person typed it.
    pub n_recipients: u32,
    /// The total that the person saw.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub total: Micros,
    /// When to begin; absent for as soon as it can no longer be taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at_ms: Option<i64>,
    /// Messages in a minute at most; absent for no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub per_minute: Option<u32>,
    /// Recipients of each country that go first.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(maximum = 1000))]
    pub n_canaries: u32,
    /// Pause when more of a hundred are not delivered; absent for never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100))]
    pub pause_above_percent: Option<u32>,
}

/// What became of a campaign's recipients so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignProgress {
    /// Recipients whose message is not accepted yet.
    pub n_waiting: u64,
    /// Recipients who never got one, because the campaign was cancelled.
    pub n_cancelled: u64,
    /// The others, by status.
    pub statuses: StatusCounts,
    /// What was charged for them.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub charged: Micros,
    /// What is held for them and for those who wait.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub reserved: Micros,
}

/// `POST /api/v1/campaigns/settings`: from which size on a second person has to approve.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignSettings {
    /// From so many recipients on; absent for never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approve_from_recipients: Option<u32>,
    /// From such a cost on; absent for never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub approve_from_total: Option<Micros>,
}
