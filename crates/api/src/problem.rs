//! What a refused request gets: `application/problem+json` (RFC 9457).

use piecewise_sms::{Utf16Span, template::Severity};
use serde::{Deserialize, Serialize};

use crate::Permission;

/// Why a request was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Which problem it is.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// One sentence for a person.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What was wrong, where, and what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The field that was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The permission that the person's role lacks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permission: Option<Permission>,
    /// After how many seconds to call again, where calls came too fast; the same as in `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u64>,
    /// The id under which the gateway's log has the cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// What the linter found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<ProblemDiagnostic>,
}

/// The problems there are; the console has words for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// Not signed in, or the session has ended.
    SignedOut,
    /// The sign-in link was used before or is not from this gateway.
    TokenInvalid,
    /// The e-mail address or the password is wrong.
    SignInFailed,
    /// Somebody has this e-mail address.
    EmailTaken,
    /// The last owner can be neither demoted nor disabled.
    LastOwner,
    /// The person's role does not permit this; see `permission`.
    Forbidden,
    /// Nothing there.
    NotFound,
    /// The body does not have the right shape.
    Malformed,
    /// The request came from another site.
    CrossSite,
    /// SMS is not connected.
    NotConnected,
    /// The address of a hook cannot be used; `detail` says why.
    HookUrl,
    /// The registration of a sender ID is in another state than this needs.
    SenderState,
    /// No such SMS_USER.
    UnknownSmsUser,
    /// Another template has this name.
    NameTaken,
    /// The linter found errors; see `diagnostics`.
    Lint,
    /// The template may not be sent.
    NotApproved,
    /// The template is in another state of review than the request needs.
    TemplateState,
    /// Messages with the template wait to be sent.
    TemplateInUse,
    /// The campaign's state does not allow it.
    CampaignState,
    /// The number is not valid.
    NumberInvalid,
    /// A variable has no value, or a wrong one; see `diagnostics`.
    Values,
    /// The price for this country is not known.
    PriceUnknown,
    /// The wallet has too little.
    Balance,
    /// The cap on what may be spent in a day or in a month is reached.
    SpendCap,
    /// The price table cannot be imported; `detail` has a line for each fault.
    PriceTable,
    /// The idempotency key was used with another body, or is missing.
    IdempotencyKey,
    /// Too many requests.
    RateLimited,
    /// The gateway failed; the log has the cause under `request_id`.
    Internal,
}

/// A finding of the linter, as the interface of the command line and the API has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemDiagnostic {
    /// The code.
    pub code: String,
    /// How bad it is.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Severity))]
    pub severity: Severity,
    /// The field: `content`, `content_type`, `name`, `countries`, or `values.<variable>`.
    pub field: String,
    /// Where in the field.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Utf16Span))]
    pub span: Utf16Span,
    /// What, why and what to do, in English.
    pub message: String,
}
