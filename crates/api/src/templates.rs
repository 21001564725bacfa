//! Templates under review and approved.

use std::collections::BTreeMap;

use piecewise_sms::template::{ContentType, ReviewState};
use serde::{Deserialize, Serialize};

use crate::ProblemDiagnostic;

/// `POST /api/v1/templates`: submits a draft for review. Refused with `422` and the diagnostics while it has errors.
///
/// `POST /api/v1/templates/{id}/versions` takes the same, and hands in the next version of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTemplate {
    /// Its name, unique in the account whatever the case.
    pub name: String,
    /// What it is for.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::ContentType))]
    pub content_type: ContentType,
    /// The text with its variables.
    pub content: String,
    /// An example for each variable.
    #[serde(default)]
    pub examples: BTreeMap<String, String>,
    /// Where it will be sent, for the reviewer.
    pub countries: Vec<String>,
}

/// A template. `GET /api/v1/templates?type=&state=&search=` lists them, last changed first.
///
/// It shows the version that may be sent, if there is one, otherwise the newest. A newer version that is not approved
/// yet stands beside it as `successor`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Template {
    /// The template id, as used by `/smsapi/send`.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Which version this is, counted from 1.
    #[serde(default = "first_version")]
    pub version: u32,
    /// What it is for.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::ContentType))]
    pub content_type: ContentType,
    /// The text with its variables.
    pub content: String,
    /// An example for each variable.
    #[serde(default)]
    pub examples: BTreeMap<String, String>,
    /// Where it will be sent, for the reviewer.
    pub countries: Vec<String>,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::ReviewState))]
    pub state: ReviewState,
    /// When it was handed in; of a draft, when it was written.
    pub submitted_at_ms: i64,
    /// When it was approved or rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_at_ms: Option<i64>,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejection: Option<String>,
    /// When it was taken back from review; then its state is that of a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at_ms: Option<i64>,
    /// The version that is to replace this one, while this one may still be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<TemplateVersion>,
}

const fn first_version() -> u32 {
    1
}

/// A version of a template. Once it was handed in, it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TemplateVersion {
    /// Counted from 1.
    pub version: u32,
    /// What it is for.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::ContentType))]
    pub content_type: ContentType,
    /// The text with its variables.
    pub content: String,
    /// An example for each variable.
    #[serde(default)]
    pub examples: BTreeMap<String, String>,
    /// Where it will be sent, for the reviewer.
    pub countries: Vec<String>,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::ReviewState))]
    pub state: ReviewState,
    /// When it was handed in last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at_ms: Option<i64>,
    /// When it was approved or rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_at_ms: Option<i64>,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejection: Option<String>,
    /// When it was taken back from review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at_ms: Option<i64>,
}

/// `GET /api/v1/templates/{id}`: a template with all that happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TemplateDetail {
    /// The template as the list has it.
    #[serde(flatten)]
    pub template: Template,
    /// Every version, newest first.
    pub versions: Vec<TemplateVersion>,
    /// What happened, oldest first.
    pub history: Vec<ReviewStep>,
}

/// One step of a version's review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewStep {
    /// The version.
    pub version: u32,
    /// When.
    pub at_ms: i64,
    /// What happened.
    pub event: ReviewStepKind,
    /// Who did it: a person's name, an SMS_USER, or `sandbox` for the reviewer that decides by the linter.
    pub by: String,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What happened in a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReviewStepKind {
    /// It was handed in.
    Submitted,
    /// It was taken back.
    Withdrawn,
    /// It may be sent.
    Approved,
    /// It was refused.
    Rejected,
}

impl ReviewStepKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Submitted, Self::Withdrawn, Self::Approved, Self::Rejected];

    /// The name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Withdrawn => "withdrawn",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    /// Reads [`ReviewStepKind::as_str`] back.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// What a reviewer sees of a version in review. `GET /api/v1/sandbox/reviews` lists them, longest waiting first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PendingReview {
    /// The id for `POST /api/v1/sandbox/reviews/{id}/approve` and `…/reject`: one version of one template.
    pub id: i64,
    /// The template.
    pub template_id: i64,
    /// Its name, which no recipient sees.
    pub name: String,
    /// The version to judge.
    pub version: TemplateVersion,
    /// The text that may be sent until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_content: Option<String>,
    /// When the sandbox decides by the linter, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at_ms: Option<i64>,
    /// What the linter finds, hints included.
    pub diagnostics: Vec<ProblemDiagnostic>,
}

/// `POST /api/v1/sandbox/reviews/{id}/reject`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rejection {
    /// What is wrong and what to do, for the applicant; at most 500 characters.
    #[cfg_attr(feature = "openapi", schema(max_length = 500, pattern = "[^\\s\\u0085]"))]
    pub reason: String,
}

/// How long reviews took. `GET /api/v1/templates/review-times` gives one for each type and set of countries that was
/// reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewTime {
    /// The content type.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::ContentType))]
    pub content_type: ContentType,
    /// The applicant countries, in alphabetical order.
    pub countries: Vec<String>,
    /// Reviews that this is from.
    pub n_reviews: u32,
    /// A tenth took at most this long.
    pub p10_ms: i64,
    /// Half took at most this long.
    pub p50_ms: i64,
    /// Nine tenths took at most this long.
    pub p90_ms: i64,
}
