//! Codes of deliveries as the data calls have them, and which messages are domestic.
//!
//! The two dialects disagree about a few codes. The gateway keeps those of the newer one's events, in which 440 is an
//! invalid number and 450 a rejection by the carrier; in the older one 440 is a word in the content and 450 a variable.

use piecewise_sms::status::Status;

use super::{
    caller::Dialect,
    parameters::Parameters,
    stop::{Stop, refuse},
    words::reason,
};

/// The country in which the older dialect is at home.
pub(super) const HOME: &str = "CN";

/// A reason's code in a dialect.
pub(super) const fn code_in(dialect: Dialect, code: i64) -> i64 {
    match (dialect, code) {
        (Dialect::Signature, 460) => 440,
        (Dialect::Signature, 470) => 450,
        (Dialect::Signature, 440 | 450) => 490,
        (_, code) => code,
    }
}

/// A status as the data calls have it: its code, and in the platform's words.
pub(super) fn status_of(dialect: Dialect, status: Status, reason_code: Option<i64>) -> (i64, String) {
    let code = reason_code.map(|code| code_in(dialect, code));
    let with_reason = |words: &str, code: i64| match reason(code_in(Dialect::Signature, reason_code.unwrap_or(code))) {
        Some(why) => (code, format!("{words}-{why}")),
        None => (code, words.to_owned()),
    };
    match status {
        Status::Sending | Status::WaitingResult => (0, "请求".into()),
        Status::Delivered => (200, "送达".into()),
        Status::Suppressed => with_reason("处理失败", code.unwrap_or(490)),
        Status::Failed => with_reason("发送失败", code.unwrap_or(590)),
    }
}

/// `msgType` in numbers, and in words. In the newer dialect everything is international.
pub(super) fn message_type(dialect: Dialect, is_home: bool) -> (&'static str, &'static str) {
    if dialect == Dialect::Signature && is_home { ("0", "国内短信") } else { ("2", "国际短信") }
}

/// What `msgTypeStr` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WantedType {
    /// Whatever there is.
    Any,
    /// To the dialect's home.
    Domestic,
    /// To everywhere else.
    International,
    /// Something that this gateway never sends.
    None,
}

impl WantedType {
    /// What the call asks for. There are no labels, so nothing has one.
    pub(super) fn of(dialect: Dialect, parameters: &Parameters) -> Result<Self, Stop> {
        if parameters.get("labelIdsStr").is_some() {
            return Ok(Self::None);
        }
        match (parameters.get("msgTypeStr").map(str::trim), dialect) {
            (None, _) | (Some("2"), Dialect::Key) => Ok(Self::Any),
            (Some("0"), Dialect::Signature) => Ok(Self::Domestic),
            (Some("2"), Dialect::Signature) => Ok(Self::International),
            (Some("0" | "1" | "3"), _) => Ok(Self::None),
            (Some(_), _) => Err(refuse(441, "msgTypeStr is not 0, 1, 2 or 3")),
        }
    }
}
